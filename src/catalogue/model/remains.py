"""What could be recovered from a damaged catalogue, and what could not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remain:
    """A record as far as it could be read: its facts as ``Record.facts`` gives them, and the hash stored with it."""

    id: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that did not come over.

    ``table`` and ``rows`` ("17", "200–450") name rows that could not be read; else ``record`` says whose ``field`` and
    ``value`` it was. ``reason``: ``unreadable``, ``text`` (no UTF-8), ``owner`` (of a record that is not there),
    ``target`` (points at one), ``value`` (an import would not take it), ``id``.
    """

    reason: str
    table: str = ""
    rows: str = ""
    record: str = ""
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What salvaging did: records written, those that are not what was stored (by their hash), and what was lost."""

    records: int
    doubtful: tuple[str, ...]
    losses: tuple[Loss, ...]
