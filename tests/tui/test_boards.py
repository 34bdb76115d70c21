"""Saving a search and opening it again leads back to the same list."""

from __future__ import annotations

import pytest

from catalogue.model.marks import Saved
from catalogue.present.shapes import text_of
from catalogue.tui import boards
from catalogue.tui.state import ViewState
from catalogue.tui.views import LISTS


@pytest.mark.parametrize("view", LISTS, ids=lambda view: view.id)
@pytest.mark.parametrize("query", ["", "farg'ona status:signed", "a | b", "park sort:-name", "-kind:person"])
def test_a_search_is_reopened_in_its_view_with_the_same_query(view, query):
    kept = boards.query_of(ViewState(query, view=view.id))
    found = boards.looking_of(kept)
    if "kind" in query:
        assert found == ("all", query)  # an excluded kind narrows further than any view
    else:
        assert found == (view.id, query)


def test_a_search_for_one_kind_is_opened_in_its_view_and_for_several_in_all():
    assert boards.looking_of("kind:cluster chemistry") == ("clusters", "chemistry")
    assert boards.looking_of("kind:cluster,technopark") == ("all", "kind:cluster,technopark")
    assert boards.looking_of("kind:person") == ("all", "kind:person")
    assert boards.looking_of("-kind:cluster") == ("all", "-kind:cluster")


def test_saved_searches_are_listed_safely_in_columns():
    lines = boards.saved([(Saved("a", "", ""), 1000), (Saved("longer \x1b[31m", "x", ""), 5)], "en")
    assert [text_of(line) for line in lines] == ["a             1000  everything", "longer ␛[31m     5  x"]
    assert [line[0].target for line in lines] == ["a", "longer \x1b[31m"]


def test_replaced_and_deleted_searches_are_reported():
    assert "old" in boards.saved_note(Saved("n", "new", ""), "old")
    assert boards.saved_note(Saved("n", "same", ""), "same") == boards.saved_note(Saved("n", "same", ""), "")
    assert "gone" in boards.removed_note(Saved("n", "gone", ""))
