"""Which records a dossier covers: those about one place or a pair of places, or those linked to one record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from catalogue.store.compile import Compiled
from catalogue.text import zones

# A record concerns a place if it lies in it, acts from it, names it as a side, or links to such a record; not if it was
# merely concluded there or cites a source from there.
_CONCERNED = (
    "SELECT record AS num FROM within WHERE code = :{0} UNION SELECT subject FROM link WHERE side = :{0} "
    "UNION SELECT l.subject FROM link l JOIN within w ON w.record = l.object WHERE w.code = :{0} AND l.role NOT IN "
    "('source', 'concluded_at', 'discussed_at', 'part_of', 'milestone_of', 'former_of', 'same_as', 'possibly_same_as')"
)
_WITHIN = "SELECT record FROM within WHERE code = :{0}"
_JOINED_TO = (
    "SELECT l.subject FROM link l JOIN within w ON w.record = l.object WHERE w.code = :{0} AND l.role <> 'source' "
    "UNION SELECT l.object FROM link l JOIN within w ON w.record = l.subject WHERE w.code = :{0} AND l.role <> 'source'"
)
_PAIR_KINDS = "('agreement', 'project', 'event', 'measure', 'milestone')"
_SITES = "('technopark', 'cluster')"
Ids = tuple[str, ...]


def pair(connection: sqlite3.Connection, one: str, other: str) -> Ids:
    """What concerns both places: agreements, projects, events, measures; the parks and clusters of either place that
    are linked to the other, and the agreements that cover or create them."""
    a, b = _CONCERNED.format("a"), _CONCERNED.format("b")
    both = f"SELECT num FROM record WHERE kind IN {_PAIR_KINDS} AND num IN ({a}) AND num IN ({b})"
    sites = (
        f"SELECT num FROM record WHERE kind IN {_SITES} AND (num IN ({_WITHIN.format('a')}) AND num IN "
        f"({_JOINED_TO.format('b')}) OR num IN ({_WITHIN.format('b')}) AND num IN ({_JOINED_TO.format('a')}))"
    )
    return _with_more(
        connection,
        f"WITH site (num) AS MATERIALIZED ({sites}) SELECT num FROM site UNION {both} UNION "
        "SELECT subject FROM link WHERE role IN ('covers', 'creates') AND object IN (SELECT num FROM site) UNION "
        "SELECT l.subject FROM link l JOIN record p ON p.num = l.subject WHERE p.kind = 'project' "
        "AND l.role = 'part_of' AND l.object IN (SELECT num FROM site)",
        {"a": one, "b": other},
    )


def place(connection: sqlite3.Connection, code: str) -> Ids:
    """What concerns one place, without other place records."""
    concerned = f"SELECT num FROM record WHERE kind <> 'place' AND num IN ({_CONCERNED.format('a')})"
    return _with_more(connection, concerned, {"a": code})


def around(connection: sqlite3.Connection, record: str) -> Ids:
    """What a record is linked to in either direction, without places and sources (for a source: what cites it)."""
    joined = (
        "SELECT t.num FROM record m JOIN link l ON l.subject = m.num JOIN record t ON t.num = l.object "
        "WHERE m.id = :id AND t.kind NOT IN ('place', 'source') UNION SELECT t.num FROM record m "
        "JOIN link l ON l.object = m.num JOIN record t ON t.num = l.subject WHERE m.id = :id AND t.kind <> 'place'"
    )
    return tuple(found for found in _with_more(connection, joined, {"id": record}) if found != record)


def milestones(connection: sqlite3.Connection, records: Sequence[str]) -> Ids:
    """The milestones of these records that are not among them."""
    found = connection.execute(
        "SELECT DISTINCT m.id FROM record r JOIN link l ON l.object = r.num AND l.role = 'milestone_of' "
        "JOIN record m ON m.num = l.subject WHERE r.id IN (SELECT value FROM json_each(?1)) "
        "AND m.id NOT IN (SELECT value FROM json_each(?1)) ORDER BY m.id",
        (json.dumps(list(records)),),
    )
    return tuple(record for (record,) in found)


def place_of(connection: sqlite3.Connection, code: str) -> str | None:
    """The record of a country or region, by its ISO code."""
    found = connection.execute(
        "SELECT r.id FROM term t JOIN record r ON r.num = t.record WHERE t.field = 'identifier' AND t.value = ? "
        "AND r.kind = 'place' ORDER BY r.id",
        (f"iso:{code}",),
    ).fetchone()
    return str(found[0]) if found else None


def of_records(records: Iterable[str]) -> Compiled:
    """The condition that finds exactly these ids."""
    where, given = "r.id IN (SELECT value FROM json_each(?))", (json.dumps(list(records)),)
    return Compiled(where, given, zones.any_of([zones.ANY]), where, given, plain=True)


def _with_more(connection: sqlite3.Connection, chosen: str, given: dict[str, str]) -> Ids:
    """The chosen records; what their agreements cover, create and were concluded at; what their events are part of; and
    the milestones of all these."""
    found = connection.execute(
        f"WITH chosen (num) AS MATERIALIZED ({chosen}), more (num) AS MATERIALIZED ("
        "SELECT num FROM chosen UNION SELECT l.object FROM link l JOIN record s ON s.num = l.subject "
        "JOIN record o ON o.num = l.object WHERE l.subject IN (SELECT num FROM chosen) AND ("
        "s.kind = 'agreement' AND l.role IN ('covers', 'creates', 'concluded_at') AND o.kind <> 'place' "
        "OR s.kind = 'event' AND l.role = 'part_of' AND o.kind = 'event')) "
        "SELECT id FROM record WHERE num IN (SELECT num FROM more) OR num IN (SELECT subject FROM link "
        "WHERE role = 'milestone_of' AND object IN (SELECT num FROM more)) ORDER BY id",
        given,
    )
    return tuple(record for (record,) in found)
