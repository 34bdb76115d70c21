"""The formula guard prevents cells from being executed, and can be removed without a trace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.transfer.files.guard import bare, guarded


@pytest.mark.parametrize("cell", ["=1+1", "+998", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_cell_that_a_spreadsheet_would_execute_is_guarded(cell):
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "plain", "'quoted", "a=b", "Farg‘ona"])
def test_other_cells_are_unchanged(cell):
    assert guarded(cell) == cell


@given(st.text() | st.text("'=+-@\t\r\nx"))
def test_the_guard_can_be_removed(cell):
    assert bare(guarded(cell)) == cell
    assert guarded(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}
