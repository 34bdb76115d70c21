"""SQL of the user's own: one statement that only reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from catalogue.errors import BadUsage
from catalogue.store.connection import Connection, fault

Cell = str | int | float | None
_READING = (
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
)


def select(connection: Connection, statement: str) -> tuple[tuple[str, ...], Iterator[tuple[Cell, ...]]]:
    """The columns and the rows of a statement, which may neither write nor attach a file nor change a setting.

    Raises ``BadUsage('sql.refused')`` with what SQLite says, ``BadUsage('sql.empty')``, ``UnusableCatalogue``.
    """
    connection.set_authorizer(lambda action, *_about: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY)
    try:
        cursor = sqlite3.Connection.execute(connection, statement)
    except (sqlite3.Error, sqlite3.Warning, ValueError) as wrong:
        raise _failure(connection, wrong) from None
    finally:
        connection.set_authorizer(None)
    if cursor.description is None:
        raise BadUsage("sql.empty")
    return tuple(str(name) for name, *_rest in cursor.description), _rows(connection, cursor)


def _rows(connection: Connection, cursor: sqlite3.Cursor) -> Iterator[tuple[Cell, ...]]:
    try:
        for row in cursor:
            yield tuple(cell.hex() if isinstance(cell, bytes) else cell for cell in row)
    except sqlite3.Error as wrong:
        raise _failure(connection, wrong) from None


def _failure(connection: Connection, wrong: Exception) -> Exception:
    """The statement's fault, unless it was interrupted or the file is at fault."""
    code = getattr(wrong, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_AUTH):
        return BadUsage("sql.refused", cause=str(wrong).rstrip("."))
    return fault(wrong, Path(getattr(connection, "path", ""))) or wrong
