"""Pages of rows for a compiled query."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from catalogue.model import codes
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
            few = relevance.ordered(connection, compiled, rows)
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
            ordered = relevance.ordered(connection, compiled, rows)
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
    labels = _labels(connection, given, lang)
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
            short_parties=tuple(short for _, short in parties.get(num, ())),
        )
    return [by_num[num] for num in nums if num in by_num]


_GOVERNED = "CASE WHEN o.form IN ('state', 'government', 'regional_authority') THEN coalesce(o.region, o.country) END"


def _linked(
    connection: sqlite3.Connection, given: tuple[str], roles: Sequence[str], lang: str
) -> dict[int, list[tuple[str, str]]]:
    """What each record is linked to in these roles: its name, and a short one, for a state or its government that of
    its region or country."""
    marks = ", ".join(f"'{role}'" for role in roles)
    found = connection.execute(
        f"SELECT l.subject, o.num, o.label, {_GOVERNED} FROM link l JOIN record o ON o.num = l.object "
        f"WHERE l.role IN ({marks}) AND l.subject IN (SELECT value FROM json_each(?)) ORDER BY l.num",
        given,
    ).fetchall()
    there = (json.dumps(sorted({num for _, num, _, _ in found})),)
    labels, short = _long_and_short(connection, there, lang)
    gathered: dict[int, list[tuple[str, str]]] = {}
    for subject, num, label, governed in found:
        full = labels.get(num, label)
        brief = short.get(num) or (codes.name_of(governed, lang) if governed else full)
        gathered.setdefault(subject, []).append((full, brief))
    return gathered


_BEST = "CASE type WHEN 'preferred' THEN 0 WHEN 'official' THEN 1 WHEN 'short' THEN 2 WHEN 'acronym' THEN 3 ELSE 4 END"


def _labels(connection: sqlite3.Connection, given: tuple[str], lang: str) -> dict[int, str]:
    """The best name in one language of each record that has one (Uzbek: Latin before Cyrillic)."""
    return _long_and_short(connection, given, lang)[0]


def _long_and_short(
    connection: sqlite3.Connection, given: tuple[str], lang: str
) -> tuple[dict[int, str], dict[int, str]]:
    """The same, and the acronym or short name of each record that has one."""
    long: dict[int, str] = {}
    short: dict[str, dict[int, str]] = {"short": {}, "acronym": {}}
    for num, type_, text in connection.execute(
        "SELECT record, type, text FROM name WHERE record IN (SELECT value FROM json_each(?)) "
        "AND (lang = ? OR lang LIKE ? || '-%') AND type IN ('preferred', 'official', 'short', 'acronym', 'alias') "
        f"ORDER BY lang = 'uz-Cyrl', {_BEST}, text",
        (*given, lang, lang),
    ):
        long.setdefault(num, text)
        if type_ in short:
            short[type_].setdefault(num, text)
    return long, short["short"] | short["acronym"]


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
    found.update(_labels(connection, given, lang))
    return found


def ids(
    connection: sqlite3.Connection, compiled: Compiled, sort: Sequence[SortKey], *, limit: int | None = None
) -> Iterator[str]:
    """The ids of a query in order."""
    nums = walk(connection, compiled, sort, limit=limit)
    while some := list(islice(nums, _AT_ONCE)):
        yield from (record_id for _, record_id in _named(connection, some))
