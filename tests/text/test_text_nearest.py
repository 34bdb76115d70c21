"""How many typing errors are forgiven depends on the length of the word; only the nearest words are answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.nearest import MAX_ANSWERS, nearest, nearest_of

WORDS = [
    "alabuga", "tehnopark", "tomsk", "samarkand", "samara", "elektroviprimitel", "circik", "alani", "2024", "himgrad",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("alabgua", ("alabuga",)),
        ("tehnpark", ("tehnopark",)),
        ("samarknad", ("samarkand",)),
        ("elektrovipremitel", ("elektroviprimitel",)),
        ("cirkik", ("circik",)),
        ("himgrad", ("himgrad",)),
    ],
)
def test_a_typo_is_forgiven(typed: str, meant: tuple[str, ...]) -> None:
    assert nearest(typed, WORDS) == meant


@pytest.mark.parametrize("typed", ["omsk", "tmsk", "pomsk", "alania", "2025", "labuga", "", "hmgd"])
def test_short_words_first_letters_endings_and_figures_are_not_guessed(typed: str) -> None:
    assert nearest(typed, WORDS) == ()


def test_only_the_lowest_distance_counts() -> None:
    assert nearest("samaran", ["samaram", "samara", "samarkand"]) == ("samara", "samaram")
    assert nearest("samarkant", ["samarkand", "samarkanda", "samarkan"]) == ("samarkan", "samarkand")


def test_of_several_readings_the_one_that_fits_best_is_answered() -> None:
    assert nearest_of(["cirsik", "circik"], WORDS) == ("circik",)
    assert nearest_of(["zzzz"], WORDS) == ()


@given(st.text(st.characters(codec=None)), st.lists(st.text(), max_size=20))
def test_any_word_has_answers_from_the_vocabulary_only(word: str, vocabulary: list[str]) -> None:
    found = nearest(word, vocabulary)
    assert set(found) <= set(vocabulary)
    assert len(found) <= MAX_ANSWERS
    assert list(found) == sorted(found)


def test_a_letter_that_is_two_in_a_key_is_one_typo() -> None:
    """Рязнь is Рязань, Электровыпрмитиль Электровыпрямитель."""
    assert nearest("elektroviprmitil", WORDS) == ("elektroviprimitel",)
    assert nearest("riazn", ["riazan"]) == ("riazan",)


def test_a_word_of_five_letters_whose_key_has_four_may_have_a_typo() -> None:
    assert nearest_of(["jzak"], ["jizak"], letters=5) == ("jizak",)
    assert nearest_of(["jzak"], ["jizak"]) == ()
    assert nearest_of(["jzakk", "jzak"], ["jizak"], letters=5) == ()
