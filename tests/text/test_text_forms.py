"""A word in a text and a word in a query match if they may be forms of one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.forms import MAX_LENGTH, forms


def match(asked: str, written: str) -> bool:
    question, text = forms(asked, in_query=True), forms(written)
    return bool({*question.plain, *question.loose} & set(text.plain) or set(question.plain) & set(text.loose))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Rossiiskoi", "российского"),
        ("Navoijskaâ", "Навоийской"),
        ("tekhnologijj", "технологии"),
        ("Direktsii", "дирекция"),
        ("Элтех", "Eltech"),
        ("Зомин", "Zomin"),
        ("Фарм", "Pharm"),
        ("TechnoNICOL", "ТехноНИКОЛЬ"),
        ("Ohangaron", "Ахангараном"),
        ("Ахангаран", "Ohangaronda"),
        ("Яшнабад", "Yashnobod"),
        ("Хаджаев", "Khojayev"),
        ("Аlabuga", "Алабуги"),
        ("технопаркі", "технопарк"),
        ("самарқандда", "Samarqand"),
        ("Шымкент", "Шымкенттегі"),
        ("exporting", "exports"),
    ],
)
def test_a_name_matches_in_any_form_script_and_romanisation(asked: str, written: str) -> None:
    assert match(asked, written)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("новой", "Navoiy"),
        ("порка", "парка"),
        ("Алания", "алаңы"),
        ("Самара", "Самарканд"),
        ("Мастер", "мастерская"),
        ("Томск", "Омской"),
        ("компот", "Капитал"),
        ("minister", "ministry"),
    ],
)
def test_lookalike_words_do_not_match(asked: str, written: str) -> None:
    assert not match(asked, written)


@given(st.text(st.characters(codec=None)), st.booleans())
def test_keys_of_any_text_are_letters_and_digits_only(word: str, asked: bool) -> None:
    found = forms(word, in_query=asked)
    keys = {*found.plain, *found.loose}
    assert all(key.isalnum() or not key for key in keys)
    assert not any(ord(char) < 128 and char.isupper() for key in keys for char in key)
    assert len(found.whole) <= MAX_LENGTH * 4


@given(st.text(st.sampled_from("абвгжийкношщтўғқ'abchijoqsx"), min_size=1))
def test_typing_a_word_as_written_always_finds_it(word: str) -> None:
    question, text = forms(word, in_query=True), forms(word)
    assert question.whole == text.whole
    assert set(text.stems) <= set(question.plain)
