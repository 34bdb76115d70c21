"""Reading whole records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import TypeVar

from catalogue.model.records import Claim, Entry, Link, Name, Record, Term
from catalogue.store import rows, schema
from catalogue.store.cells import Cell, narrow_values, own_columns, own_values

CHUNK = 500
PARTS = ("name", "link", "term", "claim")
E = TypeVar("E", bound=Entry)


def load(connection: sqlite3.Connection, ids: Iterable[str], *, parts: Container[str] = PARTS) -> dict[str, Record]:
    """The records with these ids, normalised, by id; missing ids are omitted. ``parts`` as in ``by_number``."""
    found: dict[str, Record] = {}
    for chunk in _chunks(ids):
        nums = connection.execute(
            "SELECT num FROM record WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(chunk),)
        )
        found.update((record.id, record) for record in by_number(connection, [num for (num,) in nums], parts))
    return found


def kinds(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The kinds of the records with these ids; missing ids are omitted."""
    found: dict[str, str] = {}
    for chunk in _chunks(ids):
        found.update(
            connection.execute(
                "SELECT id, kind FROM record WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(chunk),)
            )
        )
    return found


def every(
    connection: sqlite3.Connection, kind: str | None = None, *, parts: Container[str] = PARTS
) -> Iterator[Record]:
    """All records (of one kind), ordered by id, a chunk in memory at a time. ``parts`` as in ``by_number``."""
    last = ""
    while True:
        where, given = ("+kind = ? AND id > ?", (kind, last)) if kind else ("id > ?", (last,))
        found = connection.execute(
            f"SELECT num, id FROM record WHERE {where} ORDER BY id LIMIT {CHUNK}", given
        ).fetchall()
        if not found:
            return
        last = found[-1][1]
        yield from sorted(by_number(connection, [num for num, _ in found], parts), key=lambda record: record.id)


def numbers(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The row numbers of the records with these ids; missing ids are omitted."""
    found: dict[str, int] = {}
    for chunk in _chunks(ids):
        found.update(
            connection.execute(
                "SELECT id, num FROM record WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(chunk),)
            ).fetchall()
        )
    return found


def by_number(connection: sqlite3.Connection, nums: Sequence[int], parts: Container[str] = PARTS) -> list[Record]:
    """The records with these row numbers, in no particular order; of names, links, terms and claims only ``parts``.

    A caller that needs no claims should leave them out: for a table of 100,000 records they take a third of the time.
    """
    wanted = json.dumps(nums)
    entries = _parts(connection, wanted, parts)
    return [Record(own, kind, values, *entries(num)) for num, own, kind, values in _heads(connection, wanted)]


def chunks(connection: sqlite3.Connection) -> Iterator[tuple[str, list[int]]]:
    """The row numbers of all records, a few hundred of one kind at a time, in the order in which they are stored."""
    after: tuple[int, ...] = ()
    while found := connection.execute(
        f"SELECT num, kind FROM record {'WHERE num > ?' if after else ''} ORDER BY num LIMIT {CHUNK}", after
    ).fetchall():
        after = (found[-1][0],)
        for kind, own in groupby(sorted(found, key=itemgetter(1)), key=itemgetter(1)):
            yield kind, [num for num, _ in own]


def stored(connection: sqlite3.Connection, kind: str, nums: Sequence[int]) -> Iterator[tuple[Record, Sequence[Cell]]]:
    """The records of one kind with these row numbers, each with its stored cells of ``rows.of_kind``, the fingerprint
    last."""
    wanted, filled, names = json.dumps(nums), rows.of_kind(kind), own_columns(kind)
    entries = _parts(connection, wanted, PARTS)
    columns = [rows.columns()[position] for position in filled]
    own = itemgetter(*map(columns.index, names))
    listed = ", ".join(f'"{name}"' for name in columns)
    for cells in connection.execute(
        f"SELECT {listed} FROM record WHERE num IN (SELECT value FROM json_each(?))", (wanted,)
    ):
        yield Record(cells[1], kind, narrow_values(names, own(cells)), *entries(cells[0])), cells


_Parts = tuple[tuple[Name, ...], tuple[Link, ...], tuple[Term, ...], tuple[Claim, ...]]


def _parts(connection: sqlite3.Connection, wanted: str, parts: Container[str]) -> Callable[[int], _Parts]:
    """The entries of the records with these row numbers (JSON), by number."""
    names = _entries(connection, wanted, Name, _NAMES if "name" in parts else "")
    links = _entries(connection, wanted, Link, _LINKS if "link" in parts else "")
    terms = _entries(connection, wanted, Term, _TERMS if "term" in parts else "")
    claims = _entries(connection, wanted, Claim, _CLAIMS if "claim" in parts else "")
    return lambda num: (names.get(num, ()), links.get(num, ()), terms.get(num, ()), claims.get(num, ()))


def _heads(connection: sqlite3.Connection, wanted: str) -> Iterator[tuple[int, str, str, Mapping[str, str]]]:
    """Number, id, kind and values; for a single kind only the columns of that kind are read, a quarter of all."""
    within = "WHERE num IN (SELECT value FROM json_each(?))"
    kinds = connection.execute(f"SELECT DISTINCT kind FROM record {within}", (wanted,)).fetchall()
    only = kinds[0][0] if len(kinds) == 1 else None
    names = own_columns(only) if only else schema.value_columns()
    listed = ", ".join(f'"{name}"' for name in names)
    for num, record_id, kind, *cells in connection.execute(
        f"SELECT num, id, kind, {listed} FROM record {within}", (wanted,)
    ):
        yield num, record_id, kind, narrow_values(names, cells) if only else own_values(kind, cells)


_NAMES = (
    'SELECT n.record, n.text, n.lang, n.type, n."start", n."end", coalesce(s.id, \'\'), n.basis, n.reason '
    "FROM name n LEFT JOIN record s ON s.num = n.source WHERE n.record"
)
_LINKS = (
    'SELECT l.subject, l.role, o.id, l.side, l."start", l."end", l.note, coalesce(s.id, \'\'), l.basis, l.reason '
    "FROM link l JOIN record o ON o.num = l.object LEFT JOIN record s ON s.num = l.source WHERE l.subject"
)
_TERMS = "SELECT record, field, value FROM term WHERE record"
_CLAIMS = (
    "SELECT c.record, c.field, c.value, c.as_of, coalesce(s.id, ''), c.locator, c.basis, c.reason, c.rank, c.original "
    "FROM claim c LEFT JOIN record s ON s.num = c.source WHERE c.record"
)


def _entries(
    connection: sqlite3.Connection, wanted: str, make: Callable[..., E], question: str
) -> dict[int, tuple[E, ...]]:
    """The entries of each record, sorted and without duplicates, as in ``Record``. No rows are read if there is nothing
    to ask.

    Cells come in the order of the entry's fields, so tuples sort like entries, but much faster.
    """
    if not question:
        return {}
    found: dict[int, list[tuple[str, ...]]] = {}
    for row in connection.execute(f"{question} IN (SELECT value FROM json_each(?))", (wanted,)):
        found.setdefault(row[0], []).append(row[1:])
    return {
        num: tuple(make(*cells) for cells in (own if len(own) == 1 else sorted(set(own)))) for num, own in found.items()
    }


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(ids)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk
