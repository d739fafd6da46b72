"""Any value anywhere in any layout of YAML: written, read back, and nothing else touched."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from strategy_site.yaml_io.emitter import as_yaml
from strategy_site.yaml_io.patch import REMOVE, patch
from strategy_site.yaml_io.reader import KeyPath, parse
from strategy_site.yaml_io.syntax_errors import has_hard_space
from tests.support.paths import FIXTURES

REAL_FILES = sorted(FIXTURES.glob("*/strategy/**/*.yml"))
LONG = "Området innefattar större delen av kommunen och några församlingar i norr, " * 3 + "slut."


def read(text: str) -> dict[str, Any]:
    document, problems = parse(text.encode(), Path("x.yml"))
    assert document is not None, problems
    return document.value


# Random texts: what is written in them, line by line, is known.

ODD = [
    *("", " ", "yes", "No", "null", "~", "1", "1.5", "0x1F", "1:30", "2024-01-02", "=", "<<", "-"),
    *("a: b", "a #b", "# a", "- a", "? a", "| a", "> a", "%a", "@a", "`a`", "&a", "*a", "!a", "a:"),
    *("'", '"', "it's", '"a"', "\\", "{a}", "[a]", "a, b", "---", "...", " a", "a ", "\ta", "a\t"),
    *("a\nb", "a\n", "a\n\n", "\n", "\na", "  a\nb", "a\n  b", "a \nb", "a\n \n", "a\r\nb", "\r"),
    *(
        "å ä ö",
        "😀",
        "\x85",
        "a\u2028b",
        "\u2029",
        "\ufeff",
        "\x00",
        "\x7f",
        "\ufffe",
        "\U0010ffff",
    ),
    *(LONG, "ord " * 60, "x" * 300, "a  b " * 40, "# h\n\n- x\n- y\n", "a\n# b\n", "a\n---\nb"),
]
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.text("ab :#-|>'\"\\{}[],&*!%@`?\n\t=~.0", max_size=30),
    st.lists(st.sampled_from(ODD), max_size=4).map(" ".join),
)
SCALARS = st.one_of(
    TEXTS,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(timezones=st.sampled_from([None, dt.UTC])).map(lambda t: t.replace(fold=0)),
)
# A key that begins with a hard space is refused: somebody indented with it.
NEW_KEYS = st.one_of(st.sampled_from(["sv", "fi", "no", "id", "1", "a b"]), TEXTS).filter(
    lambda key: not has_hard_space(key)
)


def nested(leaves: st.SearchStrategy[Any], keys: st.SearchStrategy[str]) -> Any:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)
        ),
        max_leaves=6,
    )


NEW_VALUES = st.one_of(SCALARS, nested(SCALARS, NEW_KEYS))
WORDS = st.lists(
    st.sampled_from(["ett", "två", "på", "Älv", "😀", "x-y", "http://x.example/#y"]),
    min_size=1,
    max_size=6,
).map(" ".join)
OLD_TEXTS = st.one_of(
    WORDS,
    WORDS.map(lambda words: words + "\n"),
    st.sampled_from(["a: b", "1.5", "yes", "", "# no comment", "it's", '"a"', "a, b", " a ", "{a"]),
    st.lists(st.one_of(WORDS, st.just("")), max_size=4).map(
        lambda lines: "\n".join(["först", *lines, "sist"])
    ),
)
OLD_VALUES = st.dictionaries(
    st.sampled_from(["sv", "fi", "title", "id", "l", "x y"]),
    nested(st.one_of(OLD_TEXTS, st.integers(0, 99), st.none()), st.sampled_from(["sv", "fi", "k"])),
    min_size=1,
    max_size=4,
)
Line = tuple[str, KeyPath | None]
"""A line, and the key of the value on it (None for comments and blank lines)."""


def in_flow(draw: Callable[..., Any], value: Any) -> str:
    if isinstance(value, dict):
        body = ", ".join(f"{key}: {in_flow(draw, item)}" for key, item in value.items())
        return f"{{{body}}}" if draw(st.booleans()) else f"{{ {body} }}"
    if isinstance(value, list):
        comma = ", " if draw(st.booleans()) else ",  "
        return f"[{comma.join(in_flow(draw, item) for item in value)}]"
    return str(draw(st.sampled_from(inline(value)[-2:])))


def inline(value: Any) -> list[str]:
    if value is None:
        return ["null", "~"]
    if isinstance(value, int):
        return [str(value)]
    styles = [json.dumps(value, ensure_ascii=False)]
    if "\n" not in value:
        styles.append("'" + value.replace("'", "''") + "'")
        if value and value[0].isalpha() and value not in ("yes", "null") and ": " not in value:
            styles.append(value)
    return [s for s in styles if s != value or ", " not in value] or styles


def written(draw: Callable[..., Any], value: Any, column: int, key: KeyPath) -> Iterator[Line]:
    """Give the lines of a value; the first belongs behind its key or dash."""
    comment = draw(st.sampled_from(["", "", "  # comment: 'x'", "   ", "\t# å"]))
    step = draw(st.integers(2, 4))
    if isinstance(value, dict | list) and value and draw(st.integers(0, 3)):
        if isinstance(value, dict) or key == () or draw(st.booleans()):
            inner = column + step
        else:
            inner = column + (0 if isinstance(key[-1], str) else step)
        lines = list(collection(draw, value, inner, key))
        compact = key and isinstance(key[-1], int) and lines[0][1] is not None
        if compact and draw(st.booleans()):
            yield " " * (inner - column - 1) + lines[0][0].lstrip(" "), lines[0][1]
            yield from lines[1:]
        else:
            yield comment.replace("\t", " "), (*key, "")
            yield from lines
    elif isinstance(value, dict | list):
        yield " " + in_flow(draw, value) + comment, key
    elif isinstance(value, str) and value.strip() and value[0] != " " and draw(st.booleans()):
        body = value.removesuffix("\n")
        chomp = "" if value.endswith("\n") else "-"
        pad = " " * (column + step)
        if "\n" not in body and "  " not in body and body[-1] != " " and draw(st.booleans()):
            yield f" >{chomp}{comment}", key
            for word in body.split(" "):
                yield pad + word, key
        else:
            yield f" |{chomp}{comment}", key
            for line in body.split("\n"):
                yield (pad + line if line else ""), key
    else:
        yield " " + draw(st.sampled_from(inline(value))) + comment, key


def collection(draw: Callable[..., Any], value: Any, column: int, key: KeyPath) -> Iterator[Line]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for part, item in items:
        head = "-" if isinstance(value, list) else f"{part}:"
        first, *more = written(draw, item, column, (*key, part))
        yield " " * column + head + first[0], first[1]
        yield from more
        yield from draw(
            st.sampled_from([[], [], [], [("", None)], [(" " * column + "# a: comment", None)]])
        )


@st.composite
def documents(draw: Callable[..., Any]) -> tuple[dict[str, Any], list[Line], str]:
    """Give values, the lines they are written on, and the text."""
    value = draw(OLD_VALUES)
    lines = list(collection(draw, value, 0, ()))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    bom = draw(st.sampled_from(["", "", "\ufeff"]))
    # Text ending with a line break would mean something else without the last one.
    final = newline if value_ends_in_break(value) else draw(st.sampled_from([newline, ""]))
    text = bom + newline.join(line for line, _ in lines) + final
    return value, lines, text


def value_ends_in_break(value: Any) -> bool:
    while isinstance(value, dict | list) and value:
        value = list(value.values())[-1] if isinstance(value, dict) else value[-1]
    return isinstance(value, str) and value.endswith("\n")


def keys_of(value: Any, key: KeyPath = ()) -> Iterator[KeyPath]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for part, item in items:
        yield (*key, part)
        if isinstance(item, dict | list):
            yield from keys_of(item, (*key, part))


def at(value: Any, key: KeyPath) -> Any:
    for part in key:
        value = value[part]
    return value


def leaves_of(value: Any) -> list[KeyPath]:
    return [key for key in keys_of(value) if isinstance(at(value, key), str)]


def same(one: Any, other: Any) -> bool:
    return repr(one) == repr(other)  # tells 1 from True, and knows nan


def is_within(key: KeyPath | None, around: KeyPath) -> bool:
    return key is not None and key[: len(around)] == around


def remaining(lines: list[str], text: str) -> bool:
    """Tell whether ``text`` has these lines, in this order."""
    found = iter(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"))
    return all(line in found for line in lines)


@given(documents())
def test_generated_texts_hold_their_values(
    document: tuple[dict[str, Any], list[Line], str],
) -> None:
    value, _, text = document
    assert same(read(text), value), text


@given(documents())
def test_setting_what_is_there_changes_nothing(
    document: tuple[dict[str, Any], list[Line], str],
) -> None:
    value, _, text = document
    assert patch(text, {key: at(value, key) for key in keys_of(value)}) == text


@given(documents(), st.data())
def test_one_value(document: tuple[dict[str, Any], list[Line], str], data: st.DataObject) -> None:
    value, lines, text = document
    key = data.draw(st.sampled_from(list(keys_of(value))))
    new = data.draw(NEW_VALUES)
    result = patch(text, {key: new})
    note(text + "\n>>>\n" + result)
    expected = deepcopy(value)
    at(expected, key[:-1])[key[-1]] = new
    assert same(read(result), expected)
    # Everything above and below the lines of the value is as before, byte for byte.
    changed = [
        n
        for n, (_, owner) in enumerate(lines)
        if is_within(owner, key) or (owner and is_within(key, owner))
    ]
    newline = "\r\n" if "\r\n" in text else "\n"
    old_lines = text.removeprefix("\ufeff").split(newline)
    new_lines = result.removeprefix("\ufeff").split(newline)
    after = old_lines[changed[-1] + 1 :]
    assert new_lines[: changed[0]] == old_lines[: changed[0]]
    assert new_lines[len(new_lines) - len(after) :] == after
    assert result.startswith("\ufeff") == text.startswith("\ufeff")
    assert newline == "\n" or "\n" not in result.replace("\r\n", "")


@given(documents(), st.data())
def test_there_and_back(
    document: tuple[dict[str, Any], list[Line], str], data: st.DataObject
) -> None:
    value, _, text = document
    changes: dict[KeyPath, Any] = {key: data.draw(TEXTS) for key in leaves_of(value)}
    there = patch(text, changes)
    back = patch(there, {key: at(value, key) for key in changes})
    assert same(read(back), value)
    assert patch(there, changes) == there


@given(documents(), st.data())
def test_several_changes(
    document: tuple[dict[str, Any], list[Line], str], data: st.DataObject
) -> None:
    value, lines, text = document
    expected = deepcopy(value)
    changes: dict[KeyPath, Any] = {}
    places = [(), *keys_of(value)]
    for place in data.draw(st.lists(st.sampled_from(places), max_size=4, unique=True)):
        there = at(value, place)
        if isinstance(there, dict):
            key: KeyPath = (*place, data.draw(NEW_KEYS))
        elif isinstance(there, list) and data.draw(st.booleans()):
            key = (*place, len(there))
        else:
            key = place
        if any(is_within(key, other) or is_within(other, key) for other in changes):
            continue
        exists = key in places
        changes[key] = REMOVE if exists and data.draw(st.booleans()) else data.draw(NEW_VALUES)
    if () in changes:
        return
    # New values first, forwards; then removals, backwards.
    for key, new in changes.items():
        if new is not REMOVE and isinstance(key[-1], str):
            at(expected, key[:-1])[key[-1]] = new
        elif new is not REMOVE:
            at(expected, key[:-1])[key[-1] : int(key[-1]) + 1] = [new]
    for key in sorted((k for k in changes if changes[k] is REMOVE), key=_numbers, reverse=True):
        del at(expected, key[:-1])[key[-1]]
    result = patch(text, changes)
    note(f"{text}\n>>> {changes}\n{result}")
    assert same(read(result), expected)
    touched = [key if changes[key] is not REMOVE else key[:-1] for key in changes]
    untouched = [
        line
        for line, owner in lines
        if owner and not any(is_within(owner, key) or is_within(key, owner) for key in touched)
    ]
    assert remaining(untouched, result)


def _numbers(key: KeyPath) -> list[int]:
    return [part for part in key if isinstance(part, int)]


@given(st.dictionaries(NEW_KEYS.filter(lambda key: len(key) < 200), NEW_VALUES, max_size=4))
def test_new_files_hold_their_values(value: dict[str, Any]) -> None:
    assert same(read(as_yaml(value)), value)


@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.stem)
@settings(max_examples=1)
@given(data=st.data())
def test_real_files_survive(path: Path, data: st.DataObject) -> None:
    with path.open(newline="", encoding="utf-8") as file:
        text = file.read()
    values = read(text)
    lines = text.splitlines(keepends=True)
    assert patch(text, {key: at(values, key) for key in keys_of(values)}) == text
    strings = data.draw(st.lists(TEXTS, min_size=4, max_size=8))
    for number, key in enumerate(leaves_of(values)):
        new = strings[number % len(strings)]
        there = patch(text, {key: new})
        assert at(read(there), key) == new
        kept = _common(lines, there.splitlines(keepends=True))
        old = at(values, key)
        assert len(lines) - kept <= 2 + len(old) // 20 + 2 * old.count("\n"), there
        back = patch(there, {key: old})
        assert same(read(back), values)
    everything: dict[KeyPath, Any] = {
        key: strings[number % len(strings)] for number, key in enumerate(leaves_of(values))
    }
    there = patch(text, everything)
    assert same(read(patch(there, {key: at(values, key) for key in everything})), values)


def _common(one: list[str], other: list[str]) -> int:
    """Count the lines that stay at the beginning and at the end."""
    shorter = min(len(one), len(other))
    first = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    last = next(
        (n for n in range(shorter - first) if one[-1 - n] != other[-1 - n]), shorter - first
    )
    return first + last
