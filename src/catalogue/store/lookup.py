"""Finding records by names and identifiers used in inputs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator


def names(connection: sqlite3.Connection, kind: str) -> Iterator[tuple[str, str]]:
    """``(id, name)`` of every record of a kind and every name it has."""
    yield from connection.execute(
        "SELECT r.id, n.text FROM record r JOIN name n ON n.record = r.num WHERE r.kind = ? ORDER BY r.id", (kind,)
    )


def identifiers(connection: sqlite3.Connection, wanted: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The ids of the records that have these identifiers, by identifier; unused identifiers are omitted."""
    found: dict[str, tuple[str, ...]] = {}
    for value, record_id in connection.execute(
        "SELECT t.value, r.id FROM term t JOIN record r ON r.num = t.record "
        "WHERE t.field = 'identifier' AND t.value IN (SELECT value FROM json_each(?)) ORDER BY r.id",
        (json.dumps(list(wanted)),),
    ):
        found[value] = (*found.get(value, ()), record_id)
    return found
