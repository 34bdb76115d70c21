"""Records and the links among them as a directed graph (GraphML 1.0, http://graphml.graphdrawing.org).

A link target that is not among the exported records becomes a node too, with ``outside`` true.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from catalogue.model import evidence
from catalogue.model.kinds import KINDS
from catalogue.model.records import Record
from catalogue.text.safe import visible
from catalogue.transfer.writers.options import WriteOptions

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = ("kind", "label", "form", "status", "date", "country", "region")
_EDGE = ("role", "side", "start", "end", "note", "basis")
_AT_ONCE = 500


def write(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write nodes, then edges, which wait in a temporary file; chosen columns are ignored."""
    written: set[str] = set()
    ends: set[str] = set()
    with tempfile.TemporaryFile() as edges:
        out.write(_head().encode())
        for record in records:
            out.write(_node(record, options.lang).encode())
            written.add(record.id)
            for line in _edges(record):
                edges.write(line.encode())
            ends.update(link.object for link in record.links)
        outside = iter(sorted(ends - written))
        while chunk := list(islice(outside, _AT_ONCE)):
            found = options.look(chunk)
            out.writelines(_outside(target, found.get(target), options.lang).encode() for target in chunk)
        edges.seek(0)
        shutil.copyfileobj(edges, out)
    out.write(b"  </graph>\n</graphml>\n")


def _head() -> str:
    keys = [*((name, "node", "string") for name in _NODE), ("outside", "node", "boolean")]
    keys += [(name, "edge", "string") for name in _EDGE]
    lines = [
        f'  <key id="{domain}-{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
        for name, domain, kind in keys
    ]
    graph = '  <graph id="catalogue" edgedefault="directed">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f'<graphml xmlns="{_NAMESPACE}">', *lines, graph, ""])


def _node(record: Record, lang: str, *, more: str = "") -> str:
    values = record.values
    date = next((values[name] for name in KINDS[record.kind].main_date if name in values), "")
    values_by_key = {"kind": record.kind, "label": evidence.label_of(record, lang), "date": date}
    values_by_key |= {name: values.get(name, "") for name in _NODE if name not in values_by_key}
    data = "".join(_data("node", name, values_by_key[name]) for name in _NODE)
    return f"    <node id={_attribute(record.id)}>{data}{more}</node>\n"


def _outside(record_id: str, record: Record | None, lang: str) -> str:
    more = '<data key="node-outside">true</data>'
    if record is not None:
        return _node(record, lang, more=more)
    return f"    <node id={_attribute(record_id)}>{_data('node', 'label', record_id)}{more}</node>\n"


def _edges(record: Record) -> Iterator[str]:
    for link in record.links:
        data = "".join(_data("edge", name, getattr(link, name)) for name in _EDGE)
        yield f"    <edge source={_attribute(record.id)} target={_attribute(link.object)}>{data}</edge>\n"


def _data(domain: str, name: str, text: str) -> str:
    return f'<data key="{domain}-{name}">{escape(visible(text))}</data>' if text else ""


def _attribute(text: str) -> str:
    return quoteattr(visible(text))
