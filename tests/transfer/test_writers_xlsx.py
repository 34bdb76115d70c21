"""Workbooks: typed cells where they mean the same, text elsewhere, nothing lost and nothing executed."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from catalogue.errors import Refused
from catalogue.model import values
from catalogue.model.kinds import KINDS, Kind
from catalogue.model.records import Name, Record
from catalogue.transfer.rows.flatten import flat
from catalogue.transfer.writers import xlsx
from catalogue.transfer.writers.options import WriteOptions
from made import catalogues, fergana_plan, fergana_region

HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"), min_size=1, max_size=40),
    st.text("<r>/tx_0Dd05F=\r\n\x1b", min_size=1, max_size=30),
    st.sampled_from(
        [
            "<r>x</r>", "<r><t>x</t></r>", "<r></r>", "_x0041_", "_x005F_x0041_", "_x005F_x005F_x0041_", "a\rb",
            "=1+1", "@SUM(A1)", "http://x", "mailto:a@b", "\x0b", "&amp;", "]]>", "\u202eabc", " a ", "<r>_x0041_</r>",
        ]
    ),
)  # fmt: skip


def _book(records, **options) -> tuple[bytes, dict[str, list[list[object]]]]:
    out = io.BytesIO()
    xlsx.write(out, records, WriteOptions(**options))
    out.seek(0)
    book = CalamineWorkbook.from_filelike(out)
    return out.getvalue(), {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _park(**values: str) -> Record:
    return Record("park-a", "technopark", values, (Name("Park", "en"),)).tidy()


def _cells(record: Record) -> dict[str, object]:
    _, sheets = _book([record])
    (rows,) = sheets.values()
    return {str(name): cell for name, cell in zip(*rows, strict=True) if cell != ""}


@given(HOSTILE)
def test_any_text_is_read_back_unchanged(text):
    assert _cells(_park(summary=text))["summary"] == text


@settings(deadline=None, max_examples=40)
@given(catalogues())
def test_every_record_is_on_the_sheet_of_its_kind_with_its_whole_flat_row(records):
    for record in records:
        kind = KINDS[record.kind]
        columns = WriteOptions().chosen(kind)
        wanted = {c.name: cell for c, cell in zip(columns, flat(record, columns), strict=True) if cell}
        assert {name: _read(kind, name, cell) for name, cell in _cells(record).items()} == wanted


def _read(kind: Kind, name: str, cell: object) -> str:
    """The value that an import reads from a cell."""
    if isinstance(cell, date):
        return cell.isoformat()
    field = kind.field(name)
    if isinstance(cell, float) and field is not None:
        return values.read(field, str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f"))
    return str(cell)


def test_there_is_a_sheet_for_each_kind_with_its_own_columns():
    _, sheets = _book([*fergana_region(), fergana_plan()])
    assert list(sheets) == ["places", "organisations", "agreements"]
    assert "signed" in sheets["agreements"][0]
    assert "signed" not in sheets["places"][0]
    assert [row[0] for row in sheets["places"]] == ["id", "place-uz", "place-uz-fa"]


def test_a_full_date_is_a_date_cell_and_others_are_text():
    cells = _cells(_park(opened="2021-06-24", founded="2023-04", valid_until="1899-12-31", agreed="2024?-02-02"))
    assert cells["opened"] == date(2021, 6, 24)
    assert (cells["founded"], cells["valid_until"], cells["agreed"]) == ("2023-04", "1899-12-31", "2024?-02-02")


def test_plain_numbers_are_number_cells():
    cells = _cells(_park(lat="41.3", lon="-69.25", residents="30", jobs=">30 planned", area_ha="12.5 ha"))
    assert (cells["lat"], cells["lon"], cells["residents"], cells["jobs"]) == (41.3, -69.25, 30.0, ">30 planned")
    assert cells["area_ha"] == 12.5


def test_the_header_is_frozen_and_filtered_and_no_cell_is_a_formula_or_a_link():
    book, _ = _book([_park(summary="=1+1", website="https://example.org")], kind=KINDS["technopark"])
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        sheet = ET.fromstring(file.read("xl/worksheets/sheet1.xml"))
    tags = [element.tag.partition("}")[2] for element in sheet.iter()]
    assert "f" not in tags
    assert "hyperlink" not in tags
    assert {"pane", "autoFilter"} <= set(tags)


def test_chosen_columns_without_records_give_a_header():
    assert _book([], kind=KINDS["place"], columns=("id", "name_ru"))[1] == {"places": [["id", "name_ru"]]}
    assert list(_book([])[1]) == ["records"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("x" * 32_768, "xlsx.too_long"), ("\U0001f600" * 16_384, "xlsx.too_long"), ("a\uffff", "xlsx.character")],
)
def test_text_that_a_cell_cannot_hold_is_refused_with_record_and_column(text, code):
    with pytest.raises(Refused) as refused:
        _book([_park(summary=text)])
    assert (refused.value.code, refused.value.params["record"]) == (code, "park-a")
    assert refused.value.params["column"] == "summary"


def test_the_longest_possible_text_is_written():
    assert _cells(_park(summary="x" * 32_767))["summary"] == "x" * 32_767
    assert _cells(_park(summary="_x0041_" * 4_681))["summary"] == "_x0041_" * 4_681


def test_an_abandoned_workbook_leaves_no_files(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(Refused):
        _book([_park(), _park(summary="\ufffe")])
    _book([_park()])
    assert list(tmp_path.iterdir()) == []
