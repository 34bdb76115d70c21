"""Tags, notes, stars and saved searches: separate tables, keyed by record ids as text, that no other write touches."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from catalogue.model import marks as rules
from catalogue.model.marks import AllMarks, Marks, Noted, Saved, Starred, Tagged
from catalogue.store.journal import now, one_transaction
from catalogue.store.records import numbers

_SAVED = "name, query, at, columns"


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[str]:
    """One atomic write; yields the time stamp for its marks. Raises ``UnusableCatalogue('db.locked')``."""
    with one_transaction(connection):
        yield now()


def of(connection: sqlite3.Connection, record: str) -> Marks:
    """The marks on one record."""
    starred = connection.execute("SELECT 1 FROM star WHERE record = ?", (record,)).fetchone()
    tags = connection.execute("SELECT tag FROM tag WHERE record = ? ORDER BY tag", (record,))
    notes = connection.execute("SELECT text FROM note WHERE record = ? ORDER BY at, text", (record,))
    return Marks(starred is not None, tuple(tag for (tag,) in tags), tuple(text for (text,) in notes))


def everything(connection: sqlite3.Connection) -> AllMarks:
    """Every mark of the catalogue."""
    return AllMarks(
        tuple(Tagged(*cells) for cells in connection.execute("SELECT record, tag, at FROM tag")),
        tuple(Noted(*cells) for cells in connection.execute("SELECT record, text, at FROM note")),
        tuple(Starred(*cells) for cells in connection.execute("SELECT record, at FROM star")),
        tuple(_saved(*cells) for cells in connection.execute(f"SELECT {_SAVED} FROM saved")),
    ).tidy()


def add(connection: sqlite3.Connection, marks: AllMarks) -> int:
    """Add the marks that do not exist yet; existing ones are unchanged. Returns how many were added."""
    before = connection.total_changes
    connection.executemany(
        "INSERT INTO tag (record, tag, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(own.record, own.tag, own.at) for own in marks.tags],
    )
    connection.executemany(
        "INSERT INTO note (record, text, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(own.record, own.text, own.at) for own in marks.notes],
    )
    connection.executemany(
        "INSERT INTO star (record, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(own.record, own.at) for own in marks.stars],
    )
    connection.executemany(
        f"INSERT INTO saved ({_SAVED}) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(own.name, own.query, own.at, ",".join(own.columns)) for own in marks.saved],
    )
    return connection.total_changes - before


def remove(connection: sqlite3.Connection, marks: AllMarks) -> int:
    """Remove these marks, regardless of their time; returns how many there were."""
    before = connection.total_changes
    connection.executemany(
        "DELETE FROM tag WHERE record = ? AND tag = ?", [(own.record, own.tag) for own in marks.tags]
    )
    connection.executemany(
        "DELETE FROM note WHERE record = ? AND text = ?", [(own.record, own.text) for own in marks.notes]
    )
    connection.executemany("DELETE FROM star WHERE record = ?", [(own.record,) for own in marks.stars])
    connection.executemany("DELETE FROM saved WHERE name = ?", [(own.name,) for own in marks.saved])
    return connection.total_changes - before


def search(connection: sqlite3.Connection, name: str) -> Saved | None:
    """The saved search of that name."""
    found = connection.execute(f"SELECT {_SAVED} FROM saved WHERE name = ?", (name,)).fetchone()
    return _saved(*found) if found else None


def _saved(name: str, query: str, at: str, columns: str) -> Saved:
    return Saved(name, query, at, rules.columns(columns) or ())


def names(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of the saved searches."""
    return tuple(name for (name,) in connection.execute("SELECT name FROM saved ORDER BY name"))


def absent(connection: sqlite3.Connection, records: Iterable[str]) -> tuple[str, ...]:
    """Those of the ids for which no record exists, in their order."""
    wanted = tuple(records)
    known = numbers(connection, wanted)
    return tuple(record for record in wanted if record not in known)
