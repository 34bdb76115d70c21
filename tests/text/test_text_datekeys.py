"""Dates in figures and words become tokens; what only looks like a date does not."""

from __future__ import annotations

import pytest

from catalogue.text import datekeys


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("2018-10", ["°201810"]),
        ("2021-06-24", ["°202106", "°0624", "°20210624"]),
        ("24.06.2021 и 1/7/2021", ["°202106", "°0624", "°20210624", "°202107", "°0701", "°20210701"]),
        ("2023-2025", []),
        ("2023-13", []),
        ("99.99.2024", []),
        ("№ 12-2024-05-7", []),
        ("10.5", []),
    ],
)
def test_dates_in_figures(text: str, tokens: list[str]) -> None:
    assert datekeys.in_text(text) == tokens


MONTHS = {"fevral": 2, "maia": 5, "may": 5, "iunia": 6, "une": 6}


def spoken(text: str) -> list[datekeys.DateWord]:
    return [(word, MONTHS.get(word)) for word in text.split()]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("15 maia 2024 goda", ["°202405", "°0515", "°20240515"]),
        ("may 24 2024", ["°202405", "°0524", "°20240524"]),
        ("2024 iil 2 fevral", ["°202402", "°0202", "°20240202"]),
        ("2024 iil fevral", ["°202402"]),
        ("24 iunia", ["°0624"]),
        ("may be", []),
        ("40 maia 2024", []),
    ],
)
def test_dates_in_words_give_every_precision_they_have(text: str, tokens: list[str]) -> None:
    assert datekeys.in_words(spoken(text)) == tokens


@pytest.mark.parametrize(
    ("text", "end", "tokens"),
    [
        ("15 maia 2024 goda", 4, ("°20240515",)),
        ("maia 2024 goda", 3, ("°202405",)),
        ("24 iunia", 2, ("°0624",)),
        ("une 24 parks", 2, ("°0624",)),
        ("2024 iil 2 fevral", 4, ("°20240202",)),
        ("2 kvartal 2024", 3, ("°202404", "°202405", "°202406")),
        ("2024 iil 1 corak", 4, ("°202401", "°202402", "°202403")),
        ("2 polugodie 2023", 3, tuple(f"°2023{month:02}" for month in range(7, 13))),
    ],
)
def test_a_question_gives_the_most_precise_token_it_has(text: str, end: int, tokens: tuple[str, ...]) -> None:
    assert datekeys.date_at(spoken(text), 0) == (end, tokens)


@pytest.mark.parametrize("text", ["may", "2024", "5 kvartal 2024", "2 kvartal", "goda 2024"])
def test_what_says_too_little_is_no_date(text: str) -> None:
    assert datekeys.date_at(spoken(text), 0) is None


def test_the_word_for_year_beside_a_year_says_nothing() -> None:
    """2019 год is 2019; год alone is a word."""
    assert datekeys.beside_year(spoken("2019 god"), 1)
    assert not datekeys.beside_year(spoken("novii god"), 1)
