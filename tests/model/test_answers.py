"""Identical links are shown once, with all their sources."""

from __future__ import annotations

from catalogue.model.card import Neighbour, merged
from catalogue.model.records import Link


def _post(source: str, note: str = "minister") -> Neighbour:
    return Neighbour(Link("holds_post", "org-a", note=note, source=source), True, "org-a", "organisation", "A")


def test_a_post_named_by_two_sources_is_one_line_with_both() -> None:
    ((own, sources),) = merged([_post("src-a"), _post("src-b")])
    assert (own.link.note, sources) == ("minister", ("src-a", "src-b"))


def test_links_that_differ_in_more_than_their_source_stay_separate() -> None:
    found = merged([_post("src-a"), _post("src-a", "deputy"), _post("")])
    assert [(own.link.note, sources) for own, sources in found] == [("minister", ("src-a",)), ("deputy", ("src-a",))]


def test_the_card_of_a_person_named_by_two_sources_cites_both(ask) -> None:
    posts = [line for line in ask("show", "per-denis-manturov").lines if "Minister of Industry and Trade" in line]
    assert len(posts) == 1
    assert posts[0].endswith("¹ ²")
