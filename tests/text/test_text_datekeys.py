"""Dates in figures and words become tokens; what only looks like a date does not."""

from __future__ import annotations

import pytest

from catalogue.text import datekeys


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("2018-10", ["°201810"]),
        ("2021-06-24", ["°202106", "°20210624"]),
        ("24.06.2021 и 1/7/2021", ["°202106", "°20210624", "°202107", "°20210701"]),
        ("2023-2025", []),
        ("2023-13", []),
        ("99.99.2024", []),
        ("№ 12-2024-05-7", []),
        ("10.5", []),
    ],
)
def test_dates_in_figures(text: str, tokens: list[str]) -> None:
    assert datekeys.in_text(text) == tokens


def test_dates_with_a_month_in_words() -> None:
    spoken = [("15", None), ("maia", 5), ("2024", None), ("goda", None)]
    assert datekeys.in_words(spoken) == ["°202405", "°20240515"]
    assert datekeys.at(spoken, 0) == (3, ("°20240515",))
    assert datekeys.at(spoken, 1) == (3, ("°202405",))
    assert datekeys.at(spoken, 2) is None


def test_a_month_without_a_year_is_no_date() -> None:
    assert datekeys.in_words([("may", 5), ("be", None)]) == []
    assert datekeys.at([("may", 5)], 0) is None
