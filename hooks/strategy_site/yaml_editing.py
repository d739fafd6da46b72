"""YAML text and new values → the same text with those values, every other byte untouched.

ruamel.yaml keeps comments but sets other lines anew (quotes, folds, indents), and a communicator's
diff has to show what was changed and nothing else. So each value is cut out and put in by its
place. No way of writing a value is trusted: the outcome is read again, and the next way is tried
if it does not say just what it should.
"""

from __future__ import annotations

import copy
import itertools
import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from .yaml_reader import Key, parse

REMOVE: Final = object()
"""As a new value: the key goes away, and with it what would be left empty."""
WIDTH = 95
_LONG = 80
"""A text longer than this is folded, if it was not written otherwise before."""


def edited(text: str, changes: Mapping[Key, Any]) -> str:
    """Give YAML text with the value at each key set anew, or taken away (`REMOVE`).

    What is missing on the way to a key is made; a list takes a new item at its end. Raises
    `ValueError` with the key if a value can't be written there.
    """
    for key, value in changes.items():
        text = _changed(text, key, value)
    return text


def as_yaml(value: dict[str, Any]) -> str:
    """Give values as the text of a new file, in the layout of this project."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, indent=2
    )
    return text


class _Dumper(yaml.SafeDumper):
    """Indents lists, writes paragraphs as such, and short lists of words on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text.strip("\n") else ">" if len(text) > _LONG else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _represent_list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    words = not any(isinstance(item, dict | list) for item in items)
    short = words and sum(len(str(item)) + 2 for item in items) < _LONG
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(list, _represent_list)


def _values(text: str) -> dict[str, Any] | None:
    document, problems = parse(text.encode("utf-8", "surrogatepass"), Path())
    return document.value if document and not problems else None


def _changed(text: str, key: Key, value: Any) -> str:
    before = _values(text)
    if before is None or not key:
        raise ValueError(f"nothing to change at {key}")
    if value is REMOVE:
        key = _outermost(before, key)
    wanted = _with(before, key, value)
    if repr(wanted) == repr(before):
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    for start, end, new in _ways(text, key, value):
        attempt = text[:start] + new.replace("\n", newline) + text[end:]
        if repr(_values(attempt)) == repr(wanted):
            return attempt
    raise ValueError(f"can't write {value!r} at {key}")


def _with(values: Any, key: Key, value: Any) -> Any:
    """Give a copy of plain values with one of them changed."""
    result = copy.deepcopy(values)
    here = result
    for part, following in itertools.pairwise(key):
        if isinstance(here, list) and part == len(here):
            here.append([] if isinstance(following, int) else {})
        elif isinstance(here, dict) and here.get(str(part)) is None:
            here[part] = [] if isinstance(following, int) else {}
        here = here[part]
    if value is REMOVE:
        del here[key[-1]]
    elif isinstance(here, list) and key[-1] == len(here):
        here.append(value)
    else:
        here[key[-1]] = value
    return result


def _outermost(values: Any, key: Key) -> Key:
    """Give the key to remove so that nothing empty is left; raises `ValueError` if it lacks."""
    line = [values]
    for part in key:
        try:
            line.append(line[-1][part])
        except (KeyError, IndexError, TypeError):
            raise ValueError(f"nothing to remove at {key}") from None
    while len(key) > 1 and len(line[len(key) - 1]) == 1:
        key = key[:-1]
    return key


_Way = tuple[int, int, str]
"""What to cut out (start and end in the text) and what to put there."""


def _ways(text: str, key: Key, value: Any) -> Iterator[_Way]:
    """Give the ways of making a change, the best first."""
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    flow, indent = False, 0
    for depth, part in enumerate(key):
        flow = flow or bool(getattr(node, "flow_style", False))
        child = _child(node, part)
        if child is None:
            rest = value
            for missing in reversed(key[depth + 1 :]):
                rest = [rest] if isinstance(missing, int) else {missing: rest}
            if isinstance(node, yaml.ScalarNode):  # "goals:" with nothing after it
                yield from _replaced(
                    node, [rest] if isinstance(part, int) else {part: rest}, indent
                )
            else:
                yield from _added(text, node, part, rest, flow=flow)
            return
        if value is REMOVE and depth == len(key) - 1:
            yield from _removed(text, node, part, flow=flow)
            return
        indent = node.start_mark.column
        node = child[1]
    yield from _replaced(node, value, indent, text, flow=flow)


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Give the key and the value in a mapping, or the item of a list twice."""
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in node.value if k.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _end(text: str, node: yaml.Node) -> int:
    """Give where a value ends in the text, without the blank lines and comments after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        # The mark stands at the next line that has something on it.
        return start + len(text[start:end].rstrip("\r\n "))
    return int(end)


def _line_end(text: str, index: int) -> int:
    """Give the end of the line, with its line break."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def _replaced(
    node: yaml.Node, value: Any, indent: int, text: str = "", *, flow: bool = False
) -> Iterator[_Way]:
    start, end = node.start_mark.index, _end(text, node) if text else node.end_mark.index
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    empty = start == end
    for new in _written(value, style, indent, flow=flow):
        lead = " " if empty and not new.startswith("\n") else ""
        yield start, end, lead + new
        if block and new.endswith("\n"):
            yield start, _line_end(text, end), new
        if new.startswith("\n"):  # a block begins on a line of its own
            yield start - 1, end, new


def _added(
    text: str, node: yaml.Node, part: str | int, value: Any, *, flow: bool
) -> Iterator[_Way]:
    """Add an entry after the last one of a mapping or list."""
    name = "" if isinstance(node, yaml.SequenceNode) else f"{_plain_key(part)}:"
    if flow or not node.value:
        start = node.start_mark.index
        # Before the bracket that ends it.
        end = node.end_mark.index - 1
        body = text[start:end].rstrip()
        comma = ", " if node.value and not body.endswith(",") else ""
        for new in _written(value, None, 0, flow=True):
            yield (
                start + len(body),
                end,
                f"{comma}{name} {new}".replace(", :", ",") if name else (f"{comma}{new}"),
            )
        return
    last = node.value[-1]
    place = _line_end(text, _end(text, last[1] if isinstance(last, tuple) else last))
    broken = "" if text[:place].endswith("\n") else "\n"
    indent = int(node.start_mark.column)
    for new in _written(value, None, indent, flow=False):
        mark = "-" if isinstance(node, yaml.SequenceNode) else name
        line = f"{' ' * indent}{mark}{'' if new.startswith(chr(10)) else ' '}{new}"
        yield place, place, f"{broken}{line}".rstrip("\n") + "\n"
    if isinstance(node, yaml.SequenceNode) and isinstance(value, dict):
        inner = textwrap.indent(as_yaml(value), " " * (indent + 2))
        yield place, place, f"{broken}{' ' * indent}- {inner.lstrip(' ')}"


def _removed(text: str, node: yaml.Node, part: str | int, *, flow: bool) -> Iterator[_Way]:
    found = _child(node, part)
    if found is None:
        return
    start, end = found[0].start_mark.index, _end(text, found[1])
    if flow:
        after = re.compile(r"\s*,\s*").match(text, end)
        before = re.search(r",\s*$", text[:start])
        if after:
            yield start, after.end(), ""
        elif before:
            yield before.start(), end, ""
        return
    first = text.rfind("\n", 0, start) + 1
    end = max(_line_end(text, end), start)
    if text[first:start].strip(" ") in ("", "-"):
        yield first, end, ""
    if isinstance(node, yaml.MappingNode):
        # The first key of a list's item stands after its dash: the next key moves up to it.
        following = re.compile(r"\s*").match(text, end)
        yield start, following.end() if following else end, ""


def _plain_key(part: str | int) -> str:
    text = yaml.safe_dump(part, allow_unicode=True).splitlines()[0]
    return str(text)


def _written(value: Any, style: str | None, indent: int, *, flow: bool) -> Iterator[str]:
    """Give ways of writing a value after its key, the way it was written before first."""
    if isinstance(value, dict | list):
        if flow or not value or (isinstance(value, list) and _represent_as_words(value)):
            text: str = yaml.dump(
                value, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False,
                default_flow_style=True, width=10**9,
            )  # fmt: skip
            yield text.rstrip("\n")
        if not flow and value:
            body = as_yaml({"key": value}).partition("\n")[2]
            yield "\n" + textwrap.indent(
                body, " " * indent, lambda line: bool(line.strip())
            ).rstrip("\n")
        return
    if not isinstance(value, str):
        yield str(yaml.safe_dump(value)).partition("\n")[0]
        return
    inner = " " * (indent + 2)
    ways = {
        None: value,
        "'": "'" + value.replace("'", "''") + "'",
        '"': _double_quoted(value),
        "|": _block("|", value.rstrip("\n").split("\n"), value, inner),
        ">": _block(">", _folded(value, WIDTH - len(inner)), value, inner),
    }
    lines = "\n" in value.strip("\n")
    usual = ["|", '"'] if lines else [">", None] if len(value) > _LONG and style is None else []
    for one in dict.fromkeys([*([] if usual else [style]), *usual, style, None, "'", '"']):
        fits = one in ('"', "|") or one == ">" or "\n" not in value
        if fits and not (flow and one in ("|", ">")):
            yield ways[one]


def _represent_as_words(items: list[Any]) -> bool:
    words = not any(isinstance(item, dict | list) for item in items)
    return words and sum(len(str(item)) + 2 for item in items) < _LONG


def _block(mark: str, lines: list[str], value: str, inner: str) -> str:
    chomp = "-" if not value.endswith("\n") else "+" if value.endswith("\n\n") else ""
    indicator = "2" if value.startswith((" ", "\n")) else ""
    extra = "\n" * (len(value) - len(value.rstrip("\n")) - 1) if chomp == "+" else ""
    body = "\n".join(inner + line if line else "" for line in lines)
    return f"{mark}{indicator}{chomp}\n{body}{extra}"


def _folded(value: str, width: int) -> list[str]:
    """Break each line of a text into lines; a line break of its own becomes a blank line."""
    lines: list[str] = []
    for number, line in enumerate(value.rstrip("\n").split("\n")):
        lines += [""] if number else []
        lines += textwrap.wrap(
            line, max(width, 20), break_long_words=False, break_on_hyphens=False,
            drop_whitespace=True, expand_tabs=False, replace_whitespace=False,
        )  # fmt: skip
    return lines


def _double_quoted(value: str) -> str:
    text = json.dumps(value, ensure_ascii=False)
    special = re.compile("[\x7f-\xa0\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")
    return special.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
