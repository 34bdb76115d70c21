"""The nearest known word."""

from __future__ import annotations

import pytest

from catalogue.text.closest import closest, plain

CODES = ["signed", "agreed", "in_force", "initialled", "действует"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("sgned", "signed"),
        ("SIGNED", "signed"),
        ("inforce", "in_force"),
        ("initialed", "initialled"),
        ("дейстует", "действует"),
    ],
)
def test_a_typo_still_finds_the_word(word, expected) -> None:
    assert closest(word, CODES) == expected


@pytest.mark.parametrize("word", ["", "zzz", "opened", "подписано"])
def test_an_unrelated_word_finds_nothing(word) -> None:
    assert closest(word, CODES) is None


def test_the_first_of_equally_near_words_wins() -> None:
    assert closest("abcx", ["abcd", "abce"]) == "abcd"


def test_names_are_compared_without_case_punctuation_or_yo() -> None:
    assert plain("Ёлка-2, (ИЛИ) o‘z_bek") == plain("елка2 или oʻzbek") == "елка2илиozbek"
