"""An explanation says of each plain word what it is searched as, what words mean together, and which are ignored."""

from __future__ import annotations

from catalogue.query.explaining import explained
from catalogue.query.parser import parse


def lines(text: str) -> list[str]:
    return list(explained(parse(text)))


def test_a_word_has_its_keys_concepts_kinds_and_if_it_is_the_last_its_beginning() -> None:
    assert lines("соглашения Фергана") == [
        "word    соглашения: soglaxenia soglaxenii saglaxenia, concept agreement, every agreement",
        "word    Фергана: fergana fergan, place fergana, fergana…",
    ]


def test_what_words_mean_together_is_told_after_them() -> None:
    assert lines("24 июня")[-1] == "or      24 июня: date 0624, vague date 0600"


def test_words_that_say_nothing_are_named() -> None:
    assert lines("какие технопарки есть")[-1] == "ignored какие, есть"


def test_excluded_words_and_fields_are_left_to_the_expression() -> None:
    assert lines("-Фергана status:signed") == []
