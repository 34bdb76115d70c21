"""A record as it was: its present state with every later change reverted."""

from __future__ import annotations

import sqlite3
from datetime import date

from catalogue.model.changes import CREATED, REMOVED, Change, restored, revert
from catalogue.model.records import Record
from catalogue.store import records


def at_end_of(connection: sqlite3.Connection, record_id: str, day: date) -> Record | None:
    """The record as it was at the end of a day (UTC); None when it did not exist then.

    Batches count in the order in which they were written, even if the clock went back. Raises
    ``Conflict('undo.changed_since')`` where the history does not fit the record.
    """
    last = connection.execute("SELECT max(num) FROM batch WHERE at <= ?", (f"{day.isoformat()}T23:59:59Z",)).fetchone()
    return after_batch(connection, record_id, last[0] or 0)


def after_batch(connection: sqlite3.Connection, record_id: str, batch: int) -> Record | None:
    """The record as it was after a batch; None when it did not exist then. Raises as ``at``."""
    found = connection.execute(
        "SELECT record, field, old, new FROM change WHERE record = ? AND batch > ? ORDER BY num DESC",
        (record_id, batch),
    ).fetchall()
    record = records.load(connection, [record_id]).get(record_id)
    for cells in found:
        record = _before(record, Change(*cells))
    return record


def _before(record: Record | None, change: Change) -> Record | None:
    if change.field == REMOVED:
        return restored(change)
    if change.field == CREATED or record is None:
        return None  # a change found without a history entry has no known former state
    return revert(record, (change,))


def known(connection: sqlite3.Connection, record_id: str) -> tuple[str, ...]:
    """When the record was first and last written (UTC, ISO 8601); () when it never was."""
    found = connection.execute(
        "SELECT min(b.at), max(b.at) FROM change c JOIN batch b ON b.num = c.batch WHERE c.record = ?", (record_id,)
    ).fetchone()
    return () if found[0] is None else (found[0], found[1])
