"""The borders of municipalities, as GeoJSON."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .fields import Id

BORDERS = "map.geojson"
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
