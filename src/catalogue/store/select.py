"""Pages of rows for a compiled query."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from catalogue.model.answers import Row
from catalogue.model.kinds import KINDS, every_field
from catalogue.query.nodes import SortKey
from catalogue.store import rows, schema
from catalogue.store.compile import Compiled
from catalogue.store.conditions import Given

COUNT_CAP = 10_000  # a count stops here while somebody types
_RANK_CAP = 5_000  # of more hits the newest come first, not the best
READ_CAP = 100  # where texts have to be read again to be sure of a hit
_BEARERS = 200  # of many hits, those that are called just so come first, but not more than these

_ABOUT = ("event", "project", "measure", "milestone", "source")  # kinds of records about others, often named after them
_KIND_ORDER = f"r.kind IN ({', '.join(repr(kind) for kind in _ABOUT)})"
Statement = tuple[str, Given]


def hits(compiled: Compiled, *, joined: bool = False) -> tuple[str, str, Given]:
    """What to SELECT the hits of a query from: the row number's expression, FROM with WHERE, and the parameters.

    ``joined``: with ``record r`` in it. Full-text hits come with ``entry e``, in the order of ``search.rowid``.
    """
    if not compiled.match:
        return "r.num", f"FROM record r WHERE {compiled.where}", compiled.given
    tables = "FROM search CROSS JOIN entry e ON e.row = search.rowid"
    if joined or compiled.rest:
        tables += " CROSS JOIN record r ON r.num = e.record"
    rest = f" AND {compiled.rest}" if compiled.rest else ""
    where = f"WHERE search MATCH ? AND e.record IS NOT NULL{rest}"
    return "e.record", f"{tables} {where}", (compiled.match, *compiled.rest_given)


def count(connection: sqlite3.Connection, compiled: Compiled, *, cap: int | None = None) -> int:
    """How many records the query finds; stopped at ``cap`` + 1."""
    _, found, given = hits(compiled)
    if cap is None:
        return int(connection.execute(f"SELECT count(*) {found}", given).fetchone()[0])
    return int(connection.execute(f"SELECT count(*) FROM (SELECT 1 {found} LIMIT {cap + 1})", given).fetchone()[0])


def cap_of(compiled: Compiled) -> int:
    """Where a count of the query stops while somebody types."""
    return READ_CAP if compiled.costly else COUNT_CAP


def numbers(
    connection: sqlite3.Connection,
    compiled: Compiled,
    sort: Sequence[SortKey],
    *,
    limit: int | None,
    offset: int = 0,
    total: int | None = None,
) -> list[tuple[int, str]]:
    """Row numbers and ids of a query in order, from ``offset`` on; ``total``: how many hits there are, if known."""
    return list(walk(connection, compiled, sort, limit=limit, offset=offset, total=total))


def walk(
    connection: sqlite3.Connection,
    compiled: Compiled,
    sort: Sequence[SortKey] = (),
    *,
    limit: int | None = None,
    offset: int = 0,
    total: int | None = None,
) -> Iterator[tuple[int, str]]:
    """Row numbers and ids of a query in order, read while they are taken."""
    first, (statement, given) = listing(connection, compiled, sort, total=total)
    before = _fetched(connection, first, -1, 0) if first else ()
    for found in islice(before, offset, None if limit is None else offset + limit):
        yield found
        limit = None if limit is None else limit - 1
    left = max(0, offset - len(before))
    yield from _fetched(connection, (statement, given), -1 if limit is None else limit, left)


def _fetched(connection: sqlite3.Connection, statement: Statement, limit: int, offset: int) -> list[tuple[int, str]]:
    sql, given = statement
    ordered = f"SELECT h.num, i.id FROM ({sql} LIMIT ? OFFSET ?) h CROSS JOIN record i ON i.num = h.num"
    return connection.execute(ordered, (*given, limit, offset)).fetchall()


def listing(
    connection: sqlite3.Connection, compiled: Compiled, sort: Sequence[SortKey], *, total: int | None = None
) -> tuple[Statement | None, Statement]:
    """The SELECT of row numbers in order, without its limit; and one whose hits come before, where there is any.

    Up to ``_RANK_CAP`` hits of words are in the order of relevance; of more the newest come first, after those that are
    called just what was typed.
    """
    if compiled.tiers and (not sort or sort[0].name == "rank"):
        cap = min(_RANK_CAP, cap_of(compiled))
        if (count(connection, compiled, cap=cap) if total is None else total) <= cap:
            return None, _ranked(compiled)
        first = replace(compiled, match=compiled.tiers[0])
        if not compiled.tiers[0] or not count(connection, first, cap=0):
            return None, _newest(compiled)
        sql, given = _bearers(first)
        rest = f"e.record NOT IN ({sql})" + (f" AND {compiled.rest}" if compiled.rest else "")
        return (sql, given), _newest(replace(compiled, rest=rest, rest_given=(*given, *compiled.rest_given)))
    keys = [key for key in sort if key.name != "rank"]
    if compiled.match and all(key == _NEWEST for key in keys[:1]):
        return None, _newest(compiled)
    num, found, given = hits(compiled, joined=True)
    order = ", ".join(_order(key) for key in keys) or "r.main_from DESC"
    return None, (f"SELECT {num} AS num {found} ORDER BY {order}, r.id", given)


_NEWEST = SortKey("date", descending=True)


def _newest(compiled: Compiled) -> Statement:
    """The hits by their main date: the order in which the index has them."""
    num, found, given = hits(compiled)
    return f"SELECT {num} AS num {found} ORDER BY search.rowid DESC", given


def _ranked(compiled: Compiled) -> Statement:
    num, found, given = hits(compiled)
    first, *others = [f"{_IN}" if tier else "0" for tier in compiled.tiers]
    tiers = "".join(f" {tier} DESC," for tier in others)
    # Of several that bear the very name, the thing itself comes before what is only about it.
    kinds = f"(SELECT {_KIND_ORDER} FROM record r WHERE r.num = e.record)"
    order = f"CASE WHEN {first} THEN {kinds} ELSE 99 END,{tiers} e.length, e.row DESC"
    return f"SELECT {num} AS num {found} ORDER BY {order}", (*given, *filter(None, compiled.tiers))


_IN = "search.rowid IN (SELECT rowid FROM search WHERE search MATCH ?)"


def _bearers(compiled: Compiled) -> Statement:
    num, found, given = hits(compiled, joined=True)
    best = f"SELECT {num} AS num {found} ORDER BY {_KIND_ORDER}, e.length, e.row DESC LIMIT {_BEARERS}"
    return f"SELECT num FROM ({best})", given


def _order(key: SortKey) -> str:
    column = _sort_column(key.name)
    if key == _NEWEST:
        return column + " DESC"
    return f"{column} IS NULL, {column} {'DESC' if key.descending else 'ASC'}"


def _sort_column(name: str) -> str:
    special = {"date": "r.main_from", "name": "r.label", "kind": "r.kind", "id": "r.id", "form": "r.form"}
    if name in special:
        return special[name]
    if name == "status":
        return _ladder_position()
    field = next((field for field in every_field() if field.name == name), None)
    if field is None:
        return "r.id"
    suffix = {"date": "_from", "quantity": "_number"}.get(field.type, "")
    return f'r."{name}{suffix}"'


def _ladder_position() -> str:
    """Statuses sort by their place on the ladder of their kind, not by spelling."""
    cases = [
        f"WHEN '{kind.name}|{choice.code}' THEN {position}"
        for kind in KINDS.values()
        if kind.status and kind.status.vocabulary
        for position, choice in enumerate(kind.status.vocabulary.choices)
    ]
    return f"(CASE r.kind || '|' || r.status {' '.join(cases)} END)"


def fetch(connection: sqlite3.Connection, nums: Sequence[int], lang: str) -> list[Row]:
    """The rows with these numbers, in this order, with names in ``lang`` where there are any."""
    given = (json.dumps(list(nums)),)
    labels = _labels(connection, given, "SELECT value FROM json_each(?)", lang)
    parties = _linked(connection, given, ("party",), lang)
    places = _linked(connection, given, ("located_in",), lang)
    listed = ", ".join(f'r."{column}"' for column in schema.value_columns())
    found = connection.execute(
        f"SELECT r.num, r.id, r.kind, r.label, r.main_date, r.inferred, r.conflicting, "
        "(SELECT count(*) FROM link l WHERE l.subject = r.num AND l.role <> 'source') + "
        "(SELECT count(*) FROM link l WHERE l.object = r.num AND l.role <> 'source'), "
        f"{listed} FROM record r WHERE r.num IN (SELECT value FROM json_each(?))",
        given,
    )
    by_num = {}
    for num, record_id, kind, label, main, inferred, conflicting, links, *cells in found:
        values = rows.values(cells)
        by_num[num] = Row(
            record_id,
            kind,
            labels.get(num, label),
            values,
            tuple(parties.get(num, ())),
            tuple(places.get(num, ())),
            main or "",
            values.get("term") or values.get("valid_until") or values.get("due") or "",
            links,
            bool(inferred),
            bool(conflicting),
        )
    return [by_num[num] for num in nums if num in by_num]


def _linked(connection: sqlite3.Connection, given: tuple[str], roles: Sequence[str], lang: str) -> dict[int, list[str]]:
    marks = ", ".join(f"'{role}'" for role in roles)
    found = connection.execute(
        f"SELECT l.subject, o.num, o.label, l.side FROM link l JOIN record o ON o.num = l.object "
        f"WHERE l.role IN ({marks}) AND l.subject IN (SELECT value FROM json_each(?)) ORDER BY l.num",
        given,
    ).fetchall()
    there = (json.dumps(sorted({num for _, num, _, _ in found})),)
    labels = _labels(connection, there, "SELECT value FROM json_each(?)", lang)
    gathered: dict[int, list[str]] = {}
    for subject, num, label, _ in found:
        gathered.setdefault(subject, []).append(labels.get(num, label))
    return gathered


_BEST = "CASE type WHEN 'preferred' THEN 0 WHEN 'official' THEN 1 WHEN 'short' THEN 2 WHEN 'acronym' THEN 3 ELSE 4 END"


def _labels(connection: sqlite3.Connection, given: tuple[str], inside: str, lang: str) -> dict[int, str]:
    """The best name in one language of each record that has one (Uzbek: Latin before Cyrillic)."""
    labels: dict[int, str] = {}
    for num, text in connection.execute(
        f"SELECT record, text FROM name WHERE record IN ({inside}) AND (lang = ? OR lang LIKE ? || '-%') "
        f"AND type IN ('preferred', 'official', 'short', 'acronym', 'alias') ORDER BY lang = 'uz-Cyrl', {_BEST}, text",
        (*given, lang, lang),
    ):
        labels.setdefault(num, text)
    return labels


def names(connection: sqlite3.Connection, nums: Sequence[int]) -> dict[str, dict[str, str]]:
    """The best name of each of these records, by id, in each language (BCP 47) that it has one in."""
    found: dict[str, dict[str, str]] = {}
    for own, lang, text in connection.execute(
        "SELECT r.id, n.lang, n.text FROM name n JOIN record r ON r.num = n.record WHERE n.record IN "
        f"(SELECT value FROM json_each(?)) ORDER BY {_BEST.replace('type', 'n.type')}, n.num",
        (json.dumps(list(nums)),),
    ):
        found.setdefault(own, {}).setdefault(lang, text)
    return found


def labels(connection: sqlite3.Connection, nums: Sequence[int], lang: str) -> dict[int, str]:
    """What these records are called in ``lang``, else their stored label."""
    given = (json.dumps(list(nums)),)
    found = dict(
        connection.execute("SELECT num, label FROM record WHERE num IN (SELECT value FROM json_each(?))", given)
    )
    found.update(_labels(connection, given, "SELECT value FROM json_each(?)", lang))
    return found


def ids(
    connection: sqlite3.Connection, compiled: Compiled, sort: Sequence[SortKey], *, limit: int | None = None
) -> Iterator[str]:
    """The ids of a query in order."""
    for _, record_id in walk(connection, compiled, sort, limit=limit):
        yield record_id
