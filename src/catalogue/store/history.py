"""The history: batches, what they changed, and undoing one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from catalogue.errors import Conflict, NotFound, Refused
from catalogue.model.changes import CREATED, REMOVED, Batch, Change, restored, revert
from catalogue.model.records import Record
from catalogue.store import records
from catalogue.store.journal import Writing
from catalogue.store.repair import ACTION as REPAIR

_MANY = 20_000  # changes

_BATCHES = (
    "SELECT b.num, b.at, b.actor, b.action, b.reason, "
    "(SELECT count(DISTINCT c.record) FROM change c WHERE c.batch = b.num), "
    "(SELECT u.num FROM batch u WHERE u.undoes = b.num), b.undoes FROM batch b"
)


def batches(connection: sqlite3.Connection, *, limit: int = 20, record: str | None = None) -> tuple[Batch, ...]:
    """The latest batches, newest first; with ``record``, those that changed it, with their changes to it."""
    if record is None:
        found = connection.execute(f"{_BATCHES} ORDER BY b.num DESC LIMIT ?", (limit,))
        return tuple(_batch(cells) for cells in found)
    found = connection.execute(
        f"{_BATCHES} WHERE b.num IN (SELECT batch FROM change WHERE record = ?) ORDER BY b.num DESC LIMIT ?",
        (record, limit),
    )
    return tuple(
        replace(_batch(cells), changes=tuple(_changes(connection, cells[0], record))) for cells in found.fetchall()
    )


def batch(connection: sqlite3.Connection, number: int) -> Batch:
    """One batch with all its changes. Raises ``NotFound('batch.missing')``."""
    found = connection.execute(f"{_BATCHES} WHERE b.num = ?", (number,)).fetchone()
    if found is None:
        raise NotFound("batch.missing", batch=number)
    return replace(_batch(found), changes=tuple(_changes(connection, number)))


def first_changes(connection: sqlite3.Connection, number: int, limit: int) -> tuple[Change, ...]:
    """The first changes of a batch, in the order of the records that it changed."""
    first = "SELECT record, field, old, new FROM change WHERE batch = ? ORDER BY record, num LIMIT ?"
    return tuple(Change(*cells) for cells in connection.execute(first, (number, limit)))


def latest(connection: sqlite3.Connection) -> int:
    """The newest batch that is neither undone, nor an undo, nor a repair, nor the building of the file itself.

    Raises ``NotFound('batch.none')``. Such batches can be undone by number.
    """
    found = connection.execute(
        "SELECT max(num) FROM batch b WHERE action NOT IN ('undo', 'repair') AND actor <> 'build' "
        "AND NOT EXISTS (SELECT 1 FROM batch u WHERE u.undoes = b.num)"
    ).fetchone()[0]
    if found is None:
        raise NotFound("batch.none")
    return int(found)


def is_long(connection: sqlite3.Connection, number: int) -> bool:
    """Whether undoing a batch would change more than should be held in memory."""
    counted = "SELECT count(*) FROM (SELECT 1 FROM change WHERE batch = ? LIMIT ?)"
    return bool(connection.execute(counted, (number, _MANY)).fetchone()[0] == _MANY)


def undo(connection: sqlite3.Connection, number: int, *, actor: str) -> int:
    """Undo one batch by writing a new one; returns the new batch's number.

    Raises ``Refused('undo.already' | 'undo.found')`` and ``Conflict('undo.changed_since' | 'undo.still_linked')``;
    then nothing is changed.
    """
    undone = without_changes(connection, number)
    if undone.undone_by is not None:
        raise Refused("undo.already", batch=number, by=undone.undone_by)
    if undone.action == REPAIR:
        raise Refused("undo.found", batch=number)
    with Writing(connection, actor=actor, action="undo", reason=undone.reason, undoes=number) as writing:
        for record_id, group in groupby(_changes(connection, number, ordered=True), key=lambda change: change.record):
            _revert(connection, writing, record_id, list(group))
    assert writing.batch is not None
    return writing.batch


def without_changes(connection: sqlite3.Connection, number: int) -> Batch:
    """One batch without its changes. Raises ``NotFound('batch.missing')``."""
    found = connection.execute(f"{_BATCHES} WHERE b.num = ?", (number,)).fetchone()
    if found is None:
        raise NotFound("batch.missing", batch=number)
    return _batch(found)


def _batch(cells: tuple[Any, ...]) -> Batch:
    number, at, actor, action, reason, records_touched, undone_by, undoes = cells
    return Batch(number, at, actor, action, reason, records_touched, undone_by, undoes=undoes)


def _revert(connection: sqlite3.Connection, writing: Writing, record_id: str, changes: list[Change]) -> None:
    present = records.load(connection, [record_id]).get(record_id)
    if changes[0].field == REMOVED:
        if present is not None:
            raise Conflict("undo.changed_since", record=record_id, field=REMOVED)
        writing.put(restored(changes[0]), None)
        return
    if present is None:
        raise Conflict("undo.changed_since", record=record_id, field=changes[0].field)
    if changes[0].field == CREATED:
        if present.fingerprint() != changes[0].new:
            raise Conflict("undo.changed_since", record=record_id, field=_later(connection, record_id, present))
        writing.remove(present)
        return
    writing.put(revert(present, changes), present)


def _later(connection: sqlite3.Connection, record_id: str, present: Record) -> str:
    found = connection.execute(
        "SELECT field FROM change WHERE record = ? ORDER BY num DESC LIMIT 1", (record_id,)
    ).fetchone()
    return found[0] if found else present.kind


def _changes(
    connection: sqlite3.Connection, number: int, record: str | None = None, *, ordered: bool = False
) -> Iterator[Change]:
    only = "AND record = ?" if record else ""
    order = "record, num" if ordered else "num"
    given = (number, record) if record else (number,)
    for cells in connection.execute(
        f"SELECT record, field, old, new FROM change WHERE batch = ? {only} ORDER BY {order}", given
    ).fetchall():
        yield Change(*cells)
