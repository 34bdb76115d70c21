"""Whether what is computed from the values of a record, and stored beside them, agrees with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from operator import itemgetter

from catalogue.model.records import Record
from catalogue.store import records, rows
from catalogue.store.cells import Cell

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
"""What comes of values that no import would take, bytes where text belongs among them."""


def disagreeing(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Records of which a computed column or the fingerprint is not what the stored values give, or that have a value in
    a column of another kind: each id, with the names of the columns or why its values cannot be read."""
    for kind, nums in records.chunks(connection):
        yield from _astray(connection, kind, nums)
        for record, cells in records.stored(connection, kind, nums):
            if wrong := _wrong(record, cells):
                yield record.id, wrong


def _wrong(record: Record, stored: Sequence[Cell]) -> str:
    try:
        cells = rows.row(0, record, record.fingerprint())
    except UNREADABLE as problem:
        return str(problem)
    filled = rows.of_kind(record.kind)
    expected = itemgetter(*filled)(cells)
    if expected[1:] == stored[1:]:
        return ""
    names = [rows.columns()[position] for position in filled]
    return ", ".join(name for name, a, b in zip(names[1:], stored[1:], expected[1:], strict=True) if a != b)


def _astray(connection: sqlite3.Connection, kind: str, nums: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The records of a kind that have a value in a column that this kind does not fill."""
    filled = set(rows.of_kind(kind))
    others = [name for position, name in enumerate(rows.columns()) if position not in filled]
    listed = ", ".join(f'"{name}"' for name in others)
    for record_id, *cells in connection.execute(
        f"SELECT id, {listed} FROM record WHERE num BETWEEN ? AND ? AND +kind = ? AND coalesce({listed}) IS NOT NULL",
        (nums[0], nums[-1], kind),
    ):
        yield record_id, ", ".join(name for name, cell in zip(others, cells, strict=True) if cell is not None)
