"""Bars are proportional to their counts, and everything counted has one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.answers import Facet, FacetValue
from catalogue.present import tallies
from catalogue.text.width import cells


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_bar_fits_and_grows_with_its_count(count: int, most: int) -> None:
    count = min(count, most)
    bar = tallies.bar(count, most)
    assert cells(bar) <= tallies.WIDTH
    assert bool(bar) == (count > 0)
    assert len(tallies.bar(count // 2, most)) <= len(bar)


def test_the_largest_bar_is_full_and_half_of_it_is_half() -> None:
    assert tallies.bar(10, 10) == "█" * 30
    assert tallies.bar(5, 10) == "█" * 15
    assert tallies.bar(1, 10**6) == "▏"
    assert tallies.bar(0, 0) == ""


def test_years_are_in_order_with_missing_values_last() -> None:
    values = (FacetValue("2024", "2024", 1), FacetValue("2022", "2022", 3), FacetValue(None, "", 2))
    shown = list(tallies.table(Facet("year", "year", values)).shown())
    assert [row[0] for row in shown] == ["2022", "2024", "not recorded"]
    assert shown[0][2] == "█" * 30
