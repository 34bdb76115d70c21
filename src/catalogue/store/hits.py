"""What a compiled query finds: where to select the hits from, and how many there are."""

from __future__ import annotations

import re
import sqlite3

from catalogue.store.compile import Compiled
from catalogue.store.conditions import Given

COUNT_CAP = 10_000  # a count stops here while somebody types
TALLY_CAP = 2_500  # records whose values are counted at once: ten fields take 20 µs per record
READ_CAP = 50  # the cap if texts must be read again to confirm a hit
_FEW_LEFT = 1_000  # rows of the index without a record that one query can exclude

_FIELDS = re.compile(r"\br\.(?!num\b)")
_LEFT = "SELECT row FROM entry WHERE record IS NULL"

Statement = tuple[str, Given]


def hits(compiled: Compiled, *, joined: bool = False) -> tuple[str, str, Given]:
    """How to SELECT the hits of a query: the expression of the row number, FROM with WHERE, and the parameters.

    ``joined``: FROM includes ``record r``. Full-text hits come with ``entry e``, in the order of ``search.rowid``; the
    record itself is read only if its columns are used.
    """
    if compiled.plain:
        return "r.num", f"FROM record r WHERE {compiled.where}", compiled.given
    tables, rest = "FROM search CROSS JOIN entry e ON e.row = search.rowid", compiled.rest
    if joined or _FIELDS.search(rest):
        tables += " CROSS JOIN record r ON r.num = e.record"
    else:
        rest = rest.replace("r.num", "e.record")
    tested = f" AND {rest}" if rest else ""
    where = f"WHERE search MATCH ? AND e.record IS NOT NULL{tested}"
    return "e.record", f"{tables} {where}", (compiled.match, *compiled.rest_given)


def count(connection: sqlite3.Connection, compiled: Compiled, *, cap: int | None = None) -> int:
    """How many records the query finds; stopped at ``cap`` + 1."""
    found, given = _counted(connection, compiled)
    if cap is None:
        return int(connection.execute(f"SELECT count(*) {found}", given).fetchone()[0])
    return int(connection.execute(f"SELECT count(*) FROM (SELECT 1 {found} LIMIT {cap + 1})", given).fetchone()[0])


def rows(connection: sqlite3.Connection, compiled: Compiled, cap: int) -> list[int]:
    """The rows of the index that a query with a full-text expression finds; stopped at ``cap`` + 1."""
    found, given = _counted(connection, compiled)
    newest = "ORDER BY search.rowid DESC" if compiled.costly else ""  # these texts are read again for a page of many
    return [row for (row,) in connection.execute(f"SELECT search.rowid {found} {newest} LIMIT {cap + 1}", given)]


def _counted(connection: sqlite3.Connection, compiled: Compiled) -> tuple[str, Given]:
    """FROM with WHERE for counting only; avoids looking up each record if possible."""
    if compiled.figure:
        select, given = compiled.figure[0]
        return f"FROM ({select})", given
    if compiled.plain or compiled.rest or not _few_left_behind(connection):
        return hits(compiled)[1:]
    return f"FROM search WHERE search MATCH ? AND rowid NOT IN ({_LEFT})", (compiled.match,)


def cap_of(compiled: Compiled) -> int:
    """The number at which a count of the query stops while somebody types."""
    return READ_CAP if compiled.costly else COUNT_CAP


def _few_left_behind(connection: sqlite3.Connection) -> bool:
    """Whether so few rows of the index are without a record that not every hit must be looked up."""
    counted = f"SELECT count(*) FROM ({_LEFT} LIMIT {_FEW_LEFT + 1})"
    return bool(connection.execute(counted).fetchone()[0] <= _FEW_LEFT)
