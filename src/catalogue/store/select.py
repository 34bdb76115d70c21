"""Pages of rows for a compiled query."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from catalogue.model.answers import Row
from catalogue.query.nodes import SortKey
from catalogue.store import hits, order, relevance, schema
from catalogue.store.cells import all_values
from catalogue.store.compile import Compiled
from catalogue.store.hits import Statement, cap_of, count

_AT_ONCE = 10_000  # row numbers that are turned into ids at a time


def page(
    connection: sqlite3.Connection,
    compiled: Compiled,
    sort: Sequence[SortKey],
    *,
    limit: int,
    offset: int = 0,
    capped: bool = False,
) -> tuple[int, bool, list[int]]:
    """How many records a query finds, whether there are more, and the row numbers of a page of them in order.

    ``capped``: the count may stop where it decides nothing more about the page; else there are never more.
    """
    if order.by_relevance(compiled, sort):
        cap = relevance.few_of(compiled)
        rows = hits.rows(connection, compiled, cap)
        if len(rows) <= cap:
            few = relevance.ordered(connection, compiled, relevance.hits_in(connection, rows))
            return len(rows), False, list(islice(few, offset, offset + limit))
        if capped and compiled.costly and offset + limit <= cap:
            return cap, True, relevance.first_of_many(connection, compiled, rows)[offset : offset + limit]
        total = cap + 1 if capped else count(connection, compiled)
    else:
        cap = cap_of(compiled)
        total = count(connection, compiled, cap=cap if capped else None)
    more = capped and total > cap
    found = order.statements(connection, compiled, sort, many=total > order.FEW)
    return (cap if more else total), more, list(_walked(connection, found, limit, offset))


def walk(
    connection: sqlite3.Connection,
    compiled: Compiled,
    sort: Sequence[SortKey] = (),
    *,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[int]:
    """The row numbers of a query in order, read lazily."""
    if order.by_relevance(compiled, sort):
        cap = relevance.few_of(compiled)
        rows = hits.rows(connection, compiled, cap)
        if len(rows) <= cap:
            ordered = relevance.ordered(connection, compiled, relevance.hits_in(connection, rows))
            return islice(ordered, offset, None if limit is None else offset + limit)
    many = limit is not None and (sort or compiled.figure) and count(connection, compiled, cap=order.FEW) > order.FEW
    return _walked(connection, order.statements(connection, compiled, sort, many=bool(many)), limit, offset)


def _walked(
    connection: sqlite3.Connection, statements: Iterable[Statement], limit: int | None, offset: int
) -> Iterator[int]:
    """A slice of what the statements list one after another."""
    for sql, given in statements:
        found = 0
        rows = connection.execute(f"{sql} LIMIT ? OFFSET ?", (*given, -1 if limit is None else limit, offset))
        for (num,) in rows:
            found += 1
            yield num
        limit = None if limit is None else limit - found
        if limit == 0:
            return
        if offset and found:
            offset = 0
        elif offset:
            offset -= connection.execute(f"SELECT count(*) FROM ({sql})", given).fetchone()[0]


def numbers(
    connection: sqlite3.Connection,
    compiled: Compiled,
    sort: Sequence[SortKey],
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[tuple[int, str]]:
    """Row numbers and ids of a query in order."""
    return _named(connection, list(walk(connection, compiled, sort, limit=limit, offset=offset)))


def _named(connection: sqlite3.Connection, nums: Sequence[int]) -> list[tuple[int, str]]:
    asked = "SELECT i.num, i.id FROM json_each(?) h CROSS JOIN record i ON i.num = h.value ORDER BY h.key"
    return connection.execute(asked, (json.dumps(nums),)).fetchall()


def fetch(connection: sqlite3.Connection, nums: Sequence[int], lang: str) -> list[Row]:
    """The rows with these numbers, in this order, with names in ``lang`` if there are any."""
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
        values = all_values(cells)
        by_num[num] = Row(
            record_id,
            kind,
            labels.get(num, label),
            values,
            tuple(name for name, _ in parties.get(num, ())),
            tuple(name for name, _ in places.get(num, ())),
            main or "",
            values.get("term") or values.get("valid_until") or values.get("due") or "",
            links,
            bool(inferred),
            bool(conflicting),
            sides=tuple(dict.fromkeys(code for _, code in parties.get(num, ()) if code)),
        )
    return [by_num[num] for num in nums if num in by_num]


_ACTS_FOR = (
    "coalesce(CASE WHEN o.kind = 'place' OR o.form IN ('government', 'regional_authority', 'city_authority') "
    "THEN o.region END, o.country, l.side, '')"
)
"""The region for which an authority acts, or the country; a company acts for its country, wherever it is."""


def _linked(
    connection: sqlite3.Connection, given: tuple[str], roles: Sequence[str], lang: str
) -> dict[int, list[tuple[str, str]]]:
    """What each record is linked to in these roles: its name, and the code of what it acts for."""
    marks = ", ".join(f"'{role}'" for role in roles)
    found = connection.execute(
        f"SELECT l.subject, o.num, o.label, {_ACTS_FOR} FROM link l JOIN record o ON o.num = l.object "
        f"WHERE l.role IN ({marks}) AND l.subject IN (SELECT value FROM json_each(?)) ORDER BY l.num",
        given,
    ).fetchall()
    there = (json.dumps(sorted({num for _, num, _, _ in found})),)
    labels = _labels(connection, there, "SELECT value FROM json_each(?)", lang)
    gathered: dict[int, list[tuple[str, str]]] = {}
    for subject, num, label, code in found:
        gathered.setdefault(subject, []).append((labels.get(num, label), code))
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
    """The best name of each of these records, by id, in each language (BCP 47) in which it has a name."""
    found: dict[str, dict[str, str]] = {}
    for own, lang, text in connection.execute(
        "SELECT r.id, n.lang, n.text FROM name n JOIN record r ON r.num = n.record WHERE n.record IN "
        f"(SELECT value FROM json_each(?)) ORDER BY {_BEST.replace('type', 'n.type')}, n.num",
        (json.dumps(list(nums)),),
    ):
        found.setdefault(own, {}).setdefault(lang, text)
    return found


def labels(connection: sqlite3.Connection, nums: Sequence[int], lang: str) -> dict[int, str]:
    """The names of these records in ``lang``, else their stored labels."""
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
    nums = walk(connection, compiled, sort, limit=limit)
    while some := list(islice(nums, _AT_ONCE)):
        yield from (record_id for _, record_id in _named(connection, some))
