"""The whole history as rows of text, for transfer from one catalogue to another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

Texts = tuple[str, ...]


def batches(connection: sqlite3.Connection) -> Iterator[Texts]:
    """Every batch in order: number, time, actor, action, reason, number of the batch it undoes or ""."""
    for cells in connection.execute("SELECT num, at, actor, action, reason, undoes FROM batch ORDER BY num"):
        yield _texts(cells)


def changes(connection: sqlite3.Connection) -> Iterator[Texts]:
    """Every change in the order in which it was made: batch, record, field, old, new; "" for what was absent."""
    for cells in connection.execute('SELECT batch, record, field, old, new FROM "change" ORDER BY num'):
        yield _texts(cells)


def _texts(cells: Iterable[str | int | None]) -> Texts:
    return tuple("" if cell is None else str(cell) for cell in cells)


def is_only_batch(connection: sqlite3.Connection, batch: int | None) -> bool:
    """Whether this batch is the only one ever written."""
    return connection.execute("SELECT 1 FROM batch WHERE num IS NOT ?", (batch,)).fetchone() is None


def restore(connection: sqlite3.Connection, past: Iterable[Texts], made: Iterable[Texts]) -> None:
    """Replace the stored history by this one, which the caller has checked, in the open transaction."""
    connection.execute('DELETE FROM "change"')
    connection.execute("DELETE FROM batch")
    connection.executemany(
        "INSERT INTO batch (num, at, actor, action, reason, undoes) VALUES (?, ?, ?, ?, ?, nullif(?, ''))", past
    )
    connection.executemany(
        "INSERT INTO \"change\" (batch, record, field, old, new) VALUES (?, ?, ?, nullif(?, ''), nullif(?, ''))", made
    )
