"""The records that may have an entry on the agenda."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from catalogue.model import agenda
from catalogue.model.records import Link, Record
from catalogue.store import records, rows, select
from catalogue.store.compile import Compiled

_MAY_HAVE_ENTRY = (
    "(r.kind = 'milestone' AND r.met_on IS NULL) OR r.valid_until IS NOT NULL OR (r.kind = 'agreement' AND "
    "(r.term IS NOT NULL OR r.signed IS NOT NULL OR r.status = 'signed'))"
)


def candidates(connection: sqlite3.Connection, compiled: Compiled) -> Iterator[Record]:
    """The records of a query and the milestones of those records that have a date or a commitment; ordered by id.

    Each record has only the fields that the agenda rules read (``agenda.FIELDS``, and what it is a milestone of).
    """
    wanted = (
        f"WITH wanted (num) AS MATERIALIZED (SELECT r.num FROM record r WHERE {compiled.where}), "
        f"candidate (num) AS MATERIALIZED (SELECT r.num FROM record r WHERE ({_MAY_HAVE_ENTRY}) "
        "AND (r.num IN wanted OR r.num IN "
        "(SELECT l.subject FROM link l WHERE l.role = 'milestone_of' AND l.object IN wanted)))"
    )
    owners: dict[str, list[Link]] = {}
    for milestone, owner in connection.execute(
        f"{wanted} SELECT m.id, o.id FROM link l JOIN record m ON m.num = l.subject JOIN record o ON o.num = l.object "
        "WHERE l.role = 'milestone_of' AND l.subject IN candidate ORDER BY o.id",
        compiled.given,
    ):
        owners.setdefault(milestone, []).append(Link("milestone_of", owner))
    listed = ", ".join(f'r."{name}"' for name in agenda.FIELDS)
    found = connection.execute(
        f"{wanted} SELECT r.id, r.kind, {listed} FROM record r WHERE r.num IN candidate ORDER BY r.id", compiled.given
    )
    for record_id, kind, *cells in found:
        yield Record(record_id, kind, rows.narrow_values(agenda.FIELDS, cells), (), tuple(owners.get(record_id, ())))


def labels(connection: sqlite3.Connection, ids: Iterable[str], lang: str) -> Mapping[str, str]:
    """The labels of these records in ``lang``, by id; a missing record is labelled with its id."""
    nums = records.numbers(connection, ids)
    named = select.labels(connection, list(nums.values()), lang)
    return {record_id: named[num] for record_id, num in nums.items()}
