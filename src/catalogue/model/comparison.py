"""Records of one kind side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from catalogue.model.fields import TERM_FIELDS
from catalogue.model.kinds import KINDS
from catalogue.model.records import Record
from catalogue.model.roles import ROLES

Part = Literal["value", "term", "name", "link"]
Cell = tuple[str, ...]


class Compared(Struct, frozen=True):
    """One line of a comparison: the canonical values of each record, in the order of the records.

    ``field`` is a field, a role (``part`` is then ``link`` and the cells hold ids) or the language tag of names.
    """

    part: Part
    field: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether the values of the records are not all equal."""
        return len({frozenset(cell) for cell in self.cells}) > 1


class Comparison(Struct, frozen=True):
    """Two or more records of one kind; ``labels`` has their names and those of linked records, by id."""

    kind: str
    ids: tuple[str, ...]
    rows: tuple[Compared, ...]
    labels: Mapping[str, str]


def compared(records: Sequence[Record]) -> tuple[Compared, ...]:
    """Every field, term, name and link that one of the records has; the records are of one kind."""
    rows = (Compared(part, field, cells) for part, field, cells in _cells(records))
    return tuple(row for row in rows if any(row.cells))


def _cells(records: Sequence[Record]) -> Iterator[tuple[Part, str, tuple[Cell, ...]]]:
    for field in KINDS[records[0].kind].fields:
        yield "value", field.name, tuple(_one(record.get(field.name)) for record in records)
    for field in TERM_FIELDS:
        yield "term", field.name, tuple(record.terms_of(field.name) for record in records)
    for lang in sorted({name.lang for record in records for name in record.names}):
        yield "name", lang, tuple(_names(record, lang) for record in records)
    for role in ROLES:
        yield "link", role, tuple(record.linked(role) for record in records)


def _one(text: str | None) -> Cell:
    return () if text is None else (text,)


def _names(record: Record, lang: str) -> Cell:
    return tuple(dict.fromkeys(name.text for name in record.names if name.lang == lang and name.type != "hidden"))
