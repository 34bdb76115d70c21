"""A record as a row of the ``record`` table; back: ``cells``."""

from __future__ import annotations

from functools import cache

from catalogue.model import evidence
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.records import Record
from catalogue.model.values import compute, derived_columns
from catalogue.store import schema
from catalogue.store.cells import Cell


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
    main = _main_field(record)
    start = computed[main][0] if main else 0
    cells[len(schema.value_columns()) + 3] = evidence.label_of(record)
    cells[-6:] = (
        record.values[main] if main else None,
        cells[start] if main else None,
        cells[start + 1] if main else None,
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


def _main_field(record: Record) -> str:
    """The field of the date by which a record is sorted; "" if it has none."""
    return next((name for name in KINDS[record.kind].main_date if name in record.values), "")
