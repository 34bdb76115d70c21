"""The agenda for a screen: overdue entries first, then month by month, then entries without a day, then records
that are declared but missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from catalogue.i18n import gettext as _
from catalogue.model.agenda import Agenda, Entry
from catalogue.model.answers import Gap
from catalogue.present import coverage, in_words, marks
from catalogue.present.agenda import COUNTED_FROM, distance, remark, subject
from catalogue.present.shapes import Line, Section, Span
from catalogue.text.safe import one_line
from catalogue.text.width import cells, pad

MOST = 500
"""The most entries shown under one heading; to see others, narrow the query."""
_WIDEST = 60


def sections(agenda: Agenda, lang: str) -> tuple[Section, ...]:
    """The entries under headings with their counts; headings without entries are omitted.

    Agreements signed but never reported in force have a separate heading once that is overdue or their day is unknown.
    """
    today = agenda.request.today.isoformat()
    return tuple(
        Section(f"{heading} · {len(entries)}", tuple(_lines(entries, agenda, lang)))
        for heading, entries in _grouped(agenda, today, lang)
        if entries
    )


def declared(gaps: Sequence[Gap], lang: str) -> tuple[Section, ...]:
    """Records that are declared but missing, under one heading: for each record its totals; nothing for no gaps."""
    lines = []
    for (record, label), group in groupby(gaps, key=lambda gap: (gap.record, gap.label)):
        totals = "; ".join(coverage.sentence(gap, lang) + coverage.guess_mark(gap) for gap in group)
        lines.append((Span("    "), Span(one_line(label), "link", record), Span(f" ({totals})", "faint")))
    heading = _("Declared, but not recorded")
    shown = (*lines[:MOST], *_more(len(lines)))
    return (Section(f"{heading} · {len(lines)}", shown),) if lines else ()


def overdue(agenda: Agenda) -> int:
    """How many entries have passed their last possible day."""
    today = agenda.request.today.isoformat()
    return sum(entry.overdue(today) for entry in agenda.entries)


def _grouped(agenda: Agenda, today: str, lang: str) -> Iterator[tuple[str, list[Entry]]]:
    never = [own for own in agenda.entries if _silent(own, today)]
    rest = [own for own in agenda.entries if not _silent(own, today)]
    yield _("Overdue"), [own for own in rest if own.overdue(today)]
    ahead = [own for own in rest if own.day is not None and not own.overdue(today)]
    for month, group in groupby(ahead, key=lambda own: (own.day or "")[:7]):
        yield in_words.date(month, lang), list(group)
    yield _("Signed, never reported in force"), never
    yield _("Without a day"), [own for own in rest if own.day is None]


def _silent(entry: Entry, today: str) -> bool:
    """Whether the entry is an overdue or undated "signed but never reported in force"."""
    return entry.code == "not_in_force" and (entry.day is None or entry.overdue(today))


def _lines(entries: list[Entry], agenda: Agenda, lang: str) -> Iterator[Line]:
    """Day and type in columns; the type is omitted if it is the same for all entries of the heading."""
    widths = (
        max(cells(_day(entry, lang)) for entry in entries),
        0
        if all(entry.code == "not_in_force" for entry in entries)
        else max(cells(subject(own, lang)) for own in entries),
    )
    for entry in entries[:MOST]:
        yield _line(entry, agenda, widths, lang)
    yield from _more(len(entries))


def _more(number: int) -> Iterator[Line]:
    if number > MOST:
        left = _("{n} more; a query narrows them").format(n=number - MOST)
        yield (Span(f"    {left}", "faint"),)


def _day(entry: Entry, lang: str) -> str:
    """The date as recorded, with its uncertainty; for a computed date the last day it can mean."""
    if entry.day is None:
        return ""
    if entry.code in COUNTED_FROM or not entry.recorded:
        return in_words.short_date(entry.day, lang)
    return in_words.short_date(in_words.end(entry.recorded), lang)


def _line(entry: Entry, agenda: Agenda, widths: tuple[int, int], lang: str) -> Line:
    """Flag, day and type in columns; then the record, what it belongs to, and how far off the day is."""
    today = agenda.request.today
    late = entry.overdue(today.isoformat())
    day = pad(_day(entry, lang), widths[0]) + "  " if widths[0] else ""
    kind = pad(subject(entry, lang), widths[1]) + "  " if widths[1] else ""
    recorded = entry.day is not None and entry.code not in COUNTED_FROM
    text = in_words.joined(*distance(entry, today)) if recorded else remark(entry, today, lang)
    of = "".join(f" {marks.OUTGOING} {one_line(label, _WIDEST)}" for label in entry.of_labels)
    return (
        Span(f" {marks.OVERDUE if late else ' '} {day}{kind}", "label"),
        Span(one_line(entry.label), "link", entry.record),
        Span(of, "faint"),
        Span(f" ({text})" if text else "", "bad" if late else "faint"),
    )
