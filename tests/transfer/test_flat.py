"""Nested objects become flat rows without losing a value."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.transfer.files.limits import Limits
from catalogue.transfer.readers.flat import TooWide, flatten

KEYS = st.sampled_from(["a", "b", "c.d", "@id", "name"])
PLAIN = st.one_of(st.integers(0, 99).map(str), st.sampled_from(["x", "ў"]))
NESTED = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)), max_leaves=12
)


def _leaves(value):
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in _leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in _leaves(inner)]
    return [value]


@given(st.dictionaries(KEYS, NESTED, max_size=4))
def test_every_value_is_in_some_cell(value):
    result = json.dumps(list(flatten(value).values()), ensure_ascii=False)
    assert all(leaf in result for leaf in _leaves(value))


def test_objects_of_a_list_become_parallel_values_with_empty_places():
    given_ = {"party": [{"name": "A", "code": "UZ"}, {"name": "B"}, {"code": "RU", "name": "C"}]}
    assert flatten(given_) == {"party.name": ("A", "B", "C"), "party.code": ("UZ", "", "RU")}


def test_xml_elements_become_their_text_and_nil_becomes_empty():
    given_ = {
        "title": {"@lang": "en", "#text": "Pact"},
        "end": {"@nil": "true"},
        "seen": {"@xsi:nil": "true", "@xmlns:xsi": "x"},
    }
    assert flatten(given_) == {"title.@lang": "en", "title": "Pact"}


def test_the_text_of_an_element_is_found_whatever_the_converter_calls_it():
    for key in ("#text", "$", "_", "$t", "_text"):
        assert flatten({"title": {"@lang": "en", key: "Pact"}}) == {"title.@lang": "en", "title": "Pact"}
    assert flatten({"title": {"$": {"lang": "en"}, "_": "Pact"}}) == {"title.$.lang": "en", "title": "Pact"}


def test_sparql_terms_become_their_values():
    given_ = {
        "item": {"type": "uri", "value": "https://a.example/Q1"},
        "name": {"type": "literal", "xml:lang": "en", "value": "Park"},
        "since": {"type": "bnode", "value": "t1"},
        "plain": {"type": "office", "value": "x"},
    }
    assert flatten(given_) == {
        "item": "https://a.example/Q1",
        "name": "Park",
        "since": "",
        "plain.type": "office",
        "plain.value": "x",
    }


def test_two_values_with_one_path_are_both_kept():
    assert flatten({"a": {"b": "1"}, "a.b": "2"}) == {"a.b": "1", "a.b_2": "2"}


def test_a_list_whose_objects_have_all_different_keys_is_refused_before_it_fills_the_memory():
    """20,000 objects of one key each would be 400 million places."""
    limits = Limits(spanned=10_000)
    assert len(flatten({"a": [{f"k{number}": "1"} for number in range(100)]}, limits)) == 100
    with pytest.raises(TooWide):
        flatten({"a": [{f"k{number}": "1"} for number in range(101)]}, limits)


def test_a_point_among_the_values_becomes_its_coordinates():
    point = {"type": "Point", "coordinates": ["69.25", "41.3"]}
    assert flatten({"geo": point, "name": "A"}) == {"geo.lon": "69.25", "geo.lat": "41.3", "name": "A"}
    high = flatten({"geo": {**point, "coordinates": ["69.25", "41.3", "455"]}})
    assert high == {"geo.lon": "69.25", "geo.lat": "41.3", "geo.height": "455"}
    for other in ({**point, "coordinates": ["a", "b"]}, {**point, "crs": "EPSG:3857"}, {**point, "type": "LineString"}):
        assert flatten({"geo": other})["geo.coordinates"] == tuple(other["coordinates"])
    assert flatten({"sites": [{"geo": point}, {"geo": point}]})["sites.geo.lat"] == ("41.3", "41.3")
