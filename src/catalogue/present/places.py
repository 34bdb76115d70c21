"""Link targets of the values on a card: each links to its row of the form (``present.form``), never to a record."""

from __future__ import annotations

from catalogue.model.card import Card
from catalogue.model.edits import entries_of, part_of
from catalogue.model.records import Entry

_ROW = "\f"  # no record has such an id


def row_target(row: str) -> str:
    """The link target of a value in this row of the form: ``set:status``, ``term:2``, ``claim:0``."""
    return _ROW + row


def row_of(target: str) -> str:
    """The row of the form in a target; "" if the target is a record."""
    return target.removeprefix(_ROW) if target.startswith(_ROW) else ""


def of_field(name: str) -> str:
    """The link target of the value of a single-valued field."""
    return row_target(f"set:{name}")


def of_entry(card: Card, entry: Entry) -> str:
    """The link target of a name, term or claim; "" if it belongs to another record."""
    part = part_of(entry)
    entries = entries_of(card.record, part)
    return row_target(f"{part}:{entries.index(entry)}") if entry in entries else ""


def entry_at(card: Card, row: str) -> Entry | None:
    """The name, term or claim in a row of the form; None for a field."""
    part, _colon, number = row.partition(":")
    if part not in ("name", "term", "claim") or not number.isdigit():
        return None
    entries = entries_of(card.record, part)
    return entries[int(number)] if int(number) < len(entries) else None
