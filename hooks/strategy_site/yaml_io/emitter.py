"""Plain values → YAML text, in several styles, the best first.

Each text is parsed before it is used, so that no value can turn into another.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import yaml
from yaml.representer import SafeRepresenter

from .reader import OTHER_NUMBER, parse

FOLD_AT: Final = 95
_LONG = 80
"""A new text longer than this is folded."""

# These survive only as escapes: line breaks other than LF, the BOM and what YAML can't hold.
_ESCAPED = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# Text to `parse`, but something else to other YAML readers, or in the first column.
_AMBIGUOUS = re.compile(r"=|<<|[yYnN]|[-+]?(?:0o[0-7]+|\d+(\.\d*)?[eE][-+]?\d+)|(---|\.{3}).*")
_ID = re.compile(r"[\w.-]{1,30}")


def as_yaml(value: dict[str, Any]) -> str:
    """Return the text of a new file: blocks indented by two, short lists of ids on one line.

    Raise `ValueError` if YAML has no form for something in ``value``.
    """
    try:
        lines = form(value)
    except (RecursionError, yaml.YAMLError) as error:
        raise ValueError(str(error)) from error
    text = "".join(f"{line}\n" for line in lines[lines[0] == "" :])
    if not same(read_back(text), value):
        raise ValueError("these values can't be written as YAML")
    return text


def same(one: Any, other: Any) -> bool:
    """Return whether YAML writes two values alike."""
    # Unlike ==, repr tells 1 from True and 1.0, and knows nan.
    return repr(one) == repr(other)


def read_back(text: str) -> dict[str, Any] | None:
    """Return the values of a YAML text, without its tags; ``None`` if it can't be parsed."""
    # Half a surrogate pair is passed on to `parse`, which refuses it.
    document, _ = parse(text.encode("utf-8", "surrogatepass"), Path(), tags=True)
    return document.value if document else None


@dataclass(frozen=True)
class EmitPosition:
    """Where a value is written, and in which style if possible."""

    style: str = ""
    """PyYAML's name for the style of a scalar (``""`` is plain); ``-`` for a block list."""
    flow: bool = False
    dash: bool = False
    column: int = 0
    step: int = 2
    """Indentation of the following lines, from the column of the key or dash."""


def form(value: Any, place: EmitPosition = EmitPosition()) -> list[str]:
    """Return the best form of ``value`` inside new text; see `forms`."""
    if isinstance(value, str) and len(value) > _LONG and not place.flow:
        place = replace(place, style=">")
    ways = list(forms(value, place))
    if not ways:
        raise ValueError("the text holds characters that YAML can't say")
    # A "|+" block would take in the blank lines that may come after it in the file.
    return ways[-1 if isinstance(value, str) and value.endswith("\n\n") else 0]


def as_id(item_id: str) -> str:
    """Return an id as it is written in YAML: in quotation marks if it would be read as a number."""
    return form(item_id, EmitPosition(flow=True))[0]


def forms(value: Any, place: EmitPosition) -> Iterator[list[str]]:
    """Yield forms of ``value``, the best first.

    A form is a list of lines: the rest of the key's or dash's own line, and the lines below it
    without their indentation.
    """
    if isinstance(value, str):
        for style in _styles(value, place):
            way = _written(value, style, place)
            if _reads_as(way, value, place):
                yield way
    elif not isinstance(value, dict | list):
        node = SafeRepresenter().represent_data(value)
        if not isinstance(node, yaml.ScalarNode):
            raise ValueError(f"a {type(value).__name__} has no place in YAML")
        yield [node.value]
    elif place.flow or not value or (_are_ids(value) and place.style != "-"):
        inner = EmitPosition(flow=True)
        if isinstance(value, list):
            yield [f"[{', '.join(form(item, inner)[0] for item in value)}]"]
        else:
            pairs = (f"{form(k, inner)[0]}: {form(v, inner)[0]}" for k, v in value.items())
            yield [f"{{{', '.join(pairs)}}}"]
    else:
        lines, place = [""], EmitPosition(dash=isinstance(value, list))
        for part in value:
            head = "-" if place.dash else f"{form(part, EmitPosition(flow=True))[0]}:"
            first, *more = behind(form(part if place.dash else value[part]), place)
            lines += [head + first, *more]
        yield lines


def behind(way: list[str], place: EmitPosition, lead: str = " ", comment: str = "") -> list[str]:
    """Return the lines that follow a colon or dash: ``way``, with ``comment`` on the first."""
    first, *more = way
    if not first and place.dash and place.step > 1 and not (lead + comment).strip():
        first, more, lead = more[0], more[1:], " " * (place.step - 1)
    elif not first:
        # YAML allows no tab between a dash and the block below it.
        lead = lead.rstrip() + " " * (len(comment) - len(comment := comment.lstrip()))
    indent = " " * (place.column + place.step)
    return [lead + first + comment, *(indent + line if line else "" for line in more)]


def _are_ids(value: Any) -> bool:
    words = [str(item) for item in value if isinstance(item, str | int)]
    fit = len(words) == len(value) and len(", ".join(words)) < 80
    return isinstance(value, list) and fit and all(map(_ID.fullmatch, words))


def _styles(value: str, place: EmitPosition) -> list[str]:
    """Return the styles worth trying, by PyYAML's names."""
    if _ESCAPED.search(value) or ("\n" in value and (place.flow or not value.strip())):
        return ['"']
    folded = [">"] if place.style == ">" and value.strip() and "\n" not in value[:-1] else []
    if "\n" in value:
        return [*folded, "|", '"']
    kept = place.style in ("'", '"') or (place.style == "|" and value.strip())
    quotes = ['"', "'"] if "'" in value and not re.search(r'["\\]', value) else ["'", '"']
    ambiguous = _AMBIGUOUS.fullmatch(value) or OTHER_NUMBER.fullmatch(value)
    plain = [] if ambiguous else [""]
    return [*folded, *([place.style] if kept else []), *plain, *quotes]


def _written(value: str, style: str, place: EmitPosition) -> list[str]:
    if style == "":
        return [value]
    if style == "'":
        return ["'" + value.replace("'", "''") + "'"]
    if style == '"':
        quoted = yaml.safe_dump(value, default_style='"', allow_unicode=True, width=sys.maxsize)
        return [quoted.rstrip("\n")]
    breaks = len(value) - len(value.rstrip("\n"))
    indent = place.step if value.lstrip("\n")[0] in " \t" else ""
    header = f"{style}{indent}{('-', '', '+')[min(breaks, 2)]}"
    if style == ">":
        width = max(FOLD_AT - place.column - place.step, 20)
        return [header, *_folded(value.rstrip("\n"), width)]
    return [header, *value.removesuffix("\n").split("\n")]


def _folded(value: str, width: int) -> list[str]:
    lines: list[str] = []
    # YAML reads a line break back as one space, but only between two words.
    for word in re.split(r"(?<=[^ \t]) (?=[^ \t])", value):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _reads_as(way: list[str], value: str, place: EmitPosition) -> bool:
    if place.flow:
        return read_back(f"{{k: {way[0]}, l: [{way[0]}]}}") == {"k": value, "l": [value]}
    return read_back("k: " + ("\n" + " " * place.step).join(way) + "\n") == {"k": value}
