"""The agenda: what needs attention, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from catalogue.api.find import Understood, understand
from catalogue.api.session import Session
from catalogue.model import agenda as rules
from catalogue.model.agenda import Agenda, Entry, Request
from catalogue.store import calendar as stored

DAYS = 90
"""Days ahead when none are given."""


def agenda(
    session: Session,
    query: str = "",
    *,
    kind: str | None = None,
    today: date,
    start: date | None = None,
    days: int | None = DAYS,
    overdue: bool = True,
    undated: bool = True,
    months: int = rules.MONTHS,
) -> Agenda:
    """The agenda of the records that a query finds (of one kind if given), and of the milestones that belong to them.

    The window begins at ``start`` (default ``today``) and lasts ``days`` (None: no window). ``overdue`` adds entries
    that fell due before ``today``, ``undated`` adds entries without a day. An agreement is expected to be in force
    ``months`` after its signature.
    """
    asked = understand(session, query, kind=kind)
    wanted = Request(today, start or today, days, overdue, undated)
    entries = _entries(session, asked, wanted, months)
    kept = rules.selected(entries, wanted)
    left_out = 0 if undated else sum(entry.day is None for entry in entries)
    return Agenda(wanted, labelled(session, kept), left_out, asked.notes)


def labelled(session: Session, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries with the labels of their records and of those that a milestone belongs to."""
    mentioned = {record_id for entry in entries for record_id in (entry.record, *entry.of)}
    named = stored.labels(session.reading, mentioned, session.lang)
    return tuple(
        replace(
            entry,
            label=named.get(entry.record, entry.record),
            of_labels=tuple(named.get(record_id, record_id) for record_id in entry.of),
        )
        for entry in entries
    )


def overdue(session: Session, *, today: date) -> int:
    """How many entries of the whole agenda fell due before ``today``."""
    wanted = Request(today, today, None, undated=False)
    return len(rules.selected(_entries(session, understand(session, ""), wanted, rules.MONTHS), wanted))


def _entries(session: Session, asked: Understood, wanted: Request, months: int) -> list[Entry]:
    """All agenda entries without a day of the records that a query finds, and those that may be requested."""
    found = stored.candidates(session.reading, asked.compiled, wanted.until, months)
    return [entry for record in found for entry in rules.entries(record, months=months)]
