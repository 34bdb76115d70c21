"""CSV is read strictly: every cell as given, or a refusal with its line."""

from __future__ import annotations

import csv
import io
import tracemalloc
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import BadUsage, ImportRefused
from catalogue.model.issues import Issue
from catalogue.transfer.files import inputs
from catalogue.transfer.files.limits import Limits
from catalogue.transfer.readers import delimited


def _cells(table):
    return [list(row.cells.values()) for row in table.rows]


def _refusal(reading, text, **options) -> Issue:
    with pytest.raises(ImportRefused) as refused:
        list(reading(text, **options).rows)
    return refused.value.issues[0]


def _bad_rows(table):
    return [(row.line, row.issues[0].code) for row in table.rows if row.issues]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_end_rows_and_are_kept_inside_quotes(reading, ends):
    text = ends.join(["id,summary", 'a,"one\rtwo\nthree\r\nfour"', "b,plain", ""])
    assert _cells(reading(text)) == [["a", "one\rtwo\nthree\r\nfour"], ["b", "plain"]]


def test_rows_know_their_first_line(reading):
    rows = list(reading('id,summary\n\na,"1\n2\r3"\nb,x\n').rows)
    assert [(row.cells["id"], row.line) for row in rows] == [("a", 3), ("b", 5)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_are_counted_between_rows_and_kept_inside_quotes(reading, end):
    text = f'{end}{end}id,summary{end}{end}a,"1{end}{end}2"{end}{end}{end}b,x{end}{end}c,"'
    table = reading(text)
    assert [(row.line, row.cells["summary"]) for row in islice(table.rows, 2)] == [(5, f"1{end}{end}2"), (10, "x")]
    with pytest.raises(ImportRefused) as refused:
        list(table.rows)
    assert refused.value.issues[0].where.line == 12


@pytest.mark.parametrize(("name", "text"), [("csv", "id,summary\na,b\n{}"), ("jsonl", '{{"id": "a"}}\n"{}"')])
def test_an_overlong_line_stops_the_reading(reading, monkeypatch, name, text):
    monkeypatch.setattr(inputs, "LONGEST_LINE", 1_000)
    issue = _refusal(reading, text.format("x," * 2_000), name=name, limits=Limits(cell=100))
    assert (issue.code, issue.where.line) == ("row.too_long", 3 if name == "csv" else 2)
    table = reading(text.format("xy" * 2_000), name, limits=Limits(cell=5_000))
    assert len(list(table.rows)) == 2


def test_a_quote_character_of_several_letters_is_a_usage_error(reading):
    with pytest.raises(BadUsage):
        reading("id\na\n", quotechar="quote")


def test_a_blank_line_can_be_a_row_of_headings(reading):
    table = reading("id,summary\n\na,b\n", heading_rows=2)
    assert (table.header, _cells(table)) == (("id", "summary"), [["a", "b"]])


def test_every_cell_is_text(reading):
    row = next(reading("id,summary,lat,lon\n007,1e5,+998,0x10\n").rows)
    assert list(row.cells.values()) == ["007", "1e5", "+998", "0x10"]


def test_a_byte_order_mark_is_not_part_of_the_first_header(reading):
    assert reading(b"\xef\xbb\xbfid,summary\n1,2\n").header == ("id", "summary")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "file.empty", 0),
        ("\n\n", "file.empty", 0),
        ('id,summary\na,b\nc,"d\n', "row.unclosed_quote", 3),
        ('id,summary\n\na,"b"c\n', "row.stray_quote", 3),
        ('id,"summary\n', "row.unclosed_quote", 1),
    ],
)
def test_a_file_with_indistinguishable_rows_is_refused_with_the_line(reading, text, code, line):
    issue = _refusal(reading, text, delimiter=",")
    assert (issue.code, issue.where.line) == (code, line)


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("id,summary\na,b,c\nd,e\n", [(2, "row.ragged")]),
        ("id,summary\na\nd,e\n", [(2, "row.ragged")]),
        ('id,summary\na,5" pipe\nd,e\n', [(2, "row.stray_quote")]),
        ('id,summary\na, "quoted"\nd,e\n', [(2, "row.stray_quote")]),
        ("id,summary\na,b\rc,d\ne,f\n", [(2, "row.stray_cr")]),
    ],
)
def test_a_malformed_row_is_refused_and_the_others_are_read(reading, text, bad):
    assert _bad_rows(reading(text, delimiter=",")) == bad
    assert sum(not row.issues for row in reading(text, delimiter=",").rows) >= 1


def test_a_ragged_row_reports_its_number_of_cells(reading):
    row = next(reading("id,summary\na,b,c\n").rows)
    assert dict(row.issues[0].params) == {"expected": 2, "found": 3}


def test_doubled_quotes_are_one(reading):
    assert _cells(reading('id,summary\na,"say ""hi"""\nb,""\n')) == [["a", 'say "hi"'], ["b", ""]]


def test_without_a_quote_character_quotes_are_ordinary(reading):
    assert _cells(reading('id,summary\na,5" pipe\n', quotechar="")) == [["a", '5" pipe']]


def test_empty_rows_are_skipped_and_counted(reading):
    table = reading("id,summary\n,\n\na,b\n,\n")
    assert _cells(table) == [["a", "b"]]
    assert [(note.code, note.params["count"]) for note in table.notes] == [("rows.blank", 2)]


def test_a_header_alone_gives_no_rows(reading):
    table = reading("id,summary")
    assert table.header == ("id", "summary")
    assert not list(table.rows)


def test_without_headers_columns_are_numbered_and_the_first_row_is_data(reading):
    table = reading("a,b\nc,d\n", headers=False)
    assert table.header == ("1", "2")
    assert [row.line for row in table.rows] == [1, 2]


def test_lines_before_the_table_are_skipped_but_counted(reading):
    rows = list(reading("A register\nof 2024\nid,summary\na,b\n", skip_lines=2).rows)
    assert [(row.line, row.cells["id"]) for row in rows] == [(4, "a")]


def test_a_cell_of_ten_megabytes_is_read(reading):
    long = "x" * 10_000_000
    assert next(reading(f'id,summary\na,"{long}"\n').rows).cells["summary"] == long


def test_a_cell_over_the_limit_is_refused(reading):
    text = "id,summary\na," + "x" * (delimited.LONGEST_CELL + 1)
    assert _refusal(reading, text).code == "cell.too_long"


def test_tsv_is_separated_by_tabs_only(reading):
    assert _cells(reading("id\tsummary\na\tb,c;d\n", "tsv")) == [["a", "b,c;d"]]


@pytest.mark.parametrize("delimiter", [";;", "\n", '"'])
def test_an_impossible_delimiter_is_a_usage_error(reading, delimiter):
    with pytest.raises(BadUsage):
        reading("id,summary\n", delimiter=delimiter)


def test_the_formula_guard_is_removed_only_from_marked_files(reading):
    assert next(reading("id,summary,_excel_safe\na,'=1+1,\n").rows).cells["summary"] == "=1+1"
    assert next(reading("id,summary\na,'=1+1\n").rows).cells["summary"] == "'=1+1"


def test_memory_does_not_grow_with_the_file(reading, tmp_path):
    raw = b"id,summary\n" + b"".join(b"row-%d,some words of a summary\n" % number for number in range(100_000))
    table = reading(raw)
    tracemalloc.start()
    count = sum(1 for _ in table.rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100_000
    assert peak < 2_000_000


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS), max_size=6), st.sampled_from(",;\t|"))
def test_strictly_written_csv_is_read_back(reading, rows, delimiter):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("id", "summary"), *rows])
    assert _cells(reading(out.getvalue(), delimiter=delimiter)) == [list(row) for row in rows]


@given(st.text('a,"\r\n', max_size=30))
def test_damaged_csv_is_refused_or_read_as_the_csv_module_reads_it(reading, text):
    """Accepted rows are those of a strict reading: nothing is corrected silently."""
    try:
        rows = [list(row.cells.values()) for row in reading("id,b\n" + text, delimiter=",").rows if not row.issues]
    except ImportRefused:
        return
    strict = [row for row in csv.reader(io.StringIO("id,b\n" + text, newline=""), strict=True) if any(row)]
    assert all(row in strict for row in rows)


@pytest.mark.parametrize("mark", [";", ",", "|"])
def test_a_first_line_that_declares_the_separator_is_not_a_row(reading, mark):
    (row,) = reading(
        f"sep={mark}\r\nid{mark}summary\r\na{mark}x, y\r\n".replace(", ", "; " if mark == "," else ", ")
    ).rows
    assert (row.line, list(row.cells)) == (3, ["id", "summary"])


def test_web_pages_xml_and_files_without_rows_are_identified(reading):
    assert _refusal(reading, "<!doctype HTML><html></html>").code == "file.html"
    assert _refusal(reading, '<?xml version="1.0"?><rows/>').code == "file.xml"
    assert _refusal(reading, "id,summary\n1,2\n", skip_lines=9).code == "file.skipped"
