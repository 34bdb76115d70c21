"""A calendar library can read the calendar file, with alarms, whatever the records are called."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from catalogue.model.agenda import CODES, Agenda, Entry, Request
from catalogue.present import agenda_ics

TODAY = date(2025, 11, 22)
HOSTILE = ["[b", "a\r\nEND:VCALENDAR", "x;y,z\\n", "\x1b]0;t\x07", "Фергана " * 30, "\u202eabc", "=1+1", '"']


def agenda(*entries: Entry) -> Agenda:
    return Agenda(Request(TODAY, TODAY, 90), entries)


def opened(*entries: Entry) -> list:
    written = agenda_ics.text(agenda(*entries), "en")
    calendar = Calendar.from_ical(written)
    assert calendar["VERSION"] == "2.0"
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert "\n" not in written.replace("\r\n", "")
    return list(calendar.walk("VEVENT"))


ENTRIES = st.builds(
    Entry,
    code=st.sampled_from(CODES),
    record=st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    kind=st.sampled_from(["agreement", "milestone"]),
    day=st.one_of(st.none(), st.dates().map(str)),
    recorded=st.sampled_from(["2025", "2024?-02-02"]),
    label=st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=5))
def test_every_dated_entry_is_a_one_day_event(entries: list[Entry]) -> None:
    events = opened(*entries)
    assert [event["DTSTART"].dt for event in events] == [date.fromisoformat(own.day) for own in entries if own.day]
    assert [str(event["UID"]) for event in events] == [
        f"{own.code}.{own.record}@catalogue" for own in entries if own.day
    ]
    for event in events:
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert "\x1b" not in str(event["SUMMARY"])


def test_alarms_precede_the_day_and_past_days_have_none() -> None:
    future = Entry("notice", "agr-a", "agreement", "2026-01-31", "2026-01-31", label="A")
    past = Entry("milestone", "mile-b", "milestone", "2025-11-21", "2025-11-21", label="B")
    today = Entry("milestone", "mile-c", "milestone", "2025-11-22", "2025-11-22", label="C")
    alarms = [[alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] for event in opened(future, past, today)]
    assert alarms == [[timedelta(days=-30), timedelta(days=-7)], [], [timedelta(days=-7), timedelta(days=-1)]]


def test_a_vague_day_is_described_as_the_latest() -> None:
    entry = Entry("term_end", "agr-a", "agreement", "2025-12-31", "2025-01-01", "2023/2025", label="Plan")
    (event,) = opened(entry)
    assert "at the latest" in event["DESCRIPTION"]
    assert str(event["SUMMARY"]) == "end of term: Plan"


def test_the_same_agenda_gives_the_same_bytes() -> None:
    entry = Entry("expiry", "park-a", "technopark", "2030-06-30", "2030-06-01", "2030-06", label="A")
    assert agenda_ics.text(agenda(entry), "ru") == agenda_ics.text(agenda(entry), "ru")
