"""A value that would be a longer name together with the word after it is remarked on: quotes are missing."""

from __future__ import annotations

import pytest

from catalogue.api import find
from catalogue.api.session import Session


@pytest.fixture(scope="module")
def session(built):
    with Session.open(built) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "longer"), [("source:RIA Novosti", "RIA Novosti"), ("party:TMX International", "TMX International")]
)
def test_a_name_without_quotes_is_remarked_on(session, typed, longer) -> None:
    (note,) = find.search(session, typed).notes
    assert (note.code, note.params["longer"]) == ("query.value_ends", longer)


@pytest.mark.parametrize(
    "typed", ['source:"RIA Novosti"', "party:акит технопарк", "source:src-ria-eltech технопарк", "RIA Novosti"]
)
def test_a_value_beside_other_words_is_not(session, typed) -> None:
    assert find.search(session, typed).notes == ()
