"""A last word of one or two letters is a word first, and a prefix in names only if that finds nothing."""

from __future__ import annotations

import pytest

from catalogue.api import find
from catalogue.api.session import Session
from catalogue.query import printer
from catalogue.query.beginnings import as_prefix
from catalogue.query.parser import parse


@pytest.mark.parametrize(
    ("typed", "longer"),
    [
        ("оз", "оз*"),
        ("технопарк х", "технопарк х*"),
        ("х", "х*"),
        ("kind:technopark х", "kind:technopark х*"),
        ("kind:technopark хи", "kind:technopark хи*"),
        ("Нукус-фа", "Нукус-фа*"),
        ("оз kind:agreement", "оз* kind:agreement"),
    ],
)
def test_a_short_last_word_is_also_a_prefix(typed: str, longer: str) -> None:
    query = as_prefix(parse(typed))
    assert query is not None
    assert printer.show(query) == longer


@pytest.mark.parametrize("typed", ["", "озо", "оз*", '"оз"', "name:оз", "-оз", "kind:agreement"])
def test_other_words_are_not_prefixes(typed: str) -> None:
    assert as_prefix(parse(typed)) is None


@pytest.fixture(scope="module")
def session(built):
    with Session.open(built, read_only=True) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("оз", "org-ozon"),
        ("Tashkent ci", "place-uz-tk"),
        ("Eltech I", "park-eltech-industrial"),
        ("kind:technopark h", "park-himgrad"),
        ("Хи*", "park-himgrad"),
    ],
)
def test_names_are_found_by_their_first_letters(session: Session, typed: str, first: str) -> None:
    assert next(find.ids(session, typed, exact=True, limit=1)) == first


def test_a_two_letter_word_that_occurs_is_not_a_prefix(session: Session) -> None:
    """IT would find Italy, and half the catalogue would precede the intended records."""
    as_word = list(find.ids(session, "IT", exact=True))
    assert as_word
    assert len(as_word) < len(list(find.ids(session, "IT*", exact=True)))


def test_two_letters_are_a_prefix_in_names_only(session: Session) -> None:
    assert set(find.ids(session, "сф*", exact=True)) <= set(find.ids(session, "name:сф*", exact=True))
