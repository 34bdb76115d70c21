"""Several values in one cell, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.transfer.rows.lists import cut, join, split


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("", ()),
        ("one", ("one",)),
        ("one | two", ("one", "two")),
        ("one|two", ("one", "two")),
        ("one | | two |", ("one", "two")),
        (r"a \| b | c", ("a | b", "c")),
        (r"C:\dir\x", (r"C:\dir\x",)),
        (r"\\server\share", (r"\\server\share",)),
    ],
)
def test_a_cell_is_split_at_bars_and_literal_without_one(cell, values):
    assert split(cell) == values


@given(st.lists(st.text(st.characters() | st.sampled_from("|\\ "), min_size=1), max_size=5))
def test_joined_values_can_be_split_again(values):
    assert split(join(values)) == tuple(values)


@given(st.text(min_size=1).filter(lambda text: "|" not in text))
def test_a_single_ordinary_value_is_never_changed(text):
    assert join([text]) == text


def test_separators_inside_brackets_do_not_split_values():
    assert cut("EFTA (Norway, Iceland), Peru", ", ") == ("EFTA (Norway, Iceland)", "Peru")
    assert cut("a, b (c", ", ") == ("a", "b (c")
    assert cut("a), (b", ", ") == ("a)", "(b")
