"""Making anew everything in a catalogue that is derived from the values stored in it."""

from __future__ import annotations

import sqlite3

from catalogue.errors import UnusableCatalogue
from catalogue.model.records import Record
from catalogue.store import children, index, records, rows, schema

_DERIVED = ("within", "entry", "word", "search")


def repair(connection: sqlite3.Connection) -> int:
    """Write computed columns, hashes, labels, figures of claims and the search index anew, in the caller's transaction.

    Returns how many records had something computed that did not agree. Stored values stay as they are.
    """
    _derived_tables(connection)
    wrong = sum(_mend(connection, record) for record in records.every(connection))
    index.rebuild(connection)
    return wrong


def _mend(connection: sqlite3.Connection, record: Record) -> bool:
    names = rows.columns()[1:]
    listed = ", ".join(f'"{name}"' for name in names)
    num, *stored = connection.execute(f"SELECT num, {listed} FROM record WHERE id = ?", (record.id,)).fetchone()
    expected = rows.row(num, record, record.fingerprint())
    differs: bool = expected[1:] != stored
    if differs:
        told = ", ".join(f'"{name}" = ?' for name in names)
        connection.execute(f"UPDATE record SET {told} WHERE num = ?", (*expected[1:], num))
    if record.claims:
        numbers = records.numbers(connection, {claim.source for claim in record.claims if claim.source})
        children.replace(connection, "claim", num, record, lambda own, _record, _role: numbers[own])
    return differs


def _derived_tables(connection: sqlite3.Connection) -> None:
    """The tables of the index, empty: a damaged one cannot be cleared, only made again."""
    for table in _DERIVED:
        try:
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        except sqlite3.DatabaseError as failure:
            raise UnusableCatalogue("db.corrupt", path="", cause=str(failure)) from None
    for statement in schema.tables():
        if any(f" {table} " in statement.split("(")[0] + " " for table in _DERIVED) or _index_of(statement):
            connection.execute(statement)


def _index_of(statement: str) -> bool:
    return statement.startswith("CREATE INDEX") and any(f" ON {table} " in statement for table in _DERIVED)
