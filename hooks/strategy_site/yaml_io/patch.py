"""Change values in a YAML text and leave every other byte as it is.

ruamel.yaml's round trip also rewrites other lines (CRLF, BOM, folded plain text, unindented lists,
blanks before comments), so PyYAML's marks are used to find the characters to replace.

Each new text is parsed again, and used only if it holds exactly the wanted values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, Final

import yaml

from .emitter import FOLD_AT, EmitPosition, behind, form, forms, read_back, same
from .reader import KeyPath

REMOVE: Final = object()
"""As a value in `patch`: remove the key or the list entry."""

_BREAK = r"(?:\r\n|[\r\n\x85\u2028\u2029])"
_REST_OF_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*")
_REST_AND_BREAK = re.compile(rf"{_REST_OF_LINE.pattern}{_BREAK}?")
_GAP = re.compile(rf"(?:[ \t]|{_BREAK}|#[^\r\n\x85\u2028\u2029]*)*")
_BLOCK_HEADER = re.compile(r"(?:![ \t]+)?[|>][-+0-9]*")


def patch(text: str, changes: Mapping[KeyPath, Any]) -> str:
    """Return the YAML ``text`` with the value at each key changed and every other byte the same.

    A new value keeps the style of the old one (plain, quoted, literal, folded) if that can hold
    it; text of several lines becomes a ``|`` block. A missing key is added last in its mapping,
    with the mappings around it if need be; a list's length as index appends. List indices are
    those of the given text, and values are removed last. Removing takes along the comments on the
    value's lines and between them, but none above or below; it leaves ``{}`` or ``[]`` of a
    collection without entries, and ignores a missing key.

    Raise `ValueError`, naming the key, if a change can't be made.
    """
    body = text.removeprefix("\ufeff")
    bom = text[: len(text) - len(body)]
    values = read_back(body)
    if values is None:
        raise ValueError("the text is not YAML that can be read")
    for key, value in _in_order(changes):
        try:
            if not same(_at(values, key), value):
                body = _changed(body, values, key, value)
        except (ValueError, RecursionError, yaml.YAMLError) as error:
            raise ValueError(f"{key} can't be changed: {error}") from error
    return bom + body


def _in_order(changes: Mapping[KeyPath, Any]) -> list[tuple[KeyPath, Any]]:
    """Sort so that list indices stay right: append forwards, then remove backwards."""

    def indices(change: tuple[KeyPath, Any]) -> list[int]:
        return [part for part in change[0] if isinstance(part, int)]

    kept = [change for change in changes.items() if change[1] is not REMOVE]
    removed = [change for change in changes.items() if change[1] is REMOVE]
    return sorted(kept, key=indices) + sorted(
        removed, key=lambda change: (indices(change), len(change[0])), reverse=True
    )


def _at(value: Any, key: KeyPath) -> Any:
    """Return the value at ``key``, `REMOVE` if there is none."""
    for part in key:
        in_list = isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value)
        if not in_list and not (isinstance(value, dict) and part in value):
            return REMOVE
        value = value[part]
    return value


def _changed(text: str, values: dict[str, Any], key: KeyPath, value: Any) -> str:
    """Return ``text`` with one change; make the same change in ``values``."""
    for depth in range(1, len(key)):
        if _at(values, key[:depth]) in (REMOVE, None, {}, []):
            for part in reversed(key[depth:]):
                if isinstance(part, int) and part != 0:
                    raise ValueError("a new list begins with item 0")
                value = {part: value} if isinstance(part, str) else [value]
            key = key[:depth]
            break
    layout = _Layout(text)
    parent, exists = _at(values, key[:-1]), _at(values, key) is not REMOVE
    match (parent, *key[-1:]):
        case (dict() | list(), part) if value is REMOVE:
            del parent[part]
        case (dict(), str(part)):
            parent[part] = deepcopy(value)
        case (list(), int(part)) if 0 <= part <= len(parent):
            parent[part : part + 1] = [deepcopy(value)]
        case _:
            raise ValueError("the text has no such place")
    if value is REMOVE:
        candidates = layout.without(key)
    elif exists:
        candidates = layout.replaced(layout.entry(key), value)
    else:
        candidates = layout.extended(key, value)
    for candidate in candidates:
        # At the end of a file without a final line break, a value may need one.
        for result in (candidate, candidate + layout.newline):
            if same(read_back(result), values):
                return result
    raise ValueError("no way of writing it gives these values back")


@dataclass(frozen=True)
class _Entry:
    """A value with its key or dash, by their character positions in the text."""

    node: Any
    start: int = 0
    """Position of the key or the dash (in a flow list, of the value)."""
    after: int = 0
    """Position after the colon or the dash."""
    column: int = 0
    flow: bool = True


class _Layout:
    """A YAML text and the positions of its values. Yields texts with one change, the best first."""

    def __init__(self, text: str) -> None:
        self.text = text
        # The same loader as in `parse`: both have to read the text alike.
        self.root: Any = yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found = re.search(r"\r\n?|\n", text)
        self.newline = found[0] if found else "\n"

    def entry(self, key: KeyPath) -> _Entry:
        found = _Entry(self.root)
        for part in key:
            found = self.entries(found.node)[part]
        return found

    def entries(self, node: Any) -> dict[str | int, _Entry]:
        found: dict[str | int, _Entry] = {}
        flow, column, position = node.flow_style, node.start_mark.column, node.start_mark.index
        for index, child in enumerate(node.value):
            if isinstance(child, tuple):
                start, end = child[0].start_mark.index, child[0].end_mark.index
                after = self.text.find(":", end) + 1
                found[child[0].value] = _Entry(child[1], start, after, column, flow)
            else:
                start = child.start_mark.index if flow else self.past(_GAP, position)
                found[index] = _Entry(child, start, start + 1, column, flow)
                position = self.end(child)
        return found

    def past(self, pattern: re.Pattern[str], position: int) -> int:
        match = pattern.match(self.text, position)
        return match.end() if match else position

    def end(self, node: Any) -> int:
        """Return where a value ends. PyYAML's own mark includes empty lines below a block."""
        leaf = _last_leaf(node)
        start: int = leaf.start_mark.index
        end: int = leaf.end_mark.index
        if not _is_block_text(leaf):
            return end
        last_line = leaf.value.rstrip("\n").rpartition("\n")[2]
        only_blanks = last_line and not last_line.strip(" \t")
        raw = self.text[start:end]
        if only_blanks or "+" in self.text[start : self.past(_BLOCK_HEADER, start)]:
            return start + len(re.sub(rf"{_BREAK}\Z", "", raw))
        return start + len(raw.rstrip(" \t\r\n\x85\u2028\u2029"))

    def replaced(self, entry: _Entry, value: Any) -> Iterator[str]:
        """Yield texts with ``value`` in place of the entry's value."""
        text, node, step = self.text, entry.node, 2
        start, end = node.start_mark.index, self.end(node)
        if entry.flow:
            lead = " " if start == end and text[start - 1] == ":" else ""
            for way in forms(value, EmitPosition(_style(node), flow=True)):
                yield text[:start] + lead + way[0] + text[end:]
            return
        stop = self.past(_REST_OF_LINE, end)
        comment = text[end:stop]
        if _is_block_text(node):
            header_end = self.past(_BLOCK_HEADER, start)
            comment = text[header_end : self.past(_REST_OF_LINE, header_end)]
            if digit := re.search(r"\d", text[start:header_end]):
                step = int(digit[0])
            elif indent := re.search(r"[\r\n]( +)[^ \r\n]", text[header_end:end]):
                step = len(indent[1]) - entry.column
        elif _is_block(node):
            line_end = self.past(_REST_OF_LINE, entry.after)
            comment = text[entry.after : line_end] if line_end < start else ""
            if isinstance(value, list) == isinstance(node, yaml.SequenceNode):
                step = node.start_mark.column - entry.column
            start = entry.after
        dash = text[entry.after - 1] == "-"
        place = EmitPosition(_style(node), dash=dash, column=entry.column, step=step)
        for way in forms(value, place):
            lines = behind(way, place, text[entry.after : start] or " ", comment)
            yield text[: entry.after] + self.newline.join(lines) + text[stop:]

    def extended(self, key: KeyPath, value: Any) -> Iterator[str]:
        """Yield texts with ``value`` as a new entry at the end of a mapping or list."""
        text, node = self.text, self.entry(key[:-1]).node
        name = f"{form(key[-1], EmitPosition(flow=True))[0]}:" if isinstance(key[-1], str) else ""
        if node and node.flow_style and node.value:
            end = _children(node)[-1].end_mark.index
            for way in forms(value, EmitPosition(flow=True)):
                new = f"{name} {way[0]}".lstrip()
                yield f"{text[:end]}, {new}{text[end:]}"
            return
        column = node.start_mark.column if node else 0
        begin = end = self.past(_REST_OF_LINE, self.end(node)) if node else len(text)
        before = self.newline if node or re.search(r"[^\r\n]\Z", text) else ""
        if node and not node.value:  # the whole file is {}
            begin, end, before = node.start_mark.index, node.end_mark.index, ""
        place = EmitPosition(dash=not name, column=column)
        if ">" in map(_style, _children(node)[-1:]) and len(str(value)) > FOLD_AT - column:
            place = replace(place, style=">")  # a long text beside a folded one
        if node and not name and isinstance(value, dict):
            # A new row has one line if every other row has one.
            rows = _children(node)
            in_lines = all(isinstance(row, yaml.MappingNode) and row.flow_style for row in rows)
            place = replace(place, flow=bool(rows) and in_lines)
        for way in forms(value, place):
            new = self.newline.join(behind(way, place))
            new = f"{before}{' ' * column}{name or '-'}{new}"
            yield text[:begin] + new + (text[end:] if node else self.newline)
            if node and _is_block_text(leaf := _last_leaf(node)):
                # At the end of a file without a final line break, "|" held what now takes "|-".
                header_end = self.past(_BLOCK_HEADER, leaf.start_mark.index)
                header = text[:header_end].removesuffix("+") + "-"
                yield header + text[header_end:end] + new + text[end:]

    def without(self, key: KeyPath) -> Iterator[str]:
        """Yield texts without the entry at ``key``."""
        text, around = self.text, self.entry(key[:-1])
        entries = self.entries(around.node)
        start, end = entries[key[-1]].start, self.end(entries[key[-1]].node)
        later = [entry.start for entry in entries.values() if entry.start > start]
        line_start = start - len(re.split(_BREAK, text[:start])[-1])
        next_line = self.past(_REST_AND_BREAK, end)
        if len(entries) == 1:
            if len(key) == 1 and not around.node.flow_style:
                yield text[:line_start] + text[next_line:]
            yield from self.replaced(around, {} if isinstance(key[-1], str) else [])
        elif around.node.flow_style and not later:
            before = _children(around.node)[-2].end_mark.index
            yield text[: start if "#" in text[before:start] else before] + text[end:]
        elif around.node.flow_style:
            comma_end = self.past(_GAP, end) + 1
            yield text[:start] + text[comma_end if "#" in text[end : later[0]] else later[0] :]
        elif text[line_start:start].strip(" ") in ("", "?"):
            yield text[:line_start] + text[next_line:]
        elif later and not text[end : later[0]].strip():
            yield text[:start] + text[later[0] :]
        else:
            yield text[:start].rstrip(" ") + text[self.past(_REST_OF_LINE, end) :]


def _is_block(node: Any) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _is_block_text(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def _style(node: Any) -> str:
    if isinstance(node, yaml.ScalarNode):
        return node.style or ""
    return "-" if isinstance(node, yaml.SequenceNode) and not node.flow_style else ""


def _children(node: Any) -> list[Any]:
    found = node.value if node else []
    return [child[1] if isinstance(child, tuple) else child for child in found]


def _last_leaf(node: Any) -> Any:
    while _is_block(node):
        node = _children(node)[-1]
    return node
