"""An explanation shows what each plain word is searched as, which words belong together, and which are ignored."""

from __future__ import annotations

from catalogue.query.explaining import explained
from catalogue.query.parser import parse


def lines(text: str) -> list[str]:
    return list(explained(parse(text)))


def test_a_word_has_keys_concepts_and_kinds_and_the_last_one_a_prefix() -> None:
    assert lines("соглашения Фергана") == [
        "word    соглашения: soglaxenia soglaxenii saglaxenia, concept agreement, every agreement",
        "word    Фергана: fergana fergan, place fergana, fergana…",
    ]


def test_one_or_two_letters_are_a_beginning_in_names_where_they_have_a_star() -> None:
    assert lines("технопарк оз*")[-1] == "word    оз: oz, oz… in names"
    assert lines("оз") == ["word    оз: oz"]


def test_the_meaning_of_several_words_follows_them() -> None:
    assert lines("24 июня")[-1] == "or      24 июня: date 0624, vague date 0600"


def test_ignored_words_are_listed() -> None:
    assert lines("какие технопарки есть")[-1] == "ignored какие, есть"


def test_excluded_words_and_fields_are_left_to_the_expression() -> None:
    assert lines("-Фергана status:signed") == []
