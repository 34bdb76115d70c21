"""Reading whole records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from catalogue.model.records import Claim, Link, Name, Record, Term, ordered
from catalogue.store import rows, schema

CHUNK = 500


def load(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Record]:
    """The records with these ids, tidy, by id; ids that are not there are left out."""
    found: dict[str, Record] = {}
    for chunk in _chunks(ids):
        nums = connection.execute(
            "SELECT num FROM record WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(chunk),)
        )
        found.update((record.id, record) for record in by_number(connection, [num for (num,) in nums]))
    return found


def kinds(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The kinds of the records with these ids; ids that are not there are left out."""
    found: dict[str, str] = {}
    for chunk in _chunks(ids):
        found.update(
            connection.execute(
                "SELECT id, kind FROM record WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(chunk),)
            )
        )
    return found


def every(connection: sqlite3.Connection, kind: str | None = None) -> Iterator[Record]:
    """All records (of one kind), ordered by id, a chunk in memory at a time."""
    last = ""
    while True:
        where, given = ("+kind = ? AND id > ?", (kind, last)) if kind else ("id > ?", (last,))
        found = connection.execute(
            f"SELECT num, id FROM record WHERE {where} ORDER BY id LIMIT {CHUNK}", given
        ).fetchall()
        if not found:
            return
        last = found[-1][1]
        yield from sorted(by_number(connection, [num for num, _ in found]), key=lambda record: record.id)


def numbers(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The row numbers of the records with these ids; ids that are not there are left out."""
    found: dict[str, int] = {}
    for chunk in _chunks(ids):
        found.update(
            connection.execute(
                "SELECT id, num FROM record WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(chunk),)
            ).fetchall()
        )
    return found


def by_number(connection: sqlite3.Connection, nums: Sequence[int]) -> list[Record]:
    """The records with these row numbers, in no particular order."""
    wanted = (json.dumps(nums),)
    listed = ", ".join(f'"{column}"' for column in schema.value_columns())
    within = "IN (SELECT value FROM json_each(?))"
    names, links, terms, claims = _children(connection, within, wanted)
    return [
        Record(
            record_id,
            kind,
            rows.own_values(kind, cells),
            ordered(names.get(num, ())),
            ordered(links.get(num, ())),
            ordered(terms.get(num, ())),
            ordered(claims.get(num, ())),
        )
        for num, record_id, kind, *cells in connection.execute(
            f"SELECT num, id, kind, {listed} FROM record WHERE num {within}", wanted
        )
    ]


def _children(
    connection: sqlite3.Connection, within: str, wanted: tuple[str]
) -> tuple[dict[int, list[Name]], dict[int, list[Link]], dict[int, list[Term]], dict[int, list[Claim]]]:
    names: dict[int, list[Name]] = {}
    for num, *cells in connection.execute(
        'SELECT n.record, n.text, n.lang, n.type, n."start", n."end", coalesce(s.id, \'\'), n.basis, n.reason '
        f"FROM name n LEFT JOIN record s ON s.num = n.source WHERE n.record {within}",
        wanted,
    ):
        names.setdefault(num, []).append(Name(*cells))
    links: dict[int, list[Link]] = {}
    for num, *cells in connection.execute(
        'SELECT l.subject, l.role, o.id, l.side, l."start", l."end", l.note, coalesce(s.id, \'\'), l.basis, l.reason '
        "FROM link l JOIN record o ON o.num = l.object LEFT JOIN record s ON s.num = l.source "
        f"WHERE l.subject {within}",
        wanted,
    ):
        links.setdefault(num, []).append(Link(*cells))
    terms: dict[int, list[Term]] = {}
    for num, *cells in connection.execute(f"SELECT record, field, value FROM term WHERE record {within}", wanted):
        terms.setdefault(num, []).append(Term(*cells))
    claims: dict[int, list[Claim]] = {}
    for num, *cells in connection.execute(
        "SELECT c.record, c.field, c.value, c.as_of, coalesce(s.id, ''), c.locator, c.basis, c.reason, c.rank, "
        "c.original "
        f"FROM claim c LEFT JOIN record s ON s.num = c.source WHERE c.record {within}",
        wanted,
    ):
        claims.setdefault(num, []).append(Claim(*cells))
    return names, links, terms, claims


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(ids)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk
