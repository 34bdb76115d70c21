"""The strip of years: a bar for every year, or for several years if there are many."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.answers import FacetValue
from catalogue.tui.widgets.yearstrip import BARS, strip


def years(*pairs: tuple[int, int]) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(str(year), str(year), count) for year, count in pairs)


@pytest.mark.parametrize(
    ("values", "result"),
    [
        (years((2023, 7), (2022, 2)), ""),
        (years((2025, 2), (2023, 8), (2022, 1)), "2022 ▁█ ▂ 2025"),
        ((*years((2020, 1), (2021, 1), (2022, 1)), FacetValue(None, "", 99)), "2020 ███ 2022"),
        (years((2000, 1), (2016, 1), (2031, 1)), "2000 █       █      █ 2031"),
    ],
)
def test_the_strip_has_a_bar_for_every_year_and_omits_missing_values(values, result):
    assert (found.text if (found := strip(values)) else "") == result


def test_the_strip_is_never_wider_than_the_filters():
    assert len(strip(years((1800, 5), (1900, 1), (2099, 300))).text) <= BARS + 10


@given(st.dictionaries(st.integers(1000, 2999), st.integers(1, 999), min_size=3), st.data())
def test_the_bars_cover_every_year_once_and_a_range_queries_the_years_it_names(counts, data):
    found = strip(years(*counts.items()))
    assert len(found.sums) == len(found.bars) <= BARS
    assert sum(found.sums) == sum(counts.values())
    bounds = [found.years(at, at) for at in range(len(found.sums))]
    assert (bounds[0][0], bounds[-1][1]) == (min(counts), max(counts))
    assert all(after[0] == before[1] + 1 for before, after in pairwise(bounds))
    one, other = (data.draw(st.integers(0, len(found.sums) - 1)) for _ in range(2))
    start, end = found.years(one, other)
    assert found.value(one, other) == (str(start) if start == end else f"{start}..{end}")
