"""A graph of records and links: complete, and safe whatever the labels are."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

from hypothesis import given, settings

from catalogue.model.records import Link, Name, Record
from catalogue.text.safe import visible
from catalogue.transfer.writers import graphml
from catalogue.transfer.writers.options import WriteOptions
from made import catalogues, fergana_plan, fergana_region

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def _graph(records, **options) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, dict[str, str]]]]:
    out = io.BytesIO()
    graphml.write(out, records, WriteOptions(**options))
    root = ET.fromstring(out.getvalue())
    keys = {key.get("id"): key.get("attr.name") for key in root.findall(f"{SPACE}key")}

    def data(element: ET.Element) -> dict[str, str]:
        return {str(keys[each.get("key")]): each.text or "" for each in element}

    (graph,) = root.findall(f"{SPACE}graph")
    nodes = {str(node.get("id")): data(node) for node in graph.findall(f"{SPACE}node")}
    edges = [(str(e.get("source")), str(e.get("target")), data(e)) for e in graph.findall(f"{SPACE}edge")]
    assert [child.tag for child in graph] == [f"{SPACE}node"] * len(nodes) + [f"{SPACE}edge"] * len(edges)
    return nodes, edges


def test_records_are_nodes_and_links_are_edges_from_subject_to_object():
    nodes, edges = _graph([*fergana_region(), fergana_plan()], lang="ru")
    assert nodes["place-uz-fa"]["label"] == "Ферганская область"
    assert nodes["agr-fergana-bashkortostan"]["kind"] == "agreement"
    assert ("agr-fergana-bashkortostan", "org-fergana", {"role": "party", "side": "UZ"}) in edges


def test_a_link_to_a_record_outside_the_export_gives_an_outside_node():
    there = {record.id: record for record in fergana_region()}
    nodes, edges = _graph([fergana_plan()], look=lambda ids: {own: there[own] for own in ids if own in there})
    assert nodes["org-fergana"] == {"kind": "organisation", "label": "Khokimiyat", "country": "UZ", "outside": "true",
                                    "form": "regional_authority", "region": "UZ-FA"}  # fmt: skip
    assert "outside" not in nodes["agr-fergana-bashkortostan"]
    assert {end for source, target, _ in edges for end in (source, target)} <= nodes.keys()


@settings(deadline=None)
@given(catalogues())
def test_any_records_give_complete_xml_with_every_link(records):
    nodes, edges = _graph(records)
    assert nodes.keys() == {record.id for record in records}
    assert [(s, t) for s, t, _ in edges] == [(r.id, link.object) for r in records for link in r.links]


def test_markup_and_control_characters_in_labels_and_notes_are_plain_text():
    text = "<node id='x'/>&\x1b]]>\u202e\x00"
    record = Record("org-a", "organisation", {}, (Name(text, "en"),), (Link("located_in", "org-a", note=text),))
    nodes, edges = _graph([record])
    assert nodes["org-a"]["label"] == edges[0][2]["note"] == visible(text)
