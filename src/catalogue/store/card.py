"""What one record's card needs beyond the record itself: the records at both ends of its links, its sources, similar
ids."""

from __future__ import annotations

import json
import sqlite3

from catalogue.model import evidence
from catalogue.model.card import Cited, Neighbour
from catalogue.model.records import Link, Record
from catalogue.model.roles import ROLES
from catalogue.store import records, schema, select
from catalogue.store.cells import all_values

_LINK = 'l.role, o.id, l.side, l."start", l."end", l.note, coalesce(q.id, \'\'), l.basis, l.reason'


def neighbours(connection: sqlite3.Connection, record_id: str, lang: str) -> tuple[Neighbour, ...]:
    """The links of a record in both directions, without sources, in the order of the roles, outgoing first."""
    order = {name: position for position, name in enumerate(ROLES)}
    found = []
    for outgoing, here, there in ((True, "subject", "object"), (False, "object", "subject")):
        rows_found = connection.execute(
            f"SELECT t.num, t.id, t.kind, t.label, coalesce(t.status, ''), coalesce(t.main_date, ''), {_LINK} "
            "FROM link l "
            f"JOIN record m ON m.num = l.{here} JOIN record t ON t.num = l.{there} JOIN record o ON o.num = l.object "
            "LEFT JOIN record q ON q.num = l.source WHERE m.id = ? AND l.role <> 'source' ORDER BY l.num",
            (record_id,),
        ).fetchall()
        labels = select.labels(connection, [cells[0] for cells in rows_found], lang)
        found += [
            Neighbour(Link(*cells), outgoing, there_id, kind, labels.get(num, label), status, when)
            for num, there_id, kind, label, status, when, *cells in rows_found
        ]
    return tuple(sorted(found, key=lambda n: (not n.outgoing, order.get(n.link.role, 99))))


def sources(connection: sqlite3.Connection, record_id: str, lang: str) -> tuple[Cited, ...]:
    """The sources of a record: those it links to, then those that only its names, links or claims cite."""
    linked = (
        "SELECT s.num, s.id FROM record m JOIN link l ON l.subject = m.num AND l.role = 'source' "
        "JOIN record s ON s.num = l.object WHERE m.id = ?1"
    )
    cited = [
        f"SELECT s.num, s.id FROM record m JOIN {table} t ON t.{owner} = m.num JOIN record s ON s.num = t.source "
        "WHERE m.id = ?1"
        for table, owner in (("claim", "record"), ("name", "record"), ("link", "subject"))
    ]
    found = connection.execute(f"{' UNION '.join([linked, *cited])} ORDER BY 2", (record_id,)).fetchall()
    listed = ", ".join(f'"{column}"' for column in schema.value_columns())
    labels = select.labels(connection, [num for num, _ in found], lang)
    values = {
        num: all_values(cells)
        for num, *cells in connection.execute(
            f"SELECT num, {listed} FROM record WHERE num IN (SELECT value FROM json_each(?))",
            (json.dumps([num for num, _ in found]),),
        )
    }
    return tuple(Cited(0, source_id, labels[num], values[num]) for num, source_id in found)


def of_links(
    connection: sqlite3.Connection, record: Record, lang: str
) -> tuple[tuple[Neighbour, ...], tuple[Cited, ...]]:
    """Neighbours and sources of a record that may differ from the stored one: its own links, and every source it
    names."""
    cited = {link.object for link in record.links if link.role == "source"}
    cited |= {name.source for name in record.names if name.source} | {
        link.source for link in record.links if link.source
    }
    cited |= {claim.source for claim in record.claims if claim.source}
    there = records.load(connection, {*cited, *(link.object for link in record.links)})
    order = {name: position for position, name in enumerate(ROLES)}
    labels = {own: evidence.label_of(found, lang) for own, found in there.items()}
    neighbours = [
        Neighbour(
            link,
            outgoing=True,
            id=link.object,
            kind=found.kind if found else "",
            label=labels.get(link.object, link.object),
        )
        for link in record.links
        if link.role != "source"
        for found in (there.get(link.object),)
    ]
    sources = (Cited(0, own, labels.get(own, own), there[own].values if own in there else {}) for own in sorted(cited))
    return tuple(sorted(neighbours, key=lambda n: order.get(n.link.role, 99))), tuple(sources)


def complete(connection: sqlite3.Connection, prefix: str, limit: int) -> tuple[tuple[str, str], ...]:
    """Ids that begin with ``prefix``, with their labels, by the index on ids."""
    found = connection.execute(
        "SELECT id, label FROM record WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
        (prefix, prefix + "\U0010ffff", limit),
    )
    return tuple(found)


def nearest_ids(connection: sqlite3.Connection, record_id: str) -> tuple[str, ...]:
    """A few ids that look like a mistyped one."""
    from rapidfuzz import process

    ids = [found for (found,) in connection.execute("SELECT id FROM record LIMIT 50000")]
    return tuple(found for found, _, _ in process.extract(record_id, ids, limit=3, score_cutoff=70))
