"""The records that refer to others: by a link, as a source, or in a claim about a link."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping

from catalogue.model.roles import ROLES

_REFERRING = (
    "WITH wanted (id, num) AS MATERIALIZED ("
    "SELECT id, num FROM record WHERE id IN (SELECT value FROM json_each(:ids))), "
    "found (wanted, referring) AS ("
    "SELECT w.id, l.subject FROM wanted w JOIN link l ON l.object = w.num "
    "UNION SELECT w.id, l.subject FROM wanted w JOIN link l ON l.source = w.num "
    "UNION SELECT w.id, n.record FROM wanted w JOIN name n ON n.source = w.num "
    "UNION SELECT w.id, c.record FROM wanted w JOIN claim c ON c.source = w.num "
    # No index holds the values of claims: they are read once, whatever the number of records asked for.
    "UNION SELECT c.value, c.record FROM claim c WHERE c.field IN (SELECT value FROM json_each(:roles)) "
    "AND c.value IN (SELECT id FROM wanted)) "
    "SELECT f.wanted, r.id FROM found f JOIN record r ON r.num = f.referring ORDER BY f.wanted, r.id"
)


def to_each(connection: sqlite3.Connection, ids: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """For each of these records that others refer to, the ids of those, sorted."""
    given = {"ids": json.dumps(list(ids)), "roles": json.dumps(list(ROLES))}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for wanted, referring in connection.execute(_REFERRING, given):
        found[wanted].append(referring)
    return {wanted: tuple(referring) for wanted, referring in found.items()}


def to(connection: sqlite3.Connection, record_id: str) -> tuple[str, ...]:
    """The ids of the records that refer to this one, sorted; () if there is no such record."""
    return to_each(connection, (record_id,)).get(record_id, ())
