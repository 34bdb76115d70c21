"""GeoJSON features: properties as columns, the centre of the geometry as coordinates."""

from __future__ import annotations

import json

import pytest

SQUARE = [[[70.0, 40.0], [72.0, 40.0], [72.0, 42.0], [70.0, 42.0], [70.0, 40.0]]]
SMALL = [[[10.0, 10.0], [10.1, 10.0], [10.1, 10.1], [10.0, 10.0]]]


@pytest.mark.parametrize(
    ("geometry", "lon", "lat"),
    [
        ({"type": "Point", "coordinates": [61.5, 41.3192]}, "61.5", "41.3192"),
        ({"type": "MultiPoint", "coordinates": [[60, 40], [62, 42]]}, "61.000000", "41.000000"),
        ({"type": "LineString", "coordinates": [[60, 40, 5], [62, 42, 7]]}, "61.000000", "41.000000"),
        ({"type": "Polygon", "coordinates": SQUARE}, "71.000000", "41.000000"),
        ({"type": "MultiPolygon", "coordinates": [SMALL, SQUARE]}, "71.000000", "41.000000"),
        ({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}, "1", "2"),
        (None, None, None),
        ({"type": "Polygon", "coordinates": []}, None, None),
        ({"type": "Point", "coordinates": []}, None, None),
        ({"type": "Polygon", "coordinates": [[["x", "y"]]]}, None, None),
    ],
)
def test_a_geometry_gives_its_centre(reading, geometry, lon, lat):
    feature = {"type": "Feature", "properties": {"n": 1}, "geometry": geometry}
    result = {"type": "FeatureCollection", "features": [feature]}
    (row,) = reading(json.dumps(result), "geojson").rows
    assert row.cells["n"] == "1"
    assert (row.cells.get("lon"), row.cells.get("lat")) == (lon, lat)


def test_coordinates_among_the_properties_win_over_the_geometry_and_a_feature_may_have_an_id(reading):
    result = {
        "type": "Feature",
        "id": "z-1",
        "properties": {"Lat": "1.5", "lon": "2"},
        "geometry": {"type": "Point", "coordinates": [9, 9]},
    }
    (row,) = reading(json.dumps([result]), "geojson").rows
    assert row.cells == {"Lat": "1.5", "lon": "2", "id": "z-1"}
