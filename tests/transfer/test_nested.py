"""JSON and JSON Lines: records or flat rows, read one at a time."""

from __future__ import annotations

import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import ImportRefused
from catalogue.transfer.files.limits import Limits


def _rows(table):
    return [dict(row.cells) for row in table.rows]


def _fault(reading, text):
    with pytest.raises(ImportRefused) as refused:
        list(reading(text, "json").rows)
    issue = refused.value.issues[0]
    return issue.code, issue.where.line


def test_a_list_of_objects_may_be_wrapped(reading):
    objects = [{"id": "a"}, {"id": "b"}]
    wrapped = {"meta": {"page": 1, "of": [1, 2]}, "records": objects, "next": None}
    assert _rows(reading(json.dumps(objects), "json")) == _rows(reading(json.dumps(wrapped), "json")) == objects


def test_numbers_are_kept_as_written(reading):
    text = '[{"a": 1.10, "b": 1e400, "c": 12345678901234567890123, "d": true, "e": false, "f": null}]'
    assert _rows(reading(text, "json")) == [
        {"a": "1.10", "b": "1e400", "c": "12345678901234567890123", "d": "yes", "e": "no", "f": ""}
    ]


def test_lists_of_plain_values_are_multiple_values_and_entries_are_parts(reading):
    text = '{"records": [{"id": "a", "topic": ["x", "y"], "names": [{"text": "N", "lang": "en"}]}]}'
    row = next(reading(text, "json").rows)
    assert row.cells["topic"] == ("x", "y")
    assert dict(row.parts["names"][0].cells) == {"text": "N", "lang": "en"}


def test_rows_know_their_lines(reading):
    text = '{\n"records": [\n {"id": "a"},\n\n {"id":\n "b"}]}'
    assert [row.line for row in reading(text, "json").rows] == [3, 5]
    assert [row.line for row in reading('{"id":1}\n\n{"id":2}\n', "jsonl").rows] == [1, 3]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "json.unreadable", 1),
        ("{}", "json.no_records", 1),
        ('"text"', "json.no_records", 1),
        ('[{"a": 1},]', "json.unreadable", 1),
        ('[{"a": 1}\n{"a": 2}]', "json.unreadable", 2),
        ('[{"a": 1}] x', "json.unreadable", 1),
        ('[\n{"a": 1', "json.unreadable", 2),
        ('[{"a": 1, "a": 2}]', "json.key_twice", 1),
        ('[{"a": NaN}]', "json.not_a_number", 1),
        ('[{"a": -Infinity}]', "json.not_a_number", 1),
        ('[{"a":' * 100_000, "json.too_deep", 1),
        ('[{"a": "tab\there"}]', "json.unreadable", 1),
    ],
)
def test_other_json_is_refused_with_its_line(reading, text, code, line):
    assert _fault(reading, text) == (code, line)


def test_an_invalid_line_of_json_lines_is_one_refused_row(reading):
    rows = list(reading('{"id":"a"}\nnot json\n[1]\n{"id":"b"}\n', "jsonl").rows)
    assert [row.issues[0].code if row.issues else "" for row in rows] == [
        "",
        "json.unreadable",
        "json.not_an_object",
        "",
    ]


def test_nested_values_are_columns_named_by_their_path(reading):
    (row,) = reading('[{"id": "a", "place": {"city": "Kazan", "at": {"lat": 55.8}}, "tags": ["x", "y"]}]', "json").rows
    assert dict(row.cells) == {"id": "a", "place.city": "Kazan", "place.at.lat": "55.8", "tags": ("x", "y")}


def test_lists_named_like_parts_are_parts_only_if_they_look_like_them(reading):
    text = '[{"names": [{"text": "A", "lang": "en"}], "links": [{"href": "x"}], "terms": ["a", "b"]}]'
    (row,) = reading(text, "json").rows
    assert [dict(entry.cells) for entry in row.parts["names"]] == [{"text": "A", "lang": "en"}]
    assert dict(row.cells) == {"links.href": ("x",), "terms": ("a", "b")}


def test_the_list_of_records_is_found_or_can_be_named(reading):
    text = '{"meta": {"tags": [{"t": 1}]}, "data": {"items": [{"id": "a"},\n {"id": "b"}], "errors": []}}'
    table = reading(text, "json")
    assert [row.cells["id"] for row in table.rows] == ["a", "b"]
    assert [(note.code, note.params["path"]) for note in table.notes] == [("read.records", "data.items")]
    assert [row.cells for row in reading(text, "json", records="meta.tags").rows] == [{"t": "1"}]
    with pytest.raises(ImportRefused):
        list(reading(text, "json", records="data.rows").rows)


def test_records_in_one_line_are_numbered(reading):
    table = reading('[{"id": "a"}, {"id": "b"}, {"id": "c"}]', "json")
    assert [row.line for row in table.rows] == [1, 2, 3]
    assert [note.code for note in table.notes] == ["read.one_line"]
    assert [row.line for row in reading('[\n{"id": "a"},\n\n{"id": "b"}]', "json").rows] == [2, 4]


def test_a_single_object_in_place_of_a_list_is_one_record(reading):
    (row,) = reading('{"register": {"entry": {"@id": "7"}}}', "json", records="register.entry").rows
    assert row.cells == {"@id": "7"}


def test_a_long_list_needs_no_more_memory_than_its_longest_object(reading):
    raw = json.dumps([{"id": f"row-{number}", "summary": "words " * 10} for number in range(30_000)]).encode()
    table = reading(raw, "json")
    tracemalloc.start()
    assert sum(1 for _ in table.rows) == 30_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def test_an_object_larger_than_the_buffer_is_read(reading):
    long = "я" * 300_000
    assert _rows(reading(json.dumps([{"id": "a", "summary": long}], ensure_ascii=False), "json"))[0]["summary"] == long


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.dictionaries(TEXT, TEXT, max_size=4), max_size=5), st.sampled_from([None, 2]))
def test_any_json_is_read_as_the_json_module_reads_it(reading, objects, indent):
    assert _rows(reading(json.dumps(objects, indent=indent), "json")) == objects
    lines = "\n".join(json.dumps(each, ensure_ascii=False) for each in objects)
    assert _rows(reading(lines, "jsonl")) == objects


@given(st.text('[]{},:"a1 \n', max_size=25))
def test_damaged_json_is_refused_cleanly(reading, text):
    try:
        rows = _rows(reading(text, "json"))
    except ImportRefused:
        return
    assert isinstance(json.loads(text), list | dict)
    assert isinstance(rows, list)


def test_a_list_after_a_describing_object_holds_the_records(reading):
    meta, rows = {"page": 1, "pages": 2}, [{"id": "a", "n": "1"}, {"id": "b", "n": "2"}]
    assert _rows(reading(json.dumps([meta, rows]), "json")) == rows
    table = reading(json.dumps([{"id": "a"}, {"id": "b"}, [{"id": "c"}]]), "json")
    assert [[issue.code for issue in row.issues] for row in table.rows] == [[], [], ["json.not_an_object"]]


def test_a_record_with_a_list_of_too_many_places_is_refused_alone(reading):
    wide = {"id": "a", "list": [{f"k{number}": "1"} for number in range(20)]}
    text = json.dumps([wide, {"id": "b"}])
    first, second = reading(text, "json", limits=Limits(spanned=100)).rows
    assert [issue.code for issue in first.issues] == ["json.too_wide"]
    assert dict(second.cells) == {"id": "b"}
