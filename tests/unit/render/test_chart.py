"""The chart of an indicator: whatever the figures, all of them are drawn where they belong."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_site.model.indicators import Indicator
from strategy_site.render.chart import HEIGHT, WIDTH, draw_chart, value_ticks

_VALUES = st.one_of(
    st.integers(-(10**15), 10**15),
    st.integers(-50, 50),
    st.floats(-1e15, 1e15, allow_nan=False),
)
_YEARS = st.integers(1900, 2200)
_MEASURED = st.fixed_dictionaries({"value": _VALUES}, optional={"year": _YEARS})
_SERIES = st.dictionaries(_YEARS, _VALUES, max_size=30).map(
    lambda rows: [{"year": year, "value": value} for year, value in rows.items()]
)
_INDICATORS = st.fixed_dictionaries(
    {"title": st.just({"sv": "A"}), "outcomes": _SERIES},
    optional={"baseline": _MEASURED, "target": _MEASURED, "outcome": _MEASURED},
).map(Indicator.model_validate)


def _drawn(indicator: Indicator) -> ElementTree.Element:
    return ElementTree.fromstring(draw_chart(indicator, str))  # noqa: S314 - our own


def _of(svg: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return svg.findall(f"{{http://www.w3.org/2000/svg}}{name}")


def _outcome_dots(svg: ElementTree.Element) -> list[tuple[float, float]]:
    dots = [dot.attrib for dot in _of(svg, "circle") if dot.get("fill") != "none"]
    return [(float(dot["cx"]), float(dot["cy"])) for dot in dots]


def _line_ends(svg: ElementTree.Element) -> list[list[tuple[float, float]]]:
    lines = [line.attrib["points"].split() for line in _of(svg, "polyline")]
    return [
        [(float(x), float(y)) for x, _, y in (point.partition(",") for point in line)]
        for line in lines
    ]


def _indicator(*outcomes: tuple[int, float], **more: object) -> Indicator:
    rows = [{"year": year, "value": value} for year, value in outcomes]
    return Indicator.model_validate({"title": {"sv": "A"}, "outcomes": rows, **more})


@given(_INDICATORS)
def test_every_figure_is_drawn_inside_the_chart(indicator: Indicator) -> None:
    if not indicator.series:
        assert draw_chart(indicator, str) == ""
        return
    svg = _drawn(indicator)
    dots = _outcome_dots(svg)
    assert len(dots) == len(indicator.series)
    places = [*dots, *itertools.chain(*_line_ends(svg))]
    assert all(0 <= x <= WIDTH + 2 and 0 <= y <= HEIGHT for x, y in places)
    # A later year is further to the right, a greater value higher.
    assert [x for x, _ in dots] == sorted(x for x, _ in dots)
    rows = sorted(zip((row.value for row in indicator.series), dots, strict=True))
    assert [y for _, (_, y) in rows] == sorted((y for _, (_, y) in rows), reverse=True)


@given(_INDICATORS)
def test_only_consecutive_years_are_joined(indicator: Indicator) -> None:
    if not indicator.series:
        return
    first = indicator.baseline.year if indicator.baseline else None
    years = sorted([row.year for row in indicator.series] + ([first] if first else []))
    joined = sum(b - a == 1 for a, b in itertools.pairwise(years))
    assert sum(len(line) - 1 for line in _line_ends(_drawn(indicator))) == joined


def test_a_missing_year_is_a_gap() -> None:
    lines = _line_ends(_drawn(_indicator((2020, 1), (2021, 2), (2023, 3), (2024, 4))))
    assert [len(line) for line in lines] == [2, 2]


def test_one_outcome_alone_is_one_dot() -> None:
    svg = _drawn(_indicator((2025, 7)))
    assert len(_outcome_dots(svg)) == 1
    assert _line_ends(svg) == []
    assert "2025" in [text.text for text in _of(svg, "text")]


def test_thirty_years_have_thirty_dots_and_labels_that_do_not_touch() -> None:
    svg = _drawn(_indicator(*((1995 + n, n) for n in range(30))))
    assert len(_outcome_dots(svg)) == 30
    years = [text for text in _of(svg, "text") if (text.text or "").startswith(("19", "20"))]
    places = [float(text.attrib["x"]) for text in years if float(text.attrib["y"]) > HEIGHT - 12]
    assert len(places) > 3
    assert all(b - a > 30 for a, b in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([4, 12.5, 7], [0, 5, 10, 15]),
        ([0], [0, 0.25, 0.5, 0.75, 1]),
        ([0.5], [0, 0.2, 0.4, 0.6]),
        ([-3, 5], [-4, -2, 0, 2, 4, 6]),
        ([-8, -2], [-8, -6, -4, -2, 0]),
        ([98000, 98500], [98000, 98200, 98400, 98600]),
    ],
)
def test_the_scale_has_round_numbers(values: list[float], ticks: list[float]) -> None:
    assert value_ticks(values) == ticks


@given(st.lists(_VALUES, min_size=1))
def test_the_scale_holds_every_value(values: list[float]) -> None:
    ticks = value_ticks(values)
    room = abs(ticks[-1] - ticks[0]) * 1e-6
    assert ticks[0] <= min(values) + room
    assert ticks[-1] >= max(values) - room
    assert 2 <= len(ticks) <= 8
    assert ticks == sorted(set(ticks))
