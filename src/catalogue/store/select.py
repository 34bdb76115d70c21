"""Pages of rows for a compiled query."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence

from catalogue.model.answers import Row
from catalogue.model.kinds import KINDS, every_field
from catalogue.query.nodes import SortKey
from catalogue.store import rows, schema
from catalogue.store.compile import Compiled

COUNT_CAP = 10_000  # a count stops here while somebody types
_RANK_CAP = 10_000  # above this many hits the order is by date, not by relevance


def count(connection: sqlite3.Connection, compiled: Compiled, *, cap: int | None = None) -> int:
    """How many records the query finds; stopped at ``cap`` + 1."""
    if cap is None:
        return int(
            connection.execute(f"SELECT count(*) FROM record r WHERE {compiled.where}", compiled.given).fetchone()[0]
        )
    found = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM record r WHERE {compiled.where} LIMIT {cap + 1})",
        compiled.given,
    )
    return int(found.fetchone()[0])


def numbers(
    connection: sqlite3.Connection,
    compiled: Compiled,
    sort: Sequence[SortKey],
    *,
    limit: int | None,
    offset: int = 0,
) -> list[tuple[int, str]]:
    """Row numbers and ids of a query in order, from ``offset`` on."""
    sql, given = listing(connection, compiled, sort)
    return connection.execute(f"{sql} LIMIT ? OFFSET ?", (*given, -1 if limit is None else limit, offset)).fetchall()


def listing(
    connection: sqlite3.Connection, compiled: Compiled, sort: Sequence[SortKey]
) -> tuple[str, tuple[object, ...]]:
    """The SELECT of row numbers and ids in order, without its limit, and its parameters."""
    ranked = compiled.match and (not sort or sort[0].name == "rank")
    if ranked and count(connection, compiled, cap=_RANK_CAP) <= _RANK_CAP:
        return compiled.ranked()
    order = ", ".join(_order(key) for key in sort if key.name != "rank")
    return (
        f"SELECT r.num, r.id FROM record r WHERE {compiled.where} ORDER BY {order or 'r.main_from DESC'}, r.id",
        compiled.given,
    )


def _order(key: SortKey) -> str:
    column = _sort_column(key.name)
    if key.name == "date" and key.descending:
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
    sql, given = listing(connection, compiled, sort)
    for _, record_id in connection.execute(f"{sql} LIMIT ?", (*given, -1 if limit is None else limit)):
        yield record_id
