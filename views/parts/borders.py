"""A person's own borders beneath the map: GeoJSON, of which only the shapes are taken.

What the file says beside them (properties, names, styles) is dropped, so none of it can run.
`read_shapes` is pure: it takes the bytes of a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

MOST_BYTES = 5 * 1024 * 1024
MOST_POINTS = 200_000
DEPTH = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
FEWEST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}


class BorderError(ValueError):
    """What is wrong with a file of borders: `code` names the sentence, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read_shapes(content: bytes) -> tuple[dict[str, Any], int]:
    """The lines and polygons of a GeoJSON file (RFC 7946), and how many other shapes it has.

    Raises `BorderError` where it is too large, no GeoJSON, without lines or polygons, or where a
    coordinate is no longitude or latitude in degrees.
    """
    if len(content) > MOST_BYTES:
        raise BorderError("large", most=MOST_BYTES // 1024 // 1024)
    try:
        said = json.loads(content.decode("utf-8-sig"))
        geometries = list(_geometries(said))
    except (ValueError, RecursionError) as error:
        if isinstance(error, BorderError):
            raise
        raise BorderError("no_json") from error
    left = [g for g in geometries if g.get("type") not in DEPTH]
    shapes = [_shape(g) for g in geometries if g.get("type") in DEPTH]
    if not shapes:
        raise BorderError("none")
    if sum(points for _, points in shapes) > MOST_POINTS:
        raise BorderError("points", most=MOST_POINTS)
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape, _ in shapes]
    return {"type": "FeatureCollection", "features": features}, len(left)


def paths_of(shapes: Mapping[str, Any]) -> Iterator[list[list[float]]]:
    """The lines and rings of what `read_shapes` gives, each a list of points in degrees."""
    for feature in shapes["features"]:
        parts = [feature["geometry"]["coordinates"]]
        for _ in range(DEPTH[feature["geometry"]["type"]] - 1):
            parts = [inner for part in parts for inner in part]
        yield from parts


def _geometries(said: Any) -> Iterator[dict[str, Any]]:
    """Every geometry that is not a collection of others."""
    type_ = said.get("type") if isinstance(said, dict) else None
    if type_ == "FeatureCollection":
        inner = said.get("features")
    elif type_ == "GeometryCollection":
        inner = said.get("geometries")
    elif type_ == "Feature":
        inner = [said["geometry"]] if said.get("geometry") else []
    elif isinstance(type_, str) and "coordinates" in said:
        yield said
        return
    else:
        raise BorderError("no_geojson")
    if not isinstance(inner, list):
        raise BorderError("no_geojson")
    for one in inner:
        yield from _geometries(one)


def _shape(geometry: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """A geometry with nothing but its type and its points, and how many these are."""
    type_ = geometry["type"]
    points = 0

    def walk(part: Any, depth: int) -> list[Any]:
        nonlocal points
        if not isinstance(part, list):
            raise BorderError("shape", type=type_)
        if depth == 0:
            points += 1
            return _point(part)
        if depth == 1 and len(part) < FEWEST[type_]:
            raise BorderError("shape", type=type_)
        return [walk(inner, depth - 1) for inner in part]

    return {"type": type_, "coordinates": walk(geometry["coordinates"], DEPTH[type_])}, points


def _point(said: list[Any]) -> list[float]:
    numbers = [n for n in said[:2] if isinstance(n, int | float) and not isinstance(n, bool)]
    if len(numbers) < 2:
        raise BorderError("point", value=str(said)[:40])
    if not (abs(numbers[0]) <= 180 and abs(numbers[1]) <= 90):  # nor is NaN
        raise BorderError("degrees", value=str(said)[:40])
    return [round(float(n), 6) for n in numbers]
