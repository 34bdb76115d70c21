"""Records as points (GeoJSON, RFC 7946): one feature per record, its flat row as properties.

A record without coordinates gets those of its place, and ``_located_by`` names that place; one whose place is not known
has no geometry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import BinaryIO

from catalogue.model.records import Record
from catalogue.transfer.rows.columns import Column
from catalogue.transfer.writers.nested import chosen
from catalogue.transfer.writers.options import Look, WriteOptions

LOCATED_BY = "_located_by"
"""The property that names the place whose coordinates a feature has."""

_AT_ONCE = 200
_STEPS = 4  # from a street to a country
_GEOMETRY = frozenset({"lat", "lon"})


def write(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write a collection of features; coordinates are longitude, latitude, as the format requires."""
    columns = tuple(column for column in options.chosen() if options.columns or column.key not in _GEOMETRY)
    before = b'{"type":"FeatureCollection","features":[\n'
    waiting = iter(records)
    written = False
    while chunk := list(islice(waiting, _AT_ONCE)):
        places = _places(chunk, options.look)
        for record in chunk:
            out.write(before + _feature(record, columns, places))
            before, written = b",\n", True
    out.write(b"\n]}\n" if written else before + b"]}\n")


def _feature(record: Record, columns: Sequence[Column], places: Mapping[str, Record]) -> bytes:
    properties = chosen(record, columns)
    located, by = _whereabouts(record, places)
    if by:
        properties[LOCATED_BY] = by
    feature = {"type": "Feature", "id": record.id, "geometry": None, "properties": properties}
    text = json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
    if located:
        # The coordinates are inserted as recorded, without conversion to binary numbers.
        point = f'{{"type":"Point","coordinates":[{located.values["lon"]},{located.values["lat"]}]}}'
        text = text.replace('"geometry":null', f'"geometry":{point}', 1)
    return text.encode()


def _whereabouts(record: Record, places: Mapping[str, Record]) -> tuple[Record | None, str]:
    """The record whose coordinates apply, and its id if it is another record: the nearest place above it."""
    if _has_position(record):
        return record, ""
    level: Iterable[str] = _above(record)
    for _ in range(_STEPS):
        found = [places[place_id] for place_id in level if place_id in places]
        placed = next(filter(_has_position, found), None)
        if placed is not None:
            return placed, placed.id
        level = [place_id for place in found for place_id in _above(place)]
    return None, ""


def _places(records: Iterable[Record], look: Look) -> dict[str, Record]:
    """The places above those records that have no coordinates, as far up as needed."""
    found: dict[str, Record] = {}
    wanted = {place_id for record in records if not _has_position(record) for place_id in _above(record)}
    for _ in range(_STEPS):
        new = look(wanted - found.keys())
        found.update(new)
        wanted = {place_id for record in new.values() if not _has_position(record) for place_id in _above(record)}
    return found


def _above(record: Record) -> Iterator[str]:
    yield from record.linked("located_in")
    if record.kind == "place":
        yield from record.linked("part_of")


def _has_position(record: Record) -> bool:
    return "lat" in record.values and "lon" in record.values
