"""The municipalities' borders → the shapes of a map, in SVG's units.

The borders are GeoJSON (RFC 7946), written by ``make map``. Knows no project, only their numbers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..model.borders import Borders, Point

WIDTH = 360.0
"""Of the drawing, in units of about a pixel on a phone."""
_EDGE = 6.0
_LARGEST = 20.0
"""Radius of the circle for the municipality with the most projects."""
_GAP = 6
"""Between a circle and the name beside it."""


@dataclass(frozen=True)
class Shape:
    """A municipality on the map."""

    id: str
    path: str
    """The value of SVG's ``d``."""
    x: float
    y: float
    radius: float
    """Of the circle whose area shows the number of projects; 0 without any."""
    label_x: float
    """Where the name begins; left of ``x``, where it ends: it is on the side with more room."""


@dataclass(frozen=True)
class MapDrawing:
    """The map, in a box from 0, 0."""

    width: float
    height: float
    shapes: list[Shape]


def draw_map(borders: Borders, counts: dict[str, int]) -> MapDrawing:
    """Return the map with the number of projects in each municipality, by id.

    The projection is equirectangular: a degree of longitude is shorter than one of latitude by the
    cosine of the latitude in the middle.
    """
    points = [p for row in borders.features for part in row.geometry.coordinates for p in part[0]]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * _EDGE) / max((east - west) * squeeze, 1e-6)

    def place(point: Point) -> tuple[float, float]:
        x = _EDGE + (point[0] - west) * squeeze * scale
        return round(x, 1), round(_EDGE + (north - point[1]) * scale, 1)

    most = max(counts.values(), default=0) or 1
    shapes = []
    for row in borders.features:
        x, y = place(row.properties.point)
        radius = _LARGEST * math.sqrt(counts.get(row.properties.id, 0) / most)
        radius = round(radius, 1)
        label_x = x - radius - _GAP if x > WIDTH / 2 else x + radius + _GAP
        path = "".join(_path([place(p) for p in part[0]]) for part in row.geometry.coordinates)
        shapes.append(Shape(row.properties.id, path, x, y, radius, label_x))
    return MapDrawing(WIDTH, round(2 * _EDGE + (north - south) * scale, 1), shapes)


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"
