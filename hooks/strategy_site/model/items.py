"""The items of a strategy: priority areas, goals, projects, calls.

Knows nothing of files or pages. The descriptions are in Swedish: editors show them to
communicators, by the JSON Schema and in forms.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import Amount, Date, Id, Name, Slug, Strict, Text, WebLink, Year, enum_descriptions
from .images import OptionalImage

SLUG_HINT = "Sista delen av adressen; får ändras. Utelämnas den används id."


class Withdrawn(Strict):
    """Marks an item that is no longer in force. Its page stays, because others link to it."""

    date: Annotated[Date, Field(description="Dagen då det upphörde: ÅÅÅÅ-MM-DD.")]
    replaced_by: Annotated[list[Id], Field(description="Vad som ersätter det (id).")] = []
    reason: Annotated[Text | None, Field(description="Varför, om det är känt.")] = None


class Item(Strict):
    """Base of all that has a page of its own."""

    id: Id
    slug: Annotated[Slug | None, Field(description=SLUG_HINT)] = None
    title: Annotated[Text, Field(description="Titeln: sidans rubrik.")]
    withdrawn: Annotated[
        Withdrawn | None, Field(description="Upphört: sidan finns kvar och säger det.")
    ] = None

    @property
    def slug_or_id(self) -> str:
        """The last part of its address: the slug, or the id with hyphens for dots."""
        return self.slug or self.id.replace(".", "-")


class Measurement(Strict):
    """The value of an indicator, and its year."""

    value: Annotated[int | float, Field(description="Ett tal.", allow_inf_nan=False)]
    year: Annotated[Year | None, Field(description="Vilket år, med fyra siffror.")] = None


class Indicator(Strict):
    """A measure of a goal."""

    title: Annotated[Text, Field(description="Vad som mäts.")]
    unit: Annotated[Text | None, Field(description="Enhet, till exempel: personer.")] = None
    baseline: Annotated[Measurement | None, Field(description="Utgångsvärde.")] = None
    target: Annotated[Measurement | None, Field(description="Målvärde.")] = None
    outcome: Annotated[Measurement | None, Field(description="Utfall.")] = None

    def texts(self) -> list[Text]:
        """Return the texts that make up the wording."""
        return [self.title, *([self.unit] if self.unit else [])]

    def wording(self) -> Text:
        """Return title, unit, baseline and target in one line for each language."""
        lines = {}
        for language, title in self.title.root.items():
            unit = self.unit.get(language) if self.unit else None
            values = [f"{m.value} ({m.year or '–'})" for m in (self.baseline, self.target) if m]
            lines[language] = " ".join([title, *([f"({unit})"] if unit else []), *values])
        return Text(lines)


class Goal(Item):
    """A *mål*, inside its priority area's file or in a file of its own in ``goals/``."""

    description: Annotated[Text | None, Field(description="Förklaring till målet.")] = None
    priority_areas: Annotated[
        list[Id], Field(description="Fler insatsområden som målet hör till (id).")
    ] = []
    indicators: Annotated[list[Indicator], Field(description="Mått på målet.")] = []


class PriorityArea(Item):
    """An *insatsområde* with its purpose and its goals."""

    purpose: Annotated[Text, Field(description="Syftet med insatsområdet.")]
    goals: Annotated[list[Goal], Field(description="Målen, i ordning.")] = []
    image: OptionalImage = None


class Funding(Strict):
    """Money from one funder, included in the project's total."""

    source: Annotated[
        Id, Field(alias="from", description="Finansiärens id, ur funders i strategy.yml.")
    ]
    amount: Amount


class CoFunding(Funding):
    """Money or resources beside the support, included in the project's total."""

    kind: Annotated[
        Literal["public_funding", "public_resources", "private_funding", "private_resources"],
        Field(
            description="Slag av medfinansiering.",
            json_schema_extra=enum_descriptions(
                public_funding="offentliga pengar",
                public_resources="offentliga resurser",
                private_funding="privata pengar",
                private_resources="privata resurser",
            ),
        ),
    ]


class InKind(Strict):
    """A contribution that the total does not include: above all voluntary time."""

    kind: Annotated[
        Literal["voluntary_time", "voluntary_resources", "public_resources", "private_resources"],
        Field(
            description="Slag av insats vid sidan av totalen.",
            json_schema_extra=enum_descriptions(
                voluntary_time="ideell tid",
                voluntary_resources="ideella resurser",
                public_resources="offentliga resurser",
                private_resources="privata resurser",
            ),
        ),
    ]
    source: Annotated[
        Id | None, Field(alias="from", description="Givarens id, ur funders i strategy.yml.")
    ] = None
    amount: Amount


class Project(Item):
    """A funded *projekt*. Unknown values are left out."""

    summary: Annotated[Text, Field(description="En mening som säger vad projektet är.")]
    text: Annotated[Text | None, Field(description="Berättelsen; tom rad = nytt stycke.")] = None
    owner: Annotated[Name, Field(description="Projektägare.")]
    partners: Annotated[list[Name], Field(description="Samarbetspartner.")] = []
    municipalities: Annotated[
        list[Id], Field(description="Kommunernas id, ur municipalities i strategy.yml.")
    ] = []
    places: Annotated[list[Name], Field(description="Orter.")] = []
    start_year: Annotated[Year | None, Field(description="Första året.")] = None
    end_year: Annotated[Year | None, Field(description="Sista året.")] = None
    published: Annotated[
        Date | None, Field(description="Dag då källan publicerades: ÅÅÅÅ-MM-DD.")
    ] = None
    priority_areas: Annotated[
        list[Id], Field(description="Insatsområden som källan nämner (id).")
    ] = []
    goals: Annotated[list[Id], Field(description="Mål som projektet bidrar till (id).")] = []
    goals_read_by: Annotated[
        Literal["editor", "decision"],
        Field(
            description="Vem som säger vilka mål projektet bidrar till.",
            json_schema_extra=enum_descriptions(
                editor="redaktionens läsning", decision="beslutet nämner målen"
            ),
        ),
    ] = "editor"
    total: Annotated[Amount | None, Field(description="Total finansiering i kronor.")] = None
    funding: Annotated[list[Funding], Field(description="Stödet.")] = []
    co_funding: Annotated[list[CoFunding], Field(description="Medfinansiering.")] = []
    in_kind: Annotated[
        list[InKind], Field(description="Insatser vid sidan av totalen, t.ex. ideell tid.")
    ] = []
    acknowledged_difference: Annotated[
        int | None,
        Field(description="Delposterna minus totalen, när källan själv inte går ihop."),
    ] = None
    image: OptionalImage = None
    sources: Annotated[list[WebLink], Field(min_length=1, description="Källornas adresser.")]

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
        return self.start_year or (self.published.year if self.published else None)


class MovedDate(Strict):
    """A former closing date."""

    closes: Annotated[Date, Field(description="Det tidigare sista datumet.")]
    moved: Annotated[
        Date | None, Field(description="Dagen då det flyttades, om den är känd: ÅÅÅÅ-MM-DD.")
    ] = None
    source: Annotated[WebLink | None, Field(description="Källans adress.")] = None


class Call(Item):
    """A *utlysning*: what can be applied for, by whom and until when."""

    kind: Annotated[
        Literal["call", "running", "prestudy", "expression_of_interest"],
        Field(
            description="Slag av utlysning.",
            json_schema_extra=enum_descriptions(
                call="utlysning",
                running="löpande",
                prestudy="förstudie",
                expression_of_interest="intresseanmälan",
            ),
        ),
    ]
    summary: Annotated[Text, Field(description="En mening som säger vad utlysningen gäller.")]
    text: Annotated[Text | None, Field(description="Hela texten; tom rad = nytt stycke.")] = None
    who_may_apply: Annotated[Text | None, Field(description="Vem som kan söka.")] = None
    published: Annotated[
        Date | None, Field(description="Dag då utlysningen publicerades: ÅÅÅÅ-MM-DD.")
    ] = None
    opens: Annotated[Date | None, Field(description="Öppnar: ÅÅÅÅ-MM-DD.")] = None
    closes: Annotated[Date | None, Field(description="Stänger: ÅÅÅÅ-MM-DD.")] = None
    decision_date: Annotated[Date | None, Field(description="Dag för beslut: ÅÅÅÅ-MM-DD.")] = None
    moved_from: Annotated[list[MovedDate], Field(description="Tidigare sista datum.")] = []
    fund: Annotated[Text | None, Field(description="Fond.")] = None
    budget: Annotated[Amount | None, Field(description="Hela utlysningens budget.")] = None
    max_per_project: Annotated[Amount | None, Field(description="Högst per projekt.")] = None
    support_level: Annotated[Text | None, Field(description="Stödnivå.")] = None
    criteria: Annotated[list[Text], Field(description="Hur ansökningar bedöms.")] = []
    priority_areas: Annotated[list[Id], Field(description="Insatsområden (id).")] = []
    goals: Annotated[list[Id], Field(description="Mål som utlysningen hänvisar till (id).")] = []
    strategy_version: Annotated[
        int | None, Field(ge=1, description="Versionen som utlysningen hänvisar till.")
    ] = None
    apply_url: Annotated[WebLink | None, Field(description="Adressen där man söker.")] = None
    sources: Annotated[list[WebLink], Field(description="Källornas adresser.")] = []
