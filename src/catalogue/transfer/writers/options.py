"""The options of a writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalogue.errors import BadUsage
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


@dataclass(frozen=True, slots=True)
class WriteOptions:
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
