"""A record as a row of the ``record`` table, and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from catalogue.model import dates, evidence
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.records import Record
from catalogue.model.values import compute, degrees_text, derived_columns
from catalogue.store import schema

Cell = str | int | float | None


@cache
def columns() -> tuple[str, ...]:
    """The columns of ``record`` in the order of ``row``, without the two time stamps."""
    computed = tuple(name for name, _ in schema.computed_columns())
    head = ("num", "id", "kind", *schema.value_columns(), "label")
    return (*head, *computed, "main_date", "main_from", "main_to", "inferred", "conflicting", "fingerprint")


@cache
def _layout(kind: str) -> tuple[int, dict[str, tuple[int, Field | None]], dict[str, tuple[int, Field]]]:
    """The positions in a row of the values of a kind's fields and of what is computed from them."""
    place = {name: position for position, name in enumerate(columns())}
    values: dict[str, tuple[int, Field | None]] = {
        "form": (place["form"], None),
        "status": (place["status"], None),
    }
    computed = {}
    for field in KINDS[kind].fields:
        if field.name not in values:
            values[field.name] = (place[field.name], field)
        if derived := derived_columns(field):
            computed[field.name] = (place[derived[0][0]], field)
    return len(place), values, computed


@cache
def of_kind(kind: str) -> tuple[int, ...]:
    """The positions in ``columns`` of those that a record of this kind may fill: a quarter of all, so writing is twice
    as fast."""
    total, values, computed = _layout(kind)
    filled = {start + at for start, field in computed.values() for at in range(len(derived_columns(field)))}
    filled |= {position for position, _ in values.values()}
    return tuple(sorted({0, 1, 2, len(schema.value_columns()) + 3, *filled, *range(total - 6, total)}))


def row(num: int, record: Record, fingerprint: str) -> list[Cell]:
    """The cells of a record in the order of ``columns``; ``fingerprint`` is the record's own."""
    width, values, computed = _layout(record.kind)
    cells: list[Cell] = [None] * width
    cells[:3] = num, record.id, record.kind
    for name, text in record.values.items():
        position, field = values[name]
        cells[position] = _cell(field, text)
        if name in computed:
            start, field = computed[name]
            worked_out = compute(field, text)
            cells[start : start + len(worked_out)] = worked_out
    main = main_date(record)
    cells[len(schema.value_columns()) + 3] = evidence.label_of(record)
    when = dates.parse(main) if main else None
    cells[-6:] = (
        main or None,
        when.earliest if when else None,
        when.latest if when else None,
        int(bool(evidence.inferred(record))),
        int(bool(record.claims and evidence.conflicting(record))),
        fingerprint,
    )
    return cells


def _cell(field: Field | None, text: str) -> Cell:
    if field is None:
        return text
    if field.type == "degrees":
        return float(text)
    if field.type == "integer":
        return int(text)
    return text


def main_date(record: Record) -> str:
    """The EDTF text of the date by which a record is sorted; "" if it has none."""
    return next((record.values[name] for name in KINDS[record.kind].main_date if name in record.values), "")


def values(cells: Sequence[Cell] | sqlite3.Row) -> dict[str, str]:
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
