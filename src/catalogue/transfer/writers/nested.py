"""Whole records as JSON and JSON Lines, one record a line; with ``columns``, flat rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from catalogue.model.kinds import KINDS
from catalogue.model.records import Record, entry_cells
from catalogue.transfer.columns import Column
from catalogue.transfer.flatten import flat, many
from catalogue.transfer.writers.options import WriteOptions

_Json = dict[str, object]
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write a JSON list."""
    columns = options.chosen() if options.columns else ()
    before = b"[\n"
    for record in records:
        out.write(before + _line(record, columns))
        before = b",\n"
    out.write(b"\n]\n" if before == b",\n" else b"[]\n")


def write_lines(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write one JSON object a line."""
    columns = options.chosen() if options.columns else ()
    out.writelines(_line(record, columns) + b"\n" for record in records)


def _line(record: Record, columns: Sequence[Column]) -> bytes:
    told = chosen(record, columns) if columns else whole(record)
    return _encoded(told).encode()


def whole(record: Record) -> _Json:
    """A record as JSON: its values in the order of its kind, then names, links, terms and claims; no empty ones."""
    told: _Json = {"id": record.id, "kind": record.kind}
    told |= {field.name: value for field in KINDS[record.kind].fields if (value := record.values.get(field.name))}
    parts = (("names", record.names), ("links", record.links), ("terms", record.terms), ("claims", record.claims))
    told |= {part: [entry_cells(each) for each in entries] for part, entries in parts if entries}
    return told


def chosen(record: Record, columns: Sequence[Column]) -> _Json:
    """A flat row: text, or a list for many-valued columns; empty ones are left out."""
    cells = zip(columns, flat(record, columns), strict=True)
    return {c.name: list(many(record, c)) if c.part in ("term", "link") else cell for c, cell in cells if cell}
