"""The options of an export and of its writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, field

from catalogue.errors import BadUsage
from catalogue.model.card import Card
from catalogue.model.kinds import Kind
from catalogue.model.records import Record
from catalogue.transfer.files.table import Cell
from catalogue.transfer.rows import columns
from catalogue.transfer.rows.columns import Column

Cells = Sequence[Cell]
"""A row of the chosen columns."""
Look = Callable[[Iterable[str]], Mapping[str, Record]]


def _nowhere(ids: Iterable[str]) -> Mapping[str, Record]:
    return {}


class WriteOptions(Struct, frozen=True):
    """``kind`` of all records (None: several kinds); ``columns`` by name, () for all.

    ``bom`` and ``excel_safe`` apply to CSV and TSV. ``lang`` is the language of formats for people; ``look`` finds
    other records by id (names of linked records, coordinates of places).
    """

    kind: Kind | None = None
    columns: tuple[str, ...] = ()
    bom: bool = False
    excel_safe: bool = False
    lang: str = "en"
    look: Look = _nowhere

    def chosen(self, kind: Kind | None = None) -> tuple[Column, ...]:
        """The columns to write, for a table of one kind if one is given.

        Raises ``BadUsage('column.unknown')`` with the nearest name.
        """
        if not self.columns:
            return columns.of_kind(kind or self.kind)
        found = []
        for name in self.columns:
            column = columns.find(name, self.kind)
            if column is None:
                known = tuple(each.name for each in columns.of_kind(self.kind))
                raise BadUsage("column.unknown", column=name, nearest=columns.nearest(name, self.kind), known=known)
            found.append(column)
        return tuple(dict.fromkeys(found))


ProseWriters = Callable[[Iterable[Card], str], Iterable[str]]
"""Writes cards in a language as pieces of text."""


class ExportOptions(Struct, frozen=True):
    """``format`` by name ("": by the output's), ``kind`` and ``columns`` ("" and (): all), ``sort`` as in a search.

    ``bom`` writes a byte order mark first, ``excel_safe`` the formula guard before risky cells; both for CSV and TSV.
    ``prose_writers`` has the writers, by format, that need words of the front end (citations). ``progress`` is called
    with the number of records after each; if it raises, the export ends and nothing is written. Personal contact data
    is left out unless ``contacts``; ``left_out`` is called with the id of each record that loses some.
    """

    format: str = ""
    kind: str = ""
    columns: tuple[str, ...] = ()
    sort: str = ""
    bom: bool = False
    excel_safe: bool = False
    prose_writers: Mapping[str, ProseWriters] = field(default_factory=dict)
    progress: Callable[[int], None] | None = None
    contacts: bool = False
    left_out: Callable[[str], None] | None = None
