"""The parts of a dossier: sums keep their qualifiers, sources are numbered once, dates are in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import dates, dossier, evidence, quantities
from catalogue.model.card import Card, Cited
from catalogue.model.dossier import Reference
from catalogue.model.kinds import KINDS
from catalogue.model.records import Claim, Link, Name, Record
from catalogue.present import figures as words
from made import DATES

FIGURES = st.sampled_from(
    ["7", ">10 actual", ">30 planned", "12 planned", "<5", "~40 target", "10..15 declared", "3 actual @2024-02", ">=2"]
)


def card(record: Record) -> Card:
    """A card with the record's own sources, numbered in order of appearance."""
    names = dict.fromkeys((*record.linked("source"), *(claim.source for claim in record.claims if claim.source)))
    sources = tuple(Cited(number, name, name.upper(), {}) for number, name in enumerate(names, 1))
    return Card(
        record, record.id, (), (), sources, {}, evidence.conflicting(record), evidence.inferred(record)
    )  # fmt: skip


def park(name: str, claims: tuple[Claim, ...] = (), **values: str) -> Card:
    return card(Record(name, "technopark", values, (Name(name),), (Link("source", "src-a"),), (), claims).tidy())


@given(st.lists(FIGURES, min_size=1, max_size=8))
def test_a_sum_keeps_every_qualifier(values: list[str]) -> None:
    """Every unit, phase and kind of bound among the parts is in the terms; every part is given as recorded."""
    (figure,) = dossier.figures([park(f"park-{n}", residents=value) for n, value in enumerate(values)])
    assert [part.value for part in figure.parts] == values
    parts = [quantities.parse(value) for value in values]
    for part in parts:
        same = [term for term in figure.terms if (term.unit, term.phase) == (part.unit, part.phase)]
        assert same
        if part.op != "=":
            assert any(term.op[0] == part.op[0] for term in same), (part, figure.terms)
    said = words.sum_line(figure.terms, "en")
    assert all(part.phase in said for part in parts if part.phase)
    assert all(part.op[0] in said for part in parts if part.op != "=")
    if any(part.op != "=" or part.phase for part in parts):
        assert not said.replace(",", "").replace(" ", "").isdigit()


@given(st.lists(st.sampled_from(["30000000 USD", ">30000000 USD", "5000000 EUR planned", "7 RUB"]), min_size=1))
def test_money_is_added_only_within_one_currency(values: list[str]) -> None:
    (figure,) = dossier.figures([park(f"park-{n}", investment=value) for n, value in enumerate(values)])
    currencies = {quantities.parse(value, "currency").unit for value in values}
    assert {term.unit for term in figure.terms} == currencies


def test_a_figure_reports_missing_values_conflicting_claims_and_its_date() -> None:
    claims = (
        Claim("residents", ">10 actual", as_of="2024-02", source="src-b", basis="stated"),
        Claim("residents", "25 actual", source="src-a", basis="inferred", reason="counted on the map"),
    )
    cards, _sources = dossier.numbered([park("park-a", claims, residents=">10 actual"), park("park-b")])
    (figure,) = dossier.figures(cards)
    (part,) = figure.parts
    assert (figure.unknown, part.as_of, part.conflicting) == (1, "2024-02", ("25 actual",))
    assert part.references == (Reference(2),)


def test_figures_of_different_kinds_are_not_added() -> None:
    project = card(Record("proj-a", "project", {"jobs": "5"}).tidy())
    assert [(own.kind, own.field) for own in dossier.figures([project, park("park-a", jobs="7")])] == [
        ("technopark", "jobs"), ("project", "jobs")
    ]  # fmt: skip


def test_sources_are_numbered_once_in_card_order() -> None:
    claim = Claim("status", "operating", source="src-c", locator="page 2", basis="stated")
    one, two = park("park-a", (claim,), status="operating"), park("park-b")
    cards, sources = dossier.numbered([two, one], [Cited(0, "src-z", "Z", {}), Cited(0, "src-a", "A", {})])
    assert [(own.number, own.id) for own in sources] == [(1, "src-a"), (2, "src-c"), (3, "src-z")]
    assert dossier.references(cards[1], "status", ("operating",)) == (Reference(2, "page 2"),)
    assert dossier.references(cards[1], "residents") == (Reference(1),)


def test_a_source_is_cited_for_its_own_fields() -> None:
    (result,), sources = dossier.numbered([card(Record("src-a", "source", {"form": "news"}).tidy())])
    assert [own.id for own in sources] == ["src-a"]
    assert dossier.references(result, "form") == (Reference(1),)


def test_a_deprecated_claim_is_not_cited() -> None:
    claims = (
        Claim("status", "operating", source="src-b", rank="deprecated"),
        Claim("status", "operating", source="src-c", rank="preferred"),
    )
    (result,), _sources = dossier.numbered([park("park-a", claims, status="operating")])
    assert {own.number for own in dossier.references(result, "status", ("operating",))} == {3}


@given(st.lists(DATES, max_size=8))
def test_the_timeline_holds_every_date_in_order(values: list[str]) -> None:
    cards = [park(f"park-{n}", opened=value) for n, value in enumerate(values)]
    result = dossier.timeline(cards)
    assert sorted(own.date for own in result) == sorted(values)
    keys = [dates.sort_key(dates.parse(own.date)) for own in result]
    assert keys == sorted(keys)


def test_records_are_sorted_by_kind_status_and_date() -> None:
    records = [
        Record("agr-b", "agreement", {"status": "signed", "signed": "2024"}),
        Record("agr-a", "agreement", {"status": "signed"}),
        Record("agr-c", "agreement", {"status": "agreed"}),
        Record("agr-d", "agreement", {}),
        Record("park-a", "technopark", {}),
    ]
    result = dossier.ordered(card(record.tidy()) for record in reversed(records))
    assert [own.record.id for own in result] == ["agr-c", "agr-b", "agr-a", "agr-d", "park-a"]


def test_every_kind_has_a_place_and_the_main_ones_come_first() -> None:
    assert sorted(dossier.KIND_ORDER) == sorted(KINDS)
    assert dossier.KIND_ORDER[:3] == ("agreement", "technopark", "cluster")
    assert dossier.KIND_ORDER[-1] == "source"
