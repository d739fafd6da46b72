"""Tables for spreadsheets: any text comes back as it was, and none of it is run."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from strategy_site.outputs.csv_format import read_table, row_sum, value_of, write_table


class _Row(BaseModel):
    id: str
    texts: dict[str, str] = {}
    names: list[str] = []
    amount: int | None = None


cell = st.text(
    st.one_of(
        st.sampled_from("=+-@'\t\n;,\"1.åäö "), st.characters(exclude_categories=["Cs", "Cc"])
    ),
    min_size=1,
)
rows = st.builds(
    lambda **fields: _Row(**{k: v for k, v in fields.items() if v not in (None, [], {})}),
    id=cell,
    texts=st.dictionaries(st.sampled_from(["sv", "fi"]), cell),
    names=st.lists(cell, max_size=12),
    amount=st.none() | st.integers(0, 10**12),
)


@given(st.lists(rows, min_size=1))
def test_any_text_survives_the_table(items: list[_Row]) -> None:
    table = write_table(items)
    rows = read_table(table)
    back = [_Row.model_validate(value_of(row.cells), strict=False) for row in rows]
    assert all(row.sum == row_sum(row.cells) for row in rows)
    assert back == items
    for line in csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=";"):
        assert not any(text and text[0] in "=+-@\t\r" for text in line)
