"""Records to flat rows: the inverse of reading them (``catalogue.transfer.validate``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue.model.records import Name, Record
from catalogue.transfer import lists
from catalogue.transfer.columns import Column


def flat(record: Record, columns: Sequence[Column]) -> list[str]:
    """The cells of a record in the order of ``columns``; "" where it says nothing."""
    return [_cell(record, column) for column in columns]


def many(record: Record, column: Column) -> tuple[str, ...]:
    """The values of a many-valued column (terms, linked ids)."""
    return record.linked(column.key) if column.part == "link" else record.terms_of(column.key)


def _cell(record: Record, column: Column) -> str:
    part = column.part
    if part == "field":
        return record.values.get(column.key, "")
    if part == "link":
        return " | ".join(record.linked(column.key)) if record.links else ""
    if part == "term":
        return lists.join(values) if record.terms and (values := record.terms_of(column.key)) else ""
    if part == "name":
        return name_in(record, column.key)
    return record.id if part == "id" else record.kind


def name_in(record: Record, lang: str) -> str:
    """The preferred name in a language that still holds; "" for none."""
    return next(_preferred(record, lang, ended=False), "") or next(_preferred(record, lang, ended=True), "")


def _preferred(record: Record, lang: str, *, ended: bool) -> Iterator[str]:
    return (name.text for name in record.names if _is_preferred(name, lang) and bool(name.end) is ended)


def _is_preferred(name: Name, lang: str) -> bool:
    return name.lang == lang and name.type == "preferred"
