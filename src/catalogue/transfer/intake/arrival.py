"""Recognising unchanged rows of a repeated import by a hash of the row, without parsing its cells.

The hash also covers everything that decides what the row means: the version of the program, the columns, the options.
It is stored with the record that the row made or changed, and dropped when anything else changes that record. So a row
whose hash is stored with its record can be skipped: importing it again would not change the record.
"""

from __future__ import annotations

import json
from hashlib import blake2b

from msgspec import Struct

from catalogue import __version__
from catalogue.model.kinds import Kind
from catalogue.transfer.files.table import Row
from catalogue.transfer.intake.options import ImportOptions
from catalogue.transfer.rows.mapping import Headers

_BETWEEN = "\x1f"
_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Arrival(Struct, frozen=True):
    """The id that a row gives, and its hash: 64 bits, signed."""

    id: str
    hash: int


class Arrivals:
    """Computes the ``Arrival`` of each row of one table."""

    def __init__(self, headers: Headers, kind: Kind | None, fallback: Kind | None, options: ImportOptions) -> None:
        self._headers = headers
        kinds = [each.name if each else "" for each in (kind, fallback)]
        # A row imported with ``replace`` is recognised only by another import with ``replace``.
        rules = [options.date_order, options.decimal, options.allow_contacts, options.mode == "replace"]
        self._rules = [__version__, *kinds, sorted(options.map.items()), options.source, *rules]
        self._columns: tuple[str, ...] = ()
        self._id = ""
        self._prefix_hash = blake2b(digest_size=8)

    @staticmethod
    def can_skip(options: ImportOptions) -> bool:
        """Whether rows may be skipped: not if the caller asks what becomes of each, or if its place matters."""
        made = options.locate or options.source_from_file or options.propose_links
        return not made and options.on_step is None

    def of(self, row: Row) -> Arrival | None:
        """The id and hash of a row; None for a row that cannot be read or gives no id."""
        if row.issues:
            return None
        columns = tuple(row.cells)
        if columns != self._columns:
            self._set_columns(columns)
        cell = row.cells.get(self._id, "")
        if not cell or not isinstance(cell, str):
            return None
        hashed = self._prefix_hash.copy()
        hashed.update(_content(row).encode("utf-8", "surrogatepass"))
        return Arrival(cell.strip(), int.from_bytes(hashed.digest(), "big", signed=True))

    def _set_columns(self, columns: tuple[str, ...]) -> None:
        self._columns, self._id = columns, ""
        for header in columns:
            try:
                column = self._headers.meaning(header)
            except KeyError:
                continue
            if column is not None and column.part == "id":
                self._id = header
        self._prefix_hash = blake2b(
            _TEXT.encode([*self._rules, columns]).encode("utf-8", "surrogatepass"), digest_size=8
        )


def _content(row: Row) -> str:
    """The whole content of a row as one text."""
    cells = list(row.cells.values())
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) == len(cells) and not (row.parts or row.kind or row.complete):
        joined = _BETWEEN.join(texts)
        if joined.count(_BETWEEN) == len(texts) - 1:
            return joined
    parts = {name: [dict(entry.cells) for entry in entries] for name, entries in row.parts.items()}
    return _TEXT.encode([cells, parts, row.kind, row.complete])
