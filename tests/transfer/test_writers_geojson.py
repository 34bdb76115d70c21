"""GeoJSON points: the record's own, its place's, or none; and where each comes from."""

from __future__ import annotations

import io
import json

from hypothesis import given, settings

from catalogue.model.records import Link, Record
from catalogue.transfer.writers import geojson
from catalogue.transfer.writers.options import WriteOptions
from made import catalogues

CITY = Record("place-city", "place", {"lat": "41.47", "lon": "69.58"}, links=(Link("part_of", "place-region"),))
REGION = Record("place-region", "place", {"lat": "41.0", "lon": "69.0"})
TOWN = Record("place-town", "place", {}, links=(Link("part_of", "place-region"),))
THERE = {record.id: record for record in (CITY, REGION, TOWN)}


def _features(*records: Record, **options) -> list[dict]:
    out = io.BytesIO()
    look = lambda ids: {own: THERE[own] for own in ids if own in THERE}  # noqa: E731
    geojson.write(out, records, WriteOptions(look=look, **options))
    result = json.loads(out.getvalue())
    assert result["type"] == "FeatureCollection"
    return result["features"]


def _park(place: str = "", **values: str) -> Record:
    return Record("park-a", "technopark", values, links=(Link("located_in", place),) if place else ())


def test_a_record_is_at_its_own_coordinates_longitude_first():
    (feature,) = _features(_park("place-city", lat="41.311081", lon="-69.240562"))
    assert feature["geometry"] == {"type": "Point", "coordinates": [-69.240562, 41.311081]}
    assert "lat" not in feature["properties"]
    assert "_located_by" not in feature["properties"]


def test_otherwise_it_is_at_the_nearest_place_that_has_a_point_and_that_is_reported():
    (near,) = _features(_park("place-city"))
    assert near["geometry"]["coordinates"] == [69.58, 41.47]
    assert near["properties"]["_located_by"] == "place-city"
    (far,) = _features(_park("place-town"))
    assert (far["geometry"]["coordinates"], far["properties"]["_located_by"]) == ([69.0, 41.0], "place-region")


def test_without_a_located_place_there_is_no_geometry():
    assert [feature["geometry"] for feature in _features(_park(), _park("place-unknown"))] == [None, None]
    assert _features() == []


def test_chosen_columns_are_the_properties():
    (feature,) = _features(_park("place-city"), columns=("id", "located_in"))
    assert feature["properties"] == {"id": "park-a", "located_in": ["place-city"], "_located_by": "place-city"}


@settings(deadline=None)
@given(catalogues())
def test_any_records_give_valid_json_with_every_value(records):
    for record, feature in zip(records, _features(*records), strict=True):
        kept = {name: text for name, text in record.values.items() if name not in ("lat", "lon")}
        assert feature["id"] == record.id
        assert kept.items() <= feature["properties"].items()
        if "lat" in record.values and "lon" in record.values:
            wanted = [float(record.values["lon"]), float(record.values["lat"])]
            assert feature["geometry"]["coordinates"] == wanted
