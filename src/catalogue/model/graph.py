"""A record and what can be reached from it by links."""

from __future__ import annotations

from msgspec import Struct


class Node(Struct, frozen=True):
    """A record that was reached; ``depth`` is the number of links on the shortest way to it."""

    id: str
    kind: str
    label: str
    status: str
    depth: int


class Edge(Struct, frozen=True):
    """A link between two records of a neighbourhood, from its subject to its object."""

    subject: str
    role: str
    object: str
    side: str = ""
    note: str = ""
    basis: str = ""


class Neighbourhood(Struct, frozen=True):
    """The records within ``depth`` links of the first node, nearest first, and every link among them.

    Links to sources do not count. ``cut`` if there are more records than requested; the farthest are omitted.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    depth: int
    cut: bool = False
