"""The agenda lists everything that needs attention, once, on the last day that it can mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.model.agenda import Entry, Request, entries, selected
from catalogue.model.records import Link, Record

TODAY = date(2025, 11, 1)
FOREVER = Request(date(1, 1, 1), date(1, 1, 1), 4_000_000, overdue=True, undated=True)
# Each date with the first and the last day that it can mean; None where there is no such day.
DAYS = {
    "2024-02-29": ("2024-02-29", "2024-02-29"),
    "2024?-02-02": ("2024-02-02", "2024-02-02"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2025": ("2025-01-01", "2025-12-31"),
    "2025-11-01": ("2025-11-01", "2025-11-01"),
    "2026-01": ("2026-01-01", "2026-01-31"),
    "202X": ("2020-01-01", "2029-12-31"),
    "XXXX-06-24": None,
}
TERMS = {
    "2023/2025": ("2025-01-01", "2025-12-31"),
    "../2025-12-31": ("2025-12-31", "2025-12-31"),
    "2026-03": ("2026-03-01", "2026-03-31"),
    "2023/": None,
    "XXXX-06-24/XXXX-06-25": None,
}
ENDLESS = "2023/.."
SPANS = {**DAYS, **TERMS}


def agreement(**values: str) -> Record:
    return Record("agr-a", "agreement", values).tidy()


def milestone(*of: str, **values: str) -> Record:
    links = tuple(Link("milestone_of", other) for other in of)
    return Record("mile-a", "milestone", {"form": "commitment", **values}, (), links).tidy()


def result(record: Record, **more: int) -> list[tuple[str, str | None]]:
    return [(entry.code, entry.day) for entry in entries(record, **more)]


def test_a_vague_end_of_a_term_is_listed_on_its_last_day_and_marked_vague() -> None:
    (entry,) = entries(agreement(term="2023/2025", status="approved"))
    assert (entry.code, entry.day, entry.earliest, entry.vague) == ("term_end", "2025-12-31", "2025-01-01", True)
    (exact,) = entries(agreement(term="2023/2025-12-31", status="approved"))
    assert not exact.vague


def test_an_uncertain_date_is_vague_although_it_is_a_single_day() -> None:
    (entry,) = entries(milestone(due="2024?-02-02"))
    assert (entry.day, entry.earliest, entry.vague) == ("2024-02-02", "2024-02-02", True)


@pytest.mark.parametrize(
    ("renewal", "expected"),
    [
        ("", [("term_end", "2026-12-31"), ("notice", "2026-10-02")]),
        ("none", [("term_end", "2026-12-31")]),
        ("on_notice", [("term_end", "2026-12-31"), ("notice", "2026-10-02")]),
        ("auto", [("renewal", "2026-12-31"), ("notice", "2026-10-02")]),
    ],
)
def test_the_notice_window_follows_from_term_renewal_and_days(renewal: str, expected: list[tuple[str, str]]) -> None:
    assert result(agreement(status="in_force", term="2024/2026-12-31", notice_days="90", renewal=renewal)) == expected


def test_notice_lapses_with_the_term() -> None:
    found = list(entries(agreement(status="in_force", term="2024/2026-12-31", notice_days="90")))
    before = selected(found, Request(date(2026, 11, 1), date(2026, 11, 1), 90))
    after = selected(found, Request(date(2027, 1, 1), date(2027, 1, 1), 90))
    assert [entry.code for entry in before] == ["notice", "term_end"]
    assert [entry.code for entry in after] == ["term_end"]


def test_a_term_without_end_gives_no_entry_and_one_with_an_unknown_end_is_undated() -> None:
    assert result(agreement(status="in_force", term="2023/..")) == []
    assert result(agreement(status="in_force", term="2023/")) == [("term_end", None)]


@pytest.mark.parametrize("status", ["completed", "expired", "terminated", "superseded"])
def test_settled_records_give_no_entry(status: str) -> None:
    assert result(agreement(status=status, term="2023/2025", signed="2023-01-01")) == []


def test_an_open_park_expires_and_a_closed_one_does_not() -> None:
    park = Record("park-a", "technopark", {"valid_until": "2030-06", "status": "operating"}).tidy()
    assert result(park) == [("expiry", "2030-06-30")]
    assert result(Record("park-a", "technopark", {"valid_until": "2030-06", "status": "closed"}).tidy()) == []


def test_a_signed_agreement_not_in_force_is_due_some_months_after_its_latest_possible_date() -> None:
    assert result(agreement(status="signed", signed="2024-02")) == [("not_in_force", "2025-02-28")]
    assert result(agreement(status="signed", signed="2023-08-31"), months=6) == [("not_in_force", "2024-02-29")]
    assert result(agreement(status="signed")) == [("not_in_force", None)]
    assert result(agreement(status="signed", signed="XXXX-06-24")) == [("not_in_force", None)]
    assert result(agreement(status="signed", signed="2024-02", effective="2024-03")) == []
    assert result(agreement(status="in_force", signed="2024-02")) == []


def test_undated_withheld_and_recommended_milestones_are_told_apart() -> None:
    assert result(milestone(status="scheduled")) == [("milestone", None)]
    assert result(milestone(status="scheduled", disclosed="no")) == [("undisclosed", None)]
    assert result(Record("mile-a", "milestone", {"status": "scheduled"}).tidy()) == [("milestone", None)]
    assert result(Record("mile-a", "milestone", {}).tidy()) == []
    assert result(milestone(status="met")) == []
    assert result(milestone(met_on="2024")) == []


def test_a_review_is_done_if_it_was_held_on_or_after_its_due_date() -> None:
    assert result(milestone(form="review", due="2025")) == [("review", "2025-12-31")]
    assert result(milestone(form="review", due="2025", reviewed_on="2024-06")) == [("review", "2025-12-31")]
    assert result(milestone(form="review", due="2025", reviewed_on="2025-03")) == []
    assert result(milestone(form="commitment", due="2025", reviewed_on="2025-03")) == [("milestone", "2025-12-31")]


def test_the_end_of_a_term_recorded_as_a_milestone_is_listed_once() -> None:
    plan = Record("agr-a", "agreement", {"status": "approved", "term": "2023/2025"}).tidy()
    end = milestone("agr-a", form="term_end", due="2025", status="scheduled")
    other = milestone("agr-a", form="term_end", due="2024", status="scheduled")
    assert [entry.record for entry in selected([*entries(plan), *entries(end)], FOREVER)] == ["mile-a"]
    assert [entry.record for entry in selected([*entries(plan), *entries(other)], FOREVER)] == ["mile-a", "agr-a"]


def test_dates_at_the_limits_of_the_calendar_are_handled() -> None:
    assert result(agreement(status="signed", signed="9999-12-31")) == [("not_in_force", "9999-12-31")]
    early = result(agreement(status="in_force", term="0001-01-01", notice_days="9999"))
    assert ("notice", "0001-01-01") in early
    assert Request(date(9999, 1, 1), date(9999, 1, 1), 9_999_999).end == date.max


# ---------------------------------------------------------------- the oracle

_choice = st.sampled_from
_dated = st.one_of(st.just(""), _choice(sorted(DAYS)))
AGREEMENTS = st.fixed_dictionaries(
    {
        "status": _choice(["", "agreed", "signed", "approved", "in_force", "suspended", "expired", "terminated"]),
        "term": _choice(["", ENDLESS, *sorted(TERMS)]),
        "renewal": _choice(["", "none", "auto", "on_notice"]),
        "notice_days": _choice(["", "0", "30", "400"]),
        "signed": _dated,
        "effective": _choice(["", "2024"]),
    }
)
MILESTONES = st.fixed_dictionaries(
    {
        "form": _choice(["", "commitment", "deadline", "review", "term_end"]),
        "status": _choice(["", "scheduled", "met", "partially_met", "not_met", "cancelled"]),
        "due": _dated,
        "met_on": _choice(["", "", "2024"]),
        "disclosed": _choice(["", "yes", "no"]),
        "reviewed_on": _choice(["", "2024-01-01", "2025-06-30"]),
    }
)
PARKS = st.fixed_dictionaries({"status": _choice(["", "operating", "closed"]), "valid_until": _dated})


@st.composite
def catalogues(draw: st.DrawFn) -> list[Record]:
    records = []
    for kind, values in (("agreement", AGREEMENTS), ("milestone", MILESTONES), ("technopark", PARKS)):
        for number in range(draw(st.integers(0, 3))):
            of = draw(st.sets(_choice(["agreement-0", "agreement-1"]))) if kind == "milestone" else set()
            links = tuple(Link("milestone_of", other) for other in of)
            records.append(Record(f"{kind}-{number}", kind, draw(values), (), links).tidy())
    return records


def asked_of(record: Record) -> Iterator[tuple[str, str, str | None, str]]:
    """(code, record, last day, last day on which it still matters): the same rules, applied to the table of days."""
    value = {
        name: record.get(name) or "" for name in ("status", "term", "signed", "due", "form", "renewal", "valid_until")
    }
    if record.kind == "technopark" and value["valid_until"] and value["status"] != "closed":
        yield "expiry", record.id, last(value["valid_until"]), ""
    if record.kind == "agreement" and value["status"] not in ("expired", "terminated"):
        if value["term"] not in ("", ENDLESS):
            end = last(value["term"])
            yield ("renewal" if value["renewal"] == "auto" else "term_end"), record.id, end, ""
            days = int(record.get("notice_days") or 0)
            if days and end and value["renewal"] != "none":
                yield "notice", record.id, str(date.fromisoformat(end) - timedelta(days=days)), end
        hoped = value["status"] == "signed" or (value["signed"] and value["status"] in ("", "approved"))
        if hoped and not record.get("effective"):
            signed = last(value["signed"])
            later = f"{int(signed[:4]) + 1}{signed[4:]}".replace("2025-02-29", "2025-02-28") if signed else None
            yield "not_in_force", record.id, later, ""
    if record.kind == "milestone" and value["status"] not in ("met", "cancelled") and not record.get("met_on"):
        held = record.get("reviewed_on")
        review, due = value["form"] == "review", value["due"]
        if review and held and (not due or not SPANS[due] or held >= SPANS[due][0]):
            return
        if due or (value["form"] and record.get("disclosed") != "no"):
            yield ("review" if review else "milestone"), record.id, last(due), ""
        elif record.get("disclosed") == "no":
            yield "undisclosed", record.id, None, ""


def last(text: str) -> str | None:
    span = SPANS.get(text)
    return span[1] if span else None


def by_hand(records: list[Record], start: date, days: int) -> set[tuple[str, str, str]]:
    """Walk through the window day by day and collect what falls due."""
    everything = [asked for record in records for asked in asked_of(record)]
    by_id = {record.id: record for record in records}
    found = set()
    for number in range(days + 1):
        day = str(start + timedelta(days=number))
        for code, record, when, lapses in everything:
            if when == day and (not lapses or lapses >= str(TODAY)):
                found.add((code, record, day))
    ends = {
        (of, day)
        for code, record, day in found
        if by_id[record].get("form") == "term_end"
        for of in by_id[record].linked("milestone_of")
    }
    return {own for own in found if own[0] != "term_end" or (own[1], own[2]) not in ends}


@settings(max_examples=150, deadline=None)
@given(catalogues(), st.integers(-800, 800), st.integers(0, 400))
def test_the_window_holds_what_a_walk_through_its_days_finds(records: list[Record], shift: int, days: int) -> None:
    start = TODAY + timedelta(days=shift)
    wanted = Request(TODAY, start, days, overdue=False, undated=False)
    found = selected((entry for record in records for entry in entries(record)), wanted)
    assert {(entry.code, entry.record, entry.day) for entry in found} == by_hand(records, start, days)
    assert len(found) == len({(entry.code, entry.record) for entry in found})


@settings(max_examples=100, deadline=None)
@given(catalogues(), st.integers(0, 400))
def test_overdue_window_and_undated_partition_everything_that_does_not_lapse(records: list[Record], days: int) -> None:
    found = [entry for record in records for entry in entries(record)]
    everything = selected(found, Request(TODAY, date.min, (date.max - date.min).days))
    apart: list[Entry] = []
    apart += selected(found, Request(TODAY, TODAY, None, overdue=True, undated=False))
    apart += selected(found, Request(TODAY, TODAY, days, overdue=False, undated=False))
    after = TODAY + timedelta(days=days + 1)
    apart += selected(found, Request(TODAY, after, (date.max - after).days, overdue=False, undated=False))
    apart += selected(found, Request(TODAY, TODAY, None, overdue=False, undated=True))
    assert sorted(apart, key=str) == sorted(everything, key=str)
    assert [entry.day for entry in everything if entry.day] == sorted(entry.day for entry in everything if entry.day)
