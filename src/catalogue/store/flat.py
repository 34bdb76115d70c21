"""Chosen columns of records straight from SQL, for an export of a few columns: no ``Record`` objects are built.

The cells equal those that ``transfer.rows.flatten`` makes of the whole record; a test checks that the two agree.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from catalogue.model.kinds import KINDS
from catalogue.model.values import degrees_text
from catalogue.store import schema

Wanted = Sequence[tuple[str, str]]
"""Columns as pairs: ``id``, ``kind``, ``name`` with a language, ``field``, ``term``, ``link`` with their names."""
Cells = Sequence[str | tuple[str, ...]]
_CHUNK = 500
_NAME = """coalesce((SELECT text FROM name WHERE record = r.num AND lang = {key} AND type = 'preferred'
 ORDER BY "end" <> '', text LIMIT 1), '')"""
_TERM = "(SELECT json_group_array(value) FROM term WHERE record = r.num AND field = {key})"
_LINK = """(SELECT json_group_array(o.id) FROM link l JOIN record o ON o.num = l.object
 WHERE l.subject = r.num AND l.role = {key})"""
_DEGREES = frozenset(field.name for kind in KINDS.values() for field in kind.fields if field.type == "degrees")


def every(connection: sqlite3.Connection, wanted: Wanted, kind: str | None = None) -> Iterator[Cells]:
    """These columns of all records (of one kind), ordered by id; terms and links are lists, "" means no value."""
    where, given = ("WHERE +r.kind = ?", (kind,)) if kind else ("", ())
    found = connection.execute(f"SELECT {_listed(wanted)} FROM record r {where} ORDER BY r.id", given)
    return _made(found, wanted)


def load(connection: sqlite3.Connection, wanted: Wanted, ids: Iterable[str]) -> Iterator[Cells]:
    """These columns of the records with these ids, in their order; missing ids are omitted."""
    waiting = iter(ids)
    while chunk := list(islice(waiting, _CHUNK)):
        found = connection.execute(
            f"SELECT {_listed(wanted)} FROM json_each(?) e JOIN record r ON r.id = e.value ORDER BY e.key",
            (json.dumps(chunk),),
        )
        yield from _made(found, wanted)


def _listed(wanted: Wanted) -> str:
    return ", ".join(_expression(part, key) for part, key in wanted)


def _expression(part: str, key: str) -> str:
    quoted = "'" + key.replace("'", "''") + "'"
    several = {"name": _NAME, "term": _TERM, "link": _LINK}.get(part)
    if several is not None:
        return several.format(key=quoted)
    if part != "field":
        return f"r.{part}"
    if key not in schema.value_columns():
        return "''"
    return f'r."{key}"' if key in _DEGREES else f"coalesce(CAST(r.\"{key}\" AS TEXT), '')"


def _made(found: Iterable[Sequence[str]], wanted: Wanted) -> Iterator[Cells]:
    """Rows whose cells are texts, or lists if SQL gave JSON."""
    readers: dict[int, Callable[[str], str | tuple[str, ...]]] = {
        place: _list if part in ("term", "link") else _degrees
        for place, (part, key) in enumerate(wanted)
        if part in ("term", "link") or (part == "field" and key in _DEGREES)
    }
    if not readers:
        yield from found
        return
    for row in found:
        cells: list[str | tuple[str, ...]] = list(row)
        for place, read in readers.items():
            cells[place] = read(row[place])
        yield cells


def _list(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(sorted(set(json.loads(text))))


def _degrees(number: str | float | None) -> str:
    return "" if number is None else degrees_text(float(number))
