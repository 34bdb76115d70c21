"""The records that may have something to attend to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from catalogue.model.records import Record
from catalogue.store import records, select
from catalogue.store.compile import Compiled

_ASKS = (
    "(r.kind = 'milestone' AND r.met_on IS NULL) OR r.valid_until IS NOT NULL OR (r.kind = 'agreement' AND "
    "(r.term IS NOT NULL OR r.signed IS NOT NULL OR r.status = 'signed'))"
)


def asking(connection: sqlite3.Connection, compiled: Compiled) -> Iterator[Record]:
    """The records of a query, and the milestones of those records, that hold a date or a promise; ordered by id."""
    nums = connection.execute(
        f"WITH wanted (num) AS MATERIALIZED (SELECT r.num FROM record r WHERE {compiled.where}) "
        f"SELECT r.num FROM record r WHERE ({_ASKS}) AND (r.num IN wanted OR r.num IN "
        "(SELECT l.subject FROM link l WHERE l.role = 'milestone_of' AND l.object IN wanted)) ORDER BY r.id",
        compiled.given,
    ).fetchall()
    for start in range(0, len(nums), records.CHUNK):
        chunk = records.by_number(connection, [num for (num,) in nums[start : start + records.CHUNK]])
        yield from sorted(chunk, key=lambda record: record.id)


def labels(connection: sqlite3.Connection, ids: Iterable[str], lang: str) -> Mapping[str, str]:
    """What these records are called in ``lang``; a record that is not there keeps its id."""
    nums = records.numbers(connection, ids)
    named = select.labels(connection, list(nums.values()), lang)
    return {record_id: named[num] for record_id, num in nums.items()}
