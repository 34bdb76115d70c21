"""What one write did to one record, as values that can be shown, stored and undone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest

from msgspec import Struct

from catalogue.errors import Conflict
from catalogue.model.records import ENTRIES, Record, from_facts, is_entry

CREATED = "created"
REMOVED = "removed"
FOUND = "found"


class Change(Struct, frozen=True):
    """One field of one record: ``old`` → ``new``; None is absence.

    ``field`` is a field name, a part (``name``, ``link``, ``term``, ``claim``; the texts are JSON entries), or
    ``created`` / ``removed`` for a whole record (``new`` is then its fingerprint, ``old`` its facts as JSON).
    ``found``: the record was changed outside the history, its former state is unknown; ``new`` is its fingerprint as
    found.
    """

    record: str
    field: str
    old: str | None = None
    new: str | None = None


class Batch(Struct, frozen=True):
    """One write: who, when (UTC, ISO 8601), what, why, and how many records it touched."""

    number: int
    at: str
    actor: str
    action: str
    reason: str
    records: int
    undone_by: int | None = None
    changes: tuple[Change, ...] = ()
    undoes: int | None = None


def created(record: Record) -> Change:
    """The change that adds a whole record."""
    return Change(record.id, CREATED, None, record.fingerprint())


def removed(record: Record) -> Change:
    """The change that removes a whole record and keeps its content."""
    return Change(record.id, REMOVED, json.dumps(list(record.facts()), ensure_ascii=False), None)


def found(record: Record) -> Change:
    """The change that records: the record was found with this content, and no write in the history produced it."""
    return Change(record.id, FOUND, None, record.fingerprint())


def restored(change: Change) -> Record:
    """The record that a ``removed`` change removed."""
    return from_facts(change.record, (tuple(fact) for fact in json.loads(change.old or "[]")))


def difference(old: Record, new: Record) -> tuple[Change, ...]:
    """The field changes that turn ``old`` into ``new``, both normalised and with the same id; () if they are equal."""
    had, has = dict(old.values), dict(new.values)
    had["kind"], has["kind"] = old.kind, new.kind
    changes = [
        Change(new.id, field, had.get(field), has.get(field))
        for field in sorted(had.keys() | has.keys())
        if had.get(field) != has.get(field)
    ]
    for part in ENTRIES:
        gone, come = _entries(old, part), _entries(new, part)
        lost, gained = sorted((gone - come).elements()), sorted((come - gone).elements())
        changes += [Change(new.id, part, before, after) for before, after in zip_longest(lost, gained)]
    return tuple(changes)


def _entries(record: Record, part: str) -> Counter[str]:
    return Counter(text for field, text in record.facts() if field == part and is_entry(field, text))


def _has(facts: Counter[tuple[str, str]], name: str) -> bool:
    return any(field == name and not is_entry(field, text) for field, text in facts)


def revert(record: Record, changes: Iterable[Change]) -> Record:
    """``record`` with the changes undone; ``found`` changes are ignored.

    Raises ``Conflict('undo.changed_since')`` if a value is no longer the one that the change set.
    """
    facts = Counter(record.facts())
    for change in changes:
        if change.field == FOUND:
            continue
        if change.new is not None:
            if not facts[change.field, change.new]:
                raise Conflict("undo.changed_since", record=change.record, field=change.field)
            facts[change.field, change.new] -= 1
        elif not is_entry(change.field, change.old or "") and _has(+facts, change.field):
            raise Conflict("undo.changed_since", record=change.record, field=change.field)
        if change.old is not None:
            facts[change.field, change.old] += 1
    return from_facts(record.id, (+facts).elements())
