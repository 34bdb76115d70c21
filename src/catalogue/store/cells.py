"""The values of a record from the cells of its row in the ``record`` table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from catalogue.model.kinds import KINDS
from catalogue.model.values import degrees_text
from catalogue.store import schema

Cell = str | int | float | None


def all_values(cells: Sequence[Cell] | sqlite3.Row) -> dict[str, str]:
    """The canonical values from the cells of ``schema.value_columns()``, without unknown ones."""
    return {
        name: degrees_text(cell) if isinstance(cell, float) else str(cell)
        for name, cell in zip(schema.value_columns(), cells, strict=True)
        if cell is not None
    }


def own_values(kind: str, cells: Sequence[Cell]) -> Mapping[str, str]:
    """The canonical values of a record of this kind from the same cells, by name, as in a normalised record."""
    return _tidy((name, cells[position]) for name, position in _positions(kind))


def narrow_values(names: Sequence[str], cells: Sequence[Cell]) -> Mapping[str, str]:
    """The same from the cells of these columns alone: those of ``own_columns`` of its kind."""
    return _tidy(zip(names, cells, strict=False))


def _tidy(named: Iterable[tuple[str, Cell]]) -> Mapping[str, str]:
    return MappingProxyType(
        {name: degrees_text(cell) if isinstance(cell, float) else str(cell) for name, cell in named if cell is not None}
    )


@cache
def own_columns(kind: str) -> tuple[str, ...]:
    """The columns that hold the values of a kind, sorted."""
    return tuple(sorted(field.name for field in KINDS[kind].fields))


@cache
def _positions(kind: str) -> tuple[tuple[str, int], ...]:
    places = {name: position for position, name in enumerate(schema.value_columns())}
    return tuple((name, places[name]) for name in own_columns(kind))
