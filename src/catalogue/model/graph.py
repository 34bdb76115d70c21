"""A record and what can be reached from it by links."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A record that was reached; ``depth`` is the number of links on the shortest way to it."""

    id: str
    kind: str
    label: str
    status: str
    depth: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A link between two records of a neighbourhood, from its subject to its object."""

    subject: str
    role: str
    object: str
    side: str = ""
    note: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The records within ``depth`` links of the first node, nearest first, and every link among them.

    Links to sources do not count. ``cut`` if there are more records than requested; the farthest are omitted.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    depth: int
    cut: bool = False
