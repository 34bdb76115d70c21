"""The count of a facet value is the number of records found when it is ticked."""

from __future__ import annotations

import pytest

from catalogue.api import find
from catalogue.api.session import Session
from catalogue.query import rewrite


@pytest.fixture(scope="module")
def session(built):
    with Session.open(built, lang="ru") as opened:
        yield opened


@pytest.mark.parametrize("base", ["", "узбекистан", "-kind:place country:RU"])
@pytest.mark.parametrize("name", find.facet_names())
def test_the_count_of_a_value_is_the_number_of_records_it_finds(session, base, name) -> None:
    if name in base:
        pytest.skip("a further value of a field widens the query")
    (facet,) = find.facets(session, base, [name], limit=12, exact=True)
    for value in facet.values:
        query = rewrite.toggle(base, name, value.value)
        assert find.search(session, query, exact=True, limit=0).total == value.count, query


def test_an_agreement_is_in_the_countries_of_its_sides(session) -> None:
    """A party may act for a side without having a country of its own."""
    assert "agr-tashkent-metro-tmx" in set(find.ids(session, "country:RU"))


@pytest.mark.parametrize(
    ("name", "label"), [("lang", "русский"), ("status", "подписано"), ("level", "межрегиональный")]
)
def test_codes_are_shown_with_their_labels(session, name, label) -> None:
    (facet,) = find.facets(session, "", [name])
    assert not facet.values or label in [value.label for value in facet.values]
