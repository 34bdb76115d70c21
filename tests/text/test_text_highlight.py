"""What matches a query is marked in the original text, whatever its script and form."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text.highlight import Highlighter, Span
from catalogue.text.keys import query_words


def spans(text: str, *typed: str) -> tuple[Span, ...]:
    return Highlighter(query_words(typed)).spans(text)


def marked(text: str, *typed: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, *typed)]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Химико-индустриальный технопарк «Чирчик»", "Chirchiq", ["Чирчик"]),
        ("представители Ферганской области", "Farg‘ona viloyati", ["Ферганской", "области"]),
        ("в особой экономической зоне «ЛОТОС»", "SEZ lotos", ["особой экономической зоне", "ЛОТОС"]),
        ("Одобрена дорожная карта.", "yo'l xaritasi", ["дорожная карта"]),
        ("Строится с марта 2022 года", "март 2022", ["марта", "2022"]),
        ("под Ахангараном", "ахангар", ["Ахангараном"]),
        ("Соглашение о метро", "соглашение о метро", ["Соглашение", "метро"]),
        ("O‘zbekiston va Qozog‘iston", "Казахстан", ["Qozog‘iston"]),
        # a compound typed as one word, or a word typed as a compound of two
        ("Технопарк «ИТ-парк»", "ИТпарк", ["ИТ-парк"]),
        ("Алматы облысы", "Алма-Ата", ["Алматы"]),
        # two letters are a word before they are a beginning
        ("Озон и озоновый слой", "оз", ["Озон", "озоновый"]),
        ("ИТ-парк, Италия", "ИТ", ["ИТ"]),
        ("ничего", "пингвин", []),
    ],
)
def test_matching_words_are_marked(text: str, typed: str, expected: list[str]) -> None:
    assert marked(text, typed) == expected


def test_without_words_nothing_is_highlighted() -> None:
    assert spans("Технопарк", "технопарки") == ((0, 9),)
    assert spans("Технопарк") == ()


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_marks_are_ordered_within_the_text_and_do_not_overlap(text: str, typed: str) -> None:
    found = spans(text, typed)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(found))


@given(st.text(st.characters(codec=None), min_size=1))
def test_a_text_matches_itself(text: str) -> None:
    if query_words([text]) and text.casefold() not in ("қарши", "qarshi"):
        assert spans(text, text)
