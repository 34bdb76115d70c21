"""The size of a workbook is measured before the library that reads it allocates memory."""

from __future__ import annotations

import io
import os
import random
from pathlib import Path

import pytest
import xlsxwriter

from catalogue.errors import ImportRefused
from catalogue.transfer.files.inputs import open_input
from catalogue.transfer.files.limits import DEFAULT_LIMITS
from catalogue.transfer.readers.expansion import measure
from packing import packed

_ROW = "<table:table-row {}><table:table-cell {}><text:p>{}</text:p></table:table-cell></table:table-row>"
_STRING = 'office:value-type="string"'
_FAR = 'table:number-rows-repeated="1048576"'
SHEETS = {
    "two corners": ('<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>', "sheet.too_wide"),
    "single quotes": ("<c r='A1'/><c r='XFD1048576'/>", "sheet.too_wide"),
    "space around the sign": ('<c r="A1"/><c r = "XFD1048576"/>', "sheet.too_wide"),
    "small letters": ('<c r="A1"/><c r="xfd1048576"/>', "sheet.too_wide"),
    "the row of a cell without one": ('<row r="1048576"><c/></row><c r="XFD2"/>', "sheet.too_wide"),
    "a column that no sheet has": ('<c r="ZZZZZZZZ1"/>', "sheet.too_wide"),
    "a row that no sheet has": ('<c r="A99999999999999999999"/>', "sheet.too_wide"),
}
TEXTS = {
    "one long text for every cell": ("<sst><si><t>" + "x" * 200_000 + "</t></si></sst>", "sheet.too_large"),
    "room for texts that are not there": ('<sst uniqueCount="4294967295"/>', "sheet.too_wide"),
    "the same in single quotes": ("<x:sst count = '4294967295'></x:sst>", "sheet.too_wide"),
}
DOCUMENTS = {
    "columns": (_ROW.format("", _STRING + ' table:number-columns-repeated="99999"', "x"), "sheet.too_wide"),
    "columns, single quotes": (
        _ROW.format("", _STRING + " table:number-columns-repeated = '99999'", "x"),
        "sheet.too_wide",
    ),
    "rows": (_ROW.format(_FAR, _STRING, "x"), "sheet.too_wide"),
    "rows behind a bracket": (_ROW.format(f'table:style-name=">" {_FAR}', _STRING, "x"), "sheet.too_wide"),
    "rows with what they repeat far behind": (_ROW.format(_FAR, f'x="{"y" * 9_000}" {_STRING}', "x"), "sheet.too_wide"),
    "rows of long texts": (_ROW.format('table:number-rows-repeated="99999"', _STRING, "x" * 20_000), "sheet.too_large"),
    "spaces": (_ROW.format("", _STRING, '<text:s text:c="999999999"/>'), "sheet.too_large"),
}


def _refused(reading, data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        reading(data, "xlsx")
    return refused.value.issues[0].code


@pytest.mark.parametrize("case", SHEETS)
def test_a_rectangle_the_size_of_the_sheet_is_refused_wherever_it_is(reading, case: str) -> None:
    """1,048,576 rows of 16,384 columns: a dense table of that size would need hundreds of gigabytes."""
    text, code = SHEETS[case]
    assert _refused(reading, packed(xl__worksheets__sheet1=text)) == code
    assert _refused(reading, packed(elsewhere=text)) == code


@pytest.mark.parametrize(("begins", "code"), [(b"", "sheet.unreadable"), (b"PK\x03\x04", "sheet.unreadable")])
def test_a_file_that_is_not_a_workbook_is_not_read_completely(reading, begins: bytes, code: str) -> None:
    assert _refused(reading, begins + bytes(100_000)) == code


def test_a_workbook_above_the_size_limit_is_not_read(tmp_path: Path) -> None:
    """The library would hold the whole file in memory, holes included."""
    path = tmp_path / "large.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    os.truncate(path, 1025 << 20)
    given = open_input(str(path))
    with given.stream, pytest.raises(ImportRefused) as refused:
        measure(given, DEFAULT_LIMITS)
    assert refused.value.issues[0].code == "sheet.too_large"


def test_a_reference_split_across_two_chunks_is_found(reading) -> None:
    for shift in (0, 24, 30, 36, 44):
        text = "<c r='A1'/>" + " " * ((4 << 20) - 60 + shift) + "<c   r   =   'XFD1048576'/>"
        assert (
            _refused(reading, packed(sheet=text + "\n" + random.Random(1).randbytes(200_000).hex())) == "sheet.too_wide"
        )


@pytest.mark.parametrize("case", TEXTS)
def test_shared_texts_are_counted_once_per_use(reading, case: str) -> None:
    text, code = TEXTS[case]
    cells = "".join(f"<c r='A{row}' t='s'><v>0</v></c>" for row in range(1, 8_000))
    assert _refused(reading, packed(texts=text, sheet=cells)) == code


def test_many_short_texts_next_to_a_long_one_are_accepted(reading) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "x" * 30_000])
        for row in range(1, 40_000):
            sheet.write_string(row, 0, "short")
    assert sum(1 for _ in reading(out.getvalue(), "xlsx").rows) == 39_999


@pytest.mark.parametrize("case", DOCUMENTS)
def test_an_endlessly_repeated_value_is_refused(reading, case: str) -> None:
    text, code = DOCUMENTS[case]
    assert _refused(reading, packed(content=text)) == code


def test_cells_with_an_error_are_reported(reading) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "area_ha"])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_string(1, 0, "park-a")
    table = reading(out.getvalue(), "xlsx")
    assert [dict(row.cells) for row in table.rows] == [{"id": "park-a", "area_ha": ""}]
    assert [(note.code, note.params["count"]) for note in table.notes] == [("read.wrong_cells", 1)]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_read_or_refused(reading, seed: int) -> None:
    """Bits of the compressed data are flipped as well; unpacking reports those in its own ways."""
    chance = random.Random(seed)
    data = bytearray(Path(__file__).parents[1].joinpath("data", "headings.xlsx").read_bytes())
    for _ in range(chance.choice((1, 3, 30))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        list(reading(bytes(data), "xlsx").rows)
    except ImportRefused:
        return


@pytest.mark.parametrize(
    "begun", ["<table:table-cell ", '<table:table-cell "', "<table:table-row number-rows-repeated='2' "]
)
def test_tags_without_an_end_are_not_searched_for_one_by_one(reading, begun: str) -> None:
    """Each would be searched for to the end of the text: half an hour for this megabyte."""
    assert _refused(reading, packed(content=begun * 50_000)) == "sheet.unreadable"


def test_cells_without_an_end_are_counted_without_trying_every_pair_of_attributes(reading) -> None:
    texts = "<sst><si><t>" + "x" * 100_000 + "</t></si></sst>"
    assert _refused(reading, packed(texts=texts, sheet="<c t='s' " * 20_000)) == "sheet.too_large"


def test_repeated_rows_that_end_together_are_refused_in_one_pass(reading) -> None:
    text = "<table:table-row number-rows-repeated='2'>" * 50_000 + "</table:table-row>" * 50_000
    assert _refused(reading, packed(content=text)) == "sheet.unreadable"
