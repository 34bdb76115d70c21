"""The dated entries of an agenda as a calendar file (iCalendar, RFC 5545), with alarms."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from catalogue.i18n import gettext as _
from catalogue.model.agenda import Agenda, Entry
from catalogue.present import agenda as words
from catalogue.present import in_words
from catalogue.text.safe import one_line

if TYPE_CHECKING:
    from icalendar import Alarm, Event

ALARMS = {"notice": (30, 7), "term_end": (30, 7), "renewal": (30, 7), "expiry": (30, 7)}
"""How many days before an entry the calendar reminds of it; 7 and 1 for all other entries."""
_USUAL = (7, 1)


def text(agenda: Agenda, lang: str) -> str:
    """The calendar, with the line ends of the format. An entry keeps its UID, so that a newer file replaces it.

    Entries in the past get no alarm. Entries without a day cannot be shown in a calendar and are omitted.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Catalogue//Agenda//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Agenda"))
    for entry in agenda.entries:
        if entry.day is not None:
            calendar.add_component(_event(entry, agenda.request.today, lang))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(entry: Entry, today: date, lang: str) -> Event:
    from icalendar import Event

    day = date.fromisoformat(entry.day or "")
    title = f"{words.subject(entry, lang)}: {one_line(entry.label)}"
    event = Event()
    event.add("uid", f"{entry.code}.{entry.record}@catalogue")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", day)
    if day < date.max:
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", "\n".join(_description(entry, today, lang)))
    event.add("categories", [words.subject(entry, lang)])
    event.add("transp", "TRANSPARENT")
    for days in ALARMS.get(entry.code, _USUAL) if day >= today else ():
        event.add_component(_alarm(days, title))
    return event


def _description(entry: Entry, today: date, lang: str) -> list[str]:
    of = [f"{one_line(label)} ({one_line(owner)})" for owner, label in zip(entry.of, entry.of_labels, strict=True)]
    sure = _("at the latest; recorded: {date}").format(date=in_words.date(entry.recorded, lang)) if entry.vague else ""
    return [line for line in (f"{in_words.kind(entry.kind, lang)} {one_line(entry.record)}", *of, sure) if line]


def _alarm(days: int, title: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(days=-days))
    return alarm
