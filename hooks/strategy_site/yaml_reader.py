"""YAML file → plain values, and for every value the line it stands on.

PyYAML's event stream is read instead of its object loader, because a communicator needs the line
of each mistake, and because duplicate keys, aliases, tags and bottomless nesting are refused here,
before they can cost anything. Files are never trusted: no tag but YAML's own plain ones is obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from .problems import Problem
from .yaml_slips import HARD_SPACES, cut_off, has_hard_space, no_space, slip

Key = tuple[str | int, ...]
"""Where a value stands in its file: ``("goals", 0, "title", "sv")``."""

MAX_BYTES = 1_000_000
MAX_DEPTH = 30

# An escape can write what a file can't hold, and what neither XML nor a reader can take.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_PLAIN_TAGS = {
    "tag:yaml.org,2002:null",
    "tag:yaml.org,2002:bool",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:float",
    "tag:yaml.org,2002:timestamp",
}


class Spot(NamedTuple):
    """Where a value stands and, for a single word, how it was written before YAML read it."""

    line: int
    written: str | None = None


@dataclass
class Document:
    """What one file holds: its values and where each of them stands."""

    path: Path
    value: dict[str, Any]
    spots: dict[Key, Spot] = field(default_factory=dict)

    def line(self, key: Key) -> int:
        """Give the line of ``key``, or of the nearest thing around it that exists."""
        return self.spot(key).line

    def spot(self, key: Key) -> Spot:
        """Give the spot of ``key``, or of the nearest thing around it that exists."""
        while key and key not in self.spots:
            key = key[:-1]
        return self.spots.get(key, Spot(1))


@dataclass
class _Open:
    """A mapping or list whose end has not been read yet."""

    value: dict[str, Any] | list[Any]
    key: Key
    pending: str | None = None
    """The key just read, waiting for its value (mappings only)."""


class _Refused(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message


Parsed = dict[tuple[Path, bytes], tuple[Document | None, list[Problem]]]
"""What came of each file, for who reads them again and again: parsing takes most of the time."""


def read_document(
    path: Path, shown: Path, parsed: Parsed | None = None
) -> tuple[Document | None, list[Problem]]:
    """Read one YAML file.

    Takes the path to open, the path to show in messages, and what is parsed already. Gives the
    document, or ``None`` when nothing can be made of the file, and the problems found.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return None, [Problem(shown, 1, "filen går inte att läsa; kontrollera att den finns.")]
    if parsed is None:
        return parse(data, shown)
    if (shown, data) not in parsed:
        parsed[shown, data] = parse(data, shown)
    return parsed[shown, data]


def parse(data: bytes, shown: Path) -> tuple[Document | None, list[Problem]]:
    """Read YAML from bytes (any bytes at all); see `read_document`."""
    if len(data) > MAX_BYTES:
        message = "filen är större än 1 MB; dela upp den eller lägg bilder i mappen images."
        return None, [Problem(shown, 1, message)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "filen är inte sparad som UTF-8; spara om den med teckenkodningen UTF-8."
        return None, [Problem(shown, line, message)]
    document = Document(shown, {})
    problems: list[Problem] = []
    try:
        _fill(document, text, problems)
    except _Refused as refusal:
        # A first line without its space makes one word of the whole file.
        written = text.splitlines()[refusal.line - 1 : refusal.line]
        message = no_space("".join(written)) or refusal.message
        return None, [*problems, Problem(shown, refusal.line, message)]
    except yaml.YAMLError as error:
        return None, [*problems, slip(error, text, shown)]
    return document, problems


def _events(text: str) -> Iterator[yaml.Event]:
    # The C parser is ten times faster; it is part of PyYAML's wheels, but not of every build.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.parse(text, Loader=loader)


# Most of the time that a build takes to read goes by here, so what is there most often comes first.
_BEGIN = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_END = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def _fill(document: Document, text: str, problems: list[Problem]) -> None:
    stack: list[_Open] = []
    documents = 0
    lines = text.splitlines()
    for event in _events(text):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.ScalarEvent):
            _refuse_tag(event, line)
            if _UNSEEN.search(event.value):
                message = "texten innehåller ett osynligt styrtecken (som \\a); skriv om den utan."
                problems.append(Problem(document.path, line, message))
            if _awaits_key(stack):
                _open_key(document, stack[-1], event.value, line, problems)
                continue
            value = _scalar(event)
            _place(document, stack, value, Spot(line, event.value))
            if event.implicit[0] and (rest := _cut_off(lines, event.end_mark)):
                message = f"”{rest}” läses inte; sätt hela texten inom citattecken om det hör dit."
                problems.append(Problem(document.path, line, message, warning=True))
        elif isinstance(event, _END):
            stack.pop()
        elif isinstance(event, _BEGIN):
            _refuse_tag(event, line)
            if len(stack) >= MAX_DEPTH:
                raise _Refused(line, "uppgifterna är inskjutna i för många nivåer; ta bort några.")
            if _awaits_key(stack):
                raise _Refused(line, "en nyckel måste vara ett enda ord; skriv den utan [ och {.")
            new: dict[str, Any] | list[Any] = (
                {} if isinstance(event, yaml.MappingStartEvent) else []
            )
            stack.append(_Open(new, _place(document, stack, new, Spot(line))))
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(line, "filen får bara ha en del; ta bort raden ”---”.")
        elif isinstance(event, yaml.AliasEvent):
            name = event.anchor
            raise _Refused(line, f"alias (*{name}) används inte här; skriv ut texten i stället.")


def _awaits_key(stack: list[_Open]) -> bool:
    return bool(stack) and stack[-1].pending is None and isinstance(stack[-1].value, dict)


def _cut_off(lines: list[str], end: Any) -> str:
    if not end or end.line >= len(lines) or end.column >= len(lines[end.line]):
        return ""
    return cut_off(lines[end.line], end.column)


def _refuse_tag(event: Any, line: int) -> None:
    if event.tag not in (None, "!") or event.anchor:
        mark = str(event.tag or f"&{event.anchor}").replace("tag:yaml.org,2002:", "!!")
        raise _Refused(line, f"”{mark}” används inte här; ta bort det och skriv bara texten.")


def _open_key(
    document: Document, around: _Open, name: str, line: int, problems: list[Problem]
) -> None:
    assert isinstance(around.value, dict)  # noqa: S101 - the caller looked
    if has_hard_space(name):
        raise _Refused(line, HARD_SPACES)
    around.pending = name
    if name in around.value:
        first = document.line((*around.key, name))
        message = f"”{name}” står redan på rad {first}; ta bort den ena eller slå ihop dem."
        problems.append(Problem(document.path, line, message))


def _place(document: Document, stack: list[_Open], value: Any, spot: Spot) -> Key:
    """Put a value where it belongs and give its key."""
    if not stack:
        if not isinstance(value, dict):
            message = "filen ska innehålla nycklar med värden, till exempel ”id: …”."
            raise _Refused(spot.line, message)
        document.value = value
        document.spots[()] = spot
        return ()
    around = stack[-1]
    if isinstance(around.value, list):
        key: Key = (*around.key, len(around.value))
        around.value.append(value)
    else:
        assert around.pending is not None  # noqa: S101 - the parser gives keys before values
        key = (*around.key, around.pending)
        around.value[around.pending] = value
        around.pending = None
    document.spots[key] = spot
    return key


_resolver = Resolver()
_constructor = SafeConstructor()


def _scalar(event: yaml.ScalarEvent) -> Any:
    """Read a plain word as YAML 1.1 does (null, truth value, number, date); quoted stays text."""
    if not event.implicit[0]:
        return event.value
    tag = _resolver.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
    if tag not in _PLAIN_TAGS:
        return event.value
    node = yaml.ScalarNode(tag, event.value)
    try:
        return _constructor.construct_object(node)
    except (ValueError, OverflowError, yaml.YAMLError):
        return event.value  # 2018-13-40, or a number of 5,000 digits: the model says what is wrong
