"""The parts of a record that have separate tables: names, links, terms, claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from catalogue.model import quantities
from catalogue.model.kinds import KINDS
from catalogue.model.records import Claim, Record

Cell = str | int | float | None
Numbering = Callable[[str, str, str], int]  # (id, the record that names it, role) → row number

PARTS = ("name", "link", "term", "claim")
_OWNER = {"name": "record", "link": "subject", "term": "record", "claim": "record"}
_INSERT = {
    "name": (
        'INSERT INTO name (record, text, lang, type, "start", "end", source, basis, reason) VALUES (?,?,?,?,?,?,?,?,?)'
    ),
    "link": (
        'INSERT INTO link (subject, role, object, side, "start", "end", note, source, basis, reason) '
        "VALUES (?,?,?,?,?,?,?,?,?,?)"
    ),
    "term": "INSERT INTO term (record, field, value) VALUES (?,?,?)",
    "claim": (
        "INSERT INTO claim (record, field, value, op, number, unit, phase, as_of, source, locator, basis, reason, "
        "rank, original) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
    ),
}


def insert(
    connection: sqlite3.Connection, part: str, numbered: Iterable[tuple[int, Record]], num_of: Numbering
) -> None:
    """Write one part of new records."""
    cells = _CELLS[part]
    connection.executemany(_INSERT[part], [row for num, record in numbered for row in cells(num, record, num_of)])


def replace(connection: sqlite3.Connection, part: str, num: int, record: Record, num_of: Numbering) -> None:
    """Replace the stored rows of one part of a record."""
    connection.execute(f"DELETE FROM {part} WHERE {_OWNER[part]} = ?", (num,))
    insert(connection, part, [(num, record)], num_of)


def _names(num: int, record: Record, num_of: Numbering) -> Iterator[tuple[Cell, ...]]:
    for n in record.names:
        source = num_of(n.source, record.id, "source") if n.source else None
        yield num, n.text, n.lang, n.type, n.start, n.end, source, n.basis, n.reason


def _links(num: int, record: Record, num_of: Numbering) -> Iterator[tuple[Cell, ...]]:
    for link in record.links:
        source = num_of(link.source, record.id, "source") if link.source else None
        there = num_of(link.object, record.id, link.role)
        yield (
            num,
            link.role,
            there,
            link.side,
            link.start,
            link.end,
            link.note,
            source,
            link.basis,
            link.reason,
        )


def _terms(num: int, record: Record, num_of: Numbering) -> Iterator[tuple[Cell, ...]]:
    for term in record.terms:
        yield num, term.field, term.value


def _claims(num: int, record: Record, num_of: Numbering) -> Iterator[tuple[Cell, ...]]:
    for c in record.claims:
        source = num_of(c.source, record.id, "source") if c.source else None
        figure = _figure(record.kind, c)
        yield (
            num,
            c.field,
            c.value,
            *figure,
            c.as_of,
            source,
            c.locator,
            c.basis,
            c.reason,
            c.rank,
            c.original,
        )


def _figure(kind: str, claim: Claim) -> tuple[Cell, Cell, Cell, Cell]:
    """Operator, number, unit and phase of a claim about a figure; all None for any other claim."""
    field = KINDS[kind].field(claim.field)
    if claim.field.startswith("declared:"):
        quantity = quantities.parse(claim.value)
    elif field is not None and field.type == "quantity":
        quantity = quantities.parse(claim.value, field.unit)
    else:
        return None, None, None, None
    return quantity.op, float(quantity.number), quantity.unit, quantity.phase


_CELLS = {"name": _names, "link": _links, "term": _terms, "claim": _claims}
