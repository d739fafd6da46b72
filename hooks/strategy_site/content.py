"""Everything the site tells, validated, with the relations between its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from .accessibility import Quality
from .glossary import Glossary
from .ledger import Published
from .map_drawing import Borders
from .model import Call, Goal, Image, Linked, PriorityArea, Project, Strategy
from .picture_files import Size, size_of
from .translation_record import Record
from .versions import Edition, Version, with_translations_of, wording_in_force
from .yaml_reader import Document, Key


@dataclass(frozen=True)
class Origin:
    """Where an item is written: its document and the place in it."""

    document: Document
    key: Key

    @property
    def path(self) -> Path:
        """The file, as messages and edit links show it."""
        return self.document.path

    @property
    def line(self) -> int:
        """The line on which the item begins."""
        return self.document.line((*self.key, "id"))

    @property
    def identity(self) -> str:
        """The id as it is written: ``1.10``, even where YAML reads 1.1; empty if there is none."""
        spot = self.document.spots.get((*self.key, "id"))
        return spot.written or "" if spot else ""


@dataclass(frozen=True)
class Content:
    """Everything the site tells, with the relations between its parts looked up by id."""

    folder: Path
    strategy: Strategy
    priority_areas: tuple[PriorityArea, ...]
    goals: tuple[Goal, ...]
    projects: tuple[Project, ...]
    """Newest first."""
    calls: tuple[Call, ...]
    """Latest closing date first."""
    origins: dict[str, Origin]
    """By id of priority area, goal, project or call; the strategy itself under ``""``."""
    homes: dict[str, tuple[str, ...]]
    """By id of a goal: the ids of the priority areas it belongs to, its file's own first."""
    withdrawn: tuple[Linked, ...] = ()
    """What no longer holds, of any kind; the lists above hold what does."""
    published: tuple[Published, ...] = ()
    """Every address that has been published, in the ledger's order."""
    record: Record = field(default_factory=dict)
    """What is known of the translations."""
    glossary: Glossary = field(default_factory=Glossary)
    """The agreed words."""
    quality: Quality | None = None
    """What was tested of the site, and when; ``None`` if that was never recorded."""
    borders: Borders | None = None
    """The municipalities on the map, if the strategy has one."""
    frozen: tuple[Edition, ...] = ()
    """The frozen versions of the strategy's wording as they were frozen, oldest first."""

    @cached_property
    def picture_sizes(self) -> dict[str, Size]:
        """The width and height of each picture that something shows, by its file's name."""
        shown = [getattr(item, "image", None) for item in (self.strategy, *self.by_id.values())]
        files = {image.file for image in shown if isinstance(image, Image)}
        found = {file: size_of(self.folder / "images" / file) for file in sorted(files)}
        return {file: size for file, size in found.items() if size}

    @cached_property
    def wording_in_force(self) -> Version:
        """The wording as it stands in the content now."""
        return wording_in_force(self.strategy, self.priority_areas, self.goals, self.homes)

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """Every version of the strategy's wording, the one in force last, frozen or not yet.

        The one in force has the translations of today; an earlier one those it was frozen with.
        """
        if not self.frozen or self.frozen[-1].number != self.strategy.version:
            return (*self.frozen, Edition(self.wording_in_force, None))
        *earlier, last = self.frozen
        # What is withdrawn keeps its place in the version, and its translations get better too.
        gone = self.withdrawn
        areas = [*self.priority_areas, *(row for row in gone if isinstance(row, PriorityArea))]
        goals = [*self.goals, *(row for row in gone if isinstance(row, Goal))]
        now = wording_in_force(self.strategy, areas, goals, self.homes)
        version = with_translations_of(last.version, now, self.languages[0])
        return (*earlier, Edition(version, last.seal))

    @property
    def edition(self) -> Edition:
        """The version in force."""
        return self.editions[-1]

    def edition_with(self, identity: str) -> Edition | None:
        """Give the latest version that has a priority area or goal, for citing it."""
        return next((e for e in reversed(self.editions) if e.version.find(identity)), None)

    def edition_cited_by(self, call: Call) -> Edition | None:
        """Give the version that a call says it cites."""
        return next((e for e in self.editions if e.number == call.strategy_version), None)

    @property
    def languages(self) -> list[str]:
        """Language codes, source language first."""
        return [language.code for language in self.strategy.languages]

    @cached_property
    def by_id(self) -> dict[str, Linked]:
        """Everything with a page of its own, withdrawn or not."""
        kinds = (self.priority_areas, self.goals, self.projects, self.calls, self.withdrawn)
        return {item.id: item for items in kinds for item in items}

    def item(self, identity: str) -> Linked | None:
        """Give what has an id, withdrawn or not."""
        return self.by_id.get(identity)

    @cached_property
    def municipality_names(self) -> dict[str, Any]:
        """Names of municipalities by id."""
        return {named.id: named.name for named in self.strategy.municipalities}

    @cached_property
    def funder_names(self) -> dict[str, Any]:
        """Names of funders by id."""
        return {named.id: named.name for named in self.strategy.funders}

    @cached_property
    def order_of_areas(self) -> dict[str, int]:
        """The place of each priority area in the strategy, from 0, by id."""
        return {area.id: number for number, area in enumerate(self.priority_areas)}

    def areas_of(self, item: Goal | Project | Call) -> list[PriorityArea]:
        """Give the priority areas a goal belongs to, or that a project or call names."""
        ids = self.homes[item.id] if isinstance(item, Goal) else item.priority_areas
        return [area for i in ids if isinstance(area := self.by_id[i], PriorityArea)]

    def goals_of(self, item: PriorityArea | Project | Call) -> list[Goal]:
        """Give the goals of a priority area, or those a project serves or a call cites."""
        if isinstance(item, PriorityArea):
            return self._goals_by_area[item.id]
        return [goal for i in item.goals if isinstance(goal := self.by_id[i], Goal)]

    def projects_of(self, item: PriorityArea | Goal) -> list[Project]:
        """Give the projects that name this priority area, or serve this goal; newest first."""
        return self._projects_by_id[item.id]

    def number_of_projects(self, item: PriorityArea | Goal) -> int:
        """Tell how many projects name this priority area, or serve this goal."""
        return len(self._projects_by_id[item.id])

    def calls_of(self, item: PriorityArea | Goal) -> list[Call]:
        """Give the calls that cite this priority area or goal."""
        return self._calls_by_id[item.id]

    @cached_property
    def goals_without_area(self) -> list[Goal]:
        """Goals that stand beside the priority areas in force."""
        areas = {area.id for area in self.priority_areas}
        return [goal for goal in self.goals if not areas.intersection(self.homes[goal.id])]

    @cached_property
    def _goals_by_area(self) -> dict[str, list[Goal]]:
        return _group((area, goal) for goal in self.goals for area in self.homes[goal.id])

    @cached_property
    def _projects_by_id(self) -> dict[str, list[Project]]:
        return _group((i, p) for p in self.projects for i in [*p.priority_areas, *p.goals])

    @cached_property
    def _calls_by_id(self) -> dict[str, list[Call]]:
        return _group((i, c) for c in self.calls for i in [*c.priority_areas, *c.goals])


T = TypeVar("T")


def _group(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        if value not in groups[key][-1:]:
            groups[key].append(value)
    return groups
