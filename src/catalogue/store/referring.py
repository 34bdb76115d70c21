"""The records that refer to a record: by a link, as a source, or in a claim about a link."""

from __future__ import annotations

import json
import sqlite3

from catalogue.model.roles import ROLES

_REFERRING = (
    "SELECT l.subject FROM link l WHERE l.object = :num OR l.source = :num "
    "UNION SELECT n.record FROM name n WHERE n.source = :num "
    "UNION SELECT c.record FROM claim c WHERE c.source = :num "
    "UNION SELECT c.record FROM claim c WHERE c.value = :id AND c.field IN (SELECT value FROM json_each(:roles))"
)


def ids(connection: sqlite3.Connection, record_id: str) -> tuple[str, ...]:
    """The ids of the records that refer to this one, sorted; () if there is no such record."""
    found = connection.execute("SELECT num FROM record WHERE id = ?", (record_id,)).fetchone()
    if found is None:
        return ()
    given = {"num": found[0], "id": record_id, "roles": json.dumps(list(ROLES))}
    rows = connection.execute(f"SELECT r.id FROM record r WHERE r.num IN ({_REFERRING}) ORDER BY r.id", given)
    return tuple(own for (own,) in rows)
