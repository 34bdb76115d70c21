"""Counts for charts: each is the number of records that its value finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.api import find, stats
from catalogue.api.session import Session
from catalogue.query import rewrite


@pytest.mark.parametrize("query", ["", "kind:agreement", "kind:technopark,cluster technopark", "nothing-like-this"])
def test_each_count_is_the_number_of_records_its_value_finds(built: Path, query: str) -> None:
    with Session.open(built) as session:
        counted = stats.breakdown(session, query)
        assert [facet.field for facet in counted.facets] == list(stats.CHARTED)
        assert counted.total == find.search(session, query, limit=0).total
        for facet in counted.facets:
            for own in facet.values[:25]:
                if facet.field != "kind" or "kind:" not in query:
                    asked = rewrite.only(query, facet.field, own.value)
                    assert find.search(session, asked, limit=0).total == own.count, asked


def test_the_map_counts_records_by_place_and_place_records_only_on_request(built: Path) -> None:
    with Session.open(built) as session:
        (regions,) = stats.regions(session).facets
        counts = {own.value: own.count for own in regions.values if own.value}
        assert find.search(session, "-kind:place region:UZ-TO", limit=0).total == counts["UZ-TO"] > 0
        assert len(counts) < 30
        (places,) = stats.regions(session, "kind:place").facets
        assert len(places.values) > 80
        assert stats.regions(session, kind="place").facets[0].values == places.values
        assert stats.located("-kind:event") == "-kind:event"
