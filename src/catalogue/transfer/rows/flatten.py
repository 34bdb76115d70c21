"""From records to flat rows: the inverse of reading them (``catalogue.transfer.rows.validate``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from catalogue.model.records import Entry, Name, Record
from catalogue.transfer.files.table import Cell
from catalogue.transfer.rows import lists
from catalogue.transfer.rows.columns import Column, Part


def flat(record: Record, columns: Sequence[Column]) -> list[str]:
    """The cells of a record in the order of ``columns``; "" where it has no value."""
    by_part: dict[Part, Mapping[str, str]] = {
        "field": record.values,
        "id": {"": record.id},
        "kind": {"": record.kind},
        "name": _names(record.names),
        "term": {field: lists.join(values) for field, values in _grouped(record.terms, _TERM).items()},
        "link": {role: " | ".join(dict.fromkeys(ids)) for role, ids in _grouped(record.links, _LINK).items()},
    }
    return [by_part[column.part].get(column.key, "") for column in columns]


def cells(record: Record, columns: Sequence[Column]) -> list[Cell]:
    """As ``flat``, but with the values of many-valued columns as separate values."""
    pairs = zip(columns, flat(record, columns), strict=True)
    return [many(record, column) if cell and column.part in ("term", "link") else cell for column, cell in pairs]


def many(record: Record, column: Column) -> tuple[str, ...]:
    """The values of a many-valued column (terms, linked ids)."""
    return record.linked(column.key) if column.part == "link" else record.terms_of(column.key)


_TERM, _LINK = attrgetter("field", "value"), attrgetter("role", "object")


def _grouped(entries: Iterable[Entry], pair: Callable[[Entry], tuple[str, str]]) -> dict[str, list[str]]:
    """Entries grouped by one column, as lists of another; faster than filtering for each of the many columns."""
    found: dict[str, list[str]] = {}
    for key, value in map(pair, entries):
        found.setdefault(key, []).append(value)
    return found


def _names(names: Iterable[Name]) -> dict[str, str]:
    """The preferred name in each language: the first still valid, else the first of those that have ended."""
    holding: dict[str, str] = {}
    ended: dict[str, str] = {}
    for name in names:
        if name.type == "preferred":
            (ended if name.end else holding).setdefault(name.lang, name.text)
    return ended | holding
