"""What was written, by whom and when; and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from catalogue.api.session import Session
from catalogue.model.answers import Batch
from catalogue.model.changes import CREATED, REMOVED, Change, restored
from catalogue.model.differences import Difference, added, removed
from catalogue.model.evidence import label_of
from catalogue.store import history, records

_SHOWN = 200
"""Changes that are shown of what an undo would do."""


def log(session: Session, *, record: str | None = None, limit: int = 20) -> tuple[Batch, ...]:
    """The latest batches, newest first; of one record, with what they changed in it."""
    return history.batches(session.reading, limit=limit, record=record)


def batch(session: Session, number: int) -> Batch:
    """One batch with every change. Raises ``NotFound('batch.missing')``."""
    return history.batch(session.reading, number)


def undo(session: Session, number: int | None = None, *, actor: str = "") -> Batch:
    """Take a batch back (the latest that is not undone); returns the new batch.

    Raises ``NotFound``, ``Refused('undo.already')``, ``Conflict('undo.changed_since' | 'undo.still_linked')``; then
    nothing is changed.
    """
    chosen = history.latest(session.reading) if number is None else number
    with session.writing(long=history.is_long(session.reading, chosen)) as connection:
        done = history.undo(connection, chosen, actor=actor)
        return history.without_changes(connection, done)


def undoing(session: Session) -> tuple[Batch, tuple[Difference, ...]]:
    """The batch that an undo without a number would take back, and what that would change, the first part of it.

    Raises ``NotFound('batch.none')``.
    """
    told = history.without_changes(session.reading, history.latest(session.reading))
    changes = history.first_changes(session.reading, told.number, _SHOWN)
    return told, tuple(_turned(session, changes))


def _turned(session: Session, changes: Sequence[Change]) -> Iterator[Difference]:
    there = records.load(session.reading, dict.fromkeys(change.record for change in changes))
    for record_id, group in groupby(changes, key=lambda change: change.record):
        own, present = list(group), there.get(record_id)
        if own[0].field == REMOVED:
            yield added(restored(own[0]), session.lang)
        elif present is not None and own[0].field == CREATED:
            yield removed(present, session.lang)
        elif present is not None:
            turned = tuple(replace(change, old=change.new, new=change.old) for change in own)
            yield Difference(record_id, present.kind, label_of(present, session.lang), "changed", turned)
