"""The rows of inputs that made records what they are, by their hashes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable


def known(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[str, int]]:
    """The kind of each of these records, and the hash of the row that made it what it is; others are left out."""
    found = connection.execute(
        "SELECT r.id, r.kind, a.hash FROM record r JOIN arrival a ON a.record = r.num "
        "WHERE r.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {record_id: (kind, told) for record_id, kind, told in found}


def keep(connection: sqlite3.Connection, arrived: Iterable[tuple[int, int]]) -> None:
    """Note by row number which rows made new records, or old ones what they are."""
    connection.executemany("INSERT INTO arrival (record, hash) VALUES (?, ?)", arrived)


def forget(connection: sqlite3.Connection, num: int) -> None:
    """A record is no longer what a row made of it."""
    connection.execute("DELETE FROM arrival WHERE record = ?", (num,))
