"""The folder ``strategy/`` → a `Reading`: each file validated by itself, and what is wrong with it.

A `Reading` without errors becomes `Content`. Rules between files are the business of `checks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from ..clock import today
from ..diagnostics import Diagnostic, suggestion
from ..messages import _
from ..model.accessibility import QUALITY, Quality
from ..model.borders import BORDERS, Borders
from ..model.fields import LANGUAGE_CODE
from ..model.glossary import GLOSSARY, Glossary
from ..model.item_kinds import ITEM_FOLDERS, ITEM_KINDS
from ..model.items import Goal, Item, ItemT, PriorityArea, in_force_on
from ..model.strategy import Strategy
from ..model.versions import VERSIONS, Edition, Version, checksum_of, has_checksum
from ..paths import SCHEMAS, STRATEGY_FILE
from ..yaml_io.reader import Document, KeyPath, Parsed, read_document
from .content import Content, SourceLocation
from .stray_files import why_not_read
from .translation_store import TRANSLATIONS, TranslationStore, read_store
from .url_ledger import LEDGER, OLD_LEDGER, PublishedUrl, read_ledger
from .validation_messages import validation_diagnostics

M = TypeVar("M", bound=BaseModel)
IMAGES_FOLDER = "images"
_OTHERS = (
    *(STRATEGY_FILE, GLOSSARY, QUALITY, BORDERS, IMAGES_FOLDER, SCHEMAS),
    *(LEDGER, OLD_LEDGER, TRANSLATIONS),
)


def is_item(file: Path, strategy: Path) -> bool:
    """Return whether a file's place in the folder ``strategy`` is that of an item."""
    return file.parent.name in ITEM_FOLDERS and file.parent.parent == strategy


@dataclass(frozen=True)
class Entry(Generic[M]):
    """One file that could be parsed."""

    document: Document
    item: M | None
    """What it holds; ``None`` if it has errors."""
    folder: str = ""
    """Its folder below ``strategy/``; empty for the strategy's own file."""


@dataclass
class Reading:
    """What was read of a strategy folder, and all errors and warnings about single files."""

    folder: Path
    display_path: Path
    """The path that messages show for the folder."""
    parsed: Parsed | None = None
    strategy: Entry[Strategy] = field(init=False)
    """The strategy's own file; an empty document if it is missing or can't be parsed."""
    languages: list[str] = field(default_factory=list)
    """The codes of the site's languages as far as they are known, the source language first."""
    entries: list[Entry[Item]] = field(default_factory=list)
    """The files of items, by folder."""
    unread: set[str] = field(default_factory=set)
    """Folders with a file that can't be parsed: whether they hold an id is not known."""
    published: list[PublishedUrl] = field(default_factory=list)
    stored_translations: TranslationStore = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    quality: Quality | None = None
    borders: Borders | None = None
    editions: list[tuple[Document, Edition]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    refused: list[tuple[Document, ValidationError, type[BaseModel]]] = field(default_factory=list)
    """What a model refused; its messages name ids, which are known when all files are read."""

    def __post_init__(self) -> None:
        """Begin without the strategy's own file."""
        self.strategy = Entry(Document(self.display_path / STRATEGY_FILE, {}), None)

    @cached_property
    def resolved(self) -> Path:
        """The folder's absolute path, symbolic links followed."""
        return self.folder.resolve()

    def shown(self, path: Path) -> Path:
        """Return the path that messages show for a path in the folder."""
        return self.display_path / path.relative_to(self.folder)

    def report(self, path: Path, message: str) -> None:
        """Add an error about a whole file of the folder."""
        self.diagnostics.append(Diagnostic(self.shown(path), 1, message))

    def items_with_pages(self) -> Iterator[tuple[Document, KeyPath, Item]]:
        """Yield each item without errors, its file and its place in it: ``()`` or ``goals, 0``."""
        for entry in self.entries:
            if entry.item is None:
                continue
            yield entry.document, (), entry.item
            if isinstance(entry.item, PriorityArea):
                for number, goal in enumerate(entry.item.goals):
                    yield entry.document, ("goals", number), goal

    def items(self, model: type[ItemT]) -> list[ItemT]:
        """Return the items of a model that have no errors, in the order of their files.

        Those inside another item's file come before those with a file of their own.
        """
        rows = sorted(self.items_with_pages(), key=lambda row: row[1] == ())
        return [item for _, _, item in rows if isinstance(item, model)]

    def locations(self) -> list[tuple[str, SourceLocation]]:
        """Return every id in a file that could be parsed, with errors or not, and its place."""
        found = [SourceLocation(entry.document, ()) for entry in self.entries]
        for entry in self.entries:
            goals = entry.document.value.get("goals")
            if entry.folder == "priority_areas" and isinstance(goals, list):
                found += [SourceLocation(entry.document, ("goals", n)) for n in range(len(goals))]
        return [(location.written_id, location) for location in found if location.written_id]

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """The ids in each folder, from files with errors too; all goals under ``goals``."""
        found: dict[str, list[str]] = {folder: [] for folder in ITEM_FOLDERS}
        for item_id, location in self.locations():
            found["goals" if location.key else location.path.parent.name].append(item_id)
        return found

    def known_ids(self, key: str) -> list[str]:
        """Return the ids that a key may name, from files with errors too; none if any text can."""
        if key == "replaced_by":
            return [item_id for item_id, _location in self.locations()]
        rows = self.strategy.document.value.get("funders" if key == "from" else key)
        entries = [row.get("id") for row in rows or () if isinstance(row, dict)]
        return self.ids.get(key) or [entry for entry in entries if isinstance(entry, str)]

    @cached_property
    def removed_ids(self) -> set[str]:
        """The ids of areas and goals that are in a frozen version and in no file."""
        frozen = [edition.version for _, edition in self.editions]
        areas = {area.id for version in frozen for area in version.priority_areas}
        goals = {goal.id for version in frozen for goal in version.goals}
        return (areas | goals) - {item_id for item_id, _ in self.locations()}

    def finish(self) -> Content:
        """Return the content. Raise `ValueError` if the strategy's own file has errors."""
        if self.strategy.item is None:
            raise ValueError("a strategy with errors can't be finished")
        day = today(self.strategy.item.time_zone)
        areas_by_goal: dict[str, tuple[str, ...]] = {}
        for area in self.items(PriorityArea):
            for goal in area.goals:
                areas_by_goal[goal.id] = tuple(dict.fromkeys([area.id, *goal.priority_areas]))
        for goal in self.items(Goal):
            areas_by_goal.setdefault(goal.id, tuple(dict.fromkeys(goal.priority_areas)))
        items = {
            kind: [in_force_on(day, item) for item in self.items(kind.model)]
            for kind in ITEM_KINDS.values()
        }
        return Content(
            folder=self.folder,
            strategy=self.strategy.item,
            items={
                kind.name: tuple(
                    sorted((item for item in found if not item.withdrawn), key=kind.sort_key)
                )
                for kind, found in items.items()
            },
            locations={"": SourceLocation(self.strategy.document, ()), **dict(self.locations())},
            areas_by_goal=areas_by_goal,
            withdrawn=tuple(item for found in items.values() for item in found if item.withdrawn),
            published=tuple(self.published),
            stored_translations=self.stored_translations,
            glossary=self.glossary,
            quality=self.quality,
            borders=self.borders,
            frozen=tuple(sorted((e for _, e in self.editions), key=lambda e: e.number)),
        )


def read_folder(
    folder: Path, display_path: Path | None = None, parsed: Parsed | None = None
) -> Reading:
    """Read and validate every file of a strategy folder.

    Takes the folder, the path that messages show for it (its own name by default), and what has
    been parsed before. Errors are in the reading's ``diagnostics``.
    """
    reading = Reading(folder, display_path or Path(folder.name), parsed)
    _read_strategy(reading)
    if not folder.is_dir():
        return _with_refused(reading)
    shown = reading.display_path
    reading.published, ledger_errors = read_ledger(folder, shown)
    reading.stored_translations, store_errors = read_store(folder, shown, reading.languages)
    reading.diagnostics += [*ledger_errors, *store_errors]
    reading.glossary = _read_beside(reading, GLOSSARY, Glossary) or reading.glossary
    reading.quality = _read_beside(reading, QUALITY, Quality)
    _read_borders(reading)
    for path in sorted(folder.iterdir(), key=_natural):
        if path.is_dir() and path.name in (*ITEM_FOLDERS, VERSIONS):
            read = _read_version if path.name == VERSIONS else _read_item
            for file in sorted(path.iterdir(), key=_natural):
                if not _ignored(file):
                    read(reading, file)
        elif path.name not in _OTHERS and not _ignored(path):
            names = [STRATEGY_FILE, GLOSSARY, *ITEM_FOLDERS, IMAGES_FOLDER, VERSIONS]
            message = _(
                "“%(name)s” does not belong in the folder; %(advice)s",
                name=path.name,
                advice=suggestion(path.name, names),
            )
            reading.report(path, message)
    return _with_refused(reading)


def _with_refused(reading: Reading) -> Reading:
    for document, error, model in reading.refused:
        errors, languages = error.errors(), reading.languages
        reading.diagnostics += validation_diagnostics(
            document, errors, model, languages, reading.known_ids
        )
    return reading


def _natural(path: Path) -> list[Any]:
    """Return a key that sorts ``2.yml`` before ``10.yml``."""
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in re.split(r"(\d+)", path.name)]


def _ignored(path: Path) -> bool:
    if re.search(r"\.ya?ml\.txt$", path.name, re.IGNORECASE):
        return False  # Notepad adds its suffix to the one that was typed
    return path.name.startswith(".") or path.suffix.lower() in (".md", ".txt")


def _read_strategy(reading: Reading) -> None:
    path = reading.folder / STRATEGY_FILE
    if not path.is_file():
        message = _(
            "the file is missing; make %(strategy_file)s with the strategy's name, "
            "languages and vision.",
            strategy_file=STRATEGY_FILE,
        )
        reading.report(path, message)
        return
    document = _read(reading, path)
    if document is None:
        return
    raw = document.value.get("languages")
    rows = raw if isinstance(raw, list) else []
    codes = [row.get("code") for row in rows if isinstance(row, dict)]
    languages = [code for code in codes if isinstance(code, str)]
    # A bad code is one error: it must not cause one more in every text of that language.
    if all(re.fullmatch(LANGUAGE_CODE, code) for code in languages):
        reading.languages = languages
    reading.strategy = Entry(document, _validate(reading, document, Strategy))


def _read_beside(reading: Reading, name: str, model: type[M]) -> M | None:
    """Return what a file beside ``strategy.yml`` holds, if it is there and has no errors."""
    path = reading.folder / name
    document = _read(reading, path) if path.exists() else None
    return None if document is None else _validate(reading, document, model)


def _read_borders(reading: Reading) -> None:
    path = reading.folder / BORDERS
    if not path.is_file():
        return
    try:
        reading.borders = Borders.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        # A command writes the file: nobody has to find the error in it.
        message = _("the map can't be read; make it again with make map, or remove the file.")
        reading.report(path, message)


def _read_item(reading: Reading, path: Path) -> None:
    folder = path.parent.name
    document = _read_in_folder(reading, path)
    if document is None:
        reading.unread.add(folder)
        return
    item = _validate(reading, document, ITEM_FOLDERS[folder])
    reading.entries.append(Entry(document, item, folder))


def _read_version(reading: Reading, path: Path) -> None:
    text = _frozen_text(path)
    checksum = checksum_of(text)
    if checksum is None and has_checksum(text):
        # Reported instead of YAML errors: a frozen file is restored, not edited.
        message = _(
            "the frozen wording has been changed; bring it back with “make restore FIL=%(file)s”.",
            file=reading.shown(path).as_posix(),
        )
        reading.report(path, message)
        return
    document = _read_in_folder(reading, path)
    if document is None:
        return
    version = _validate(reading, document, Version, any_language=True)
    if version is not None:
        reading.editions.append((document, Edition(version, checksum)))


def _frozen_text(path: Path) -> str:
    """Return the text of a version's file; empty for one that `_read_in_folder` refuses."""
    if path.suffix != ".yml" or path.is_symlink() or not path.is_file():
        return ""
    return path.read_bytes().decode("utf-8-sig", "replace")


def _read_in_folder(reading: Reading, path: Path) -> Document | None:
    if path.is_file() and (path.suffix != ".yml"):
        reading.report(path, why_not_read(path))
        return None
    return _read(reading, path)


def _read(reading: Reading, path: Path) -> Document | None:
    if not path.resolve().is_relative_to(reading.resolved):
        message = _("the file is a link out of the folder; put the file itself here instead.")
        reading.report(path, message)
        return None
    if not path.is_file():  # a pipe would be waited for
        reading.report(path, _("this is no file; remove it, and put a text file in its place."))
        return None
    document, diagnostics = read_document(path, reading.shown(path), reading.parsed)
    reading.diagnostics += diagnostics
    return document


def _validate(
    reading: Reading, document: Document, model: type[M], *, any_language: bool = False
) -> M | None:
    if not document.value:
        message = _("the file is empty; write what belongs in it or remove it.")
        reading.diagnostics.append(Diagnostic(document.path, 1, message))
        return None
    try:
        context = {"languages": reading.languages, "any_language": any_language}
        return model.model_validate(document.value, context=context)
    except ValidationError as error:
        reading.refused.append((document, error, model))
        return None
