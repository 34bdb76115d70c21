"""Storage health: the file, its references, its index, and everything that is computed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Literal

from catalogue.errors import UnusableCatalogue
from catalogue.model.answers import Finding
from catalogue.store import computed, index, stamps, trust
from catalogue.text import zones

STORED = ("check.integrity", "check.tables", "check.references")
"""The checks of what cannot be derived again."""


def check(connection: sqlite3.Connection, codes: Collection[str] = ()) -> Iterator[Finding]:
    """Each check in turn, or those with these codes; a damaged file yields findings, never an exception."""
    for code, test in _CHECKS:
        if codes and code not in codes:
            continue
        try:
            wrong = test(connection)
        except sqlite3.Error as failure:
            wrong = str(failure)
        except computed.UNREADABLE as failure:  # another program wrote a value that no import accepts
            wrong = f"{type(failure).__name__}: {failure}"
        except UnusableCatalogue as failure:
            wrong = str(failure.params.get("cause", failure.code))
        level: Literal["note", "wrong"] = "note" if code in _HARMLESS else "wrong"
        yield Finding(code, level if wrong else "ok", {"cause": wrong})


def _integrity(connection: sqlite3.Connection) -> str:
    found = [line for (line,) in connection.execute("PRAGMA integrity_check(5)")]
    return "" if found == ["ok"] else "; ".join(found)


def _references(connection: sqlite3.Connection) -> str:
    found = connection.execute("PRAGMA foreign_key_check").fetchmany(5)
    return "; ".join(f"{table} row {num}" for table, num, *_ in found)


def _tables(connection: sqlite3.Connection) -> str:
    return ", ".join(trust.missing(connection))


def _foreign_tables(connection: sqlite3.Connection) -> str:
    return ", ".join(trust.foreign_tables(connection))


def _search(connection: sqlite3.Connection) -> str:
    """Missing rows of the index, and keys that differ from those that would be written now."""
    lost = connection.execute(
        "SELECT r.id FROM record r WHERE r.num NOT IN (SELECT e.record FROM entry e WHERE e.record IS NOT NULL "
        "AND e.row IN (SELECT rowid FROM search WHERE search MATCH ?)) ORDER BY r.id LIMIT 5",
        (zones.any_of([zones.ANY]),),
    )
    wrong = [found for (found,) in lost]
    if not wrong and stamps.current(connection):
        stale = json.dumps(list(islice(index.stale(connection), 5)))
        found = connection.execute("SELECT id FROM record WHERE num IN (SELECT value FROM json_each(?))", (stale,))
        wrong = [found for (found,) in found]
    return ", ".join(wrong)


def _analyser(connection: sqlite3.Connection) -> str:
    return "" if stamps.current(connection) else "older search keys"


def _computed(connection: sqlite3.Connection) -> str:
    """Computed columns and fingerprints that are not what the stored values give now."""
    found = islice(computed.disagreeing(connection), 5)
    return "; ".join(f"{record}: {columns}" for record, columns in found)


_HARMLESS = frozenset({"check.foreign_tables"})
"""What is reported although the catalogue is sound: tables that another program keeps in the file."""

_CHECKS: tuple[tuple[str, Callable[[sqlite3.Connection], str]], ...] = (
    ("check.integrity", _integrity),
    ("check.tables", _tables),
    ("check.foreign_tables", _foreign_tables),
    ("check.references", _references),
    ("check.search", _search),
    ("check.analyser", _analyser),
    ("check.computed", _computed),
)
