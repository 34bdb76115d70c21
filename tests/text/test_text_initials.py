"""The first letter of a word decides which letters its keys may begin with."""

from __future__ import annotations

from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.text.initials import excluded
from catalogue.text.keys import Analyser, analyser

LETTERS = "abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмнопрстуфхцчшщыэюяўқғҳәіңөұүһ"
ENDINGS = ("", "h", "ность", "ies")


def first_letters(word: str, analyse: Analyser) -> set[str]:
    return {key[0] for found in analyse.keyed(word) for key in (found.whole, found.stem) if key}


def test_no_beginning_of_a_word_gives_a_key_with_another_first_letter() -> None:
    analyse = Analyser(analyser().terms)
    for first, second, ending in product(LETTERS, LETTERS, ENDINGS):
        for word in (first + second + ending, (first + second + ending).capitalize()):
            for letter in first_letters(word, analyse):
                assert word[0] not in excluded({letter}), word


@given(st.text(max_size=12))
@example("АКИТ")
@example("İstanbul")
@example("Ёлка")
def test_the_keys_of_any_word_are_possible(word: str) -> None:
    for letter in first_letters(word, analyser()):
        assert not word.isalpha() or word[0] not in excluded({letter})


def test_most_words_are_ruled_out() -> None:
    assert {"о", "O", "м"} <= excluded({"t", "r"})
    assert not {"р", "R", "т", "7"} & excluded({"t", "r"})
