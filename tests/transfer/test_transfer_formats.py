"""Formats are found by name; each reads back what it writes."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import BadUsage
from catalogue.model.issues import Where
from catalogue.model.kinds import KINDS
from catalogue.transfer import formats
from catalogue.transfer.rows import columns
from catalogue.transfer.rows.flatten import flat
from catalogue.transfer.rows.incoming import Incoming
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.validate import Rules, Validator
from catalogue.transfer.writers.options import WriteOptions
from made import catalogues, fergana_plan


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.csv", "csv"), ("A.CSV", "csv"), ("a.tab", "tsv"), ("a.json", "json"), ("x/y.ndjson", "jsonl"), ("-", "csv")],
)
def test_a_file_name_determines_the_format(path, name):
    assert formats.find(path).name == name


def test_a_given_format_wins_over_the_name_and_an_unknown_one_is_a_usage_error():
    assert formats.find("a.csv", "jsonl").name == "jsonl"
    for path, given_format in (("a.docx", ""), ("a.csv", "docx")):
        with pytest.raises(BadUsage) as wrong:
            formats.find(path, given_format)
        assert "csv" in wrong.value.params["known"]


def _written(name, records, **options) -> bytes:
    out = io.BytesIO()
    write = formats.FORMATS[name].write
    assert write is not None
    write(out, records, WriteOptions(**options))
    return out.getvalue()


def _read(reading, raw, name, kind=None):
    table = reading(raw, name)
    headers = Headers(kind, {})
    assert headers.check(table.header, _NOWHERE) == ()
    validator = Validator(table, kind, headers, Rules(allow_contacts=True))
    read = [validator.read(row) for row in table.rows]
    assert all(isinstance(each, Incoming) for each in read), read
    return [each.record for each in read if isinstance(each, Incoming)]


_NOWHERE = Where()


@given(catalogues(), st.sampled_from(["json", "jsonl"]))
def test_json_round_trips_whole_records(reading, records, name):
    assert _read(reading, _written(name, records), name) == records


@given(catalogues(), st.sampled_from(["csv", "tsv"]), st.booleans(), st.booleans())
def test_a_flat_table_round_trips_every_flat_value(reading, records, name, excel_safe, bom):
    raw = _written(name, records, excel_safe=excel_safe, bom=bom)
    back = _read(reading, raw, name)
    shown = columns.of_kind(None)
    assert [flat(record, shown) for record in back] == [flat(record, shown) for record in records]
    assert [record.terms for record in back] == [record.terms for record in records]


@given(catalogues())
def test_a_table_of_one_kind_needs_no_kind_column(reading, records):
    for kind in KINDS.values():
        own = [record for record in records if record.kind == kind.name]
        back = _read(reading, _written("csv", own, kind=kind), "csv", kind)
        assert [dict(record.values) for record in back] == [dict(record.values) for record in own]


def test_the_header_is_written_even_without_records():
    assert _written("csv", [], columns=("id", "name_ru")) == b"id,name_ru\n"
    assert _written("json", []) == b"[]\n"
    assert _written("jsonl", []) == b""


def test_columns_can_be_chosen_by_any_of_their_names():
    plan = fergana_plan()
    assert _written("csv", [plan], columns=("id", "Стороны", "name_tt", "status")) == (
        b"id,party,name_tt,status\nagr-fergana-bashkortostan,org-bashkortostan | org-fergana,,signed\n"
    )
    assert _written("jsonl", [plan], columns=("id", "party")) == (
        b'{"id":"agr-fergana-bashkortostan","party":["org-bashkortostan","org-fergana"]}\n'
    )
    with pytest.raises(BadUsage) as wrong:
        _written("csv", [plan], columns=("sttus",))
    assert wrong.value.params["nearest"] == "status"


def test_excel_safe_output_has_no_cell_that_a_spreadsheet_would_execute():
    record = fergana_plan()
    hostile = type(record)(record.id, record.kind, {**record.values, "summary": "=HYPERLINK(1)", "lat": "-41.5"}).tidy()
    text = _written("csv", [hostile], excel_safe=True).decode()
    assert '"\'=HYPERLINK(1)"' in text
    assert '"\'-41.5"' in text
