"""The wording of each version of the strategy, frozen in ``strategy/versions/`` when published.

A frozen file ends with a checksum of its text, which reveals a later change: a link to a version
has to show the same wording in ten years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar, cast

from pydantic import BaseModel, Field

from ..hashing import short_digest
from ..messages import message_id
from .fields import Date, Id, Strict, Text, WebLink
from .indicators import IndicatorWording
from .items import Goal, PriorityArea
from .strategy import CrossCuttingTheme, OverallGoal, Strategy
from .walk import walk_texts

VERSIONS = "versions"
_CHECKSUM_PREFIX = "# summa "


class FrozenArea(Strict):
    """The wording of a priority area in one version."""

    id: Id
    title: Text | None = None
    purpose: Text | None = None


class FrozenGoal(Strict):
    """The wording of a goal in one version, without what was measured of its indicators."""

    id: Id
    priority_areas: Annotated[
        list[Id], Field(description=message_id("The goal's priority areas (id)."))
    ] = []
    title: Text | None = None
    description: Text | None = None
    indicators: Annotated[
        list[IndicatorWording], Field(description=message_id("Measures of the goal."))
    ] = []


class Version(Strict):
    """One version of the strategy. What is not known of an early version is left out."""

    version: Annotated[int, Field(ge=1, le=1000, description=message_id("The version's number."))]
    name: Annotated[
        Text | None, Field(description=message_id("What it is called, if it had no number."))
    ] = None
    about: Annotated[Text | None, Field(description=message_id("A remark about the version."))] = (
        None
    )
    complete: Annotated[
        bool, Field(description=message_id("false: only parts of the wording are known."))
    ] = True
    adopted: Date | None = None
    sources: Annotated[list[WebLink], Field(description=message_id("The sources' addresses."))] = []
    title: Text | None = None
    vision_lead: Text | None = None
    vision: Text | None = None
    introduction: Text | None = None
    area: Text | None = None
    overall_goals: Annotated[
        list[OverallGoal], Field(description=message_id("Overall goals."))
    ] = []
    cross_cutting_themes: Annotated[
        list[CrossCuttingTheme], Field(description=message_id("Cross-cutting themes."))
    ] = []
    priority_areas: Annotated[
        list[FrozenArea], Field(description=message_id("Priority areas."))
    ] = []
    goals: Annotated[list[FrozenGoal], Field(description=message_id("Goals, in order."))] = []

    def find(self, item_id: str) -> FrozenArea | FrozenGoal | None:
        """Return the priority area or goal with an id, ``None`` if the version lacks it."""
        parts: list[FrozenArea | FrozenGoal] = [*self.priority_areas, *self.goals]
        return next((part for part in parts if part.id == item_id), None)

    def goals_of(self, area: FrozenArea) -> list[FrozenGoal]:
        """Return the goals of a priority area."""
        return [goal for goal in self.goals if area.id in goal.priority_areas]

    def goals_beside(self) -> list[FrozenGoal]:
        """Return the goals that belong to no priority area of the version."""
        areas = {area.id for area in self.priority_areas}
        return [goal for goal in self.goals if not areas.intersection(goal.priority_areas)]


@dataclass(frozen=True)
class Edition:
    """A version and its checksum."""

    version: Version
    checksum: str | None
    """Checksum at the end of the frozen file; ``None`` if it is not frozen yet."""

    @property
    def number(self) -> int:
        """The version's number."""
        return self.version.version

    @property
    def address(self) -> str:
        """The address of the whole version: ``v2/``."""
        return f"v{self.number}/"

    def address_of(self, item_id: str) -> str:
        """Return the address of the wording of a priority area or goal: ``v2/1.3/``."""
        return f"{self.address}{item_id}/"


def wording_in_force(
    strategy: Strategy,
    areas: Iterable[PriorityArea],
    goals: Iterable[Goal],
    areas_by_goal: Mapping[str, tuple[str, ...]],
) -> Version:
    """Return the content's present wording, as it would be frozen.

    Takes the items of the version, and the ids of the priority areas of each goal by its id.
    """
    return Version(
        version=strategy.version,
        adopted=strategy.adopted,
        sources=strategy.sources,
        title=strategy.title,
        vision_lead=strategy.vision_lead,
        vision=strategy.vision,
        introduction=strategy.introduction,
        area=strategy.area,
        overall_goals=strategy.overall_goals,
        cross_cutting_themes=strategy.cross_cutting_themes,
        priority_areas=[FrozenArea(id=a.id, title=a.title, purpose=a.purpose) for a in areas],
        goals=[
            FrozenGoal(
                id=goal.id,
                priority_areas=list(areas_by_goal[goal.id]),
                title=goal.title,
                description=goal.description,
                indicators=[i.adopted_wording() for i in goal.indicators if not i.editors_own],
            )
            for goal in goals
        ],
    )


TextPlace = tuple[str, str]
"""Id of an item (empty for the strategy itself) and field."""


def texts_of(version: Version, number: Callable[[float], str] = str) -> dict[TextPlace, Text]:
    """Return every text of a version by its place, in reading order.

    Takes a function that writes the numbers in them.
    """
    found: dict[TextPlace, Text | None] = {
        ("", name): getattr(version, name)
        for name in ("title", "introduction", "area", "vision_lead", "vision")
    }
    found |= {("", f"overall_goals.{goal.id}"): goal.title for goal in version.overall_goals}
    for theme in version.cross_cutting_themes:
        found["", f"cross_cutting_themes.{theme.id}"] = theme.title
        found["", f"cross_cutting_themes.{theme.id}/text"] = theme.text
    for area in version.priority_areas:
        found |= {(area.id, "title"): area.title, (area.id, "purpose"): area.purpose}
    for goal in version.goals:
        found |= {(goal.id, "title"): goal.title, (goal.id, "description"): goal.description}
        for place, row in enumerate(goal.indicators):
            found[goal.id, f"indicators.{place}"] = row.wording(number)
    return {place: text for place, text in found.items() if text is not None}


def located_texts(version: Version) -> list[tuple[str, str, Text]]:
    """Return item id (empty for the strategy itself), field and text of all texts of a version.

    The field is as in `TranslationUnit`.
    """
    found = []
    for field, _, text, _ in walk_texts(version):
        inside = field[0] in ("priority_areas", "goals")
        item_id, names = (field[1], field[2:]) if inside else ("", field)
        found.append((item_id, ".".join(names), text))
    return found


def with_translations_of(version: Version, now: Version, source: str) -> Version:
    """Return a frozen version with the translations that ``now`` has of the same source texts.

    Only the text in the source language is adopted and frozen; its translations may be improved,
    added or removed. ``source`` is the code of the source language.
    """
    present = {
        (item_id, field, *text.root[source].split()): text
        for item_id, field, text in located_texts(now)
    }
    translated: dict[int, Text] = {}
    for item_id, field, text in located_texts(version):
        adopted = text.root[source]
        if found := present.get((item_id, field, *adopted.split())):
            translated[id(text)] = Text({**found.root, source: adopted})
    return _with_texts(version, translated)


_T = TypeVar("_T")


def _with_texts(value: _T, texts: Mapping[int, Text]) -> _T:
    """Return a copy of a value with other texts, which are given by the `id` of the object."""
    new: object = value
    if isinstance(value, Text):
        new = texts.get(id(value), value)
    elif isinstance(value, BaseModel):
        fields = type(value).model_fields
        new = value.model_copy(update={n: _with_texts(getattr(value, n), texts) for n in fields})
    elif isinstance(value, list):
        new = [_with_texts(row, texts) for row in value]
    return cast("_T", new)


def checksum_of(text: str) -> str | None:
    """Return the checksum at the end of a file's text, ``None`` if it is missing or wrong."""
    body, prefix, checksum = text.replace("\r\n", "\n").rpartition(_CHECKSUM_PREFIX)
    return checksum.strip() if prefix and checksum.strip() == _checksum(body) else None


def has_checksum(text: str) -> bool:
    """Return whether a file's text ends with a checksum, right or wrong."""
    return _CHECKSUM_PREFIX in text


def with_checksum(text: str) -> str:
    """Return the text of a version's file with the checksum that freezes it."""
    body = text.replace("\r\n", "\n").rstrip("\n") + "\n"
    return f"{body}{_CHECKSUM_PREFIX}{_checksum(body)}\n"


def _checksum(body: str) -> str:
    return short_digest(body)
