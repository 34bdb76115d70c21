"""The history: what was written, by whom and when; and undoing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from catalogue.api.session import Session
from catalogue.model.changes import CREATED, REMOVED, Batch, Change, restored
from catalogue.model.differences import Difference, added, removed
from catalogue.model.evidence import label_of
from catalogue.store import history, records

_SHOWN = 200
"""How many of the changes of an undo are shown beforehand."""


def log(session: Session, *, record: str | None = None, limit: int = 20) -> tuple[Batch, ...]:
    """The latest batches, newest first; with ``record`` only those that changed it, with those changes."""
    return history.batches(session.reading, limit=limit, record=record)


def batch(session: Session, number: int) -> Batch:
    """One batch with all its changes. Raises ``NotFound('batch.missing')``."""
    return history.batch(session.reading, number)


def undo(session: Session, number: int | None = None, *, actor: str = "") -> Batch:
    """Undo a batch (by default the latest not undone yet); returns the new batch.

    Raises ``NotFound``, ``Refused('undo.already')``, ``Conflict('undo.changed_since' | 'undo.still_linked')``; then
    nothing has been changed.
    """
    chosen = history.latest(session.reading) if number is None else number
    with session.writing(long=history.is_long(session.reading, chosen)) as connection:
        done = history.undo(connection, chosen, actor=actor)
        return history.without_changes(connection, done)


def undoing(session: Session) -> tuple[Batch, tuple[Difference, ...]]:
    """The batch that an undo without a number would undo, and the first of the changes that would make.

    Raises ``NotFound('batch.none')``.
    """
    latest = history.without_changes(session.reading, history.latest(session.reading))
    changes = history.first_changes(session.reading, latest.number, _SHOWN)
    return latest, tuple(_turned(session, changes))


def _turned(session: Session, changes: Sequence[Change]) -> Iterator[Difference]:
    present_records = records.load(session.reading, dict.fromkeys(change.record for change in changes))
    for record_id, group in groupby(changes, key=lambda change: change.record):
        record_changes, present = list(group), present_records.get(record_id)
        if record_changes[0].field == REMOVED:
            yield added(restored(record_changes[0]), session.lang)
        elif present is not None and record_changes[0].field == CREATED:
            yield removed(present, session.lang)
        elif present is not None:
            turned = tuple(replace(change, old=change.new, new=change.old) for change in record_changes)
            yield Difference(record_id, present.kind, label_of(present, session.lang), "changed", turned)
