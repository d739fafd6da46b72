"""The whole strategy, validated, with the relations between its items.

Knows no pages, languages of the interface or HTML.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from ..diagnostics import Diagnostic
from ..model.accessibility import Quality
from ..model.borders import Borders
from ..model.fields import Text
from ..model.glossary import Glossary
from ..model.images import Image
from ..model.item_kinds import kind_of
from ..model.items import Call, Goal, Item, ItemT, PriorityArea, Project
from ..model.programme import KnownProjects
from ..model.strategy import Strategy
from ..model.topics import Topic
from ..model.versions import Edition, Version, with_translations_of, wording_in_force
from ..yaml_io.reader import Document, KeyPath
from .images import ImageSize, image_size
from .translation_store import TranslationStore
from .url_ledger import PublishedUrl

ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class SourceLocation:
    """The file that an item is written in, and its place there."""

    document: Document
    key: KeyPath

    @property
    def path(self) -> Path:
        """The file's path, as messages and edit links show it."""
        return self.document.path

    @property
    def line(self) -> int:
        """The line on which the item begins."""
        return self.document.line((*self.key, "id"))

    @property
    def written_id(self) -> str:
        """The id as it is written: ``1.10``, even where YAML reads 1.1; empty if there is none."""
        position = self.document.positions.get((*self.key, "id"))
        return position.written or "" if position else ""

    def error(self, message: str) -> Diagnostic:
        """Return an error at the line on which the item begins."""
        return self.document.error((*self.key, "id"), message)


@dataclass(frozen=True)
class Content:
    """Everything that the site shows. Related items are looked up by id."""

    folder: Path
    strategy: Strategy
    items: dict[str, tuple[Item, ...]]
    """The items in force by the name of their kind, see `ITEM_KINDS`, in the order of its list."""
    locations: dict[str, SourceLocation]
    """By id of an item, withdrawn or not; the strategy itself under ``""``."""
    areas_by_goal: dict[str, tuple[str, ...]]
    """By id of a goal: the ids of the priority areas it belongs to, its file's own first."""
    withdrawn: tuple[Item, ...] = ()
    """The items that are no longer in force, of any kind."""
    published: tuple[PublishedUrl, ...] = ()
    """Every URL that has been published, in the ledger's order."""
    stored_translations: TranslationStore = field(default_factory=dict)
    """The translations that have been recorded."""
    glossary: Glossary = field(default_factory=Glossary)
    """The terms that translators have agreed on."""
    quality: Quality | None = None
    """What was tested of the site, and when; ``None`` if nothing is recorded."""
    borders: Borders | None = None
    """The borders of the municipalities, if the strategy has a map."""
    frozen: tuple[Edition, ...] = ()
    """The frozen versions of the strategy's wording as they were frozen, oldest first."""

    def _in_force(self, model: type[ItemT]) -> tuple[ItemT, ...]:
        return cast("tuple[ItemT, ...]", self.items[kind_of(model).name])

    @property
    def priority_areas(self) -> tuple[PriorityArea, ...]:
        """The priority areas in force, in the order of their files."""
        return self._in_force(PriorityArea)

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals in force: those inside priority areas, then those with a file of their own."""
        return self._in_force(Goal)

    @property
    def projects(self) -> tuple[Project, ...]:
        """The projects in force, newest first."""
        return self._in_force(Project)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls in force, latest closing date first."""
        return self._in_force(Call)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in force, in the order of their files."""
        return self._in_force(Topic)

    @cached_property
    def party_names(self) -> dict[str, Text]:
        """The names of funders and municipalities in all languages, by that in the source one.

        So an owner or partner that is one of them is named in the reader's language.
        """
        strategy = self.strategy
        rows = [*strategy.funders, *strategy.municipalities]
        return {row.name.root[strategy.source_language].strip(): row.name for row in rows}

    @property
    def more_projects_known(self) -> KnownProjects | None:
        """How many projects there are, if that is more than the site has."""
        known = self.strategy.projects_known
        return known if known and known.at_least > len(self.projects) else None

    @property
    def display_path(self) -> Path:
        """The path that messages show for the strategy folder."""
        return self.locations[""].path.parent

    @cached_property
    def image_sizes(self) -> dict[str, ImageSize]:
        """The size in pixels of each image that the strategy or an item shows, by file name."""
        shown = [getattr(item, "image", None) for item in (self.strategy, *self.by_id.values())]
        files = {image.file for image in shown if isinstance(image, Image)}
        found = {file: image_size(self.folder / "images" / file) for file in sorted(files)}
        return {file: size for file, size in found.items() if size}

    @cached_property
    def wording_in_force(self) -> Version:
        """The present wording, as the next version would freeze it."""
        return wording_in_force(self.strategy, self.priority_areas, self.goals, self.areas_by_goal)

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """Every version of the strategy's wording, the one in force last, frozen or not yet.

        The one in force has today's translations, an earlier one those it was frozen with.
        """
        if not self.frozen or self.frozen[-1].number != self.strategy.version:
            return (*self.frozen, Edition(self.wording_in_force, None))
        *earlier, last = self.frozen
        # Withdrawn items keep their place in the version, and their translations improve too.
        items = self.by_id.values()
        areas = [item for item in items if isinstance(item, PriorityArea)]
        goals = [item for item in items if isinstance(item, Goal)]
        now = wording_in_force(self.strategy, areas, goals, self.areas_by_goal)
        version = with_translations_of(last.version, now, self.source_language)
        return (*earlier, Edition(version, last.checksum))

    @property
    def edition(self) -> Edition:
        """The version in force."""
        return self.editions[-1]

    def edition_with(self, item_id: str) -> Edition | None:
        """Return the latest version that has a priority area or goal, for citing it."""
        return next((e for e in reversed(self.editions) if e.version.find(item_id)), None)

    def edition_cited_by(self, call: Call) -> Edition | None:
        """Return the version that a call cites, if it names one that exists."""
        return next((e for e in self.editions if e.number == call.strategy_version), None)

    @property
    def languages(self) -> list[str]:
        """Language codes, source language first."""
        return [language.code for language in self.strategy.languages]

    @property
    def source_language(self) -> str:
        """Code of the language that texts are translated from."""
        return self.strategy.source_language

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Every item, withdrawn or not, by its id."""
        kinds = (*self.items.values(), self.withdrawn)
        return {item.id: item for items in kinds for item in items}

    def item(self, item_id: str) -> Item | None:
        """Return the item with an id, withdrawn or not."""
        return self.by_id.get(item_id)

    @cached_property
    def municipality_names(self) -> dict[str, Any]:
        """Names of municipalities by id."""
        return {entry.id: entry.name for entry in self.strategy.municipalities}

    @cached_property
    def funder_names(self) -> dict[str, Any]:
        """Names of funders by id."""
        return {entry.id: entry.name for entry in self.strategy.funders}

    @cached_property
    def order_of_areas(self) -> dict[str, int]:
        """The number of each priority area in the strategy's order, from 0, by id."""
        return {area.id: number for number, area in enumerate(self.priority_areas)}

    def areas_of(self, item: Goal | Project | Call) -> list[PriorityArea]:
        """Return the priority areas that a goal belongs to, or that a project or call names."""
        ids = self.areas_by_goal[item.id] if isinstance(item, Goal) else item.priority_areas
        return [area for i in ids if isinstance(area := self.by_id[i], PriorityArea)]

    def goals_of(self, item: PriorityArea | Project | Call | Topic) -> list[Goal]:
        """Return the goals of a priority area, or those that another item names."""
        if isinstance(item, PriorityArea):
            return self._goals_by_area[item.id]
        return [goal for i in item.goals if isinstance(goal := self.by_id[i], Goal)]

    def projects_of(self, item: PriorityArea | Goal) -> list[Project]:
        """Return the projects that name a priority area or serve a goal, newest first."""
        return self._projects_by_id[item.id]

    def project_count(self, item: PriorityArea | Goal) -> int:
        """Return how many projects name a priority area or serve a goal."""
        return len(self._projects_by_id[item.id])

    def calls_of(self, item: PriorityArea | Goal) -> list[Call]:
        """Return the calls that cite a priority area or goal."""
        return self._calls_by_id[item.id]

    def similar_projects(self, topic: Topic) -> list[Project]:
        """Return the projects that a topic names or that serve one of its goals, newest first."""
        goals = set(topic.goals)
        return [p for p in self.projects if p.id in topic.projects or goals.intersection(p.goals)]

    def calls_for(self, topic: Topic) -> list[Call]:
        """Return the calls that a topic's ideas fit: by goal, by priority area, or open to all."""
        goals = set(topic.goals)
        areas = {area for goal in goals for area in self.areas_by_goal[goal]}
        return [
            call
            for call in self.calls
            if goals.intersection(call.goals)
            or areas.intersection(call.priority_areas)
            or not (call.goals or call.priority_areas)
        ]

    @cached_property
    def goals_without_area(self) -> list[Goal]:
        """The goals that belong to no priority area in force."""
        areas = {area.id for area in self.priority_areas}
        return [goal for goal in self.goals if not areas.intersection(self.areas_by_goal[goal.id])]

    @cached_property
    def _goals_by_area(self) -> dict[str, list[Goal]]:
        return _group((area, goal) for goal in self.goals for area in self.areas_by_goal[goal.id])

    @cached_property
    def _projects_by_id(self) -> dict[str, list[Project]]:
        return _group((i, p) for p in self.projects for i in [*p.priority_areas, *p.goals])

    @cached_property
    def _calls_by_id(self) -> dict[str, list[Call]]:
        return _group((i, c) for c in self.calls for i in [*c.priority_areas, *c.goals])


def _group(pairs: Iterable[tuple[str, ValueT]]) -> dict[str, list[ValueT]]:
    groups: defaultdict[str, list[ValueT]] = defaultdict(list)
    for key, value in pairs:
        if value not in groups[key][-1:]:
            groups[key].append(value)
    return groups
