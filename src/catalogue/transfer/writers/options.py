"""What a writer is told."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.errors import BadUsage
from catalogue.model.kinds import Kind
from catalogue.transfer import columns
from catalogue.transfer.columns import Column


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """``kind`` of all records (None: several kinds); ``columns`` by name, () for all; the rest concerns CSV and TSV."""

    kind: Kind | None = None
    columns: tuple[str, ...] = ()
    bom: bool = False
    excel_safe: bool = False

    def chosen(self) -> tuple[Column, ...]:
        """The columns to write. Raises ``BadUsage('column.unknown')`` with the nearest name."""
        if not self.columns:
            return columns.of_kind(self.kind)
        found = []
        for name in self.columns:
            column = columns.find(name, self.kind)
            if column is None:
                known = tuple(each.name for each in columns.of_kind(self.kind))
                raise BadUsage("column.unknown", column=name, nearest=columns.nearest(name, self.kind), known=known)
            found.append(column)
        return tuple(dict.fromkeys(found))
