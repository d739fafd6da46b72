"""An indicator over the years → a small line chart as SVG.

The same drawing serves pages and PDF: it has no colour of its own but that of the text
(``currentColor``), so that dark pages, forced colours and paper need no other one. Whoever shows it
shows the figures beside it: the drawing has no text alternative.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from xml.etree import ElementTree

from ..model.indicators import Indicator

WIDTH, HEIGHT = 360.0, 180.0
"""Of the drawing, in units of about a pixel on a phone."""
_TOP, _RIGHT, _BOTTOM = 20.0, 16.0, 26.0
_FONT_SIZE = 13
_CHARACTER = 7.2
"""Width of a digit at that size, in units."""
_TICKS = 4
_FEW_YEARS = 12
"""Up to so many outcomes are drawn with large dots."""
_NO_RANGE = 1e-9

Point = tuple[int, float]
"""A year and a value."""


def draw_chart(indicator: Indicator, number: Callable[[float], str]) -> str:
    """Return the SVG of an indicator; empty if no outcome has a year.

    Takes a function that writes a number in the reader's language. Outcomes of consecutive years
    are joined by a line; a year without one is a gap.
    """
    outcomes: list[Point] = [(row.year, row.value) for row in indicator.series]
    if not outcomes:
        return ""
    baseline, target = indicator.baseline, indicator.target
    start = [(baseline.year, baseline.value)] if baseline and baseline.year else []
    goal = [(target.year, target.value)] if target and target.year else []
    years = sorted({year for year, _ in [*start, *outcomes, *goal]})
    values = [row.value for row in (baseline, target, *indicator.series) if row]
    ticks = value_ticks(values)
    labels = [number(tick) for tick in ticks]
    left = max(len(label) for label in labels) * _CHARACTER + 10
    frame = _Frame(years, ticks, left)
    svg = ElementTree.Element(
        "svg",
        {
            **{"xmlns": "http://www.w3.org/2000/svg", "class": "chart"},
            **{"viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}", "aria-hidden": "true"},
            **{"focusable": "false", "font-size": str(_FONT_SIZE), "fill": "currentColor"},
        },
    )
    right = WIDTH - _RIGHT
    for tick, label in zip(ticks, labels, strict=True):
        y = frame.y(tick)
        _line(svg, (left, y), (right, y), width=1, opacity=0.6 if tick == 0 else 0.2)
        _text(svg, left - 6, y + _FONT_SIZE / 3, label, "end")
    for year in year_labels(years, frame.x):
        _text(svg, frame.x(year), HEIGHT - 8, str(year), "middle")
    if target:
        y = frame.y(target.value)
        _line(svg, (left, y), (right, y), width=2, dashes="6 4")
    for year, value in goal:
        _diamond(svg, frame.x(year), frame.y(value))
    for run in consecutive([*start, *outcomes]):
        points = " ".join(f"{frame.x(year):.1f},{frame.y(value):.1f}" for year, value in run)
        style = {"fill": "none", "stroke": "currentColor", "stroke-width": "2.5"}
        ElementTree.SubElement(svg, "polyline", {"points": points, **style})
    radius = 4.5 if len(outcomes) <= _FEW_YEARS else 3
    for year, value in outcomes:
        _circle(svg, frame.x(year), frame.y(value), radius)
    for year, value in start:
        _circle(svg, frame.x(year), frame.y(value), 5, hollow=True)
    year, value = outcomes[-1]
    x, y = frame.x(year), frame.y(value)
    below = y < _TOP + _FONT_SIZE
    _text(svg, x, y + (20 if below else -9), number(value), _anchor(x, left), weight="bold")
    return ElementTree.tostring(svg, encoding="unicode")


class _Frame:
    """Where years and values are in the drawing."""

    def __init__(self, years: list[int], ticks: list[float], left: float) -> None:
        self.years, self.ticks, self.left = years, ticks, left + 8
        self.width = WIDTH - _RIGHT - 8 - self.left
        self.height = HEIGHT - _TOP - _BOTTOM

    def x(self, year: int) -> float:
        first, last = self.years[0], self.years[-1]
        share = (year - first) / (last - first) if last > first else 0.5
        return self.left + self.width * share

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return _TOP + self.height * (1 - (value - low) / (high - low))


def value_ticks(values: Iterable[float]) -> list[float]:
    """Return round numbers at even distances that reach from the least to the greatest value.

    Zero is among them, unless all values are so far from it that their differences could not be
    seen.
    """
    low, high = min(values := list(values)), max(values)
    far = high - low < 0.25 * min(abs(low), abs(high))
    if high - low < _NO_RANGE or not far:
        low, high = min(low, 0), max(high, 0)
    if high - low < _NO_RANGE:
        low, high = 0, 1
    rough = (high - low) / _TICKS
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 12) for n in range(first, max(last, first + 1) + 1)]


def year_labels(years: list[int], x: Callable[[int], float]) -> list[int]:
    """Return the years that there is room to write: the first, the last, and some between."""
    room = 4 * _CHARACTER + 10
    shown = [years[0]]
    for year in years[1:-1]:
        if x(year) - x(shown[-1]) >= room and x(years[-1]) - x(year) >= room:
            shown.append(year)
    return [*shown, years[-1]] if years[-1] != years[0] else shown


def consecutive(points: list[Point]) -> list[list[Point]]:
    """Return the runs of points in consecutive years; a point without a neighbour is in none."""
    runs: list[list[Point]] = []
    for point in sorted(points, key=lambda row: row[0]):
        if runs and point[0] - runs[-1][-1][0] == 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return [run for run in runs if len(run) > 1]


def _anchor(x: float, left: float) -> str:
    """Return where a text begins so that it stays inside the drawing."""
    if x > WIDTH - _RIGHT - 4 * _CHARACTER:
        return "end"
    return "start" if x < left + 4 * _CHARACTER else "middle"


def _line(
    svg: ElementTree.Element,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    width: float,
    opacity: float = 1,
    dashes: str = "",
) -> None:
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1], "stroke-width": width}
    style = {"stroke": "currentColor", "stroke-opacity": f"{opacity:g}"}
    if dashes:
        style["stroke-dasharray"] = dashes
    ElementTree.SubElement(svg, "line", {**{k: f"{v:.4g}" for k, v in ends.items()}, **style})


def _text(
    svg: ElementTree.Element, x: float, y: float, text: str, anchor: str, weight: str = "normal"
) -> None:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "font-weight": weight}
    ElementTree.SubElement(svg, "text", place).text = text


def _circle(
    svg: ElementTree.Element, x: float, y: float, radius: float, *, hollow: bool = False
) -> None:
    place = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:g}"}
    style = {"fill": "none", "stroke": "currentColor", "stroke-width": "2"} if hollow else {}
    ElementTree.SubElement(svg, "circle", place | style)


def _diamond(svg: ElementTree.Element, x: float, y: float) -> None:
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in ((0, -6), (6, 0), (0, 6), (-6, 0)))
    ElementTree.SubElement(svg, "polygon", {"points": points})
