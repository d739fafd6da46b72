"""The folder ``strategy/`` → one validated `Content`, or every mistake that stands in the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from .accessibility import QUALITY, Quality
from .content import Content, Origin
from .glossary import GLOSSARY, Glossary
from .ledger import LEDGER, Published, read_ledger
from .map_drawing import BORDERS, Borders, read_borders
from .mistakes import mistakes_in
from .model import Call, Goal, Linked, PriorityArea, Project, Strategy
from .problems import Problem, suggestion
from .translation_record import TRANSLATIONS, Record, read_record
from .values import LANGUAGE_CODE
from .versions import VERSIONS, Edition, Version, has_seal, seal_of
from .yaml_reader import Document, Parsed, read_document

M = TypeVar("M", bound=BaseModel)
L = TypeVar("L", bound=Linked)

STRATEGY_FILE = "strategy.yml"
FOLDERS: dict[str, type[Linked]] = {
    "priority_areas": PriorityArea,
    "goals": Goal,
    "projects": Project,
    "calls": Call,
}
IMAGES = "images"
SCHEMAS = "schema"
_OTHERS = (STRATEGY_FILE, GLOSSARY, QUALITY, LEDGER, BORDERS, IMAGES, SCHEMAS, TRANSLATIONS)


def is_item(file: Path, strategy: Path) -> bool:
    """Tell whether a file is where a strategy's projects, calls and the like are, each its own."""
    return file.parent.name in FOLDERS and file.parent.parent == strategy


@dataclass(frozen=True)
class Entry(Generic[M]):
    """One file: what stands in it, and what became of it (``None`` if it has mistakes)."""

    document: Document
    item: M | None
    folder: str


@dataclass
class Reading:
    """What came of reading a folder, whole or with mistakes: `checks` goes on from here."""

    folder: Path
    shown: Path
    parsed: Parsed | None = None
    strategy: Entry[Strategy] | None = None
    languages: list[str] = field(default_factory=list)
    """The site's languages as far as they are known, the source language first."""
    entries: list[Entry[Linked]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Folders with a file of which nothing is known: what they hold can't be asked for."""
    published: list[Published] = field(default_factory=list)
    record: Record = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    quality: Quality | None = None
    borders: Borders | None = None
    editions: list[tuple[Document, Edition]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def resolved(self) -> Path:
        """The folder itself, links to it followed."""
        return self.folder.resolve()

    def items(self, model: type[M]) -> list[M]:
        """Give the flawless items that have a file of their own, in the order of their files."""
        return [entry.item for entry in self.entries if isinstance(entry.item, model)]

    def goals(self) -> list[Goal]:
        """Give the flawless goals: those inside priority areas, then those beside them."""
        inside = [goal for area in self.items(PriorityArea) for goal in area.goals]
        return [*inside, *self.items(Goal)]

    def origins(self) -> list[tuple[str, Origin]]:
        """Give every id written in any file that could be read, flawless or not."""
        found = [Origin(entry.document, ()) for entry in self.entries]
        for entry in self.entries:
            goals = entry.document.value.get("goals")
            if entry.folder == "priority_areas" and isinstance(goals, list):
                found += [Origin(entry.document, ("goals", n)) for n in range(len(goals))]
        return [(origin.identity, origin) for origin in found if origin.identity]

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """The ids in each folder, from files with mistakes too; all goals under ``goals``."""
        found: dict[str, list[str]] = {folder: [] for folder in FOLDERS}
        for identity, origin in self.origins():
            inside = bool(origin.key)
            found["goals" if inside else origin.path.parent.name].append(identity)
        return found

    @cached_property
    def gone(self) -> set[str]:
        """The ids of areas and goals that a frozen version has and no file any more."""
        frozen = [edition.version for _, edition in self.editions]
        areas = {area.id for version in frozen for area in version.priority_areas}
        goals = {goal.id for version in frozen for goal in version.goals}
        return (areas | goals) - {identity for identity, _ in self.origins()}

    def finish(self) -> Content:
        """Put the parts together; only to be called when there is no mistake."""
        if self.strategy is None or self.strategy.item is None:
            raise ValueError("a strategy with mistakes can't be finished")
        homes: dict[str, tuple[str, ...]] = {}
        for area in self.items(PriorityArea):
            for goal in area.goals:
                homes[goal.id] = tuple(dict.fromkeys([area.id, *goal.priority_areas]))
        goals = self.goals()
        for goal in goals:
            homes.setdefault(goal.id, tuple(dict.fromkeys(goal.priority_areas)))
        areas, projects, calls = self.items(PriorityArea), self.items(Project), self.items(Call)
        everything: list[Linked] = [*areas, *goals, *projects, *calls]
        strategy = self.strategy.item
        return Content(
            folder=self.folder,
            strategy=strategy,
            priority_areas=_in_force(areas),
            goals=_in_force(goals),
            projects=_in_force(sorted(projects, key=_project_age)),
            calls=_in_force(sorted(calls, key=_call_age)),
            origins={"": Origin(self.strategy.document, ()), **dict(self.origins())},
            homes=homes,
            withdrawn=tuple(item for item in everything if item.withdrawn),
            published=tuple(self.published),
            record=self.record,
            glossary=self.glossary,
            quality=self.quality,
            borders=self.borders,
            frozen=tuple(sorted((e for _, e in self.editions), key=lambda e: e.number)),
        )


def _in_force(items: list[L]) -> tuple[L, ...]:
    return tuple(item for item in items if item.withdrawn is None)


def _project_age(project: Project) -> tuple[int, int, str]:
    day = project.published.toordinal() if project.published else 0
    return (-(project.year or 0), -day, project.id)


def _call_age(call: Call) -> tuple[int, str]:
    day = call.closes or call.published or call.opens
    return (-day.toordinal() if day else 0, call.id)


def read_folder(folder: Path, shown: Path | None = None, parsed: Parsed | None = None) -> Reading:
    """Read and validate every file of a strategy folder.

    Takes the folder, for messages the path to show for it (its own name by default), and what was
    parsed before. Mistakes end up in the reading's ``problems``; relations between files are the
    business of `checks`.
    """
    reading = Reading(folder, shown or Path(folder.name), parsed)
    languages = reading.languages = _read_strategy(reading)
    if not folder.is_dir():
        return reading
    reading.published, problems = read_ledger(folder, reading.shown)
    reading.problems += problems
    reading.record, problems = read_record(folder, reading.shown, languages)
    reading.problems += problems
    reading.glossary = _read_beside(reading, GLOSSARY, Glossary, languages) or reading.glossary
    reading.quality = _read_beside(reading, QUALITY, Quality, languages)
    reading.borders, problems = read_borders(folder, reading.shown)
    reading.problems += problems
    for path in sorted(folder.iterdir(), key=_natural):
        if path.is_dir() and path.name in FOLDERS:
            for file in sorted(path.iterdir(), key=_natural):
                _read_item(reading, file, path.name, languages)
        elif path.is_dir() and path.name == VERSIONS:
            for file in sorted(path.iterdir(), key=_natural):
                _read_version(reading, file, languages)
        elif path.name not in _OTHERS and not _ignored(path):
            _report_stranger(reading, path)
    return reading


def _natural(path: Path) -> list[Any]:
    """Sort ``2.yml`` before ``10.yml``."""
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in re.split(r"(\d+)", path.name)]


def _ignored(path: Path) -> bool:
    if re.search(r"\.ya?ml\.txt$", path.name, re.IGNORECASE):
        return False  # Notepad puts its ending behind the one that was written
    return path.name.startswith(".") or path.suffix.lower() in (".md", ".txt")


def _report_stranger(reading: Reading, path: Path) -> None:
    names = [STRATEGY_FILE, GLOSSARY, *FOLDERS, IMAGES, VERSIONS]
    message = f"”{path.name}” hör inte hemma i mappen; {suggestion(path.name, names)}"
    reading.problems.append(Problem(reading.shown / path.name, 1, message))


def _read_strategy(reading: Reading) -> list[str]:
    """Read the strategy's own file and give the site's languages as far as they are known."""
    path = reading.folder / STRATEGY_FILE
    shown = reading.shown / STRATEGY_FILE
    if not path.is_file():
        message = f"filen saknas; skapa {STRATEGY_FILE} med strategins namn, språk och vision."
        reading.problems.append(Problem(shown, 1, message))
        return []
    document = _read(reading, path, shown)
    if document is None:
        return []
    raw = document.value.get("languages")
    rows = raw if isinstance(raw, list) else []
    codes = [row.get("code") for row in rows if isinstance(row, dict)]
    languages = [code for code in codes if isinstance(code, str)]
    if any(not re.fullmatch(LANGUAGE_CODE, code) for code in languages):
        # One mistake, and not one more in every text of that language.
        languages = []
    item = _validate(reading, document, Strategy, languages)
    reading.strategy = Entry(document, item, "")
    return languages


def _read_beside(reading: Reading, name: str, model: type[M], languages: list[str]) -> M | None:
    """Read a file that stands beside the strategy's own, if it is there and flawless."""
    path = reading.folder / name
    document = _read(reading, path, reading.shown / name) if path.exists() else None
    return None if document is None else _validate(reading, document, model, languages)


def _read_item(reading: Reading, path: Path, folder: str, languages: list[str]) -> None:
    if _ignored(path):
        return
    document = _read_in_folder(reading, path)
    if document is None:
        reading.unread.add(folder)
        return
    item = _validate(reading, document, FOLDERS[folder], languages)
    reading.entries.append(Entry(document, item, folder))


def _read_version(reading: Reading, path: Path, languages: list[str]) -> None:
    if _ignored(path):
        return
    shown = reading.shown / VERSIONS / path.name
    text = _frozen_text(path)
    seal = seal_of(text)
    if seal is None and has_seal(text):
        # Said before the YAML is read: a frozen file is not to be mended by hand.
        message = (
            "den frysta lydelsen är ändrad; hämta tillbaka den med "
            f"”make restore FIL={shown.as_posix()}”."
        )
        reading.problems.append(Problem(shown, 1, message))
        return
    document = _read_in_folder(reading, path)
    if document is None:
        return
    version = _validate(reading, document, Version, languages, any_language=True)
    if version is not None:
        reading.editions.append((document, Edition(version, seal)))


def _frozen_text(path: Path) -> str:
    """Give what stands in a version's file; nothing if it is none, for others to say so."""
    if path.suffix != ".yml" or path.is_symlink() or not path.is_file():
        return ""
    return path.read_bytes().decode("utf-8-sig", "replace")


def _read_in_folder(reading: Reading, path: Path) -> Document | None:
    shown = reading.shown / path.parent.name / path.name
    if path.suffix != ".yml" or not path.is_file():
        message = "filen läses inte; döp om den så att namnet slutar på .yml, eller ta bort den."
        reading.problems.append(Problem(shown, 1, message))
        return None
    return _read(reading, path, shown)


def _read(reading: Reading, path: Path, shown: Path) -> Document | None:
    if not path.resolve().is_relative_to(reading.resolved):
        message = "filen är en länk ut ur mappen; lägg själva filen här i stället."
        reading.problems.append(Problem(shown, 1, message))
        return None
    document, problems = read_document(path, shown, reading.parsed)
    reading.problems += problems
    return document


def _validate(
    reading: Reading,
    document: Document,
    model: type[M],
    languages: list[str],
    *,
    any_language: bool = False,
) -> M | None:
    if not document.value:
        message = "filen är tom; skriv uppgifterna eller ta bort filen."
        reading.problems.append(Problem(document.path, 1, message))
        return None
    try:
        context = {"languages": languages, "any_language": any_language}
        return model.model_validate(document.value, context=context)
    except ValidationError as error:
        reading.problems += mistakes_in(document, error.errors(), model, languages)
        return None
