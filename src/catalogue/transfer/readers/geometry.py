"""GeoJSON features as flat rows: their properties, and the middle of their geometry as ``lat`` and ``lon``.

The middle of a point is the point as written; of points and lines their mean; of an area its centre of gravity (RFC
7946: longitude first, degrees), rounded to 6 decimals, about 10 cm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from catalogue.transfer.files.limits import Limits
from catalogue.transfer.files.table import Cell
from catalogue.transfer.readers.flat import Json, flatten, text

Point = tuple[float, float]
LOCATED_BY = "_located_by"
"""The property by which an export marks a feature whose geometry is that of its place."""


def is_feature(value: Mapping[str, Json]) -> bool:
    """Whether an object is a GeoJSON feature."""
    return value.get("type") == "Feature" and isinstance(value.get("properties", {}), (dict, type(None)))


def cells(value: Mapping[str, Json], limits: Limits) -> dict[str, Cell]:
    """The cells of a feature, as ``flatten``. Properties ``lat`` and ``lon`` take precedence over the geometry."""
    properties = value.get("properties")
    found = flatten(properties, replace(limits, depth=limits.depth - 1)) if isinstance(properties, dict) else {}
    if "id" not in found and not isinstance(value.get("id", []), (dict, list)):
        found["id"] = text(value["id"])
    if found.pop(LOCATED_BY, ""):
        return found  # the geometry is that of its place, which is among its links
    geometry = value.get("geometry")
    middle = _middle(geometry) if isinstance(geometry, dict) else None
    if middle is not None and not {"lat", "lon", "latitude", "longitude"} & {key.casefold() for key in found}:
        found["lon"], found["lat"] = middle
    return found


def _middle(geometry: Mapping[str, Json]) -> tuple[str, str] | None:
    given = geometry.get("coordinates")
    form = geometry.get("type")
    if form == "Point" and isinstance(given, list) and len(given) >= 2:
        return text(given[0]), text(given[1])
    if form == "GeometryCollection" and isinstance(parts := geometry.get("geometries"), list):
        return next((found for part in parts if isinstance(part, dict) and (found := _middle(part))), None)
    if form == "Polygon":
        return _formatted(_heaviest([given]))
    if form == "MultiPolygon" and isinstance(given, list):
        return _formatted(_heaviest(given))
    return _formatted(_mean(list(_points(given))))


def _formatted(point: Point | None) -> tuple[str, str] | None:
    return None if point is None else (f"{round(point[0], 6):.6f}", f"{round(point[1], 6):.6f}")


def _points(given: Json) -> Iterator[Point]:
    """Every position in nested lists."""
    if not isinstance(given, list):
        return
    if len(given) >= 2 and not any(isinstance(item, (list, dict)) for item in given):
        try:
            yield float(given[0]), float(given[1])
        except (TypeError, ValueError):
            return
    else:
        for item in given:
            yield from _points(item)


def _mean(points: Sequence[Point]) -> Point | None:
    if not points:
        return None
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _heaviest(polygons: list[Json]) -> Point | None:
    """The centre of gravity of the largest area; holes are ignored."""
    best: Point | None = None
    largest = -1.0
    for polygon in polygons:
        ring = list(_points(polygon[0])) if isinstance(polygon, list) and polygon else []
        area, centre = _centre(ring)
        if centre is not None and area > largest:
            largest, best = area, centre
    return best


def _centre(ring: Sequence[Point]) -> tuple[float, Point | None]:
    """The area of a ring and its centre of gravity, computed relative to its first corner to keep precision."""
    if len(ring) < 3:
        return 0.0, _mean(ring)
    x0, y0 = ring[0]
    twice, x, y = 0.0, 0.0, 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        twice += cross
        x += (ax + bx - 2 * x0) * cross
        y += (ay + by - 2 * y0) * cross
    if not twice:
        return 0.0, _mean(ring)
    return abs(twice) / 2, (x0 + x / (3 * twice), y0 + y / (3 * twice))
