"""The items of a strategy: priority areas, goals, projects, calls.

Knows nothing of files or pages. The descriptions are messages: editors show them to
communicators, by the JSON Schema and in forms.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from ..messages import message_id
from .fields import (
    Amount,
    Date,
    Email,
    Id,
    Name,
    Slug,
    Strict,
    Text,
    Time,
    WebLink,
    Year,
    enum_descriptions,
)
from .images import OptionalImage
from .indicators import Indicator

EXPLANATION = message_id(
    "What it means in plain words. Not a part of the adopted strategy; may change at any time."
)
SLUG_HINT = message_id(
    "The last part of the address; may change. If it is left out, the id is used."
)


class Withdrawn(Strict):
    """Marks an item that is no longer in force. Its page stays, because others link to it."""

    date: Annotated[Date, Field(description=message_id("The day on which it ended: YYYY-MM-DD."))]
    replaced_by: Annotated[list[Id], Field(description=message_id("What replaces it (id)."))] = []
    reason: Annotated[Text | None, Field(description=message_id("Why, if that is known."))] = None


class Item(Strict):
    """Base of all that has a page of its own."""

    id: Id
    slug: Annotated[Slug | None, Field(description=SLUG_HINT)] = None
    title: Annotated[Text, Field(description=message_id("The title: the page's heading."))]
    withdrawn: Annotated[
        Withdrawn | None, Field(description=message_id("Ended: the page remains and says so."))
    ] = None

    @property
    def slug_or_id(self) -> str:
        """The last part of its address: the slug, or the id with hyphens for dots."""
        return self.slug or self.id.replace(".", "-")


ItemT = TypeVar("ItemT", bound=Item)


class Goal(Item):
    """A *mål*, inside its priority area's file or in a file of its own in ``goals/``."""

    description: Annotated[
        Text | None,
        Field(description=message_id("What the adopted strategy says of the goal.")),
    ] = None
    explanation: Annotated[Text | None, Field(description=EXPLANATION)] = None
    priority_areas: Annotated[
        list[Id],
        Field(description=message_id("Further priority areas that the goal belongs to (id).")),
    ] = []
    indicators: Annotated[
        list[Indicator], Field(description=message_id("Measures of the goal."))
    ] = []


class PriorityArea(Item):
    """An *insatsområde* with its purpose and its goals."""

    purpose: Annotated[Text, Field(description=message_id("The purpose of the priority area."))]
    explanation: Annotated[Text | None, Field(description=EXPLANATION)] = None
    goals: Annotated[list[Goal], Field(description=message_id("The goals, in order."))] = []
    image: OptionalImage = None


def in_force_on(day: datetime.date, item: ItemT) -> ItemT:
    """Return an item as it is on a day: what is withdrawn later is still in force.

    The goals in a priority area are looked at too.
    """
    changed: dict[str, Any] = {}
    if item.withdrawn and item.withdrawn.date > day:
        changed["withdrawn"] = None
    if isinstance(item, PriorityArea):
        changed["goals"] = [in_force_on(day, goal) for goal in item.goals]
    return item.model_copy(update=changed) if changed else item


class Funding(Strict):
    """Money from one funder, included in the project's total."""

    source: Annotated[
        Id,
        Field(
            alias="from", description=message_id("The funder's id, from funders in strategy.yml.")
        ),
    ]
    amount: Amount


class CoFunding(Funding):
    """Money or resources beside the support, included in the project's total."""

    kind: Annotated[
        Literal["public_funding", "public_resources", "private_funding", "private_resources"],
        Field(
            description=message_id("Kind of co-funding."),
            json_schema_extra=enum_descriptions(
                public_funding=message_id("public money"),
                public_resources=message_id("public resources"),
                private_funding=message_id("private money"),
                private_resources=message_id("private resources"),
            ),
        ),
    ]


class InKind(Strict):
    """A contribution that the total does not include: above all voluntary time."""

    kind: Annotated[
        Literal["voluntary_time", "voluntary_resources", "public_resources", "private_resources"],
        Field(
            description=message_id("Kind of contribution beside the total."),
            json_schema_extra=enum_descriptions(
                voluntary_time=message_id("voluntary time"),
                voluntary_resources=message_id("voluntary resources"),
                public_resources=message_id("public resources"),
                private_resources=message_id("private resources"),
            ),
        ),
    ]
    source: Annotated[
        Id | None,
        Field(
            alias="from", description=message_id("The giver's id, from funders in strategy.yml.")
        ),
    ] = None
    amount: Amount


class Project(Item):
    """A funded *projekt*. Unknown values are left out."""

    summary: Annotated[
        Text, Field(description=message_id("One sentence that says what the project is."))
    ]
    text: Annotated[
        Text | None,
        Field(description=message_id("The story; an empty line makes a new paragraph.")),
    ] = None
    owner: Annotated[Name, Field(description=message_id("Project owner."))]
    partners: Annotated[list[Name], Field(description=message_id("Partners."))] = []
    municipalities: Annotated[
        list[Id],
        Field(
            description=message_id("The municipalities' ids, from municipalities in strategy.yml.")
        ),
    ] = []
    places: Annotated[list[Name], Field(description=message_id("Places."))] = []
    start_year: Annotated[Year | None, Field(description=message_id("The first year."))] = None
    end_year: Annotated[Year | None, Field(description=message_id("The last year."))] = None
    published: Annotated[
        Date | None,
        Field(description=message_id("Day on which the source was published: YYYY-MM-DD.")),
    ] = None
    state: Annotated[
        Literal["granted", "running", "finished", "broken_off"] | None,
        Field(
            description=message_id("What became of the project, if a source tells."),
            json_schema_extra=enum_descriptions(
                granted=message_id("support has been granted"),
                running=message_id("under way"),
                finished=message_id("finished"),
                broken_off=message_id("broken off before it was finished"),
            ),
        ),
    ] = None
    outcome: Annotated[
        Text | None,
        Field(
            description=message_id("What came of it, in a few sentences that a source supports.")
        ),
    ] = None
    outcome_source: Annotated[
        WebLink | None,
        Field(description=message_id("The address of the source that tells what came of it.")),
    ] = None
    priority_areas: Annotated[
        list[Id], Field(description=message_id("Priority areas that the source names (id)."))
    ] = []
    goals: Annotated[
        list[Id], Field(description=message_id("Goals that the project contributes to (id)."))
    ] = []
    goals_read_by: Annotated[
        Literal["editor", "decision"],
        Field(
            description=message_id("Who says which goals the project contributes to."),
            json_schema_extra=enum_descriptions(
                editor=message_id("the editors' reading"),
                decision=message_id("the decision names the goals"),
            ),
        ),
    ] = "editor"
    total: Annotated[Amount | None, Field(description=message_id("Total funding in kronor."))] = (
        None
    )
    funding: Annotated[list[Funding], Field(description=message_id("The support."))] = []
    co_funding: Annotated[list[CoFunding], Field(description=message_id("Co-funding."))] = []
    in_kind: Annotated[
        list[InKind],
        Field(
            description=message_id("Contributions beside the total, voluntary time for instance.")
        ),
    ] = []
    acknowledged_difference: Annotated[
        int | None,
        Field(
            ge=-(10**13),
            le=10**13,
            description=message_id(
                "The parts minus the total, when the source itself does not add up."
            ),
        ),
    ] = None
    image: OptionalImage = None
    sources: Annotated[
        list[WebLink], Field(min_length=1, description=message_id("The sources' addresses."))
    ]

    @property
    def parts_total(self) -> int:
        """Sum of funding and co-funding, in the strategy's currency."""
        return sum(part.amount for part in [*self.funding, *self.co_funding])

    @property
    def difference(self) -> int:
        """Sum of the parts minus the total; 0 if either is unknown."""
        if self.total is None or not (self.funding or self.co_funding):
            return 0
        return self.parts_total - self.total

    @property
    def year(self) -> int | None:
        """The year it is listed under: its first year, else that of its source."""
        return next(iter(self.years), None)

    @property
    def years(self) -> list[int]:
        """Every year from the first to the last, else that of its source; empty if unknown."""
        first = self.start_year or (self.published.year if self.published else None)
        if first is None:
            return []
        last = self.end_year if self.start_year and self.end_year else first
        return [*range(first, max(first, last) + 1)]


class MovedDate(Strict):
    """A former closing date."""

    closes: Annotated[Date, Field(description=message_id("The former closing date."))]
    moved: Annotated[
        Date | None,
        Field(description=message_id("The day on which it was moved, if known: YYYY-MM-DD.")),
    ] = None
    source: Annotated[WebLink | None, Field(description=message_id("The source's address."))] = None


class Call(Item):
    """A *utlysning*: what can be applied for, by whom and until when."""

    kind: Annotated[
        Literal["call", "running", "prestudy", "expression_of_interest"],
        Field(
            description=message_id("Kind of call."),
            json_schema_extra=enum_descriptions(
                call=message_id("call"),
                running=message_id("continuous"),
                prestudy=message_id("pilot study"),
                expression_of_interest=message_id("expression of interest"),
            ),
        ),
    ]
    summary: Annotated[
        Text, Field(description=message_id("One sentence that says what the call is about."))
    ]
    text: Annotated[
        Text | None,
        Field(description=message_id("The whole text; an empty line makes a new paragraph.")),
    ] = None
    who_may_apply: Annotated[Text | None, Field(description=message_id("Who may apply."))] = None
    published: Annotated[
        Date | None,
        Field(description=message_id("Day on which the call was published: YYYY-MM-DD.")),
    ] = None
    opens: Annotated[Date | None, Field(description=message_id("Opens: YYYY-MM-DD."))] = None
    closes: Annotated[Date | None, Field(description=message_id("Closes: YYYY-MM-DD."))] = None
    closes_at: Annotated[
        Time | None, Field(description=message_id("The hour at which the call closes that day."))
    ] = None
    decision_date: Annotated[
        Date | None, Field(description=message_id("Day of the decision: YYYY-MM-DD."))
    ] = None
    moved_from: Annotated[
        list[MovedDate], Field(description=message_id("Former closing dates."))
    ] = []
    fund: Annotated[Text | None, Field(description=message_id("Fund."))] = None
    budget: Annotated[
        Amount | None, Field(description=message_id("The budget of the whole call."))
    ] = None
    max_per_project: Annotated[
        Amount | None, Field(description=message_id("Most per project."))
    ] = None
    support_level: Annotated[Text | None, Field(description=message_id("Support level."))] = None
    criteria: Annotated[
        list[Text], Field(description=message_id("How applications are assessed."))
    ] = []
    priority_areas: Annotated[list[Id], Field(description=message_id("Priority areas (id)."))] = []
    goals: Annotated[
        list[Id], Field(description=message_id("Goals that the call refers to (id)."))
    ] = []
    strategy_version: Annotated[
        int | None,
        Field(ge=1, le=1000, description=message_id("The version that the call refers to.")),
    ] = None
    apply_url: Annotated[
        WebLink | None,
        Field(description=message_id("The address of the e-service or the form to apply with.")),
    ] = None
    apply_with: Annotated[
        Literal["e_service", "form"],
        Field(
            description=message_id("What the address leads to."),
            json_schema_extra=enum_descriptions(
                e_service=message_id("an e-service"), form=message_id("a form to fill in and send")
            ),
        ),
    ] = "e_service"
    apply_email: Annotated[
        Email | None, Field(description=message_id("E-mail address to which one applies."))
    ] = None
    how_to_apply: Annotated[
        Text | None,
        Field(
            description=message_id("How one applies, by mail for instance, and to which address.")
        ),
    ] = None
    sources: Annotated[list[WebLink], Field(description=message_id("The sources' addresses."))] = []
