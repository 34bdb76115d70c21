"""The values of a facet as lines to choose from: each line leads to its value."""

from __future__ import annotations

from catalogue.model.answers import Facet, FacetValue
from catalogue.present import tallies
from catalogue.present.shapes import text_of
from catalogue.tui import facetlines

VALUES = (FacetValue("UZ-FA", "Fergana\x1b region", 3), FacetValue("-", "", 2), FacetValue(None, "", 1))
FACET = Facet("region", "region", VALUES)


def test_every_line_stands_for_its_value_and_is_safe():
    lines = facetlines.lines(FACET)
    assert [text_of(line) for line in lines] == ["Fergana␛ region  3", "-  2", "not recorded  1"]
    assert [facetlines.value_of(line[0].target) for line in lines] == ["UZ-FA", "-", None]


def test_some_facets_have_their_own_names():
    assert tallies.title(Facet("year", "date", ())) == "year"
    assert tallies.title(FACET) == "region"
