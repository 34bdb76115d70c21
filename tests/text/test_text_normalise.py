"""Texts are split into whole words, whatever apostrophes, hyphens and invisible characters they contain."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.normalise import clean, fold, words

ANY_TEXT = st.text(st.characters(codec=None))


def spoken(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize("apostrophe", list("'’‘`´ʻʼ′"))
def test_a_word_keeps_its_apostrophe_whatever_it_is(apostrophe: str) -> None:
    text = f"«Farg{apostrophe}ona», G{apostrophe}ijduvon"
    assert spoken(text) == [f"Farg{apostrophe}ona", f"G{apostrophe}ijduvon"]


def test_hyphens_part_words_and_punctuation_and_the_number_sign_are_dropped() -> None:
    assert spoken("Сессия № 1: «Технопарк-Мордовия», 15.05.2024") == [
        "Сессия", "1", "Технопарк", "Мордовия", "15", "05", "2024",
    ]  # fmt: skip


def test_marks_and_invisible_signs_stay_inside_their_word() -> None:
    decomposed = "Чирчикский"
    soft = "тех\u00adно\u200bпарк"
    assert spoken(f"{decomposed} {soft}") == [decomposed, soft]


@given(ANY_TEXT)
def test_every_word_is_a_slice_of_its_text_in_order(text: str) -> None:
    found = list(words(text))
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O‘zbekiston", "OʻZBEKISTON"),
        ("Farg'ona", "Fargona"),
        ("Жигулёвская", "ЖИГУЛЕВСКАЯ"),
        ("Türkiye", "turkiye"),
        ("тех\u00adнопарк", "Технопарк"),
        ("ﬁrma", "firma"),
        ("Сырдарьинский", "сырдарьинский"),
        ("  a \n b ", "a b"),
    ],
)
def test_names_that_differ_only_in_writing_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ў", "у"), ("қарши", "карши"), ("Ozon", "Озон")])
def test_letters_of_their_own_and_scripts_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(ANY_TEXT)
def test_folding_and_cleaning_are_done_once_and_for_all(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert not set(clean(text)) & set("’‘`´ʻʼ\u00ad\u200b\ufeff")
