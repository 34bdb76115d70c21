"""What the screens request from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.api import care
from catalogue.api.session import Session
from catalogue.tui import asking
from catalogue.tui.state import ViewState
from catalogue.tui.views import LISTS


@pytest.fixture
def session(built: Path) -> Iterator[Session]:
    with Session.open(built, read_only=True) as session:
        yield session


def test_consecutive_pages_form_the_whole_list(session):
    looking = ViewState(view="all")
    whole = asking.page(session, looking, offset=0, limit=40)
    parts = [asking.page(session, looking, offset=at, limit=20) for at in (0, 20)]
    assert [row.id for part in parts for row in part.rows] == [row.id for row in whole.rows]
    assert asking.exact(session, looking) == whole.total == asking.counts(session)["all"]


def test_counts_equal_those_of_the_views(session):
    known = care.about(session).counts
    expected = {view.id: known.get(view.kind, 0) if view.kind else sum(known.values()) for view in LISTS}
    assert asking.counts(session) == expected


def test_a_ticked_facet_keeps_its_other_values(session):
    free = {facet.field: facet.values for facet in asking.facets(session, ViewState())}
    ticked = {facet.field: facet.values for facet in asking.facets(session, ViewState("status:signed"))}
    assert ticked["status"] == free["status"]
    assert sum(value.count for value in ticked["form"]) < sum(value.count for value in free["form"])


def test_a_ticked_value_without_records_keeps_its_label(built: Path):
    with Session.open(built, read_only=True, lang="ru") as session:
        looking = ViewState("чирчик kind:agreement country:CN", view="all")
        found = {facet.field: {each.value: each for each in facet.values} for facet in asking.facets(session, looking)}
    assert (found["kind"]["agreement"].label, found["kind"]["agreement"].count) == ("Соглашения", 0)
    assert (found["country"]["CN"].label, found["country"]["CN"].count) == ("Китай", 0)


def test_a_ticked_value_that_does_not_exist_is_labelled_as_it_is_written(built: Path):
    with Session.open(built, read_only=True) as session:
        counted = asking.facets(session, ViewState("kind:technopark,technoparkG", view="all"))
    kinds = {each.value: each for facet in counted if facet.field == "kind" for each in facet.values}
    assert (kinds["technoparkG"].label, kinds["technoparkG"].count) == ("technoparkG", 0)


def test_every_alternative_finds_as_many_records_as_it_says(session):
    ways = asking.alternatives(session, ViewState("farg'ona status:agreed"))
    assert ways
    for way in ways:
        assert asking.exact(session, ViewState(way.query, view=way.view)) == way.count > 0


def test_removing_all_filters_keeps_the_words(session):
    assert asking.untick(ViewState("park status:signed -country:KZ sort:name")) == "park sort:name"


def test_sort_orders_cycle_and_can_be_reversed():
    looking, seen = ViewState("park"), []
    while not seen or looking.sort:
        looking = ViewState(asking.next_sort(looking, LISTS[0].sorts))
        seen.append(looking.sort)
    assert seen[-1] == ""
    assert len(set(seen)) == len(seen) > 3
    assert asking.reversed_sort(ViewState("park")) == "park sort:date"
    assert asking.reversed_sort(ViewState("park sort:name")) == "park sort:-name"


def test_a_record_is_found_in_the_list_on_any_page(session):
    looking = ViewState("sort:name", view="all")
    ids = [row.id for row in asking.page(session, looking, offset=0, limit=1000).rows]
    assert all(asking.listed(session, record, looking) for record in (ids[0], ids[150], ids[-1]))
    assert not asking.listed(session, "org-akit", ViewState("alpha | beta", view="agreements"))
    assert not asking.listed(session, "agr-cci-ozon", ViewState("id:agr-fergana-bashkortostan"))
    assert asking.listed(session, "agr-cci-ozon", ViewState("id:agr-fergana-bashkortostan | memorandum"))


def test_a_record_is_shown_in_the_view_of_its_kind(session):
    assert asking.view_of(session, "park-chirchiq") == "technoparks"
    assert asking.view_of(session, "org-akit") == "all"
    assert asking.view_of(session, "no-such-record") == "agreements"


@pytest.mark.parametrize(
    ("typed", "meant", "count"),
    [
        ("status:signd", "status:signed", 9),
        ("stats:signed", "status:signed", 9),
        ("STATUS: signde", "STATUS: signed", 9),
        ("status:purple", "", 0),
    ],
)
def test_the_probably_intended_query_is_an_alternative(built, typed, meant, count):
    with Session.open(built) as session:
        ways = asking.alternatives(session, ViewState(typed))
    assert [(way.meant, way.count) for way in ways if way.meant] == ([(meant, count)] if meant else [])
