"""Whole records as JSON and JSON Lines, one record per line; with ``columns``, flat rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO, cast

from catalogue.model.kinds import KINDS
from catalogue.model.records import Record, entry_cells
from catalogue.transfer.rows.columns import Column
from catalogue.transfer.rows.flatten import cells
from catalogue.transfer.writers.options import Cells, WriteOptions

_AT_ONCE = 500
_Json = dict[str, object]
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write a JSON list."""
    _list(out, _lines(records, options))


def write_lines(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write one JSON object per line."""
    out.writelines(line.encode() + b"\n" for line in _lines(records, options))


def write_cells(out: BinaryIO, rows: Iterable[Cells], options: WriteOptions) -> None:
    """Write the cells of the chosen columns as a JSON list; empty cells are left out."""
    _list(out, _objects(rows, options.chosen()))


def write_cell_lines(out: BinaryIO, rows: Iterable[Cells], options: WriteOptions) -> None:
    """Write the cells of the chosen columns as one JSON object per line."""
    objects = _objects(rows, options.chosen())
    while lines := list(islice(objects, _AT_ONCE)):
        out.write("\n".join([*lines, ""]).encode())


def _list(out: BinaryIO, objects: Iterable[str]) -> None:
    before = b"[\n"
    for line in objects:
        out.write(before + line.encode())
        before = b",\n"
    out.write(b"\n]\n" if before == b",\n" else b"[]\n")


def _lines(records: Iterable[Record], options: WriteOptions) -> Iterator[str]:
    if not options.columns:
        return (_encoded(whole(record)) for record in records)
    columns = options.chosen()
    return _objects((cells(record, columns) for record in records), columns)


def _objects(rows: Iterable[Cells], columns: Sequence[Column]) -> Iterator[str]:
    """Rows as objects: text, or a list for many-valued columns.

    Most rows contain nothing to escape; checking that takes a third of the time of escaping.
    """
    keys = [f"{_encoded(column.name)}:" for column in columns]
    opened = [f'{key}"' for key in keys]
    lists = any(column.part in ("term", "link") for column in columns)
    for row in rows:
        if lists or not _is_plain("".join(cast(Sequence[str], row))):
            pairs = [key + _encoded(cell) for key, cell in zip(keys, row, strict=True) if cell]
            yield f"{{{','.join(pairs)}}}"
        else:
            texts = [f"{key}{cell}" for key, cell in zip(opened, row, strict=True) if cell]
            yield "{" + '",'.join(texts) + ('"}' if texts else "}")


def _is_plain(text: str) -> bool:
    """Whether a text needs no escaping in JSON (RFC 8259, 7)."""
    return '"' not in text and "\\" not in text and text.isprintable()


def whole(record: Record) -> _Json:
    """A record as JSON: its values in the order of its kind, then names, links, terms and claims; no empty ones."""
    result: _Json = {"id": record.id, "kind": record.kind}
    result |= {field.name: value for field in KINDS[record.kind].fields if (value := record.values.get(field.name))}
    parts = (("names", record.names), ("links", record.links), ("terms", record.terms), ("claims", record.claims))
    result |= {part: [entry_cells(each) for each in entries] for part, entries in parts if entries}
    return result


def chosen(record: Record, columns: Sequence[Column]) -> _Json:
    """A flat row: text, or a list for many-valued columns; empty ones are left out."""
    pairs = zip(columns, cells(record, columns), strict=True)
    return {column.name: cell for column, cell in pairs if cell}
