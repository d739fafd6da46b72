"""YAML file → `Document`: plain values, and the line of each.

Reads PyYAML's event stream instead of using its object loader, because a diagnostic needs the line
of its value, and because duplicate keys, aliases, tags and deep nesting are refused before they
cost time or memory. Files are not trusted: only YAML's own plain types are constructed.
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

from ..diagnostics import Diagnostic, Severity
from ..messages import _
from .syntax_errors import HARD_SPACES, cut_off, has_hard_space, missing_space, syntax_error

KeyPath = tuple[str | int, ...]
"""Path to a value in its file: ``("goals", 0, "title", "sv")``."""

MAX_BYTES = 1_000_000
MAX_DEPTH = 30

# An escape can put characters into a text that neither XML nor a reader can take.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_PLAIN_TAGS = {
    "tag:yaml.org,2002:null",
    "tag:yaml.org,2002:bool",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:float",
    "tag:yaml.org,2002:timestamp",
}


class Position(NamedTuple):
    """The line of a value, from 1, and the text of a scalar before YAML interpreted it."""

    line: int
    written: str | None = None


@dataclass
class Document:
    """A parsed file: its values and their positions. Makes the diagnostics of its lines."""

    path: Path
    value: dict[str, Any]
    positions: dict[KeyPath, Position] = field(default_factory=dict)

    def line(self, key: KeyPath) -> int:
        """Return the line of ``key``, from 1, or of the nearest value around it that exists."""
        return self.position(key).line

    def position(self, key: KeyPath) -> Position:
        """Return the position of ``key``, or of the nearest value around it that exists."""
        while key and key not in self.positions:
            key = key[:-1]
        return self.positions.get(key, Position(1))

    def error(self, key: KeyPath, message: str) -> Diagnostic:
        """Return an error at the line of ``key``."""
        return Diagnostic(self.path, self.line(key), message)

    def warning(self, key: KeyPath, message: str) -> Diagnostic:
        """Return a warning at the line of ``key``."""
        return Diagnostic(self.path, self.line(key), message, Severity.WARNING)

    def hint(self, key: KeyPath, message: str) -> Diagnostic:
        """Return a hint at the line of ``key``."""
        return Diagnostic(self.path, self.line(key), message, Severity.HINT)


@dataclass
class _Open:
    """A mapping or list whose end event has not come yet."""

    value: dict[str, Any] | list[Any]
    key: KeyPath
    pending: str | None = None
    """The key whose value comes next (mappings only)."""


class _Refused(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message


Parsed = dict[tuple[Path, bytes], tuple[Document | None, list[Diagnostic]]]
"""Results by path and bytes, a cache for repeated loading: parsing takes most of its time."""


def read_document(
    path: Path, display_path: Path, parsed: Parsed | None = None, *, tags: bool = False
) -> tuple[Document | None, list[Diagnostic]]:
    """Read one YAML file.

    Takes the path to open, the path that messages show, a cache, and whether the file may have
    tags: they are passed over, as those of ``mkdocs.yml`` that only MkDocs knows. Returns the
    document, or ``None`` if the file can't be parsed, and the diagnostics.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return None, [
            Diagnostic(display_path, 1, _("the file can't be read; see that it is there."))
        ]
    if parsed is None:
        return parse(data, display_path, tags=tags)
    if (display_path, data) not in parsed:
        parsed[display_path, data] = parse(data, display_path)
    return parsed[display_path, data]


def parse(
    data: bytes, display_path: Path, *, tags: bool = False
) -> tuple[Document | None, list[Diagnostic]]:
    """Parse any bytes as YAML; see `read_document`."""
    if len(data) > MAX_BYTES:
        message = _(
            "the file is larger than 1 MB; split it or put pictures into the folder images."
        )
        return None, [Diagnostic(display_path, 1, message)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = _("the file is not saved as UTF-8; save it again with the encoding UTF-8.")
        return None, [Diagnostic(display_path, line, message)]
    document = Document(display_path, {})
    diagnostics: list[Diagnostic] = []
    try:
        _fill(document, text, diagnostics, tags=tags)
    except _Refused as refusal:
        # "id:1" on the first line makes the whole file one scalar: say what causes it.
        written = text.splitlines()[refusal.line - 1 : refusal.line]
        message = missing_space("".join(written)) or refusal.message
        return None, [*diagnostics, Diagnostic(display_path, refusal.line, message)]
    except yaml.YAMLError as error:
        return None, [*diagnostics, syntax_error(error, text, display_path)]
    return document, diagnostics


def _events(text: str) -> Iterator[yaml.Event]:
    # The C parser is ten times as fast; it is in PyYAML's wheels, but not in every build of it.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.parse(text, Loader=loader)


# This loop takes most of the time of loading a strategy, so the most common events come first.
_BEGIN = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_END = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def _fill(document: Document, text: str, diagnostics: list[Diagnostic], *, tags: bool) -> None:
    stack: list[_Open] = []
    documents = 0
    lines = text.splitlines()
    for event in _events(text):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.ScalarEvent):
            if not tags:
                _refuse_tag(event, line)
            if _UNSEEN.search(event.value):
                message = _(
                    "the text holds an invisible control character (such as \\a); write it "
                    "again without."
                )
                diagnostics.append(Diagnostic(document.path, line, message))
            if _awaits_key(stack):
                _open_key(document, stack[-1], event.value, line, diagnostics)
                continue
            value = _scalar(event)
            _place(document, stack, value, Position(line, event.value))
            if event.implicit[0] and (rest := _cut_off(lines, event.end_mark)):
                message = _(
                    "“%(rest)s” is not read; put the whole text within quotation marks if it "
                    "belongs there.",
                    rest=rest,
                )
                diagnostics.append(Diagnostic(document.path, line, message, Severity.WARNING))
        elif isinstance(event, _END):
            stack.pop()
        elif isinstance(event, _BEGIN):
            if not tags:
                _refuse_tag(event, line)
            if len(stack) >= MAX_DEPTH:
                raise _Refused(line, _("there are too many levels within each other; remove some."))
            if _awaits_key(stack):
                raise _Refused(line, _("a key has to be a single word; write it without [ and {."))
            new: dict[str, Any] | list[Any] = (
                {} if isinstance(event, yaml.MappingStartEvent) else []
            )
            stack.append(_Open(new, _place(document, stack, new, Position(line))))
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(line, _("the file may have one part only; remove the line “---”."))
        elif isinstance(event, yaml.AliasEvent):
            name = event.anchor
            raise _Refused(
                line,
                _("an alias (*%(name)s) is not used here; write the text out instead.", name=name),
            )


def _awaits_key(stack: list[_Open]) -> bool:
    return bool(stack) and stack[-1].pending is None and isinstance(stack[-1].value, dict)


def _cut_off(lines: list[str], end: Any) -> str:
    if not end or end.line >= len(lines) or end.column >= len(lines[end.line]):
        return ""
    return cut_off(lines[end.line], end.column)


def _refuse_tag(event: Any, line: int) -> None:
    if event.tag not in (None, "!") or event.anchor:
        mark = str(event.tag or f"&{event.anchor}").replace("tag:yaml.org,2002:", "!!")
        raise _Refused(
            line, _("“%(mark)s” is not used here; remove it and write the text alone.", mark=mark)
        )


def _open_key(
    document: Document, around: _Open, name: str, line: int, diagnostics: list[Diagnostic]
) -> None:
    assert isinstance(around.value, dict)  # noqa: S101 - the caller looked
    if has_hard_space(name):
        raise _Refused(line, _(HARD_SPACES))
    around.pending = name
    if name in around.value:
        first = document.line((*around.key, name))
        message = _(
            "“%(name)s” is on line %(first)s already; remove one of them or join them.",
            name=name,
            first=first,
        )
        diagnostics.append(Diagnostic(document.path, line, message))


def _place(document: Document, stack: list[_Open], value: Any, position: Position) -> KeyPath:
    """Add a value to the innermost open mapping or list; return its key."""
    if not stack:
        if not isinstance(value, dict):
            message = _("the file should hold keys with values, “id: …” for instance.")
            raise _Refused(position.line, message)
        document.value = value
        document.positions[()] = position
        return ()
    around = stack[-1]
    if isinstance(around.value, list):
        key: KeyPath = (*around.key, len(around.value))
        around.value.append(value)
    else:
        assert around.pending is not None  # noqa: S101 - the parser gives keys before values
        key = (*around.key, around.pending)
        around.value[around.pending] = value
        around.pending = None
    document.positions[key] = position
    return key


# YAML 1.1 reads these as numbers that nobody meant: 0737000 is octal, 1_000 and 0x1f are numbers.
OTHER_NUMBER = re.compile(r"[-+]?(0[0-9_]+|0[xb].*|[0-9][0-9_]*_[0-9_.]*)")
_resolver = Resolver()
_constructor = SafeConstructor()


def _scalar(event: yaml.ScalarEvent) -> Any:
    """Return a plain scalar as YAML 1.1 reads it: null, bool, number, date; quoted, as text."""
    if not event.implicit[0]:
        return event.value
    tag = _resolver.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
    if tag not in _PLAIN_TAGS or OTHER_NUMBER.fullmatch(event.value):
        return event.value
    node = yaml.ScalarNode(tag, event.value)
    try:
        return _constructor.construct_object(node)
    except (ValueError, OverflowError, yaml.YAMLError):
        return event.value  # 2018-13-40, or a number of 5,000 digits: the model says what is wrong
