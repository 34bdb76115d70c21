"""The map fits its space, and each count is drawn where its region is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import codes
from catalogue.model.answers import Breakdown, Facet, FacetValue
from catalogue.present import map as sketch
from catalogue.present.shapes import text_of
from catalogue.text.width import cells


def counted(*regions: tuple[str, int]) -> tuple[sketch.Spot, ...]:
    values = tuple(FacetValue(code, code, count) for code, count in regions)
    return sketch.spots(Breakdown(0, (Facet("region", "region", values),)))


EVERY = counted(*((code, 1000 - at) for at, code in enumerate(codes.regions())))


@given(st.integers(1, 150), st.integers(1, 50), st.booleans())
def test_the_map_never_exceeds_its_space_and_counts_do_not_touch(width: int, height: int, close: bool) -> None:
    lines = sketch.lines(EVERY, width, height, close=close)
    assert len(lines) <= height
    for line in lines:
        assert cells(text_of(line)) <= width
        assert not any(left.target and right.target for left, right in pairwise(line))


def test_counts_are_placed_like_their_regions() -> None:
    lines = sketch.lines(counted(("RU-KGD", 11), ("RU-KAM", 22), ("UZ-SU", 33), ("RU-MUR", 44)), 100, 40)
    at = {
        span.target: (row, sum(cells(own.text) for own in line[:place]))
        for row, line in enumerate(lines)
        for place, span in enumerate(line)
        if span.target
    }
    west, east, south, north = (at[f"region={code}"] for code in ("RU-KGD", "RU-KAM", "UZ-SU", "RU-MUR"))
    assert west[1] < south[1] < east[1]
    assert west[1] < north[1] < east[1]
    assert north[0] < west[0] < south[0]


def test_a_closer_view_separates_crowded_counts() -> None:
    valley = counted(("UZ-AN", 1), ("UZ-FA", 2), ("UZ-NG", 3), ("UZ-TK", 4), ("UZ-TO", 5))
    close = [span.target for line in sketch.lines(valley, 80, 20, close=True) for span in line if span.target]
    assert sorted(close) == sorted(f"region={own.code}" for own in valley)


def test_without_counts_there_is_a_bare_map_and_without_space_nothing() -> None:
    assert any(line for line in sketch.lines((), 80, 20))
    assert sketch.lines((), 80, 20, close=True) == sketch.lines((), 80, 20)
    assert sketch.lines(EVERY, 3, 20) == ()


@pytest.mark.parametrize("code", [None, "XX-1", "DE-BY"])
def test_regions_without_a_place_on_the_map_are_left_out(code: str | None) -> None:
    values = (FacetValue(code, "", 3), FacetValue("UZ-FA", "Fergana region", 2))
    (spot,) = sketch.spots(Breakdown(5, (Facet("region", "region", values),)))
    assert list(sketch.table([spot]).data()) == [("UZ-FA", "Fergana region", 2, spot.lat, spot.lon)]
