"""Hashes of the input rows that records were last imported from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable


def known(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[str, int]]:
    """The kind of each of these records and the hash of the row it was last imported from; records without one are
    omitted."""
    found = connection.execute(
        "SELECT r.id, r.kind, a.hash FROM record r JOIN arrival a ON a.record = r.num "
        "WHERE r.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {record_id: (kind, row_hash) for record_id, kind, row_hash in found}


def keep(connection: sqlite3.Connection, arrived: Iterable[tuple[int, int]]) -> None:
    """Store pairs of record number and hash of the input row that created the record or last changed it."""
    connection.executemany("INSERT INTO arrival (record, hash) VALUES (?, ?)", arrived)


def forget(connection: sqlite3.Connection, num: int) -> None:
    """Drop the stored hash: the record has changed since the row was imported."""
    connection.execute("DELETE FROM arrival WHERE record = ?", (num,))
