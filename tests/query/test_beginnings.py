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


@pytest.mark.parametrize(
    ("typed", "first"),
    [("Фонд развития Ли", "org-lipetsk-idf"), ("Министерство ин", "org-mift-uz"), ("то", "place-ru-tom")],
)
def test_a_last_stop_word_of_two_letters_is_a_prefix_if_a_name_begins_so(
    session: Session, typed: str, first: str
) -> None:
    """Ли is also Russian for whether, ин is spelt like the English in."""
    assert first in list(find.ids(session, typed, exact=True))[:3]


def test_a_last_stop_word_that_begins_no_name_is_ignored(session: Session) -> None:
    assert list(find.ids(session, "технополис их", exact=True)) == list(find.ids(session, "технополис", exact=True))


def test_a_stop_word_with_a_star_is_only_a_prefix(session: Session) -> None:
    """The word itself is in half of the texts."""
    assert set(find.ids(session, "по*", exact=True)) <= set(find.ids(session, "name:по*", exact=True))


def test_a_two_letter_word_that_occurs_is_not_a_prefix(session: Session) -> None:
    """IT would find Italy, and half the catalogue would precede the intended records."""
    as_word = list(find.ids(session, "IT", exact=True))
    assert as_word
    assert len(as_word) < len(list(find.ids(session, "IT*", exact=True)))


def test_two_letters_are_a_prefix_in_names_only(session: Session) -> None:
    assert set(find.ids(session, "сф*", exact=True)) <= set(find.ids(session, "name:сф*", exact=True))
