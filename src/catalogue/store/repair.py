"""Rebuilding everything in a catalogue that is derived from the values stored in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import chain

from catalogue.errors import Refused, UnusableCatalogue
from catalogue.model.records import Record
from catalogue.store import children, index, records, rows, schema
from catalogue.store.journal import Writing

_DERIVED = ("within", "entry", "word", "search", "arrival")


ACTION = "repair"
"""The action of the write that adds changes made outside the history to the history."""


def repair(connection: sqlite3.Connection, *, actor: str = "") -> int:
    """Rebuild computed columns, hashes, labels, figures of claims and the search index, in the caller's transaction.

    Returns how many records had computed data that did not agree. Stored values are unchanged; a record that was
    changed outside the history (its hash does not fit) is entered there as found. Raises
    ``Refused('repair.unreadable')`` where another program wrote a value that no import accepts.
    """
    _derived_tables(connection)
    with Writing(connection, actor=actor, action=ACTION) as writing:
        wrong = sum(_repair_record(connection, record, writing) for record in records.every(connection))
    index.rebuild(connection)
    return wrong


def changed_outside_history(connection: sqlite3.Connection) -> Iterator[str]:
    """The ids of the records that were changed outside the history: their stored hash does not fit their content."""
    every = chain.from_iterable(records.stored(connection, *chunk) for chunk in records.chunks(connection))
    return (record.id for record, cells in every if record.fingerprint() != cells[-1])


def _repair_record(connection: sqlite3.Connection, record: Record, writing: Writing) -> bool:
    names = rows.columns()[1:]
    listed = ", ".join(f'"{name}"' for name in names)
    num, *stored = connection.execute(f"SELECT num, {listed} FROM record WHERE id = ?", (record.id,)).fetchone()
    try:
        expected = rows.row(num, record, record.fingerprint())
    except ValueError as problem:
        raise Refused("repair.unreadable", record=record.id, cause=str(problem)) from None
    differs: bool = expected[1:] != stored
    if differs:
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        connection.execute(f"UPDATE record SET {assignments} WHERE num = ?", (*expected[1:], num))
        if expected[-1] != stored[-1]:
            writing.adopt(record)
    if record.claims:
        numbers = records.numbers(connection, {claim.source for claim in record.claims if claim.source})
        children.replace(connection, "claim", num, record, lambda own, _record, _role: numbers[own])
    return differs


def _derived_tables(connection: sqlite3.Connection) -> None:
    """The tables of the index, empty: a damaged one cannot be cleared, only created again."""
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
