"""A neighbourhood as a tree and as graphs for other programs, whatever the records are called."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from catalogue.model.graph import Edge, Neighbourhood, Node
from catalogue.present import graphs
from catalogue.present.formats import lines_text

HOSTILE = ['"quoted" \\ back', "<b>&amp;]]>", "\x1b[31mred", "a\nb", "[/x]", "\u202eabc", "\x00\ufffe"]
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def hood(label: str = "Park") -> Neighbourhood:
    nodes = (
        Node("park", "technopark", label, "operating", 0),
        Node("org", "organisation", "Firm", "", 1),
        Node("place", "place", "Place", "", 1),
        Node("land", "place", "Land", "", 2),
    )
    edges = (
        Edge("org", "located_in", "place"),
        Edge("park", "managed_by", "org"),
        Edge("park", "located_in", "place"),
        Edge("park", "owned_by", "org", note=label),
        Edge("place", "part_of", "land"),
    )
    return Neighbourhood(nodes, edges, 2)


def test_the_tree_has_each_record_once_under_the_nearest_with_every_role() -> None:
    assert "".join(lines_text(graphs.sheet(hood(), "en").lines())).splitlines() == [
        "Park",
        "├── located in → Place (place) place",
        "│   └── part of → Land (place) land",
        "└── managed by, owned by → Firm (organisation) org",
    ]


def test_a_link_from_the_other_side_is_shown_in_reverse() -> None:
    found = Neighbourhood(
        (Node("org", "organisation", "Firm", "", 0), Node("park", "technopark", "Park", "", 1)),
        (Edge("park", "managed_by", "org"),),
        1,
    )
    assert "manages ← Park" in "".join(lines_text(graphs.sheet(found, "en").lines()))


@pytest.mark.parametrize("label", HOSTILE)
def test_graphml_is_valid_xml_with_every_record_and_link(label: str) -> None:
    root = ET.fromstring(graphs.graphml(hood(label)))
    graph = root.find(f"{GRAPHML}graph")
    assert graph is not None
    assert [node.get("id") for node in graph.findall(f"{GRAPHML}node")] == ["park", "org", "place", "land"]
    assert len(graph.findall(f"{GRAPHML}edge")) == 5
    keys = {key.get("id") for key in root.findall(f"{GRAPHML}key")}
    assert {data.get("key") for data in graph.iter(f"{GRAPHML}data")} <= keys


@pytest.mark.parametrize("label", HOSTILE)
def test_dot_quotes_data_and_draws_one_arrow_for_two_roles(label: str) -> None:
    result = graphs.dot(hood(label), "en")
    assert '"park" -> "org" [label="managed by, owned by"];' in result
    for line in result.splitlines()[1:-1]:
        unescaped = line.replace("\\\\", "").replace('\\"', "")
        assert unescaped.count('"') % 2 == 0
        assert not any(ord(char) < 32 for char in line)


def test_the_data_form_holds_nodes_and_edges() -> None:
    result = graphs.as_data(hood())
    assert [node["id"] for node in result["nodes"]] == ["park", "org", "place", "land"]
    assert result["edges"][0] == {"subject": "org", "role": "located_in", "object": "place"}
    assert result["cut"] is False
