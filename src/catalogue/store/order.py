"""The order of hits: SELECTs of row numbers that list the hits when run one after another.

A page of many hits is always read in the order of an index, never by sorting all hits: for date and relevance the
full-text index; for a closed value (form, status) value by value, newest first within each; for name, id or figure an
index on that column. A few hits are sorted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from catalogue.model.kinds import KINDS, every_field
from catalogue.query.nodes import SortKey
from catalogue.store import recency, relevance, schema
from catalogue.store.compile import Compiled
from catalogue.store.hits import Statement, count, hits
from catalogue.store.searched import CLOSED
from catalogue.text import zones

FEW = 1_500
"""Up to this many hits are sorted faster than found in an index of all records."""

_DENSE = 250_000  # with more hits than this, the index is walked and each record is tested for being a hit

_NEWEST = SortKey("date", descending=True)
_INDEXES = {"name": "record_by_name", "id": "sqlite_autoindex_record_1"}


def by_relevance(compiled: Compiled, sort: Sequence[SortKey]) -> bool:
    """Whether words decide which hit comes first."""
    return bool(compiled.tiers) and not compiled.plain and (not sort or sort[0].name == "rank")


def statements(
    connection: sqlite3.Connection, compiled: Compiled, sort: Sequence[SortKey], *, many: bool
) -> Iterable[Statement]:
    """SELECTs of row numbers without limits; ``many``: there are too many hits to sort for a page."""
    if by_relevance(compiled, sort):
        return relevance.statements(connection, compiled)
    keys = [key for key in sort if key.name != "rank"]
    if compiled.figure and not keys and many:  # few records are read before a page is full
        rest, given = compiled.figure[1]
        return [relevance.newest(replace(compiled, rest=rest, rest_given=given))]
    if compiled.figure and not keys:
        select, given = compiled.figure[0]
        record = "CROSS JOIN record r ON r.num = h.num"
        return [(f"SELECT r.num AS num FROM ({select}) h {record} ORDER BY r.main_from DESC, r.id", given)]
    if not compiled.plain and all(key == _NEWEST for key in keys[:1]):
        return [relevance.newest(compiled)]
    if many and len(keys) == 1 and keys != [_NEWEST] and (found := list(_walking(connection, compiled, keys[0]))):
        return found
    return [_sorted(compiled, keys)]


def _sorted(compiled: Compiled, keys: Sequence[SortKey]) -> Statement:
    num, found, given = hits(compiled, joined=True)
    order = [_order(key) for key in keys] or ["r.main_from DESC"]
    if keys and keys[-1].name in _closed():
        order.append("r.main_from DESC")
    return f"SELECT {num} AS num {found} ORDER BY {', '.join(order)}, r.id", given


def _walking(connection: sqlite3.Connection, compiled: Compiled, key: SortKey) -> Iterator[Statement]:
    """The hits in the order of an index of all records; nothing if there is no such index."""
    if key.name in _closed():
        values = _closed()[key.name]
        for value in reversed(values) if key.descending else values:
            yield relevance.newest(replace(compiled, match=f"({compiled.match}) AND ({value})", plain=False))
        every = " OR ".join(f"({value})" for value in values)
        yield relevance.newest(replace(compiled, match=f"({compiled.match}) NOT ({every})", plain=False))
    elif key.name == "date":
        yield from _oldest(replace(compiled, plain=False))
    elif key.name in _INDEXES:
        yield _along(connection, compiled, _INDEXES[key.name], _order(key))
    elif key.name in schema.figures():
        yield from _by_figure(connection, compiled, key)


def _by_figure(connection: sqlite3.Connection, compiled: Compiled, key: SortKey) -> Iterator[Statement]:
    """The hits that have the figure, then the others; few of a kind that has it are sorted."""
    number = f'r."{key.name}_number"'
    kinds = zones.any_of(zones.value("kind", kind.name) for kind in KINDS.values() if kind.field(key.name))
    having = _with(replace(compiled, match=f"({compiled.match}) AND ({kinds})", plain=False), f"{number} IS NOT NULL")
    total = count(connection, replace(compiled, match=having.match, plain=False), cap=FEW)
    if 0 < total <= FEW:
        yield _sorted(having, [key])
    elif total:
        order = f"{number} DESC" if key.descending else number
        yield _along(connection, having, f"record_by_{key.name}", order)
    yield relevance.newest(_with(replace(compiled, plain=False), f"{number} IS NULL"))


def _with(compiled: Compiled, condition: str) -> Compiled:
    """The query with another condition, which has no parameters."""
    return replace(compiled, rest=" AND ".join(filter(None, [condition, compiled.rest])))


def _oldest(compiled: Compiled) -> Iterator[Statement]:
    """The hits from the oldest on, then those without a date."""
    num, found, given = hits(compiled)
    for dated, direction in ((">=", ""), ("<", " DESC")):
        which = f"search.rowid {dated} {recency.DATED}"
        yield f"SELECT {num} AS num {found} AND {which} ORDER BY search.rowid{direction}", given


def _along(connection: sqlite3.Connection, compiled: Compiled, index: str, order: str) -> Statement:
    """The hits found by walking an index on records."""
    found = f"SELECT r.num AS num FROM record r INDEXED BY {index}"
    if compiled.plain:
        return f"{found} WHERE {compiled.where} ORDER BY {order}, r.id", compiled.given
    met = "+e.row IN (SELECT rowid FROM search WHERE search MATCH ?)"
    if count(connection, replace(compiled, rest="", rest_given=()), cap=_DENSE) > _DENSE:
        met = "EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND search.rowid = e.row)"
    rest = f" AND {compiled.rest}" if compiled.rest else ""
    entry = "CROSS JOIN entry e ON e.record = r.num"
    given = (compiled.match, *compiled.rest_given)
    return f"{found} {entry} WHERE {met}{rest} ORDER BY {order}, r.id", given


def _order(key: SortKey) -> str:
    column = _column(key.name)
    direction = " DESC" if key.descending else ""
    nulls_last = key == _NEWEST or key.name in _INDEXES
    return column + direction if nulls_last else f"{column} IS NULL, {column}{direction}"


def _column(name: str) -> str:
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


def _ladder() -> list[tuple[str, str, int]]:
    """Kind, status, and the position of the status in the sequence of its kind: statuses are sorted by it, not by
    spelling."""
    return [
        (kind.name, choice.code, position)
        for kind in KINDS.values()
        if kind.status and kind.status.vocabulary
        for position, choice in enumerate(kind.status.vocabulary.choices)
    ]


def _ladder_position() -> str:
    cases = [f"WHEN '{kind}|{code}' THEN {position}" for kind, code, position in _ladder()]
    return f"(CASE r.kind || '|' || r.status {' '.join(cases)} END)"


@cache
def _closed() -> dict[str, tuple[str, ...]]:
    """For each sort by a closed value, the expressions that find the records with each value, in sorted order."""
    values: dict[str, set[str]] = {"kind": set(KINDS)}
    for kind in KINDS.values():
        for name in CLOSED:
            field = kind.field(name)
            if name != "status" and field is not None and field.vocabulary:
                values.setdefault(name, set()).update(field.vocabulary.codes)
    found = {
        name: tuple(zones.any_of([zones.value(name, code)]) for code in sorted(codes)) for name, codes in values.items()
    }
    steps: dict[int, list[str]] = {}
    for kind_name, code, position in _ladder():
        pair = [zones.any_of([zones.value("kind", kind_name)]), zones.any_of([zones.value("status", code)])]
        steps.setdefault(position, []).append(" AND ".join(f"({each})" for each in pair))
    found["status"] = tuple(" OR ".join(f"({each})" for each in steps[step]) for step in sorted(steps))
    return found
