"""Workbooks: typed cells become text, and files that would exhaust memory are refused first."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import xlsxwriter

from catalogue.api.exchange import ImportOptions, import_files, suggest_mapping
from catalogue.api.session import Session
from catalogue.errors import BadUsage, ImportRefused
from catalogue.store import backup


def _book(*named: tuple[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        for name, rows in named:
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(line, column, value)
                    elif value != "":
                        sheet.write(line, column, value)
    return out.getvalue()


def _refused(reading, raw: bytes, **options):
    with pytest.raises(ImportRefused) as refused:
        list(reading(raw, "xlsx", **options).rows)
    return refused.value.issues[0].code


def test_cells_become_equivalent_text(reading):
    moment = datetime(2020, 5, 17, 8, 30, tzinfo=UTC).replace(tzinfo=None)
    row = [998901234567, 0.25, 1e21, date(2020, 5, 17), moment, True, "007", " a\nb "]
    heads = ["id", "share", "big", "day", "moment", "yes", "text", "lines"]
    (read,) = reading(_book(("S", [heads, row])), "xlsx").rows
    assert list(read.cells.values()) == [
        "998901234567", "0.25", "1000000000000000000000", "2020-05-17", "2020-05-17 08:30:00", "yes", "007", " a\nb ",
    ]  # fmt: skip


def test_a_table_may_start_below_a_title_and_keeps_the_line_numbers_of_the_sheet(reading):
    table = reading(_book(("S", [["Register"], [], ["a", "", "b"], [], [1, 2, 3]])), "xlsx", skip_lines=2)
    assert table.header == ("a", "column_2", "b")
    assert [(row.line, dict(row.cells)) for row in table.rows] == [(5, {"a": "1", "column_2": "2", "b": "3"})]


def test_the_longest_sheet_is_read_unless_one_is_chosen(reading):
    raw = _book(("Notes", [["x"]]), ("Data", [["a"], [1], [2]]), ("Empty", []))
    table = reading(raw, "xlsx")
    assert table.header == ("a",)
    assert [(note.code, note.params["sheet"]) for note in table.notes] == [("read.sheet", "Data")]
    assert reading(raw, "xlsx", sheet="Notes").header == reading(raw, "xlsx", sheet="1").header == ("x",)
    with pytest.raises(BadUsage) as unknown:
        reading(raw, "xlsx", sheet="Dta")
    assert unknown.value.params["nearest"] == "Data"


def test_without_headers_columns_are_numbers(reading):
    table = reading(_book(("S", [["a", "b"], ["c", "d"]])), "xlsx", headers=False)
    assert [dict(row.cells) for row in table.rows] == [{"1": "a", "2": "b"}, {"1": "c", "2": "d"}]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"name,signed\nA,2001\n", "file.text"),
        (b"\n <!DOCTYPE html><html>", "file.html"),
        (b"<?xml version='1.0'?><Workbook/>", "file.xml"),
        (b"%PDF-1.4", "file.pdf"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"), "sheet.locked"),
    ],
)
def test_a_file_of_another_type_is_named_as_such(reading, raw, code):
    assert _refused(reading, raw) == code


@pytest.mark.parametrize("raw", [b"", b"hello\x00", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0" + b"x" * 600])
def test_a_file_that_is_not_a_workbook_is_refused(reading, raw):
    assert _refused(reading, raw) == "sheet.unreadable"


def test_a_sheet_without_rows_below_the_skipped_lines_is_refused(reading):
    assert _refused(reading, _book(("S", [["a"], ["b"]])), skip_lines=5) == "file.skipped"


def test_an_empty_workbook_is_refused(reading):
    assert _refused(reading, _book(("S", []))) == "file.empty"


def test_merged_headings_in_two_rows_name_their_columns(reading):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Parks")
        sheet.merge_range("A1:D1", "Register of parks")
        sheet.merge_range("A2:A3", "Name")
        sheet.merge_range("B2:C2", "Area, ha")
        sheet.merge_range("D2:D3", "Since")
        sheet.write_row("B3", ["all", "free"])
        sheet.write_row("A4", ["Alpha", 10.5, 2, 2019])
    (row,) = reading(out.getvalue(), "xlsx", skip_lines=1, heading_rows=2).rows
    assert row.cells == {"Name": "Alpha", "Area, ha / all": "10.5", "Area, ha / free": "2", "Since": "2019"}


def test_columns_with_cells_merged_over_rows_are_told_apart_from_groups_of_headings(reading):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Parks")
        sheet.merge_range("A1:C1", "Register of parks")
        sheet.write_row("A2", ["Region", "Name", "Area, ha"])
        sheet.merge_range("A3:A5", "Navoiy viloyati")
        for line, name in enumerate(("Alpha", "Beta", "Gamma"), 2):
            sheet.write_row(line, 1, [name, 5])
    assert reading(out.getvalue(), "xlsx", skip_lines=1).merged == {"Region"}


def _text(text: str, columns: int = 1) -> str:
    spanned = f' table:number-columns-spanned="{columns}"' if columns > 1 else ""
    covered = "<table:covered-table-cell/>" * (columns - 1)
    return f'<table:table-cell office:value-type="string"{spanned}><text:p>{text}</text:p></table:table-cell>{covered}'


def _day(iso: str) -> str:
    cell = f'office:value-type="date" office:date-value="{iso}"'
    return f"<table:table-cell {cell}><text:p>x</text:p></table:table-cell>"


def _number(figure: float) -> str:
    cell = f'office:value-type="float" office:value="{figure}"'
    return f"<table:table-cell {cell}><text:p>x</text:p></table:table-cell>"


def _opendocument(*rows: str) -> bytes:
    """An OpenDocument spreadsheet with one sheet of these rows of cells."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    listed = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    body = f'<table:table table:name="S">{listed}</table:table>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        made.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
            "</office:body></office:document-content>",
        )
    return out.getvalue()


def test_cells_of_opendocument_sheets_keep_their_types(reading):
    heads = "".join(map(_text, ("Name", "Signed", "Area")))
    table = reading(_opendocument(heads, _text("Альфа") + _day("2020-05-17") + _number(1.5)), "ods")
    assert table.merged == frozenset()
    (row,) = table.rows
    assert row.cells == {"Name": "Альфа", "Signed": "2020-05-17", "Area": "1.5"}


def test_an_opendocument_register_with_a_title_and_groups_of_headings_is_drafted_and_imported(tmp_path):
    blank = "<table:table-cell/>"
    rows = (
        _text("Сведения о процедурах", 7),
        "".join(map(_text, ("№ п/п", "Наименование документа", "Место", "Дата подписания"))) + _text("Уведомления", 3),
        blank * 4 + "".join(map(_text, ("Армения", "Беларусь", "Казахстан"))),
        _number(1)
        + _text("Соглашение о связи")
        + _text("Бишкек")
        + _day("1992-10-09")
        + _day("1993-05-21")
        + _text("–")
        + _text("не участвует"),
        _number(2)
        + _text("Соглашение о визах")
        + blank
        + _text("09.10.1992 г.")
        + blank
        + _text("02.11.1993")
        + _text("03.12.1993"),
    )
    path = tmp_path / "register.ods"
    path.write_bytes(_opendocument(*rows))
    mapping = suggest_mapping(str(path), ImportOptions())
    assert {"skip_lines = 1", "heading_rows = 2", 'to = "{header}"'} <= set(mapping.splitlines())
    backup.new(tmp_path / "c.db")
    with Session.open(tmp_path / "c.db") as session:
        report = import_files(session, [str(path)], ImportOptions(recipe=mapping, dry_run=True))
    records = [step.record for step in report.steps if step.record and step.record.kind == "agreement"]
    assert (report.read, report.added, report.refused) == (2, 2, 0)
    assert [record.values["signed"] for record in records] == ["1992-10-09", "1992-10-09"]
    assert [[(link.object, link.start) for link in record.links] for record in records] == [
        [("place-am", "1993-05-21")],
        [("place-by", "1993-11-02"), ("place-kz", "1993-12-03")],
    ]


def test_empty_rows_of_an_exported_workbook_are_left_out(reading):
    """Somebody who clears a row leaves its cells behind, as blanks or with a format."""
    rows = [["id", "form", "name"], ["a", "company", "A"], ["", " ", ""], ["b", "company", "B"]]
    table = reading(_book(("organisations", rows), ("people", [["id", "name"]])), "xlsx")
    assert [(row.line, row.cells["id"]) for row in table.rows] == [(2, "a"), (4, "b")]


def test_a_repeated_heading_of_an_exported_workbook_hides_no_column(reading):
    rows = [["id", "name", "name", ""], ["a", "A", "B", "C"]]
    (row,) = reading(_book(("organisations", rows)), "xlsx").rows
    assert dict(row.cells) == {"id": "a", "name": "A", "column_3": "B", "column_4": "C"}
