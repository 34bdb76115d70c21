"""What a dossier covers; every value in it can be traced to a source."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue.api import dossier
from catalogue.api.session import Session
from catalogue.errors import BadUsage, NotFound
from catalogue.model.dossier import Dossier

TODAY = date(2025, 3, 1)
UZ_RU_AGREEMENTS = {
    "agr-akit-uzeltechsanoat", "agr-business-councils", "agr-cci-ozon", "agr-fergana-bashkortostan", "agr-it-parks",
    "agr-jizzakh-bashkortostan", "agr-mineconomy-akit", "agr-surkhandaryo-tatarstan", "agr-tashkent-gms-water",
    "agr-tashkent-metro-tmx", "agr-two-industrial-parks",
}  # fmt: skip


@pytest.fixture(scope="module")
def session(built):
    with Session.open(built, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def compiled(session):
    def of(query: str, **more: int) -> Dossier:
        return dossier.of(session, query, today=TODAY, **more)

    return of


def ids(brief: Dossier, *kinds: str) -> set[str]:
    return {card.record.id for card in brief.of(*kinds)}


@pytest.mark.parametrize("query", ["country:UZ country:RU", "country:RU country:UZ", "страна:Россия davlat:UZ"])
def test_a_pair_of_countries_covers_what_concerns_both(compiled, query: str) -> None:
    brief = compiled(query)
    assert brief.scope == "pair"
    assert ids(brief, "agreement") == UZ_RU_AGREEMENTS
    assert ids(brief, "event") == {"evt-eltech-meeting", "evt-forum-1", "evt-forum-3", "evt-panel-1"}
    assert ids(brief, "technopark") >= {"park-chirchiq", "park-himgrad", "park-alabuga", "park-jizzakh-chemical"}
    assert "park-technopark-mordovia" not in ids(brief, "technopark")
    assert ids(brief, "organisation", "person", "place") == set()


def test_another_pair_covers_its_own_records(compiled) -> None:
    brief = compiled("country:UZ country:KZ")
    assert ids(brief, "agreement") == {"agr-uz-kz-roadmap"}
    assert ids(brief, "project") == {"proj-ictec", "proj-uz-kz-list", "proj-uz-kz-trade-barriers"}
    assert ids(brief, "technopark", "cluster") == set()


def test_two_regions_are_a_pair(compiled) -> None:
    brief = compiled("place:UZ-JI place:RU-BA")
    assert (brief.scope, brief.places) == ("pair", ("UZ-JI", "RU-BA"))
    assert ids(brief, "agreement") == {"agr-jizzakh-bashkortostan"}


@pytest.mark.parametrize("query", ["region:UZ-FA", "country:UZ region:UZ-FA", "place-uz-fa", "place:UZ-FA"])
def test_a_region_code_and_its_record_give_the_same_dossier(compiled, query: str) -> None:
    brief = compiled(query)
    assert (brief.scope, brief.places) == ("place", ("UZ-FA",))
    assert brief.subject is not None
    assert brief.subject.record.id == "place-uz-fa"
    assert ids(brief, "agreement") == {"agr-fergana-bashkortostan"}
    assert "evt-panel-1" in ids(brief, "event")
    assert "mile-fergana-plan-end" in {entry.record for entry in brief.agenda.entries}


@pytest.mark.parametrize("query", ["park-chirchiq", "id:park-chirchiq"])
def test_a_record_comes_with_the_records_linked_to_it(compiled, query: str) -> None:
    brief = compiled(query)
    assert brief.scope == "record"
    assert brief.subject is not None
    assert brief.subject.record.id == "park-chirchiq"
    assert ids(brief, "technopark", "project") == {"park-himgrad", "proj-chirchiq-residents"}
    assert [gap.missing for gap in brief.gaps] == [11]


def test_a_partner_comes_with_its_agreements_and_what_they_cover(compiled) -> None:
    brief = compiled("org-akit")
    assert ids(brief, "agreement") == {"agr-akit-uzeltechsanoat", "agr-mineconomy-akit"}
    assert ids(brief, "technopark") == {"park-eltech-industrial"}


def test_any_other_query_covers_its_results_and_their_milestones(compiled, session) -> None:
    from catalogue.api import find

    brief = compiled("kind:agreement level:interregional")
    found = set(find.ids(session, "kind:agreement level:interregional"))
    assert brief.scope == "query"
    assert ids(brief, "agreement") == found
    assert ids(brief, "milestone") == {"mile-fergana-plan-end", "mile-jizzakh-plan-end"}
    assert len(brief.cards) == len(found) + 2


@pytest.mark.parametrize(
    "query", ["country:UZ country:RU", "country:UZ", "src-uz-kz-talks", "org-akit", "Татарстан", "kind:person"]
)
def test_every_reference_is_a_source_and_every_source_is_numbered(compiled, query: str) -> None:
    brief = compiled(query)
    numbers = [own.number for own in brief.sources]
    assert numbers == list(range(1, len(numbers) + 1))
    result = [own.references for own in brief.timeline]
    result += [part.references for figure in brief.figures for part in figure.parts]
    assert {own.number for references in result for own in references} <= set(numbers)
    for card in brief.all_cards():
        assert {cited.number for cited in card.sources} <= set(numbers)
    assert all(brief.number(gap.source) for gap in brief.gaps)


def test_the_same_day_gives_the_same_dossier(session, compiled) -> None:
    assert compiled("country:UZ country:RU") == compiled("country:UZ country:RU")


def test_an_empty_query_and_an_empty_result_are_refused(compiled) -> None:
    with pytest.raises(BadUsage, match=r"dossier\.no_query"):
        compiled("  ")
    with pytest.raises(NotFound, match=r"dossier\.nothing"):
        compiled("kind:agreement status:superseded")


def test_a_truncated_dossier_reports_the_number_found(compiled) -> None:
    whole, brief = compiled("kind:agreement"), compiled("kind:agreement", most=3)
    assert len(brief.cards) == 3
    assert brief.found == whole.found == len(whole.cards) > 13


@pytest.mark.parametrize(
    ("records", "query"),
    [
        (("place-ru", "place-uz"), "place:RU place:UZ"),
        (("org-akit", "org-uzeltechsanoat"), "link:org-akit link:org-uzeltechsanoat"),
        (("place-ru-ta", "org-akit"), "place:RU-TA link:org-akit"),
        (("place-chirchiq", "org-akit"), "place:place-chirchiq link:org-akit"),
        (("agr-it-parks", "agr-cci-ozon"), "id:agr-it-parks,agr-cci-ozon"),
        (("org-akit",), "org-akit"),
        (("org-akit", "org-ozon", "org-tmx"), "id:org-akit,org-ozon,org-tmx"),
    ],
)
def test_two_that_can_be_partners_are_a_pair_and_documents_are_not(session, records, query) -> None:
    assert dossier.query_on(session, records) == query


def test_the_dossier_of_two_organisations_holds_what_both_are_linked_to(compiled) -> None:
    brief = compiled("link:org-akit link:org-uzeltechsanoat")
    assert (brief.scope, brief.places, brief.subject) == ("pair", (), None)
    assert brief.partners == (
        "Association of Clusters, Technoparks and Special Economic Zones of Russia",
        "Uzeltechsanoat",
    )
    assert ids(brief, "agreement") == {"agr-akit-uzeltechsanoat"}
    assert ids(brief, "technopark") == {"park-eltech-industrial"}
    assert ids(brief, "organisation") == set()


def test_two_organisations_without_anything_in_common_have_no_dossier(compiled) -> None:
    with pytest.raises(NotFound, match=r"dossier\.nothing"):
        compiled("link:org-ozon link:org-tmx")
