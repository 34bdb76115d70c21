"""Each rule reports what it should, and gives vague dates and figures the benefit of the doubt."""

from __future__ import annotations

import pytest

from catalogue.model.lint import SEVERITIES, RuleContext, lint, wide_flaws
from catalogue.model.records import Claim, Link, Name, Record
from catalogue.model.rules import RULE_IDS, RULES, WIDE

TODAY = "2026-01-15"
FIRM = Record("org-firm", "organisation", {})
RUSSIAN = Record("org-firm", "organisation", {"country": "RU"})
PLAN = Record("agr-plan", "agreement", {"signed": "2023-05"})
SOURCED = (Link("source", "src-a"), Link("party", "org-x", "UZ"))


def agreement(**values: str) -> Record:
    return Record("agr-a", "agreement", values, (), SOURCED).tidy()


def park(*claims: Claim, **values: str) -> Record:
    return Record("park-a", "technopark", values, (), (Link("located_in", "place-uz"),), (), claims).tidy()


def linked(kind: str, link: Link, **values: str) -> Record:
    return Record("rec-a", kind, values, (), (link,)).tidy()


def found(record: Record, *objects: Record, incoming: int = 0) -> list[str]:
    around = RuleContext(TODAY, {other.id: other for other in objects}, incoming)
    return [flaw.rule for flaw in lint([(record, around)], RULES)]


# rule, what breaks it, a similar valid case
CASES = [
    (
        "in_force_before_signed",
        agreement(signed="2023-05", effective="2023-04"),
        agreement(signed="2023", effective="2023-04"),
    ),
    ("end_before_start", agreement(signed="2024", term="2020/2023"), agreement(signed="2024", term="2020/2024")),
    (
        "end_before_start",
        park(construction_start="2024", opened="2023-12"),
        park(construction_start="2024", opened="2024-01"),
    ),
    (
        "end_before_start",
        linked("organisation", Link("part_of", "org-x", start="2024", end="2023")),
        linked("organisation", Link("part_of", "org-x", start="2024", end="2024")),
    ),
    ("term_over", agreement(status="in_force", term="2020/2025"), agreement(status="in_force", term="2020/2026")),
    ("term_over", agreement(status="in_force", term="2020/2025"), agreement(status="signed", term="2020/2025")),
    (
        "term_over",
        agreement(status="in_force", term="2020/2025"),
        agreement(status="in_force", term="2020/2025", renewal="auto"),
    ),
    (
        "met_too_early",
        linked("milestone", Link("milestone_of", "agr-plan"), met_on="2023-04", form="commitment"),
        linked("milestone", Link("milestone_of", "agr-plan"), met_on="2023-05", form="commitment"),
    ),
    (
        "met_too_early",
        linked("milestone", Link("milestone_of", "x"), met_on="2023-01", due="2023-02/2023-04", form="deadline"),
        linked("milestone", Link("milestone_of", "x"), met_on="2023-01", due="2023-02", form="deadline"),
    ),
    (
        "free_over_area",
        park(free_ha="120 ha @2024", area_ha="100 ha @2024"),
        park(free_ha="100 ha @2024", area_ha="100 ha @2024"),
    ),
    (
        "free_over_area",
        park(free_ha="120 ha @2024", area_ha="50..100 ha @2024"),
        park(free_ha="120 ha @2024", area_ha=">100 ha @2024"),
    ),
    ("figure_without_as_of", park(residents="7"), park(residents="7 @2024")),
    ("figure_without_as_of", park(residents="7"), park(Claim("residents", "7", "2024", "src-a"), residents="7")),
    (
        "claim_without_source",
        park(Claim("status", "closed", basis="stated")),
        park(Claim("status", "closed", basis="editor")),
    ),
    (
        "no_preferred",
        park(Claim("status", "closed", source="src-a"), Claim("status", "stalled", source="src-b")),
        park(Claim("status", "closed", source="src-a", rank="preferred"), Claim("status", "stalled", source="src-b")),
    ),
    ("private_contact", park(summary="Call +998 90 123 45 67"), park(summary="Built in 1998, 12 345 67 m²")),
    ("private_contact", park(summary="ivanov@gmail.com"), park(summary="info@ministry.uz")),
    (
        "orphan",
        Record("org-a", "organisation", {}),
        Record("org-a", "organisation", {}, (), (Link("source", "src-a"),)),
    ),
    (
        "unlinked",
        Record("org-a", "organisation", {}, (), (Link("source", "src-a"),)),
        Record("org-a", "organisation", {}),
    ),
]


@pytest.mark.parametrize(("rule", "wrong", "right"), CASES, ids=[f"{case[0]}-{n}" for n, case in enumerate(CASES)])
def test_each_rule_reports_only_the_violation(rule: str, wrong: Record, right: Record) -> None:
    assert rule in found(wrong, PLAN)
    assert rule not in found(right, PLAN)


def test_a_party_needs_a_side_or_a_country() -> None:
    bare = Record("agr-a", "agreement", {}, (), (Link("party", "org-firm"),))
    sided = Record("agr-a", "agreement", {}, (), (Link("party", "org-firm", "RU"),))
    assert found(bare, FIRM) == ["party_without_country"]
    assert found(bare, RUSSIAN) == []
    assert found(sided, FIRM) == []


def test_a_record_that_others_link_to_is_not_an_orphan() -> None:
    assert found(FIRM, incoming=1) == []


def test_every_rule_is_tested_here_and_has_a_unique_id() -> None:
    tried = {rule for rule, *_ in CASES} | {"party_without_country"}
    assert tried == {rule.id for rule in RULES}
    assert len(set(RULE_IDS)) == len(RULE_IDS) == len(RULES) + len(WIDE.severities)
    assert {rule.severity for rule in RULES} <= set(SEVERITIES)


# ---------------------------------------------------------------- rules over all records


def named(
    record_id: str, *names: str, kind: str = "organisation", links: tuple[Link, ...] = (), **values: str
) -> Record:
    return Record(record_id, kind, values, tuple(Name(text, "") for text in names), links).tidy()


def duplicate_names(*records: Record) -> list[tuple[str, str, tuple[str, ...]]]:
    by_id = {record.id: record for record in records}
    gathering = WIDE.begin()
    for record in records:
        gathering.add(record)
    flaws = wide_flaws(gathering, WIDE, WIDE.severities.keys(), lambda ids: {own: by_id[own] for own in ids})
    return [(flaw.rule, flaw.record, flaw.others) for flaw in flaws]


def test_a_name_in_two_scripts_is_reported() -> None:
    assert duplicate_names(named("org-a", "Uzeltexsanoat"), named("org-b", "Узелтехсаноат")) == [
        ("names_differ_by_script", "org-b", ("org-a",))
    ]


def test_equal_names_are_a_probable_duplicate_whatever_their_case_and_order() -> None:
    found = [("probable_duplicate", "org-b", ("org-a",))]
    one, other = named("org-a", "“Himgrad” AO"), named("org-b", "HIMGRAD ao", "Химград АО")
    assert duplicate_names(one, other) == found
    assert duplicate_names(other, one) == found


@pytest.mark.parametrize(
    "other",
    [
        named("org-b", "Himgrad", country="RU"),
        named("org-b", "Himgrad", kind="technopark"),
        named("org-b", "Himgrad", links=(Link("possibly_same_as", "org-a"),)),
        named("org-b", "Himgrad 2"),
    ],
    ids=["another country", "another kind", "linked", "another name"],
)
def test_records_that_differ_or_are_linked_are_not_duplicates(other: Record) -> None:
    assert duplicate_names(named("org-a", "Himgrad", country="UZ"), other) == []


def test_a_title_shared_by_agreements_is_no_duplicate_if_parties_or_days_differ() -> None:
    def memorandum(record_id: str, party: str, signed: str) -> Record:
        links = (Link("party", party, "UZ"),)
        return named(record_id, "Memorandum", kind="agreement", links=links, signed=signed)

    first = memorandum("agr-a", "org-a", "2024-02-02")
    assert duplicate_names(first, memorandum("agr-b", "org-b", "2024-02-02")) == []
    assert duplicate_names(first, memorandum("agr-b", "org-a", "2023")) == []
    assert len(duplicate_names(first, memorandum("agr-b", "org-a", "2024"))) == 1
