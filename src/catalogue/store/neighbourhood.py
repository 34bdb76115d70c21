"""Records within a number of links of one record."""

from __future__ import annotations

import json
import sqlite3

from catalogue.model.graph import Edge, Neighbourhood, Node
from catalogue.model.roles import ROLES
from catalogue.store import select


def around(
    connection: sqlite3.Connection, record_id: str, depth: int, lang: str, *, limit: int
) -> Neighbourhood | None:
    """The neighbourhood of a record, limited to ``limit`` records; None if there is no such record."""
    root = connection.execute("SELECT num FROM record WHERE id = ?", (record_id,)).fetchone()
    if root is None:
        return None
    reached = {int(root[0]): 0}
    newest, cut = [int(root[0])], False
    for distance in range(1, depth + 1):
        newest = [num for num in _next(connection, newest) if num not in reached]
        if len(reached) + len(newest) > limit:
            newest, cut = newest[: limit - len(reached)], True
        reached.update(dict.fromkeys(newest, distance))
        if cut or not newest:
            break
    return Neighbourhood(_nodes(connection, reached, lang), _edges(connection, list(reached)), depth, cut)


def _next(connection: sqlite3.Connection, nums: list[int]) -> list[int]:
    """The records at the other ends of links, targets of links first, then by id."""
    given = (json.dumps(nums),)
    found = connection.execute(
        "SELECT num FROM (SELECT r.num, r.id, 0 AS back FROM link l JOIN record r ON r.num = l.object "
        "WHERE l.subject IN (SELECT value FROM json_each(?1)) AND l.role <> 'source' UNION ALL "
        "SELECT r.num, r.id, 1 FROM link l JOIN record r ON r.num = l.subject "
        "WHERE l.object IN (SELECT value FROM json_each(?1)) AND l.role <> 'source') ORDER BY back, id",
        given,
    )
    return list(dict.fromkeys(num for (num,) in found))


def _nodes(connection: sqlite3.Connection, reached: dict[int, int], lang: str) -> tuple[Node, ...]:
    labels = select.labels(connection, list(reached), lang)
    found = connection.execute(
        "SELECT num, id, kind, coalesce(status, '') FROM record WHERE num IN (SELECT value FROM json_each(?))",
        (json.dumps(list(reached)),),
    )
    nodes = [Node(node_id, kind, labels[num], status, reached[num]) for num, node_id, kind, status in found]
    return tuple(sorted(nodes, key=lambda node: (node.depth, node.id)))


def _edges(connection: sqlite3.Connection, nums: list[int]) -> tuple[Edge, ...]:
    order = {name: position for position, name in enumerate(ROLES)}
    found = connection.execute(
        "SELECT s.id, l.role, o.id, l.side, l.note, l.basis FROM link l JOIN record s ON s.num = l.subject "
        "JOIN record o ON o.num = l.object WHERE l.role <> 'source' "
        "AND l.subject IN (SELECT value FROM json_each(?1)) AND l.object IN (SELECT value FROM json_each(?1))",
        (json.dumps(nums),),
    )
    edges = {Edge(*cells) for cells in found}
    return tuple(sorted(edges, key=lambda e: (e.subject, order.get(e.role, 99), e.object, e.side, e.note, e.basis)))
