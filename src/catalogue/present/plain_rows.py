"""Rows of which only the names of their columns are known, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catalogue.present.shapes import Column, Table

Cell = str | int | float | None
Row = Sequence[Cell]


def table(columns: Sequence[str], rows: Iterable[Row]) -> Table[Row]:
    """The rows with these columns, in their order; NULL is empty."""
    return Table(tuple(_column(name, at) for at, name in enumerate(columns)), rows)


def _column(name: str, at: int) -> Column[Row]:
    def shown(row: Row) -> str:
        cell = row[at]
        return "" if cell is None else str(cell)

    return Column(name, name, lambda row: row[at], shown)
