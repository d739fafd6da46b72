"""The map: whatever the borders, all of it is drawn."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from strategy_site.model.borders import Borders
from strategy_site.render.map import draw_map


def _borders(west: float, south: float, east: float, north: float) -> Borders:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    feature = {
        "type": "Feature",
        "properties": {"id": "byn", "point": [(west + east) / 2, (south + north) / 2]},
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
    }
    whole = {"type": "FeatureCollection", "source": "test", "features": [feature]}
    return Borders.model_validate_json(json.dumps(whole))


@given(
    st.floats(-179, 170),
    st.floats(-80, 75),
    st.floats(0.1, 9),
    st.floats(0.1, 9),
    st.integers(0, 999),
)
def test_everything_is_drawn_inside_the_map(
    west: float, south: float, width: float, height: float, count: int
) -> None:
    drawn = draw_map(_borders(west, south, west + width, south + height), {"byn": count})
    (shape,) = drawn.shapes
    numbers = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", shape.path)]
    assert all(0 <= x <= drawn.width for x in numbers[::2])
    assert all(0 <= y <= drawn.height for y in numbers[1::2])
    assert 0 <= shape.x <= drawn.width
    assert (shape.radius > 0) == (count > 0)
