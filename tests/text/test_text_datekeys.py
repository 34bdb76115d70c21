"""Dates in digits and in words become tokens; what only looks like a date does not."""

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
def test_dates_in_digits_become_tokens(text: str, tokens: list[str]) -> None:
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
        ("24 go iunia 2021", ["°202106", "°0624", "°20210624"]),
        ("24th of may 2021", ["°202105", "°0524", "°20210524"]),
    ],
)
def test_dates_in_words_become_tokens_of_every_precision(text: str, tokens: list[str]) -> None:
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
        ("Q2 2024", 2, ("°202404", "°202405", "°202406")),
        ("24 go iunia 2021 g", 5, ("°20210624",)),
        ("2 polugodie 2023", 3, tuple(f"°2023{month:02}" for month in range(7, 13))),
    ],
)
def test_a_query_uses_only_its_most_precise_token(text: str, end: int, tokens: tuple[str, ...]) -> None:
    assert datekeys.date_at(spoken(text), 0) == (end, tokens)


@pytest.mark.parametrize("text", ["may", "2024", "5 kvartal 2024", "2 kvartal", "goda 2024"])
def test_an_incomplete_date_is_not_a_date(text: str) -> None:
    assert datekeys.date_at(spoken(text), 0) is None


def test_the_word_for_year_is_ignored_next_to_a_year() -> None:
    """2019 год is 2019; год alone is a word."""
    assert datekeys.beside_year(spoken("2019 god"), 1)
    assert not datekeys.beside_year(spoken("novii god"), 1)


def test_a_two_digit_year_is_in_this_century_and_only_in_a_query() -> None:
    assert datekeys.asked_in_figures("24.06.21") == [(0, 8, ["°202106", "°0624", "°20210624"])]
    assert datekeys.in_text("24.06.21") == []


@pytest.mark.parametrize(
    ("date", "asked", "met"),
    [
        ((None, 6, 24), "°20210624", True),
        ((None, 6, 24), "°202106", True),
        ((None, 6, None), "°0624", True),
        ((2021, 6, None), "°20210624", True),
        ((None, 6, 25), "°20210624", False),
        ((None, 7, None), "°202106", False),
        ((2022, 6, None), "°20210624", False),
        ((2021, 6, 24), "°20210624", False),
    ],
)
def test_a_date_without_a_year_or_day_matches_the_dates_it_may_stand_for(date, asked: str, met: bool) -> None:
    """In the last case its own token finds it: only vague dates need others."""
    assert bool(set(datekeys.vague(*date)) & set(datekeys.could_be(asked))) is met


@pytest.mark.parametrize(("typed", "said"), [("Q1", "Q1"), ("1q", "Q1"), ("2H", "H2"), ("Q5", ""), ("QA", "")])
def test_a_quarter_or_half_year_may_be_written_as_one_word(typed: str, said: str) -> None:
    assert datekeys.number_of(typed, ()) == said


def test_an_ordinal_gives_the_number_of_a_quarter() -> None:
    assert datekeys.number_of("первый", ("§first",)) == "1"
