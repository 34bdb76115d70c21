"""Canonical values in words; what cannot be said is shown as it is."""

from __future__ import annotations

import pytest

from catalogue import i18n
from catalogue.model.fields import SIGNED
from catalogue.model.kinds import KINDS
from catalogue.present import said
from catalogue.text.safe import one_line


def test_a_value_that_its_type_cannot_read_is_shown_as_it_is() -> None:
    assert said.value(SIGNED, "not a date", "en") == "not a date"


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
def test_since_when_and_until_when(start: str, end: str, words: str) -> None:
    assert said.span(start, end, "en") == words


def test_kinds_and_fields_by_name() -> None:
    assert said.kind("agreement", "ru") == "соглашение"
    assert said.kinds("agreement", "en") == "Agreements"
    assert said.field_label("agreement", "signed", "ru") == KINDS["agreement"].field("signed").label.ru  # type: ignore[union-attr]


def test_names_that_are_not_known_are_shown_safely() -> None:
    assert said.kind("x\x1b", "en") == said.kinds("x\x1b", "en") == said.language("x\x1b") == "x␛"
    assert said.field_label("agreement", "x", "en") == "x"
    assert said.basis("", "en") == ""


def test_languages() -> None:
    assert said.language("uz-Cyrl") == "Uzbek, Cyrillic"


def test_where_in_a_source_is_said_in_the_readers_words() -> None:
    told = ("paragraph 4", "paragraphs 1 and 12", "dateline", "p. 7\n[b", "paragraph 4 and more")
    assert [said.locator(text) for text in told] == [*told[:3], one_line(told[3]), told[4]]
    i18n.use("ru")
    assert [said.locator(text) for text in told[:3]] == ["абзац 4", "абзацы 1 и 12", "шапка сообщения"]
    i18n.use("uz")
    assert said.locator("paragraph 4") == "4-xatboshi"
