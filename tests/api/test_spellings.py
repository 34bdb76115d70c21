"""Other spellings in which the words of a query were found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.api import find
from catalogue.api.session import Session
from catalogue.api.spellings import spellings


@pytest.fixture
def session(built: Path) -> Iterator[Session]:
    with Session.open(built, read_only=True) as session:
        yield session


def found(session: Session, query: str, **more: int) -> tuple[str, ...]:
    ids = [row.id for row in find.search(session, query, limit=100).rows]
    return spellings(session, query, ids, **more)


def test_other_scripts_and_transliterations_are_listed_without_the_typed_word(session: Session) -> None:
    result = found(session, "farg'ona")
    assert {"Fergana", "Фергана"} <= set(result)
    assert not any(word.casefold().replace("‘", "'") == "farg'ona" for word in result)


def test_forms_of_a_word_are_listed_once_and_the_number_is_limited(session: Session) -> None:
    assert len(found(session, "farg'ona", most=2)) == 2
    result = found(session, "Ташкент", most=50)
    assert "Ташкента" in result
    assert not {"Ташкенте", "Ташкентом", "Ташкенту"} & set(result)


@pytest.mark.parametrize("query", ["", "status:signed", "-farg'ona"])
def test_a_query_without_words_has_none(session: Session, query: str) -> None:
    assert found(session, query) == ()
