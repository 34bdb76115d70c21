"""Canonical values in words; a value without words is shown as stored."""

from __future__ import annotations

import pytest

from catalogue import i18n
from catalogue.model.fields import SIGNED
from catalogue.model.kinds import KINDS
from catalogue.present import in_words
from catalogue.text.safe import one_line


def test_an_unreadable_value_is_shown_unchanged() -> None:
    assert in_words.value(SIGNED, "not a date", "en") == "not a date"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2019", "2021", "2019 – 2021"),
        ("2019", "", "since 2019"),
        ("", "2021", "until 2021"),
        ("2019", "2019", "2019"),
        ("", "", ""),
    ],
)
def test_a_span_says_since_when_and_until_when(start: str, end: str, words: str) -> None:
    assert in_words.span(start, end, "en") == words


def test_kinds_and_fields_have_names() -> None:
    assert in_words.kind("agreement", "ru") == "соглашение"
    assert in_words.kinds("agreement", "en") == "Agreements"
    assert in_words.field_label("agreement", "signed", "ru") == KINDS["agreement"].field("signed").label.ru  # type: ignore[union-attr]


def test_unknown_names_are_shown_safely() -> None:
    assert in_words.kind("x\x1b", "en") == in_words.kinds("x\x1b", "en") == in_words.language("x\x1b") == "x␛"
    assert in_words.field_label("agreement", "x", "en") == "x"
    assert in_words.basis("", "en") == ""


def test_languages_have_names() -> None:
    assert in_words.language("uz-Cyrl") == "Uzbek, Cyrillic"


def test_a_place_in_a_source_is_shown_in_the_readers_language() -> None:
    result = ("paragraph 4", "paragraphs 1 and 12", "dateline", "p. 7\n[b", "paragraph 4 and more")
    assert [in_words.locator(text) for text in result] == [*result[:3], one_line(result[3]), result[4]]
    i18n.use("ru")
    assert [in_words.locator(text) for text in result[:3]] == ["абзац 4", "абзацы 1 и 12", "шапка сообщения"]
    i18n.use("uz")
    assert in_words.locator("paragraph 4") == "4-xatboshi"
