"""Knowing a row again that came before, without reading its cells: by a hash of all that it says.

The hash also covers whatever decides what the row means: the version of the program, the columns, the options. It is
kept with the record that the row made or changed, and dropped when anything else changes that record. So a row with the
hash of its record says nothing new: taken again, it would leave the record as it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b

from catalogue import __version__
from catalogue.model.kinds import Kind
from catalogue.transfer.files.table import Row
from catalogue.transfer.intake.options import ImportOptions
from catalogue.transfer.rows.mapping import Headers

_BETWEEN = "\x1f"
_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Arrival:
    """The id that a row gives, and its hash: 64 bits, signed."""

    id: str
    hash: int


class Arrivals:
    """Tells the rows of one table apart."""

    def __init__(self, headers: Headers, kind: Kind | None, fallback: Kind | None, options: ImportOptions) -> None:
        self._headers = headers
        kinds = [each.name if each else "" for each in (kind, fallback)]
        # A row that took the place of the whole record can be known again only by one that would.
        rules = [options.date_order, options.decimal, options.allow_contacts, options.mode == "replace"]
        self._rules = [__version__, *kinds, sorted(options.map.items()), options.source, *rules]
        self._columns: tuple[str, ...] = ()
        self._id = ""
        self._begun = blake2b(digest_size=8)

    @staticmethod
    def wanted(options: ImportOptions) -> bool:
        """Whether rows may be known again: not where what becomes of each is asked for, or depends on its place."""
        made = options.locate or options.source_from_file or options.propose_links
        return not made and options.each is None

    def of(self, row: Row) -> Arrival | None:
        """How a row may be known again; None for one that cannot be read or gives no id."""
        if row.issues:
            return None
        columns = tuple(row.cells)
        if columns != self._columns:
            self._begin(columns)
        cell = row.cells.get(self._id, "")
        if not cell or not isinstance(cell, str):
            return None
        hashed = self._begun.copy()
        hashed.update(_told(row).encode("utf-8", "surrogatepass"))
        return Arrival(cell.strip(), int.from_bytes(hashed.digest(), "big", signed=True))

    def _begin(self, columns: tuple[str, ...]) -> None:
        self._columns, self._id = columns, ""
        for header in columns:
            try:
                column = self._headers.meaning(header)
            except KeyError:
                continue
            if column is not None and column.part == "id":
                self._id = header
        self._begun = blake2b(_TEXT.encode([*self._rules, columns]).encode("utf-8", "surrogatepass"), digest_size=8)


def _told(row: Row) -> str:
    """All that a row says, as one text."""
    cells = list(row.cells.values())
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) == len(cells) and not (row.parts or row.kind or row.complete):
        told = _BETWEEN.join(texts)
        if told.count(_BETWEEN) == len(texts) - 1:
            return told
    parts = {name: [dict(entry.cells) for entry in entries] for name, entries in row.parts.items()}
    return _TEXT.encode([cells, parts, row.kind, row.complete])
