"""Two states of the content → what was edited between them, edit by edit.

Knows the model's shape and no field by name, so that a field added to the model is compared too.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel

from .content import Content
from .handwritten import KIND as HANDWRITTEN
from .handwritten import address_and_language
from .model import Goal, Linked
from .values import Text
from .versions import Edition

STRATEGY, GLOSSARY, VERSION, FILE = "strategy", "glossary", "version", "file"
ORDER = "order"
"""The field of a change that only puts things in another order."""
PARAGRAPH = "¶"
"""Stands between the paragraphs of a text: how its lines break otherwise does not count."""


@dataclass(frozen=True)
class Change:
    """One edit: a value that is another, or is there in one of the two states only."""

    kind: str
    """``goal`` and its like, ``handwritten``, `STRATEGY`, `GLOSSARY`, `VERSION` or `FILE`."""
    identity: str
    """The id of what was edited; the address or name of a handwritten page or a file; empty where
    there is only one."""
    field: str
    """Where: ``title``, ``funding.1.amount``, `ORDER`; empty for the thing as a whole."""
    language: str
    """The language of the text; empty for a value that is the same in all."""
    before: str | None
    after: str | None


def kind_of(item: Linked) -> str:
    """Give the kind of an item, as its page calls it: ``priority_area``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(item).__name__).lower()


def changes(before: Content, after: Content) -> list[Change]:
    """Give every edit between two states, in the order of the site; none for the same content."""
    found = list(_inside(STRATEGY, "", before.strategy, after.strategy))
    for identity in dict.fromkeys([*before.by_id, *after.by_id]):
        found += _item(identity, before, after)
    found += _orders(before, after)
    found += _inside(GLOSSARY, "", before.glossary, after.glossary)
    old, new = _frozen(before), _frozen(after)
    for number in sorted({*old, *new}):
        found += _version(str(number), old.get(number), new.get(number))
    return found


def _item(identity: str, before: Content, after: Content) -> Iterator[Change]:
    old, new = before.by_id.get(identity), after.by_id.get(identity)
    if type(old) is type(new):
        kind = kind_of(new) if new else ""
        yield from _inside(kind, identity, old, new)
        if isinstance(new, Goal):
            areas = before.homes[identity], after.homes[identity]
            yield from _inside(kind, identity, *areas, field="priority_areas")
        return
    for item, content, is_new in ((old, before, False), (new, after, True)):
        if item is not None:
            title = item.title.get(content.languages[0])
            pair = (None, title) if is_new else (title, None)
            yield Change(kind_of(item), identity, "", "", *pair)


def _version(number: str, old: Edition | None, new: Edition | None) -> Iterator[Change]:
    if old and new:
        yield from _inside(VERSION, number, old.version, new.version)
        yield from _inside(VERSION, number, old.seal, new.seal, field="seal")
    else:
        there = [number if edition else None for edition in (old, new)]
        yield Change(VERSION, number, "", "", *there)


def _frozen(content: Content) -> dict[int, Edition]:
    return {edition.number: edition for edition in content.frozen}


def _orders(before: Content, after: Content) -> Iterator[Change]:
    yield from _order(STRATEGY, "", before.priority_areas, after.priority_areas)
    yield from _order(STRATEGY, "", before.goals_without_area, after.goals_without_area)
    for area in after.priority_areas:
        if area.id in {known.id for known in before.priority_areas}:
            goals = before.goals_of(area), after.goals_of(area)
            yield from _order("priority_area", area.id, *goals)


def _order(
    kind: str, identity: str, before: Sequence[Any], after: Sequence[Any], field: str = ""
) -> Iterator[Change]:
    """Tell whether what both have stands in another order."""
    old, new = ([_name(item) for item in items] for items in (before, after))
    kept, now = [i for i in old if i in new], [i for i in new if i in old]
    if kept != now:
        place = f"{field}.{ORDER}" if field else ORDER
        yield Change(kind, identity, place, "", " ".join(kept), " ".join(now))


def _inside(
    kind: str, identity: str, before: Any, after: Any, *, field: str = ""
) -> Iterator[Change]:
    """Give the edits inside a value; what is missing in one of the two states is ``None`` there."""

    def deeper(name: str, old: Any, new: Any) -> Iterator[Change]:
        yield from _inside(kind, identity, old, new, field=f"{field}.{name}" if field else name)

    if before == after:
        return
    some = after if before is None else before
    if isinstance(some, Text):
        texts = before.root if before else {}, after.root if after else {}
        for language in dict.fromkeys([*texts[0], *texts[1]]):
            old, new = (_words(text.get(language)) for text in texts)
            if old != new:
                yield Change(kind, identity, field, language, old, new)
    elif isinstance(some, RootModel):
        yield from _inside(
            kind, identity, before and before.root, after and after.root, field=field
        )
    elif isinstance(some, BaseModel):
        for name, known in type(some).model_fields.items():
            if not (isinstance(some, Goal) and name == "priority_areas"):
                yield from deeper(known.alias or name, _of(before, name), _of(after, name))
    elif isinstance(some, dict):
        for key in dict.fromkeys([*(before or {}), *(after or {})]):
            yield from deeper(key, (before or {}).get(key), (after or {}).get(key))
    elif isinstance(some, list | tuple):
        yield from _lists(kind, identity, before or (), after or (), field)
    else:
        yield Change(kind, identity, field, "", _written(before), _written(after))


def _lists(
    kind: str, identity: str, before: Sequence[Any], after: Sequence[Any], field: str
) -> Iterator[Change]:
    items = [*before, *after]
    if items and isinstance(items[0], Linked):
        return  # a goal inside its area is compared by itself
    if items and all(_name(item) for item in items):
        named = [{_name(item): item for item in side} for side in (before, after)]
        yield from _inside(kind, identity, *named, field=field)
        yield from _order(kind, identity, before, after, field)
        return
    was, now = ([_written(item) for item in side] for side in (before, after))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(i2 - i1, j2 - j1)):
            old = before[i1 + step] if i1 + step < i2 else None
            new = after[j1 + step] if j1 + step < j2 else None
            number = (j1 if new is not None else i1) + step + 1
            plain = not isinstance(new if new is not None else old, BaseModel)
            place = field if plain else f"{field}.{number}"
            yield from _inside(kind, identity, old, new, field=place)


def _of(model: BaseModel | None, name: str) -> Any:
    return None if model is None else getattr(model, name)


def _name(item: Any) -> str:
    """Give what a thing in a list is known by; empty if it has no name."""
    return str(getattr(item, "id", None) or getattr(item, "code", None) or "")


def _written(value: Any) -> str | None:
    """Give a value as it is written in YAML; a thing of several parts as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, BaseModel):
        return value.model_dump_json()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _words(text: str | None) -> str | None:
    """Give a text in one line, its paragraphs divided by `PARAGRAPH`."""
    if text is None:
        return None
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return f" {PARAGRAPH} ".join(part for part in paragraphs if part)


def changes_of_files(before: Path, after: Path, languages: list[str]) -> list[Change]:
    """Give the edits between two folders of handwritten pages or pictures.

    Takes the site's languages, which are the suffixes of Markdown files. Of other files it is told
    that they are others, by a sum of their bytes.
    """
    sides: list[dict[tuple[str, str, str], str]] = []
    for folder in (before, after):
        side = {}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            hidden = any(part.startswith(".") for part in name.parts)
            ours = path.resolve().is_relative_to(folder.resolve())
            if hidden or not ours or not path.is_file():
                continue
            if path.suffix == ".md":
                text = path.read_text(encoding="utf-8", errors="replace")
                key = (HANDWRITTEN, *address_and_language(name, languages))
                side[key] = _words(text) or ""
            else:
                key = (FILE, f"{folder.name}/{name.as_posix()}", "")
                side[key] = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        sides.append(side)
    old, new = sides
    return [
        Change(key[0], key[1], "", key[2], old.get(key), new.get(key))
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    ]


def edited(found: Iterable[Change]) -> set[tuple[str, str]]:
    """Give kind and id of everything that was edited."""
    return {(change.kind, change.identity) for change in found}
