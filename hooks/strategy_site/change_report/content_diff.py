"""Two revisions of the content → the edits between them.

Follows the model's shape and names no field, so that a field added to the model is compared too.
Knows nothing of pages and of what an edit leads to.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel

from ..content.content import Content
from ..hashing import digest
from ..model.fields import Text
from ..model.item_kinds import kind_of
from ..model.items import Goal, Item
from ..model.versions import Edition
from ..pages.markdown_pages import MARKDOWN_KIND as HANDWRITTEN
from ..pages.markdown_pages import address_and_language

STRATEGY_KIND, GLOSSARY_KIND, VERSION_KIND, FILE_KIND = "strategy", "glossary", "version", "file"
ORDER = "order"
"""The field of a change that only reorders."""
PARAGRAPH = "¶"
"""Stands between the paragraphs of a text; other line breaks are not compared."""


@dataclass(frozen=True)
class ContentChange:
    """One edit: a value that differs, or that only one of the two revisions has."""

    kind: str
    """A kind of item, ``handwritten``, or one of the kinds that are constants here."""
    item_id: str
    """The id of an item, address of a handwritten page, name of a file; empty for what there is
    only one of."""
    field: str
    """Where: ``title``, ``funding.1.amount``, `ORDER`; empty for the item as a whole."""
    language: str
    """The language of the text; empty for a value that has none."""
    before: str | None
    after: str | None


def content_changes(before: Content, after: Content) -> list[ContentChange]:
    """Return every edit between two revisions, in the order of the site."""
    found = list(_differences(STRATEGY_KIND, "", before.strategy, after.strategy))
    for item_id in dict.fromkeys([*before.by_id, *after.by_id]):
        found += _item(item_id, before, after)
    found += _orders(before, after)
    found += _differences(GLOSSARY_KIND, "", before.glossary, after.glossary)
    old, new = _frozen_editions(before), _frozen_editions(after)
    for number in sorted({*old, *new}):
        found += _version(str(number), old.get(number), new.get(number))
    return found


def _item(item_id: str, before: Content, after: Content) -> Iterator[ContentChange]:
    old, new = before.by_id.get(item_id), after.by_id.get(item_id)
    if type(old) is type(new):
        kind = kind_of(new).name if new else ""
        yield from _differences(kind, item_id, old, new)
        if isinstance(new, Goal):
            areas = before.areas_by_goal[item_id], after.areas_by_goal[item_id]
            yield from _differences(kind, item_id, *areas, field="priority_areas")
        return
    for item, content, is_new in ((old, before, False), (new, after, True)):
        if item is not None:
            title = item.title.get(content.languages[0])
            pair = (None, title) if is_new else (title, None)
            yield ContentChange(kind_of(item).name, item_id, "", "", *pair)


def _version(number: str, old: Edition | None, new: Edition | None) -> Iterator[ContentChange]:
    if old and new:
        yield from _differences(VERSION_KIND, number, old.version, new.version)
        yield from _differences(VERSION_KIND, number, old.checksum, new.checksum, field="seal")
    else:
        numbers = [number if edition else None for edition in (old, new)]
        yield ContentChange(VERSION_KIND, number, "", "", *numbers)


def _frozen_editions(content: Content) -> dict[int, Edition]:
    return {edition.number: edition for edition in content.frozen}


def _orders(before: Content, after: Content) -> Iterator[ContentChange]:
    yield from _order(STRATEGY_KIND, "", before.priority_areas, after.priority_areas)
    yield from _order(STRATEGY_KIND, "", before.goals_without_area, after.goals_without_area)
    for area in after.priority_areas:
        if area.id in {old.id for old in before.priority_areas}:
            goals = before.goals_of(area), after.goals_of(area)
            yield from _order("priority_area", area.id, *goals)


def _order(
    kind: str, item_id: str, before: Sequence[Any], after: Sequence[Any], field: str = ""
) -> Iterator[ContentChange]:
    """Yield a change if the items that both have are in another order."""
    old, new = ([_key(item) for item in items] for items in (before, after))
    was, now = [i for i in old if i in new], [i for i in new if i in old]
    if was != now:
        place = f"{field}.{ORDER}" if field else ORDER
        yield ContentChange(kind, item_id, place, "", " ".join(was), " ".join(now))


def _differences(
    kind: str, item_id: str, before: Any, after: Any, *, field: str = ""
) -> Iterator[ContentChange]:
    """Yield the edits inside a value; a value that a revision lacks is ``None``."""

    def deeper(name: str, old: Any, new: Any) -> Iterator[ContentChange]:
        yield from _differences(kind, item_id, old, new, field=f"{field}.{name}" if field else name)

    if before == after:
        return
    some = after if before is None else before
    if isinstance(some, Text):
        texts = before.root if before else {}, after.root if after else {}
        for language in dict.fromkeys([*texts[0], *texts[1]]):
            old, new = (_one_line(text.get(language)) for text in texts)
            if old != new:
                yield ContentChange(kind, item_id, field, language, old, new)
    elif isinstance(some, RootModel):
        roots = before and before.root, after and after.root
        yield from _differences(kind, item_id, *roots, field=field)
    elif isinstance(some, BaseModel):
        for name, info in type(some).model_fields.items():
            if not (isinstance(some, Goal) and name == "priority_areas"):
                yield from deeper(info.alias or name, _field(before, name), _field(after, name))
    elif isinstance(some, dict):
        for key in dict.fromkeys([*(before or {}), *(after or {})]):
            yield from deeper(key, (before or {}).get(key), (after or {}).get(key))
    elif isinstance(some, list | tuple):
        yield from _lists(kind, item_id, before or (), after or (), field)
    else:
        yield ContentChange(kind, item_id, field, "", _as_text(before), _as_text(after))


def _lists(
    kind: str, item_id: str, before: Sequence[Any], after: Sequence[Any], field: str
) -> Iterator[ContentChange]:
    items = [*before, *after]
    if items and isinstance(items[0], Item):
        return  # a goal inside its area is compared as an item
    if items and all(_key(item) for item in items):
        named = [{_key(item): item for item in side} for side in (before, after)]
        yield from _differences(kind, item_id, *named, field=field)
        yield from _order(kind, item_id, before, after, field)
        return
    was, now = ([_as_text(item) for item in side] for side in (before, after))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(i2 - i1, j2 - j1)):
            old = before[i1 + step] if i1 + step < i2 else None
            new = after[j1 + step] if j1 + step < j2 else None
            number = (j1 if new is not None else i1) + step + 1
            plain = not isinstance(new if new is not None else old, BaseModel)
            place = field if plain else f"{field}.{number}"
            yield from _differences(kind, item_id, old, new, field=place)


def _field(model: BaseModel | None, name: str) -> Any:
    return None if model is None else getattr(model, name)


def _key(item: Any) -> str:
    """Return what identifies an element of a list; empty if nothing does."""
    return str(getattr(item, "id", None) or getattr(item, "code", None) or "")


def _as_text(value: Any) -> str | None:
    """Return a value as it is written in YAML; an object as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, BaseModel):
        return value.model_dump_json()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _one_line(text: str | None) -> str | None:
    """Return a text in one line, its paragraphs divided by `PARAGRAPH`."""
    if text is None:
        return None
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return f" {PARAGRAPH} ".join(part for part in paragraphs if part)


def file_changes(before: Path, after: Path, languages: list[str]) -> list[ContentChange]:
    """Return the edits between two folders of handwritten pages or pictures.

    Takes the site's languages, which are the suffixes of Markdown files. Of other files only a
    digest of their bytes is compared and shown.
    """
    old, new = (_files(folder, languages) for folder in (before, after))
    return [
        ContentChange(kind, item_id, "", language, old.get(key), new.get(key))
        for key in sorted({*old, *new})
        for kind, item_id, language in [key]
        if old.get(key) != new.get(key)
    ]


def _files(folder: Path, languages: list[str]) -> dict[tuple[str, str, str], str]:
    """Return what to compare of each file, by the kind, id and language of its changes."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        inside = path.resolve().is_relative_to(folder.resolve())
        if hidden or not inside or not path.is_file():
            continue
        if path.suffix == ".md":
            text = path.read_text(encoding="utf-8", errors="replace")
            files[HANDWRITTEN, *address_and_language(name, languages)] = _one_line(text) or ""
        else:
            key = FILE_KIND, f"{folder.name}/{name.as_posix()}", ""
            files[key] = digest(path.read_bytes())
    return files


def affected(changes: Iterable[ContentChange]) -> set[tuple[str, str]]:
    """Return kind and id of everything that was edited."""
    return {(change.kind, change.item_id) for change in changes}
