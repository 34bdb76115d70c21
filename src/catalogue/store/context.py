"""Records with their surroundings, a chunk at a time."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator

from catalogue.model.lint import RuleContext
from catalogue.model.records import Record
from catalogue.model.rules import FIELDS_OF_OBJECTS
from catalogue.store import records
from catalogue.store.cells import narrow_values
from catalogue.store.compile import Compiled

_SEEN_FROM = ("party", "milestone_of")


def surrounded(connection: sqlite3.Connection, compiled: Compiled, today: str) -> Iterator[tuple[Record, RuleContext]]:
    """The records of a query by id, each with its parties or what it is a milestone of, and how many link to it."""
    found = connection.execute(f"SELECT r.num FROM record r WHERE {compiled.where} ORDER BY r.id", compiled.given)
    nums = array("q", (num for (num,) in found))
    for start in range(0, len(nums), records.CHUNK):
        chunk = nums[start : start + records.CHUNK].tolist()
        objects = _objects(connection, (json.dumps(chunk),))
        links = incoming(connection, chunk)
        for record in sorted(records.by_number(connection, chunk), key=lambda record: record.id):
            there = {link.object: objects[link.object] for link in record.links if link.object in objects}
            yield record, RuleContext(today, there, links.get(record.id, 0))


def _objects(connection: sqlite3.Connection, given: tuple[str]) -> dict[str, Record]:
    """The targets of the links that rules follow, with the values that rules read."""
    listed = ", ".join(f'o."{name}"' for name in FIELDS_OF_OBJECTS)
    marks = ", ".join(f"'{role}'" for role in _SEEN_FROM)
    found = connection.execute(
        f"SELECT DISTINCT o.id, o.kind, {listed} FROM link l JOIN record o ON o.num = l.object "
        f"WHERE l.role IN ({marks}) AND l.subject IN (SELECT value FROM json_each(?))",
        given,
    )
    return {own: Record(own, kind, narrow_values(FIELDS_OF_OBJECTS, cells)) for own, kind, *cells in found}


def incoming(connection: sqlite3.Connection, nums: Iterable[int]) -> dict[str, int]:
    """How often other records link to these, or cite them."""
    found = connection.execute(
        "WITH wanted (num) AS (SELECT value FROM json_each(?)) SELECT r.id, (SELECT count(*) FROM link l WHERE "
        "l.object = r.num) + EXISTS (SELECT 1 FROM claim c WHERE c.source = r.num) "
        "+ EXISTS (SELECT 1 FROM name a WHERE a.source = r.num) FROM wanted w JOIN record r ON r.num = w.num",
        (json.dumps(list(nums)),),
    )
    return dict(found.fetchall())
