"""How many typing errors are tolerated depends on the length of the word; only the nearest words are returned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.nearest import MAX_ANSWERS, nearest, nearest_of

WORDS = [
    "lotos", "sariarka", "alabuga", "tehnopark", "tomsk", "samarkand", "samara", "elektroviprimitel", "circik", "alani",
    "2024", "himgrad",
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
        # letters of two signs that are two letters here
        ("lotso", ("lotos",)),
        ("sariraka", ("sariarka",)),
        # two slips that leave the letters, or the consonants, as they are
        ("tmoks", ()),
        ("albagua", ("alabuga",)),
        ("himgordi", ()),
        ("hemgred", ("himgrad",)),
    ],
)
def test_a_typo_is_tolerated(typed: str, meant: tuple[str, ...]) -> None:
    assert nearest(typed, WORDS) == meant


@pytest.mark.parametrize("typed", ["omsk", "tmks", "pomsk", "alania", "2025", "labuga", "", "hmgd"])
def test_short_words_first_letters_endings_and_numbers_are_not_guessed(typed: str) -> None:
    assert nearest(typed, WORDS) == ()


def test_only_words_at_the_lowest_distance_are_returned() -> None:
    assert nearest("samaran", ["samaram", "samara", "samarkand"]) == ("samara", "samaram")
    assert nearest("samarkant", ["samarkand", "samarkanda", "samarkan"]) == ("samarkan", "samarkand")


def test_the_best_of_several_readings_wins() -> None:
    assert nearest_of(["cirsik", "circik"], WORDS) == ("circik",)
    assert nearest_of(["zzzz"], WORDS) == ()


@given(st.text(st.characters(codec=None)), st.lists(st.text(), max_size=20))
def test_only_words_of_the_vocabulary_are_returned(word: str, vocabulary: list[str]) -> None:
    found = nearest(word, vocabulary)
    assert set(found) <= set(vocabulary)
    assert len(found) <= MAX_ANSWERS
    assert list(found) == sorted(found)


def test_a_letter_written_as_two_in_a_key_counts_as_one_typo() -> None:
    """Рязнь is Рязань, Электровыпрмитиль is Электровыпрямитель."""
    assert nearest("elektroviprmitil", WORDS) == ("elektroviprimitel",)
    assert nearest("riazn", ["riazan"]) == ("riazan",)


def test_a_five_letter_word_with_a_four_letter_key_may_have_a_typo() -> None:
    assert nearest_of(["jzak"], ["jizak"], letters=5) == ("jizak",)
    assert nearest_of(["jzakk", "jzak"], ["jizak"], letters=5) == ()


@pytest.mark.parametrize(("typed", "meant"), [("ozno", "ozon"), ("ltos", "lotos"), ("tmsk", "tomsk")])
def test_four_letters_may_be_exchanged_or_lack_one_inside(typed: str, meant: str) -> None:
    assert nearest(typed, ["ozon", "lotos", "tomsk", "omsk"]) == (meant,)


def test_a_word_in_the_index_and_among_places_is_one_word_and_stands_beside_an_exchanged_one() -> None:
    assert nearest("nvoi", ["novi", "navoi", "navoi"]) == ("novi", "navoi")


def test_four_letters_are_not_guessed_if_two_words_are_possible_or_the_letter_is_another() -> None:
    assert nearest("tmsk", ["tomsk", "tumsk"]) == ()
    assert nearest("ozin", ["ozon"]) == ()
    assert nearest("duba", ["duban", "aduba"]) == ()
