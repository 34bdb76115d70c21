"""Figures in a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import fields as declared
from catalogue.query import figures
from catalogue.query.nodes import Figure, FigureRange, Mark, Star


@pytest.mark.parametrize(
    ("text", "expected", "shown"),
    [
        ("10", Figure("=", 10), "10"),
        ("=10", Figure("=", 10), "10"),
        (">10", Figure(">", 10), ">10"),
        (">= 1000000", Figure(">=", 1_000_000), ">=1000000"),
        ("<2.50", Figure("<", 2.5), "<2.5"),
        ("<=0", Figure("<=", 0), "<=0"),
        (">=1000000 USD", Figure(">=", 1_000_000, "USD"), ">=1000000 USD"),
        ("60 mln usd", Figure("=", 60_000_000, "USD"), "60000000 USD"),
        ("> 60 млн долларов", Figure(">", 60_000_000, "USD"), ">60000000 USD"),
        ("10..50", FigureRange(10, 50), "10..50"),
        ("..50", FigureRange(None, 50), "..50"),
        ("10 ..", FigureRange(10, None), "10.."),
        ("between 5 and 50", FigureRange(5, 50), "5..50"),
        ("от 5 до 20", FigureRange(5, 20), "5..20"),
        ("10 dan 20 gacha", FigureRange(10, 20), "10..20"),
        ("10-20 planned", FigureRange(10, 20, "planned"), "10..20 planned"),
        ("USD", Mark("USD"), "USD"),
        ("usd", Mark("USD"), "USD"),
        ("planned", Mark("planned"), "planned"),
    ],
)
def test_comparisons_ranges_and_marks_are_read(text, expected, shown) -> None:
    found = figures.read(declared.INVESTMENT, text)
    assert found == expected
    assert figures.show(found) == shown
    assert figures.read(declared.INVESTMENT, shown) == found


def test_two_dots_mean_any_figure() -> None:
    assert figures.read(declared.RESIDENTS, "..") == Star()


@pytest.mark.parametrize("text", ["", "many", ">", "50..10", "a..b", "1e9", "10 parsecs", "9" * 200, "--1", ">>1"])
def test_other_text_is_not_a_figure(text) -> None:
    assert figures.read(declared.RESIDENTS, text) is None


@pytest.mark.parametrize("text", ["USD", "10 USD", "planned", "ten"])
def test_integers_and_coordinates_have_no_unit(text) -> None:
    assert figures.read(declared.EDITION, text) is None
    assert figures.read(declared.LAT, text) is None


@given(st.floats(-1e12, 1e12).map(lambda number: round(number, 6)), st.sampled_from(["=", ">", ">=", "<", "<="]))
def test_every_figure_survives_printing(number, op) -> None:
    figure = Figure(op, number + 0.0)
    assert figures.read(declared.LAT, figures.show(figure)) == figure
