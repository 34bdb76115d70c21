"""Words that mix look-alike letters of two scripts are read in the script of most of their letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.scripts import script, unmix


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("kazan", "latin"),
        ("казань", "cyrillic"),
        ("аlabuga", "mixed"),
        ("2024", "other"),
        ("東京", "other"),
        ("ə", "latin"),
    ],
)
def test_the_script_follows_from_the_letters(word: str, expected: str) -> None:
    assert script(word) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("аlabuga", "alabuga"),
        ("тexнопарк", "технопарк"),
        ("саc", "сас"),
        ("казань", "казань"),
        ("dogovorёnnost", "dogovorënnost"),
    ],
)
def test_a_mixed_word_takes_the_script_of_most_of_its_letters(typed: str, meant: str) -> None:
    assert unmix(typed) == meant


@given(st.text(st.sampled_from("abcxyаекхсздё")))
def test_unmixing_is_idempotent(word: str) -> None:
    assert unmix(unmix(word)) == unmix(word)
