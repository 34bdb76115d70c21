"""The agenda of a stored catalogue lists exactly what the rules find in its records."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.api import calendar
from catalogue.model.agenda import Request, entries, selected
from catalogue.model.records import Link, Name, Record
from catalogue.store import records
from made import stored, values

TODAY = date(2025, 11, 22)


@st.composite
def registers(draw: st.DrawFn) -> list[Record]:
    """Agreements, parks and clusters with any values, and milestones of some of them."""
    found = []
    for kind in ("agreement", "technopark", "cluster"):
        many = range(draw(st.integers(0, 2)))
        found += [Record(f"{kind}-{own}", kind, draw(values(kind)), (Name(kind, "en"),)).tidy() for own in many]
    owners = [record.id for record in found]
    for number in range(draw(st.integers(0, 3))):
        of = draw(st.sets(st.sampled_from(owners), max_size=2)) if owners else set()
        links = tuple(Link("milestone_of", owner) for owner in of)
        found.append(Record(f"milestone-{number}", "milestone", draw(values("milestone")), (), links).tidy())
    return found


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(registers(), st.booleans(), st.sampled_from([None, 0, 90, 4_000_000]))
def test_the_stored_agenda_equals_the_rules_applied_to_every_record(
    tmp_path_factory, given_records: list[Record], undated: bool, days: int | None
) -> None:
    path: Path = tmp_path_factory.mktemp("agenda") / "c.db"
    with stored(path, given_records) as session:
        wanted = Request(TODAY, TODAY, days, undated=undated)
        every = [entry for record in records.every(session.reading) for entry in entries(record)]
        result = calendar.agenda(session, today=TODAY, days=days, undated=undated)
    asked = [(entry.code, entry.record, entry.day, entry.of) for entry in selected(every, wanted)]
    assert [(entry.code, entry.record, entry.day, entry.of) for entry in result.entries] == asked
    assert result.undated == (0 if undated else sum(entry.day is None for entry in every))


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def precise(draw: st.DrawFn) -> Record:
    """An agreement, park or milestone with a few dates, all of them full days."""
    day = draw(st.none() | DAYS)
    kind = draw(st.sampled_from(["agreement", "technopark", "milestone"]))
    result: dict[str, str] = {}
    if kind == "agreement":
        result["renewal"] = draw(st.sampled_from(["auto", "none", "on_notice"]))
        result["notice_days"] = str(draw(st.integers(1, 400)))
        result["status"] = draw(st.sampled_from(["in_force", "signed", "expired"]))
        signed = draw(st.none() | DAYS)
        result |= {"signed": str(signed)} if signed else {}
        result |= {"term": f"2019/{day}"} if day else {}
    elif kind == "technopark":
        result["status"] = draw(st.sampled_from(["operating", "closed"]))
        result |= {"valid_until": str(day)} if day else {}
    else:
        result["form"], result["status"] = "commitment", draw(st.sampled_from(["scheduled", "met", "cancelled"]))
        result |= {"due": str(day)} if day else {}
    return Record("own", kind, result).tidy()


def expected(record: Record) -> set[tuple[str, str | None]]:
    """What the table of docs/work-list.md requires for such a record, computed with plain calendar arithmetic."""
    result = record.values
    if result.get("status") in ("expired", "closed", "met", "cancelled"):
        return set()
    found: set[tuple[str, str | None]] = set()
    if end := result.get("term", "").partition("/")[2]:
        found.add(("renewal" if result["renewal"] == "auto" else "term_end", end))
        if result["renewal"] != "none":
            notice = date.fromisoformat(end) - timedelta(days=int(result["notice_days"]))
            found.add(("notice", notice.isoformat()))
    if result.get("status") == "signed":
        signed = result.get("signed")
        later = date.fromisoformat(signed) if signed else None
        if later and (later.month, later.day) == (2, 29):
            later = later.replace(day=28)
        found.add(("not_in_force", later.replace(year=later.year + 1).isoformat() if later else None))
    if "valid_until" in result:
        found.add(("expiry", result["valid_until"]))
    if record.kind == "milestone":
        found.add(("milestone", result.get("due")))
    return found


@given(precise())
def test_the_rules_agree_with_the_manual(record: Record) -> None:
    assert {(entry.code, entry.day) for entry in entries(record)} == expected(record)
