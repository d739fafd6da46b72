"""The borders kept with the strategy → what a map of the area shows, ready to be drawn as SVG.

The file is GeoJSON (RFC 7946), written by ``make map``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .problems import Problem
from .values import Id

BORDERS = "map.geojson"
WIDTH = 360.0
"""Of the drawing, in units that are about a pixel on a phone."""
_EDGE = 6.0
_LARGEST = 20.0
"""Radius of the circle for the municipality with the most projects."""

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-85, le=85)]
Point = tuple[Longitude, Latitude]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Properties(_Strict):
    id: Id
    point: Point


class _Geometry(_Strict):
    type: Literal["MultiPolygon"]
    coordinates: list[list[list[Point]]] = Field(min_length=1)


class _Feature(_Strict):
    type: Literal["Feature"]
    properties: _Properties
    geometry: _Geometry


class Borders(_Strict):
    """The borders of the municipalities."""

    type: Literal["FeatureCollection"]
    source: Annotated[str, Field(min_length=1)]
    features: list[_Feature] = Field(min_length=1)


@dataclass(frozen=True)
class Shape:
    """A municipality on the map."""

    id: str
    path: str
    """What SVG's ``d`` takes."""
    x: float
    y: float
    radius: float
    """Of the circle whose area says how many projects there are; 0 without any."""


@dataclass(frozen=True)
class Drawing:
    """The map, drawn in a box from 0, 0."""

    width: float
    height: float
    shapes: list[Shape]


def read_borders(folder: Path, shown: Path) -> tuple[Borders | None, list[Problem]]:
    """Give the borders kept in a strategy's folder, if it has any, and what is wrong with them.

    Takes the path that messages show for the folder. A command makes the file, so its mistakes are
    mended by making it anew.
    """
    path = folder / BORDERS
    if not path.is_file():
        return None, []
    try:
        return Borders.model_validate_json(path.read_bytes()), []
    except (OSError, ValueError):
        message = "kartan går inte att läsa; gör om den med make map, eller ta bort filen."
        return None, [Problem(shown / BORDERS, 1, message)]


def check_borders(borders: Borders | None, shown: Path, known: Iterable[str]) -> list[Problem]:
    """Give what is wrong with borders beside a strategy that has municipalities with these ids."""
    there = {row.properties.id for row in borders.features} if borders else set()
    strangers = ", ".join(sorted(there - set(known)))
    if not strangers:
        return []
    message = f"kartan visar kommuner som inte finns ({strangers}); gör om den med make map."
    return [Problem(shown / BORDERS, 1, message)]


def drawing(borders: Borders, counts: dict[str, int]) -> Drawing:
    """Draw the map; takes the number of projects in each municipality, by id.

    A degree of longitude is drawn shorter than one of latitude, by the cosine of the latitude in
    the middle, so that the area has its own shape.
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
        path = "".join(_path([place(p) for p in part[0]]) for part in row.geometry.coordinates)
        shapes.append(Shape(row.properties.id, path, x, y, round(radius, 1)))
    return Drawing(WIDTH, round(2 * _EDGE + (north - south) * scale, 1), shapes)


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"
