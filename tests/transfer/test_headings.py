"""Every column has a unique name, whatever its heading is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.kinds import CLUSTER
from catalogue.transfer.files import headings
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.validate import Rules, Validator


def test_repeated_and_empty_headings_are_named_by_position_and_reported():
    notes = []
    assert headings.name(["Date", "", "Date", " Full\n name "], "f", 1, notes) == (
        "Date", "column_2", "column_3", "Full name",
    )  # fmt: skip
    assert [(note.code, note.params["names"]) for note in notes] == [("read.headings", ("column_2", "column_3"))]


@given(st.lists(st.sampled_from(["", "a", "A", " a ", "column_1", "column_2", "column_2_"]), max_size=6))
def test_there_are_as_many_names_as_columns_and_all_are_unique(cells):
    names = headings.name(cells, "f", 1, [])
    assert len(set(names)) == len(cells)


def test_a_cell_in_a_column_without_a_heading_is_refused_unless_empty(reading):
    table = reading("id,name_en,\nclu-a,A,\nclu-b,B,x\n")
    validator = Validator(table, CLUSTER, Headers(CLUSTER, {}), Rules())
    good, bad = (validator.read(row) for row in table.rows)
    assert good.record.id == "clu-a"
    assert [(issue.code, issue.where.column) for issue in bad] == [("column.unnamed", "column_3")]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([["№", "Area", "", "Since"], ["", "all", "free", ""]], ["№", "Area / all", "Area / free", "Since"]),
        ([["A", "", "B"], ["x", "y", "x"]], ["A / x", "A / y", "B / x"]),
        ([["A"], ["A", "b"]], ["A", "A / b"]),
        ([["Top", "", ""], ["A", "", "B"], ["x", "y", ""]], ["Top / A / x", "Top / A / y", "Top / B"]),
    ],
)
def test_headings_of_several_rows_combine_group_and_column(rows, names):
    assert headings.stacked(rows) == names
