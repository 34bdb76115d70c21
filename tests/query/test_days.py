"""Days and ranges of days in a query."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.query import days
from catalogue.query.nodes import Range, Recurring, Star

TODAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "low", "high", "shown"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        ("2024-05", "2024-05-01", "2024-05-31", "2024-05"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-02"),
        ("2024-05-15", "2024-05-15", "2024-05-15", "2024-05-15"),
        ("15.05.2024", "2024-05-15", "2024-05-15", "2024-05-15"),
        ("май 2024", "2024-05-01", "2024-05-31", "2024-05"),
        ("2023/2025", "2023-01-01", "2025-12-31", "2023..2025"),
        ("2022..", "2022-01-01", None, "2022.."),
        ("..2025-12-31", None, "2025-12-31", "..2025"),
        ("..2025-06-30", None, "2025-06-30", "..2025-06"),
        ("2022-03..2023", "2022-03-01", "2023-12-31", "2022-03..2023"),
        ("2022-03-15 .. 2023-04-02", "2022-03-15", "2023-04-02", "2022-03-15..2023-04-02"),
        (">2024", "2025-01-01", None, "2025.."),
        (">=2024", "2024-01-01", None, "2024.."),
        ("<2024", None, "2023-12-31", "..2023"),
        ("<=2024", None, "2024-12-31", "..2024"),
        ("=2024", "2024-01-01", "2024-12-31", "2024"),
        ("> 2024-02-29", "2024-03-01", None, "2024-03.."),
    ],
)
def test_a_vague_day_means_all_its_days(text, low, high, shown) -> None:
    found = days.read(text, TODAY)
    assert found == Range(low, high)
    assert days.show(found) == shown
    assert days.read(shown, TODAY) == found


@pytest.mark.parametrize(
    ("text", "low", "high", "said"),
    [
        ("today", "2024-02-29", "2024-02-29", "today"),
        ("сегодня", "2024-02-29", "2024-02-29", "today"),
        ("<90d", "2024-02-29", "2024-05-29", "<90d"),
        ("<=90Д", "2024-02-29", "2024-05-29", "<90d"),
        (">90d", "2024-05-30", None, ">90d"),
        ("+1y", "2024-02-29", "2025-02-28", "+1y"),
        ("-90d", "2023-12-01", "2024-02-29", "-90d"),
        ("-2w", "2024-02-15", "2024-02-29", "-2w"),
        ("+1м", "2024-02-29", "2024-03-29", "+1m"),
        (">-1y", "2023-03-01", None, ">-1y"),
        ("<=+1y", None, "2025-02-28", "<=+1y"),
        ("..today", None, "2024-02-29", "..today"),
        ("2022..today", "2022-01-01", "2024-02-29", "2022..today"),
        ("-1y..+1y", "2023-02-28", "2025-02-28", "-1y..+1y"),
    ],
)
def test_relative_days_keep_their_notation(text, low, high, said) -> None:
    found = days.read(text, TODAY)
    assert found == Range(low, high, said)
    assert days.show(found) == said
    assert days.read(said, TODAY) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XXXX-06", Recurring(6)),
        ("xxxx-06-24", Recurring(6, 24)),
        ("ХХХХ-06", Recurring(6)),
        ("XXXX-02-29", Recurring(2, 29)),
    ],
)
def test_months_and_days_of_any_year_are_read(text, expected) -> None:
    assert days.read(text, TODAY) == expected
    assert days.read(days.show(expected), TODAY) == expected


def test_two_dots_mean_any_date() -> None:
    assert days.read("..", TODAY) == Star()


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "soon", "2024-13", "2024-02-30", "XXXX-13", "XXXX-06-31", "2025..2024", "2024..soon", "..XXXX-06",
        ">XXXX-06-24", ">", ">..2024", "+99999y", "-99999y", ">9999-12-31", "<0001-01-01", "<90", "1e9", "2024" * 99,
    ],
)  # fmt: skip
def test_other_text_is_not_a_day(text) -> None:
    assert days.read(text, TODAY) is None


@given(st.dates(), st.dates())
def test_every_range_survives_printing(one, two) -> None:
    low, high = sorted(day.isoformat() for day in (one, two))
    for when in (Range(low, high), Range(low, None), Range(None, high)):
        assert days.read(days.show(when), TODAY) == when
