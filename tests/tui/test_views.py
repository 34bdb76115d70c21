"""Views name columns, facets and orders known to the registry and the query language."""

from __future__ import annotations

import pytest

from catalogue.model.kinds import KINDS
from catalogue.present import listing
from catalogue.query import fields, rewrite
from catalogue.tui.views import LISTS, VIEWS, arranged, asked, choosable, find, holding, usual


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_every_column_facet_and_order_exists(view):
    for shown in view.columns:
        assert listing.column(shown.name, "en").name == shown.name
        assert shown.least <= shown.most
    for name in view.facets:
        assert rewrite.ticked("", name) == (frozenset(), frozenset())
    assert view.sorts[0] == ""
    assert all(fields.sortable(name) for name in view.sorts[1:])


@pytest.mark.parametrize("view", LISTS[:-1], ids=lambda view: view.id)
def test_all_facets_of_a_kind_are_offered(view):
    declared = {field.name for field in KINDS[view.kind].all_fields if field.facet}
    assert declared <= set(view.facets)


@pytest.mark.parametrize("view", LISTS, ids=lambda view: view.id)
def test_every_choosable_column_exists_and_the_defaults_are_among_them(view):
    possible = choosable(view)
    assert set(usual(view)) <= set(possible)
    assert [listing.column(name, "ru").name for name in possible] == list(possible)
    assert arranged(view, ()) == view
    assert usual(arranged(view, possible)) == usual(view)


def test_columns_are_in_the_chosen_order_with_kind_form_and_date_before_the_name():
    names = [column.name for column in arranged(LISTS[1], ("jobs", "date", "places")).columns]
    assert names == ["mark", "date", "label", "jobs", "places"]


def test_an_unknown_view_is_the_first_and_a_kind_without_a_view_is_listed_among_all():
    assert find("no such view") is VIEWS[0]
    assert find(None) is VIEWS[0]
    assert holding("cluster").id == "clusters"
    assert holding("person").id == "all"


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ("", "agreements"),
        ("чирчик", "agreements"),
        ("kind:technopark", "technoparks"),
        ("kind:cluster sort:name", "clusters"),
        ("kind:cluster,technopark", "all"),
        ("kind:person", "all"),
        ("(kind:cluster | chirchiq)", "agreements"),
    ],
)
def test_a_query_starts_in_the_view_of_its_kind(query, view):
    assert asked(query).id == view
