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
def test_any_apostrophe_stays_in_its_word(apostrophe: str) -> None:
    text = f"«Farg{apostrophe}ona», G{apostrophe}ijduvon"
    assert spoken(text) == [f"Farg{apostrophe}ona", f"G{apostrophe}ijduvon"]


def test_hyphens_separate_words_and_punctuation_is_dropped() -> None:
    assert spoken("Сессия № 1: «Технопарк-Мордовия», 15.05.2024") == [
        "Сессия", "1", "Технопарк", "Мордовия", "15", "05", "2024",
    ]  # fmt: skip


def test_combining_marks_and_invisible_characters_stay_in_their_word() -> None:
    decomposed = "Чирчикский"
    soft = "тех\u00adно\u200bпарк"
    assert spoken(f"{decomposed} {soft}") == [decomposed, soft]


@given(ANY_TEXT)
def test_words_are_slices_of_the_text_in_order(text: str) -> None:
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
def test_spelling_variants_of_a_name_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ў", "у"), ("қарши", "карши"), ("Ozon", "Озон")])
def test_distinct_letters_and_scripts_stay_distinct(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(ANY_TEXT)
def test_folding_and_cleaning_are_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert not set(clean(text)) & set("’‘`´ʻʼ\u00ad\u200b\ufeff")


@given(st.text("agoO сўғй" + "'’‘`ʻʼ′"))
def test_a_name_is_folded_as_without_its_apostrophes(text: str) -> None:
    assert fold(text) == fold("".join(char for char in text if char not in "'’‘`ʻʼ′"))


PLAIN_TEXT = st.text("abzкйёўқҳәі019'’‘ʻʼ`´КЎİKé ").map(str.strip)


@given(PLAIN_TEXT | ANY_TEXT)
def test_plain_words_are_cleaned_like_those_with_an_invisible_character(text: str) -> None:
    """The latter are never cleaned the quick way."""
    assert clean(text) == clean(text + "\u00ad")
