"""Items as CSV for Excel, and such a CSV read back into the values of the YAML.

Excel in Swedish or Finnish takes semicolons, reads UTF-8 after a byte order mark, and turns text
that looks like a number, a date or a formula into one: such texts get an apostrophe (OWASP, CSV
injection), which is removed again on reading.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ..hashing import short_digest

_BOM = "\ufeff"
_MISREAD = re.compile(
    r"[=+\-@'\t\r\n]"  # a formula, or the apostrophe of `_guarded`
    r"|[\d.,\s]*\d"  # a number, a date, a clock
    r"|[^\W\d_]{3,9}[-/. ]?\d{1,4}$"  # "mars-18"
    r"|(true|false|sant|falskt|tosi|epätosi)$",
    re.IGNORECASE,
)


def write_table(items: Iterable[BaseModel], beside: Iterable[dict[str, str]] = ()) -> str:
    """Return items as CSV, a row each; columns are named as in the YAML: ``title.sv``, ``goals.1``.

    ``beside`` has each row's cells that are for readers and are not read back; the names of their
    columns begin with `NOT_READ`.
    """
    items = list(items)
    rows = [
        # A number stays one in Excel.
        {name: _guarded(cell) if isinstance(cell, str) else cell for name, cell in _cells(value)}
        for value in map(_value_of, items)
    ]
    for row, more in zip(rows, beside, strict=False):
        row |= {f"{NOT_READ}{name})": _guarded(text) for name, text in more.items()}
    for row, item in zip(rows, items, strict=True):
        row[SUM] = row_sum(cells_of(item))
    columns = sorted({name for row in rows for name in row}, key=_order(rows))
    return _written(columns, rows)


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> str:
    """Return rows as CSV that is only to be read: texts, and numbers that stay numbers."""
    guarded = [[_guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return _written(columns, [dict(zip(columns, row, strict=True)) for row in guarded])


def _written(columns: Sequence[str], rows: list[dict[str, Any]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return _BOM + text.getvalue()


NOT_READ = "("
SUM = "(sum)"
"""The column of each row's `row_sum`, by which an import knows what was changed since."""


def cells_of(item: BaseModel) -> dict[str, str]:
    """Return an item's cells by the name of their column."""
    return {name: str(cell) for name, cell in _cells(_value_of(item)) if str(cell)}


def _value_of(item: BaseModel) -> Any:
    return item.model_dump(mode="json", by_alias=True, exclude_unset=True)


def row_sum(cells: dict[str, str]) -> str:
    """Return a digest of a row's cells that are not empty."""
    filled = sorted(f"{name}={text}" for name, text in cells.items() if text)
    return short_digest("\n".join(filled), 12)


@dataclass(frozen=True)
class TableRow:
    """One row of a table that somebody sends back."""

    line: int
    """Its number in Excel."""
    cells: dict[str, str]
    """By the name of the column; empty ones too."""
    sum: str
    """The `row_sum` that it was written with; empty if the table has none."""


def read_table(text: str) -> list[TableRow]:
    """Return the rows of a CSV.

    Takes the output of `write_table`, or what Excel has saved from it (semicolons, commas or tabs).
    """
    lines = text.removeprefix(_BOM)
    head = lines.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    found = []
    reader = csv.DictReader(io.StringIO(lines, newline=""), delimiter=delimiter)
    for number, row in enumerate(reader, 2):  # row 1 has the names
        cells = {
            name: (cell or "").removeprefix("'")
            for name, cell in row.items()
            if name and not name.startswith(NOT_READ)
        }
        if any(cells.values()):
            found.append(TableRow(number, cells, row.get(SUM) or ""))
    return found


def value_of(cells: dict[str, str]) -> dict[str, Any]:
    """Return a row's cells as nested values, all of them texts; empty cells are left out.

    The model converts texts to numbers and dates. Raise `ValueError` if one column's name is a part
    of another's.
    """
    value: dict[str, Any] = {}
    for name, cell in cells.items():
        if cell:
            _put(value, name.split("."), cell)
    nested = _with_lists(value)
    assert isinstance(nested, dict)  # noqa: S101 - for the type alone: a row has an id
    return nested


def _order(rows: list[dict[str, Any]]) -> Callable[[str], Any]:
    """Return the sort key of columns: the order of keys in the YAML, list items by number."""
    seen: dict[str, int] = {}
    for row in rows:
        for name in row:
            for part in name.split("."):
                seen.setdefault(part, len(seen))

    def key(name: str) -> Any:
        parts = [int(p) if p.isdecimal() else seen[p] for p in name.split(".")]
        return (name.startswith(NOT_READ), parts)

    return key


def _cells(value: Any, name: str = "") -> Iterable[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _cells(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _cells(inner, f"{name}.{number}")
    elif value is not None:
        yield name, value


def _guarded(text: str) -> str:
    return f"'{text}" if _MISREAD.match(text) else text


def _put(value: dict[str, Any], path: list[str], cell: str) -> None:
    for part in path[:-1]:
        value = value.setdefault(part, {})
        if not isinstance(value, dict):
            raise ValueError(".".join(path))
    value[path[-1]] = cell


def _with_lists(value: Any) -> Any:
    """Return a value in which ``{"1": a, "2": b}`` is a list."""
    if not isinstance(value, dict):
        return value
    inner = {key: _with_lists(part) for key, part in value.items()}
    if inner and all(key.isdecimal() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner
