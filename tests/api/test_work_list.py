"""Agenda, coverage, lint, comparison, neighbourhood and the past over the shipped catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from catalogue.api import browse, calendar, compare, find, lint, neighbourhood, stats
from catalogue.api.session import Session
from catalogue.errors import BadUsage, NotFound
from catalogue.model.agenda import Agenda, entries
from catalogue.store import records

TODAY = date(2025, 11, 22)
PARK = "park-chirchiq"


@pytest.fixture
def session(built: Path) -> Iterator[Session]:
    with Session.open(built, read_only=True) as opened:
        yield opened


def asked(session: Session, query: str = "", **more) -> Agenda:
    return calendar.agenda(session, query, today=TODAY, days=4_000_000, **more)


def test_the_agenda_finds_what_a_scan_of_every_record_finds(session: Session) -> None:
    wanted = {(entry.code, entry.record) for record in records.every(session.reading) for entry in entries(record)}
    found = {(entry.code, entry.record) for entry in asked(session, start=date(1, 1, 1)).entries}
    folded = {("term_end", "agr-fergana-bashkortostan"), ("term_end", "agr-jizzakh-bashkortostan")}
    assert wanted - found == folded
    assert found <= wanted


def test_a_query_selects_its_records_and_their_milestones(session: Session) -> None:
    found = asked(session, "id:agr-fergana-bashkortostan").entries
    assert {"mile-fergana-plan-end", "agr-fergana-bashkortostan"} <= {entry.record for entry in found}
    only = asked(session, "kind:agreement place:UZ-FA", undated=False).entries
    assert [(entry.record, entry.of) for entry in only] == [("mile-fergana-plan-end", ("agr-fergana-bashkortostan",))]
    assert asked(session, "kind:place").entries == ()


def test_the_term_is_listed_where_its_milestone_is_filtered_out(session: Session) -> None:
    end = {entry.record for entry in asked(session, "id:agr-fergana-bashkortostan", undated=False).entries}
    assert end == {"mile-fergana-plan-end"}


def test_milestones_without_a_deadline_are_listed_as_undated(session: Session) -> None:
    """A recommendation that nobody has committed to is not listed."""
    found = calendar.agenda(session, "kind:milestone", today=TODAY, days=None, overdue=False).entries
    assert {entry.record for entry in found if not entry.recorded} == {
        "mile-associations-meeting",
        "mile-competition-entry",
        "mile-eltech-consultant",
        "mile-jizzakh-residents",
        "mile-two-parks",
        "mile-uz-kz-projects",
    }


def test_undated_entries_are_counted_when_not_listed(session: Session) -> None:
    every = asked(session)
    without = asked(session, undated=False)
    assert without.undated == sum(entry.day is None for entry in every.entries) > 0
    assert every.undated == 0


def test_names_are_in_the_readers_language(built: Path) -> None:
    with Session.open(built, lang="ru", read_only=True) as session:
        (entry,) = asked(session, "id:mile-fergana-plan-end").entries
        assert "Фергана" in entry.label or "Ферган" in entry.label
        assert any("Ферган" in label for label in entry.of_labels)


# ---------------------------------------------------------------- coverage


def test_the_query_of_a_gap_finds_the_reported_number(session: Session) -> None:
    gaps = stats.coverage(session)
    assert len(gaps) >= 7
    for gap in gaps:
        assert find.search(session, gap.query, exact=True, limit=0).total == gap.recorded, gap


def test_a_gap_has_its_declared_recorded_and_missing_numbers(session: Session) -> None:
    result = {
        (gap.record, gap.field): (gap.declared, gap.recorded, gap.missing, gap.inferred)
        for gap in stats.coverage(session)
    }
    assert result["evt-forum-3", "declared:agreement/commercial"] == ("7", 5, 2, True)
    assert result["evt-forum-3", "declared:agreement/interregional"] == ("3", 3, 0, True)
    assert result["park-chirchiq", "declared:resident"] == (">10 actual", 0, 11, False)
    assert result["evt-saransk-session", "declared:place/region"] == ("40", 5, 35, True)
    assert result["proj-uz-kz-list", "declared:project"] == ("13", 0, 13, False)


# ---------------------------------------------------------------- lint


def test_the_shipped_data_has_no_finding_above_info(session: Session) -> None:
    found = list(lint.lint(session, today=TODAY))
    assert [flaw for flaw in found if flaw.severity != "info"] == []
    assert found
    assert list(lint.lint(session, today=TODAY, severity="warning")) == []


def test_lint_can_be_narrowed_to_rules_and_records(session: Session) -> None:
    found = list(lint.lint(session, "kind:technopark", today=TODAY, rules=["figure_without_as_of"]))
    assert {(flaw.rule, flaw.record) for flaw in found} == {("figure_without_as_of", "park-jizzakh-chemical")}
    assert all(flaw.label for flaw in found)
    with pytest.raises(BadUsage, match=r"rule\.unknown"):
        lint.lint(session, today=TODAY, rules=["nothing"])


# ---------------------------------------------------------------- comparison, neighbourhood, the past


def test_records_of_one_kind_are_compared_in_the_given_order(session: Session) -> None:
    found = compare.compare(session, ["park-jizzakh-chemical", PARK, PARK])
    assert found.ids == ("park-jizzakh-chemical", PARK)
    (opened,) = (row for row in found.rows if row.field == "opened")
    assert (opened.cells, opened.differs) == ((("2023-04",), ()), True)
    assert found.labels["park-himgrad"] == "Himgrad"


@pytest.mark.parametrize(
    ("ids", "code"), [([PARK], "compare.few"), ([PARK, PARK], "compare.few"), ([PARK, "place-uz"], "compare.kinds")]
)
def test_one_record_and_records_of_different_kinds_cannot_be_compared(
    session: Session, ids: list[str], code: str
) -> None:
    with pytest.raises(BadUsage, match=code):
        compare.compare(session, ids)
    with pytest.raises(NotFound):
        compare.compare(session, [PARK, "park-none"])


def test_a_neighbourhood_is_what_a_walk_along_the_links_reaches(session: Session) -> None:
    joined: dict[str, set[str]] = {}
    for record in records.every(session.reading):
        for link in record.links:
            if link.role != "source":
                joined.setdefault(record.id, set()).add(link.object)
                joined.setdefault(link.object, set()).add(record.id)
    reached = {PARK: 0}
    for depth in range(1, 4):
        newest = {there for here in list(reached) for there in joined.get(here, ())} - set(reached)
        reached |= dict.fromkeys(newest, depth)
        found = neighbourhood.neighbourhood(session, PARK, depth)
        assert {node.id: node.depth for node in found.nodes} == reached
        assert all(edge.subject in reached and edge.object in reached for edge in found.edges)


def test_a_truncated_neighbourhood_keeps_the_nearest_records(session: Session) -> None:
    found = neighbourhood.neighbourhood(session, PARK, 3, limit=4)
    assert (len(found.nodes), found.cut) == (4, True)
    assert found.nodes[0].id == PARK
    assert neighbourhood.neighbourhood(session, PARK, 0).nodes[0].id == PARK
    with pytest.raises(NotFound):
        neighbourhood.neighbourhood(session, "park-none")


def test_a_past_card_equals_todays_if_nothing_has_changed(session: Session) -> None:
    then, now = browse.card_at(session, PARK, date(2026, 1, 1)), browse.card(session, PARK)
    assert then.record == now.record
    assert then.sources == now.sources
    assert {n.id for n in then.neighbours} == {n.id for n in now.neighbours if n.outgoing}
    with pytest.raises(NotFound, match=r"record\.not_then"):
        browse.card_at(session, PARK, date(2025, 12, 31))
    with pytest.raises(NotFound, match=r"record\.missing"):
        browse.card_at(session, "park-none", date(2026, 1, 1))
