"""Columns share the width: what matters most is kept, nothing overflows, and spare width goes where it is needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.tui.views import LISTS
from catalogue.tui.widgets.columns import GAP, fitted, parted, shares


def taken(cells: dict[str, int]) -> int:
    gaps = GAP * (len(cells) - 1) - (1 if "mark" in cells and len(cells) > 1 else 0)
    return sum(cells.values()) + gaps


@given(st.sampled_from(LISTS), st.integers(60, 300), st.data())
def test_columns_never_exceed_the_width(view, width, data):
    needs = data.draw(st.lists(st.integers(0, 500), min_size=len(view.columns), max_size=len(view.columns)))
    cells = fitted(view.columns, needs, width)
    assert taken(cells) <= width
    assert {"mark", "label"} <= set(cells)
    assert all(count > 0 for count in cells.values())


@pytest.mark.parametrize("view", LISTS, ids=lambda view: view.id)
def test_every_column_is_shown_if_there_is_space_and_only_the_name_if_there_is_none(view):
    needs = [12] * len(view.columns)
    assert list(fitted(view.columns, needs, 300)) == [column.name for column in view.columns]
    assert set(fitted(view.columns, needs, 30)) == {"mark", "label"}


def test_a_column_that_does_not_fit_gives_way_to_one_that_does():
    view = LISTS[1]
    needs = [1, 16, 60, 20, 22, 5, 5]
    assert "residents" in fitted(view.columns, needs, 90)
    narrow = fitted(view.columns, needs, 66)
    assert "residents" not in narrow
    assert "places" in narrow


def test_an_empty_column_takes_no_space_from_others():
    view = LISTS[1]
    needs = [1, 16, 60, 20, 12, 8, 5]
    assert "area_ha" in fitted(view.columns, needs, 100)
    assert "area_ha" not in fitted(view.columns, needs, 100, empty=["area_ha"])
    assert "area_ha" in fitted(view.columns, needs, 200, empty=["area_ha"])


def test_spare_width_goes_to_columns_that_need_it():
    view = LISTS[0]
    needs = [1, 10, 10, 50, 30, 9, 2]
    cells = fitted(view.columns, needs, 200)
    assert (cells["label"], cells["parties"]) == (50, 30)


@given(st.lists(st.text("abc ", min_size=1, max_size=40), min_size=1, max_size=8), st.integers(1, 120))
def test_values_in_one_cell_share_it_evenly_and_never_exceed_it(values, width):
    parts = parted(" · ".join(values), width)
    rooms = shares(parts, width)
    assert sum(rooms) + 3 * (len(parts) - 1) <= width
    assert all(room <= len(part) for room, part in zip(rooms, parts, strict=True))
    cut = [room for room, part in zip(rooms, parts, strict=True) if room < len(part)]
    assert not cut or max(cut) - min(cut) <= 1, "what one does not need, another gets"
