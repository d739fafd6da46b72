"""The sums behind the bars: they leave nothing out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strategy_site.model.items import Project
from strategy_site.render import statistics as figures

AMOUNTS = st.integers(0, 10**9)
FUNDERS = st.sampled_from(["eu", "lag", "kommunen", "banken"])


class _Part:
    def __init__(self, source: str, amount: int) -> None:
        self.source, self.amount = source, amount


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Give a project of which only the money matters."""
    parts = st.lists(st.builds(_Part, FUNDERS, AMOUNTS), max_size=4)
    return Project.model_construct(
        id="p",
        total=draw(st.none() | AMOUNTS),
        priority_areas=draw(st.lists(st.sampled_from(["1", "2", "3"]), unique=True)),
        funding=draw(parts),
        co_funding=draw(parts),
    )


@given(st.lists(projects(), max_size=12))
def test_no_krona_is_lost_or_counted_twice(some: list[Project]) -> None:
    rows = figures.by_area(some, ["1", "2", "3"])
    known = [project for project in some if project.total is not None]
    assert sum(row.amount for row in rows) == sum(project.total or 0 for project in known)
    assert sum(row.projects for row in rows) == len(known)
    assert {"1", "2", "3"} <= {row.name for row in rows}
    given_ = figures.by_funder(some)
    parts = [part for project in some for part in [*project.funding, *project.co_funding]]
    assert sum(row.amount for row in given_) == sum(part.amount for part in parts)
    for row in [*rows, *given_]:
        assert 0 <= row.share <= 100
    for found in (rows, given_):
        if any(row.amount for row in found):
            assert max(row.share for row in found) == 100
