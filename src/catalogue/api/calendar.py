"""What there is to attend to, and by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from catalogue.api.find import Understood, understand
from catalogue.api.session import Session
from catalogue.model import agenda as rules
from catalogue.model.agenda import Agenda, Entry, Wanted
from catalogue.store import calendar as asked_for

DAYS = 90
"""Days ahead when nobody says how many."""


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
    """The agenda of the records of a query (of one kind) and of the milestones that belong to them.

    The window begins with ``start`` (by default ``today``) and goes on for ``days`` (None: no window); ``overdue`` adds
    what has passed before ``today``, ``undated`` what has no day. ``months`` after its signature an agreement is
    expected to be in force.
    """
    asked = understand(session, query, kind=kind)
    wanted = Wanted(today, start or today, days, overdue, undated)
    everything = _everything(session, asked, months)
    kept = rules.selected(everything, wanted)
    left_out = 0 if undated else sum(entry.day is None for entry in everything)
    named = asked_for.labels(
        session.reading, {own for entry in kept for own in (entry.record, *entry.of)}, session.lang
    )
    told = (
        replace(
            entry,
            label=named.get(entry.record, entry.record),
            of_labels=tuple(named.get(own, own) for own in entry.of),
        )
        for entry in kept
    )
    return Agenda(wanted, tuple(told), left_out, asked.notes)


def overdue(session: Session, *, today: date) -> int:
    """How much of the whole agenda has passed before ``today``."""
    wanted = Wanted(today, today, None, undated=False)
    return len(rules.selected(_everything(session, understand(session, ""), rules.MONTHS), wanted))


def _everything(session: Session, asked: Understood, months: int) -> list[Entry]:
    """What all records of a query ask for, whenever."""
    found = asked_for.asking(session.reading, asked.compiled)
    return [entry for record in found for entry in rules.entries(record, months=months)]
