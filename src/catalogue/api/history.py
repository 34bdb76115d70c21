"""What was written, by whom and when; and taking it back."""

from __future__ import annotations

from catalogue.api.session import Session
from catalogue.model.answers import Batch
from catalogue.store import history


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
