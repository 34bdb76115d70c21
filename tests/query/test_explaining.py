"""An explanation says of each plain word what it is searched as, what words mean together, and which are ignored."""

from __future__ import annotations

from catalogue.query.explaining import Explained, explained
from catalogue.query.parser import parse


def of(text: str) -> list[Explained]:
    return list(explained(parse(text)))


def test_a_word_has_keys_concepts_and_kinds_and_the_last_one_a_prefix() -> None:
    assert of("соглашения Фергана") == [
        Explained(
            "word",
            "соглашения",
            (("keys", "soglaxenia soglaxenii saglaxenia"), ("concept", "agreement"), ("every", "agreement")),
        ),
        Explained("word", "Фергана", (("keys", "fergana fergan"), ("place", "fergana"), ("beginning", "fergana"))),
    ]


def test_one_or_two_letters_with_a_star_are_a_prefix_in_names() -> None:
    assert of("технопарк оз*")[-1] == Explained("word", "оз", (("keys", "oz"), ("named", "oz")))
    assert of("оз") == [Explained("word", "оз", (("keys", "oz"),))]


def test_the_meaning_of_several_words_follows_them() -> None:
    assert of("24 июня")[-1] == Explained("together", "24 июня", (("date", "XXXX-06-24"), ("vague", "XXXX-06")))
    assert of("июнь 2024")[-1].searched[0] == ("date", "2024-06")


def test_a_stop_word_with_a_star_is_not_ignored() -> None:
    assert of("ОЭЗ ли*")[-1] == Explained("word", "ли", (("named", "li"),))


def test_a_park_is_every_technopark() -> None:
    found = {searched for each in explained(parse("парки Казани")) for searched in each.searched}
    assert ("every", "technopark") in found


def test_ignored_words_are_listed() -> None:
    assert of("какие технопарки есть")[-1] == Explained("ignored", "какие, есть")


def test_excluded_words_and_fields_are_left_to_the_expression() -> None:
    assert of("-Фергана status:signed") == []
