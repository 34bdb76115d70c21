"""How often values are recorded, and the values of figures for sums."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from catalogue.store.compile import Compiled


def recorded(
    connection: sqlite3.Connection, compiled: Compiled, kind: str, fields: Sequence[str]
) -> tuple[int, dict[str, int]]:
    """How many records of a kind there are, and in how many each field is recorded."""
    listed = "".join(f', count(r."{field}")' for field in fields)
    total, *known = connection.execute(
        f"SELECT count(*){listed} FROM record r WHERE ({compiled.where}) AND r.kind = ?",
        (*compiled.given, kind),
    ).fetchone()
    return total, dict(zip(fields, known, strict=True))


def kinds(connection: sqlite3.Connection) -> dict[str, int]:
    """How many records of each kind there are."""
    return dict(connection.execute("SELECT kind, count(*) FROM record GROUP BY kind"))


def tables(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table of the catalogue has."""
    names = ("batch", "link", "name")
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def holds_more_than(connection: sqlite3.Connection, actor: str) -> bool:
    """Whether the catalogue holds anything that did not come from ``actor``: other batches, marks, an exchange."""
    if connection.execute("SELECT 1 FROM batch WHERE actor <> ? LIMIT 1", (actor,)).fetchone():
        return True
    own = ("tag", "note", "star", "saved", "partner")
    return any(connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() for name in own)


def values(connection: sqlite3.Connection, compiled: Compiled, field: str) -> list[str]:
    """The recorded values of one field."""
    found = connection.execute(
        f'SELECT r."{field}" FROM record r WHERE ({compiled.where}) AND r."{field}" IS NOT NULL ORDER BY r.id',
        compiled.given,
    )
    return [text for (text,) in found]
