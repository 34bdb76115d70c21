"""The records that may have an entry on the agenda."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, date

from catalogue.model import agenda
from catalogue.model.records import Link, Record
from catalogue.store import records, select
from catalogue.store.cells import narrow_values
from catalogue.store.compile import Compiled

_SHORTEST_MONTH = 28

_SETTLED = " OR ".join(
    f"(r.kind = '{kind}' AND r.status IN ({', '.join(repr(status) for status in sorted(statuses))}))"
    for kind, statuses in agenda.SETTLED.items()
)
_AWAITED = "(r.status = 'signed' OR (r.signed IS NOT NULL AND coalesce(r.status, 'approved') = 'approved'))"
_MAY_HAVE_ENTRY = (
    f"coalesce({_SETTLED}, 0) = 0 AND ("
    "(r.kind = 'milestone' AND r.met_on IS NULL AND coalesce(r.due_to, '') <= ?) "
    "OR (r.valid_until IS NOT NULL AND coalesce(r.valid_until_to, '') <= ?) "
    "OR (r.kind = 'agreement' AND ("
    "(r.term IS NOT NULL AND (coalesce(r.term_to, '') <= ? OR r.notice_days IS NOT NULL)) "
    f"OR ({_AWAITED} AND r.effective IS NULL AND coalesce(r.signed_to, '') <= ?))))"
)
"""A record whose entries would all be later than a day, given three times, does not qualify. An agreement is
expected to be in force some months after the last day of its signature, so that day is at most the fourth one given."""


def candidates(connection: sqlite3.Connection, compiled: Compiled, until: date, months: int) -> Iterator[Record]:
    """The records of a query and the milestones of those records that may have an entry without a day, or one of
    ``until`` at the latest; ordered by id.

    Each record has only the fields that the agenda rules read (``agenda.FIELDS``, and what it is a milestone of).
    ``months`` as in ``agenda.entries``.
    """
    signed = date.fromordinal(max(until.toordinal() - months * _SHORTEST_MONTH, 1)) if until.year < MAXYEAR else until
    listed = ", ".join(f'r."{name}"' for name in agenda.FIELDS)
    found = connection.execute(
        f"WITH wanted (num) AS MATERIALIZED (SELECT r.num FROM record r WHERE {compiled.where}) "
        f"SELECT r.num, r.id, r.kind, {listed} FROM record r WHERE {_MAY_HAVE_ENTRY} AND (r.num IN wanted OR r.num IN "
        "(SELECT l.subject FROM link l WHERE l.role = 'milestone_of' AND l.object IN wanted)) ORDER BY r.id",
        (*compiled.given, *[until.isoformat()] * 3, signed.isoformat()),
    )
    while rows_read := found.fetchmany(records.CHUNK):
        owners = _owners(connection, [num for num, *_ in rows_read])
        for num, record_id, kind, *cells in rows_read:
            values = narrow_values(agenda.FIELDS, cells)
            yield Record(record_id, kind, values, (), tuple(owners.get(num, ())))


def _owners(connection: sqlite3.Connection, nums: Sequence[int]) -> dict[int, list[Link]]:
    """What these records are milestones of."""
    owners: dict[int, list[Link]] = {}
    for num, owner in connection.execute(
        "SELECT l.subject, o.id FROM link l JOIN record o ON o.num = l.object "
        "WHERE l.role = 'milestone_of' AND l.subject IN (SELECT value FROM json_each(?)) ORDER BY o.id",
        (json.dumps(nums),),
    ):
        owners.setdefault(num, []).append(Link("milestone_of", owner))
    return owners


def labels(connection: sqlite3.Connection, ids: Iterable[str], lang: str) -> Mapping[str, str]:
    """The labels of these records in ``lang``, by id; a missing record is labelled with its id."""
    nums = records.numbers(connection, ids)
    named = select.labels(connection, list(nums.values()), lang)
    return {record_id: named[num] for record_id, num in nums.items()}
