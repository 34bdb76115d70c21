"""The agenda: by month for people, one row per entry for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from catalogue.i18n import N_
from catalogue.i18n import gettext as _
from catalogue.model.agenda import Agenda, Entry
from catalogue.model.kinds import KINDS
from catalogue.model.vocabularies import MILESTONE_FORM
from catalogue.present import in_words, marks
from catalogue.present.shapes import Column, Line, Section, Sheet, Span, Table
from catalogue.text.safe import one_line
from catalogue.text.width import cells, pad

_WHAT = {
    "term_end": N_("end of term"),
    "renewal": N_("renews itself"),
    "notice": N_("last day for notice"),
    "expiry": N_("expiry"),
    "milestone": N_("deadline"),
    "review": N_("review"),
    "undisclosed": N_("date not disclosed"),
    "not_in_force": N_("not reported in force"),
}
COUNTED_FROM = {"notice": N_("term: {date}"), "not_in_force": N_("signed: {date}")}
"""Entries whose day is not recorded but computed from another date, and the words for that date."""


def sheet(agenda: Agenda, lang: str) -> Sheet:
    """Entries grouped by month, those without a day at the end."""
    today = agenda.request.today
    width = max((cells(subject(entry, lang)) for entry in agenda.entries), default=0)
    months = groupby(agenda.entries, key=lambda entry: (entry.day or "")[:7])
    sections = (
        Section(
            in_words.date(month, lang) if month else _("Without a day"),
            tuple(_line(entry, today, width, lang) for entry in group),
        )
        for month, group in months
    )
    return Sheet(_title(agenda), sections)


def _title(agenda: Agenda) -> str:
    wanted = agenda.request
    span = f": {wanted.start} – {wanted.end}" if wanted.end else ""
    return _("Agenda") + span


def subject(entry: Entry, lang: str) -> str:
    """The type of an entry in words; for a milestone, its form."""
    if entry.code == "milestone" and entry.form:
        return in_words.choice(MILESTONE_FORM, entry.form, lang)
    return _(_WHAT[entry.code])


def _line(entry: Entry, today: date, width: int, lang: str) -> Line:
    overdue = entry.overdue(today.isoformat())
    of = "".join(f" {marks.OUTGOING} {one_line(label)}" for label in entry.of_labels)
    note = remark(entry, today, lang)
    return (
        Span(f"  {marks.OVERDUE if overdue else ' '} ", "bad" if overdue else ""),
        Span(f"{entry.day or ' ' * 10}  " if entry.day else "", "label"),
        Span(pad(subject(entry, lang), width) + "  "),
        Span(one_line(entry.label), "link", entry.record),
        Span(of, "faint"),
        Span(f" ({note})" if note else "", "faint"),
        Span(f" {one_line(entry.record)}", "faint"),
    )


def remark(entry: Entry, today: date, lang: str) -> str:
    """Remarks on the day: how certain it is, the date it was computed from, how far off it is."""
    latest = _("at the latest") if entry.vague else ""
    return in_words.joined(latest, _origin(entry, lang), *distance(entry, today), by="; ")


def _origin(entry: Entry, lang: str) -> str:
    recorded = in_words.date(entry.recorded, lang)
    if entry.day is None:
        return _undated(entry, recorded)
    if entry.code in COUNTED_FROM:
        return _(COUNTED_FROM[entry.code]).format(date=recorded)
    return _("recorded: {date}").format(date=recorded) if entry.vague else ""


def _undated(entry: Entry, recorded: str) -> str:
    if not entry.recorded:
        if entry.code == "undisclosed":
            return ""
        return _("date of signature not known") if entry.code == "not_in_force" else _("no date")
    return _("recorded: {date}").format(date=recorded)


def distance(entry: Entry, today: date) -> Iterator[str]:
    """How far off the day of an entry is; nothing without a day."""
    if entry.day is None:
        return
    days = (date.fromisoformat(entry.day) - today).days
    if days < 0:
        yield _("days overdue: {days}").format(days=-days)
    else:
        yield _("days left: {days}").format(days=days) if days else _("today")


def table(agenda: Agenda, lang: str) -> Table[Entry]:
    """One row per entry; ``day`` is the last possible day, ``earliest`` the first, ``recorded`` the date as
    recorded."""
    today = agenda.request.today.isoformat()
    return Table((*_when(today), *_what(lang)), agenda.entries)


def _when(today: str) -> Sequence[Column[Entry]]:
    return (
        Column("day", _("day"), lambda own: own.day, lambda own: own.day or marks.NOT_RECORDED),
        Column("earliest", _("earliest"), lambda own: own.earliest, lambda own: own.earliest or marks.NOT_RECORDED),
        Column("vague", "", lambda own: own.vague, lambda own: marks.INFERRED if own.vague else ""),
        Column(
            "overdue",
            "",
            lambda own: own.overdue(today),
            lambda own: marks.OVERDUE if own.overdue(today) else "",
        ),
        Column("recorded", _("recorded as"), lambda own: own.recorded or None, lambda own: own.recorded),
    )


def _what(lang: str) -> Sequence[Column[Entry]]:
    return (
        Column("what", _("what"), lambda own: own.code, partial(subject, lang=lang)),
        Column("label", _("name"), lambda own: own.label, lambda own: own.label),
        Column("of", _("of"), lambda own: own.of, lambda own: " · ".join(own.of_labels)),
        Column("kind", _("kind"), lambda own: own.kind, lambda own: in_words.kind(own.kind, lang)),
        Column("status", _("status"), lambda own: own.status or None, partial(_status, lang=lang)),
        Column("record", _("id"), lambda own: own.record, lambda own: own.record, whole=True),
    )


def _status(entry: Entry, *, lang: str) -> str:
    kind = KINDS.get(entry.kind)
    return in_words.value(kind.status, entry.status, lang) if kind and kind.status and entry.status else entry.status
