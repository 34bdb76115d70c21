"""A neighbourhood as a tree of lines, as GraphML, as DOT, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from catalogue.model.graph import Edge, Neighbourhood, Node
from catalogue.model.roles import ROLES
from catalogue.present import in_words, marks
from catalogue.present.record import role_label
from catalogue.present.shapes import Line, Section, Sheet, Span
from catalogue.text.safe import one_line

Joint = tuple[str, bool]  # a role, and whether it is read from its subject
Tree = Mapping[str, Sequence[tuple[tuple[Joint, ...], Node]]]
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_KEYS = (("kind", "node"), ("label", "node"), ("status", "node"), ("depth", "node"), ("role", "edge"), ("note", "edge"))


def sheet(found: Neighbourhood, lang: str) -> Sheet:
    """The tree of shortest paths from the record: each record once, below the first that links to it."""
    root = found.nodes[0]
    return Sheet(one_line(root.label), (Section("", tuple(_branches(_tree(found), root.id, "", lang))),))


def _tree(found: Neighbourhood) -> Tree:
    """The children of each record with the roles that join them."""
    depth = {node.id: node.depth for node in found.nodes}
    above: dict[str, dict[str, list[Joint]]] = {}
    for edge in found.edges:
        if depth[edge.object] == depth[edge.subject] + 1:
            above.setdefault(edge.object, {}).setdefault(edge.subject, []).append((edge.role, True))
        elif depth[edge.subject] == depth[edge.object] + 1:
            above.setdefault(edge.subject, {}).setdefault(edge.object, []).append((edge.role, False))
    order = {name: position for position, name in enumerate(ROLES)}
    tree: dict[str, list[tuple[tuple[Joint, ...], Node]]] = {}
    for node in found.nodes[1:]:
        parent = next(other.id for other in found.nodes if other.id in above[node.id])
        tree.setdefault(parent, []).append((tuple(dict.fromkeys(above[node.id][parent])), node))
    for children in tree.values():
        children.sort(key=lambda child: (not child[0][0][1], order.get(child[0][0][0], len(order)), child[1].id))
    return tree


def _branches(tree: Tree, parent: str, indent: str, lang: str) -> Iterator[Line]:
    children = tree.get(parent, ())
    for number, (joints, node) in enumerate(children, 1):
        last = number == len(children)
        roles = ", ".join(role_label(role, lang, outgoing=outgoing) for role, outgoing in joints)
        arrow = marks.OUTGOING if joints[0][1] else marks.INCOMING
        yield (
            Span(f"{indent}{'└── ' if last else '├── '}", "faint"),
            Span(f"{roles} {arrow} ", "label"),
            Span(one_line(node.label), "link", node.id),
            Span(f" ({in_words.kind(node.kind, lang)}) {one_line(node.id)}", "faint"),
        )
        yield from _branches(tree, node.id, indent + ("    " if last else "│   "), lang)


def as_data(found: Neighbourhood) -> Mapping[str, object]:
    """Nodes and edges for machines; empty parts of an edge are omitted."""
    return {
        "depth": found.depth,
        "cut": found.cut,
        "nodes": [
            {"id": n.id, "kind": n.kind, "label": n.label, "status": n.status or None, "depth": n.depth}
            for n in found.nodes
        ],
        "edges": [dict(_edge_items(edge)) for edge in found.edges],
    }


def _edge_items(edge: Edge) -> Iterator[tuple[str, str]]:
    items = (("subject", edge.subject), ("role", edge.role), ("object", edge.object))
    yield from items
    yield from (
        (name, text) for name, text in (("side", edge.side), ("note", edge.note), ("basis", edge.basis)) if text
    )


def graphml(found: Neighbourhood) -> str:
    """GraphML 1.0 (http://graphml.graphdrawing.org): directed, records and links with their data."""
    root = ET.Element("graphml", {"xmlns": _NAMESPACE})
    for name, domain in _KEYS:
        kind = "int" if name == "depth" else "string"
        ET.SubElement(root, "key", {"id": name, "for": domain, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", {"id": one_line(found.nodes[0].id), "edgedefault": "directed"})
    for node in found.nodes:
        element = ET.SubElement(graph, "node", {"id": one_line(node.id)})
        parts = (("kind", node.kind), ("label", node.label), ("status", node.status), ("depth", str(node.depth)))
        _add(element, parts)
    for edge in found.edges:
        ends = {"source": one_line(edge.subject), "target": one_line(edge.object)}
        _add(ET.SubElement(graph, "edge", ends), (("role", edge.role), ("note", edge.note)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add(element: ET.Element, parts: Sequence[tuple[str, str]]) -> None:
    for name, text in parts:
        if text:
            ET.SubElement(element, "data", {"key": name}).text = one_line(text)


def dot(found: Neighbourhood, lang: str) -> str:
    """A digraph for Graphviz; links between the same two records become one arrow with all their roles."""
    lines = ["digraph catalogue {", "  rankdir=LR;", "  node [shape=box, style=rounded];"]
    for node in found.nodes:
        text = f"{one_line(node.label)}\n{in_words.kind(node.kind, lang)}"
        bold = ", penwidth=2" if node.depth == 0 else ""
        lines.append(f"  {_quoted(node.id)} [label={_quoted(text)}{bold}];")
    for (subject, object_), group in groupby(
        sorted(found.edges, key=lambda e: (e.subject, e.object)), key=lambda e: (e.subject, e.object)
    ):
        roles = dict.fromkeys(role_label(edge.role, lang, outgoing=True) for edge in group)
        lines.append(f"  {_quoted(subject)} -> {_quoted(object_)} [label={_quoted(', '.join(roles))}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    """A string of the DOT language: a backslash and a quote are escaped, a new line is ``\\n``."""
    lines = (one_line(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n"))
    return '"' + "\\n".join(lines) + '"'
