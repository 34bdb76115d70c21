"""What could be recovered from a damaged catalogue, and what could not."""

from __future__ import annotations

from msgspec import Struct


class SalvagedRecord(Struct, frozen=True):
    """A record as far as it could be read: its facts in the form of ``Record.facts``, and the hash stored with it."""

    id: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    fingerprint: str


class Loss(Struct, frozen=True):
    """Something that could not be recovered.

    ``table`` and ``rows`` ("17", "200–450") name rows that could not be read; else ``record``, ``field`` and ``value``
    say what was lost. ``reason``: ``unreadable``, ``text`` (not UTF-8), ``owner`` (it belongs to a missing record),
    ``target`` (it refers to a missing record), ``value`` (an import would refuse it), ``id``.
    """

    reason: str
    table: str = ""
    rows: str = ""
    record: str = ""
    field: str = ""
    value: str = ""


class Salvaged(Struct, frozen=True):
    """What salvaging did: records written, those that differ from what was stored (by their hash), and what was
    lost."""

    records: int
    doubtful: tuple[str, ...]
    losses: tuple[Loss, ...]
