"""Suggestions for an open catalogue: those of the query language, then those from its content."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.api import find, marks
from catalogue.api.session import Session
from catalogue.api.suggest import LIMIT, saved, suggest, tags


@pytest.fixture(scope="module")
def session(built):
    with Session.open(built, lang="ru") as opened:
        yield opened


def offered(session: Session, text: str) -> list[str]:
    return [text[: each.start] + each.text for each in suggest(session, text, len(text))]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kind:tech", "kind:technopark"),
        ("status:подп", "status:signed"),
        ("stat", "status:"),
        ("чирч", "Чирчик"),
        ("чирч", "id:park-chirchiq"),
        ("tosh", "Toshkent"),
        ("a party:акит", "a party:org-akit"),
        ("party:org-ak", "party:org-akit"),
        ("link:алабу", "link:park-alabuga"),
        ("place:Ферг", "place:UZ-FA"),
        ("id:park-chi", "id:park-chirchiq"),
        ("topic:chem", "topic:=chemicals"),
        ("topic:Light", 'topic:="light industry"'),
        ("name:Мирз", "name:Мирзиёев"),
    ],
)
def test_fields_values_words_and_records_are_suggested(session, typed, expected) -> None:
    assert expected in offered(session, typed)


def test_words_in_the_typed_script_are_suggested_first_each_in_one_form(session) -> None:
    assert offered(session, "tatar")[:2] == ["Tatarstan", "Tatariston"]
    assert [each for each in offered(session, "ферган") if each.endswith(("ой", "ая"))] == ["Ферганской"]


def test_only_records_that_can_have_a_role_are_suggested_for_it(session) -> None:
    assert not any("agr-" in each for each in offered(session, "party:сотрудн"))


def test_every_suggestion_finds_something(session) -> None:
    """A suggestion that finds nothing is worse than none."""
    for typed in ("чирч", "алюм", "party:татар", "topic:c", "id:park", "link:мастер"):
        suggestions = offered(session, typed)
        assert suggestions, typed
        for text in suggestions:
            assert find.search(session, text, exact=True).total, text


def test_tags_and_saved_searches_are_suggested(shipped) -> None:
    with Session.open(shipped) as session:
        marks.tag(session, "quarter", ["park-chirchiq"])
        marks.save(session, "watch list", "kind:technopark")
        assert offered(session, "tag:qua") == ["tag:=quarter"]
        assert (tags(session, "q"), saved(session, "wat")) == (("quarter",), ("watch list",))
        assert (tags(session, "z"), saved(session, "z")) == ((), ())


@settings(max_examples=60)
@given(st.text(max_size=20), st.integers(0, 20))
def test_any_text_gives_a_limited_number_of_suggestions(session, text, cursor) -> None:
    assert len(suggest(session, text, cursor)) <= LIMIT


def test_a_value_that_begins_with_a_character_of_private_use_is_looked_up_like_any_other(session) -> None:
    """The code before U+E000 is half a character."""
    assert tags(session, "\ue000") == saved(session, "\ue000") == ()
    assert offered(session, "topic:\ue000") == []
