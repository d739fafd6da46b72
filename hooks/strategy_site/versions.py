"""The strategy's wording, version by version: frozen in ``strategy/versions/`` when published.

A frozen file ends with a sum over all that stands before it: what links to a version has to find
the same words in ten years, so a change by hand is noticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar, cast

from pydantic import BaseModel, Field

from .model import Goal, Indicator, OverallGoal, PriorityArea, Strategy, Theme
from .values import Date, Id, Link, Strict, Text

VERSIONS = "versions"
_SUM = "# summa "


class FrozenArea(Strict):
    """The wording of a priority area in one version."""

    id: Id
    title: Text | None = None
    purpose: Text | None = None


class FrozenGoal(Strict):
    """The wording of a goal in one version; its outcome is no part of it."""

    id: Id
    priority_areas: Annotated[list[Id], Field(description="Målets insatsområden (id).")] = []
    title: Text | None = None
    description: Text | None = None
    indicators: Annotated[list[Indicator], Field(description="Mått på målet.")] = []


class Version(Strict):
    """One version of the strategy. What no source shows of an early one is left out."""

    version: Annotated[int, Field(ge=1, description="Versionens nummer.")]
    name: Annotated[Text | None, Field(description="Vad den kallas, om den inte var numrerad.")] = (
        None
    )
    about: Annotated[Text | None, Field(description="En anmärkning om versionen.")] = None
    complete: Annotated[bool, Field(description="false: bara delar av lydelsen är kända.")] = True
    adopted: Date | None = None
    sources: Annotated[list[Link], Field(description="Källornas adresser.")] = []
    title: Text | None = None
    vision_lead: Text | None = None
    vision: Text | None = None
    introduction: Text | None = None
    area: Text | None = None
    overall_goals: Annotated[list[OverallGoal], Field(description="Övergripande mål.")] = []
    cross_cutting_themes: Annotated[list[Theme], Field(description="Tvärgående teman.")] = []
    priority_areas: Annotated[list[FrozenArea], Field(description="Insatsområden.")] = []
    goals: Annotated[list[FrozenGoal], Field(description="Mål, i ordning.")] = []

    def find(self, identity: str) -> FrozenArea | FrozenGoal | None:
        """Give the priority area or goal with an id, if the version has it."""
        parts: list[FrozenArea | FrozenGoal] = [*self.priority_areas, *self.goals]
        return next((part for part in parts if part.id == identity), None)

    def goals_of(self, area: FrozenArea) -> list[FrozenGoal]:
        """Give the goals of a priority area."""
        return [goal for goal in self.goals if area.id in goal.priority_areas]

    def goals_beside(self) -> list[FrozenGoal]:
        """Give the goals that stand beside the version's priority areas."""
        areas = {area.id for area in self.priority_areas}
        return [goal for goal in self.goals if not areas.intersection(goal.priority_areas)]


@dataclass(frozen=True)
class Edition:
    """A version as the site has it."""

    version: Version
    seal: str | None
    """The sum at the end of the frozen file; ``None`` before it is frozen."""

    @property
    def number(self) -> int:
        """The version's number."""
        return self.version.version

    @property
    def address(self) -> str:
        """Give the path of the whole version below the language's prefix: ``v2/``."""
        return f"v{self.number}/"

    def address_of(self, identity: str) -> str:
        """Give the path of the wording of a priority area or goal: ``v2/1.3/``."""
        return f"{self.address}{identity}/"


def wording_in_force(
    strategy: Strategy,
    areas: Iterable[PriorityArea],
    goals: Iterable[Goal],
    homes: Mapping[str, tuple[str, ...]],
) -> Version:
    """Give the wording that the content has now, as it would be frozen.

    Takes what is in force, and the priority areas of each goal by id.
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
                priority_areas=list(homes[goal.id]),
                title=goal.title,
                description=goal.description,
                indicators=[i.model_copy(update={"outcome": None}) for i in goal.indicators],
            )
            for goal in goals
        ],
    )


Place = tuple[str, str]
"""Where a text stands in a version: id (empty for the strategy itself) and field."""


def texts_of(version: Version) -> dict[Place, Text]:
    """Give every text of a version by its place, in reading order."""
    found: dict[Place, Text | None] = {
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
        for number, row in enumerate(goal.indicators):
            found[goal.id, f"indicators.{number}"] = row.wording()
    return {place: text for place, text in found.items() if text is not None}


def placed_texts(version: Version) -> list[tuple[str, str, Text]]:
    """Give every text of a version with the place it has in the content, see `places.Placed`.

    That is the id of what it is said of (empty for the strategy itself) and the field.
    """
    found = []

    def note(identity: str, field: str, text: Text) -> Text:
        found.append((identity, field, text))
        return text

    _each(version, note)
    return found


def with_translations_of(version: Version, now: Version, source: str) -> Version:
    """Give a frozen version with the translations that ``now`` has of the same source texts.

    What is adopted, and frozen, is the text in the source language; a translation of it may get
    better, be added or be taken back.
    """
    present = {
        (identity, field, *text.root[source].split()): text
        for identity, field, text in placed_texts(now)
    }

    def translated(identity: str, field: str, text: Text) -> Text:
        adopted = text.root[source]
        found = present.get((identity, field, *adopted.split()))
        return Text({**found.root, source: adopted}) if found else text

    return _each(version, translated)


_T = TypeVar("_T")


def _each(
    value: _T,
    say: Callable[[str, str, Text], Text],
    identity: str = "",
    names: tuple[str, ...] = (),
) -> _T:
    """Give a value with each text in it as ``say`` gives it."""
    if isinstance(value, Text):
        return cast("_T", say(identity, ".".join(names), value))
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        inner = {n: _each(getattr(value, n), say, identity, (*names, n)) for n in fields}
        return cast("_T", value.model_copy(update=inner))
    if isinstance(value, list):
        return cast("_T", [_each(row, say, *_place(row, identity, names)) for row in value])
    return value


def _place(row: object, identity: str, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    own = getattr(row, "id", None)
    if isinstance(row, FrozenArea | FrozenGoal):
        return row.id, ()
    return identity, (*names, own) if own else names


def seal_of(text: str) -> str | None:
    """Give the sum at the end of a frozen file, if it is there and right."""
    body, mark, seal = text.replace("\r\n", "\n").rpartition(_SUM)
    return seal.strip() if mark and seal.strip() == _sum(body) else None


def has_seal(text: str) -> bool:
    """Tell whether a file ends with a sum, right or wrong."""
    return _SUM in text


def sealed(text: str) -> str:
    """Give the text of a version's file with the sum that freezes it."""
    body = text.replace("\r\n", "\n").rstrip("\n") + "\n"
    return f"{body}{_SUM}{_sum(body)}\n"


def _sum(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]
