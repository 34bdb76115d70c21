"""Who wrote each side of a conflict between two copies: the batch that set the value, and the sources named for it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.bundles import Origin, StoredConflict
from catalogue.model.changes import CREATED, FOUND, REMOVED, Change
from catalogue.model.records import Claim, Record, entry_from_text, is_entry
from catalogue.model.threeway import CellConflict
from catalogue.store import records
from catalogue.store.partners import ACTION


class _AuthoredChange(Struct, frozen=True):
    """A change, with its author and time."""

    change: Change
    office: str
    actor: str
    at: str


def with_origins(
    connection: sqlite3.Connection, found: Sequence[StoredConflict], own: str
) -> tuple[StoredConflict, ...]:
    """The conflicts with the author of each side; ``own``: the office of this copy, "" for the hub."""
    subjects = {each.conflict.record for each in found}
    changes = _changes(connection, subjects, own)
    present = records.load(connection, subjects)
    claims = {record: _claims(present.get(record), found) for record in subjects}
    return tuple(_with_origins(each, present.get(each.conflict.record), changes, claims, own) for each in found)


def _with_origins(
    each: StoredConflict,
    present: Record | None,
    changes: Mapping[str, Sequence[_AuthoredChange]],
    claims: Mapping[str, Sequence[Claim]],
    own: str,
) -> StoredConflict:
    conflict, own_changes = each.conflict, changes.get(each.conflict.record, ())
    # In an office one side is its own changes, the other all others; at the hub, the partner's changes and all others.
    away = own or each.partner
    one, other = (
        [authored for authored in own_changes if authored.office == away],
        [authored for authored in own_changes if authored.office != away],
    )
    if not own:
        one, other = other, one
    sides = ((conflict.ours, own, one), (conflict.theirs, "" if own else each.partner, other))
    ours, theirs = (
        replace(_origin(conflict, text, office, own_side), sources=_sources(conflict, text, claims[conflict.record]))
        for text, office, own_side in sides
    )
    return replace(each, kind=_kind(conflict, present), origins=(ours, theirs))


def _kind(conflict: CellConflict, present: Record | None) -> str:
    if present is not None:
        return present.kind
    whole = next((text for text in (conflict.ours, conflict.theirs, conflict.base) if text), "[]")
    facts = json.loads(whole) if conflict.field == REMOVED else []
    return next((text for name, text in facts if name == "kind"), "")


def _changes(
    connection: sqlite3.Connection, subjects: Iterable[str], own: str
) -> Mapping[str, Sequence[_AuthoredChange]]:
    """The changes of each record here and in other copies, the latest first."""
    wanted = json.dumps(sorted(subjects))
    found: defaultdict[str, list[_AuthoredChange]] = defaultdict(list)
    here = connection.execute(
        "SELECT c.record, c.field, c.old, c.new, b.actor, b.at FROM change c JOIN batch b ON b.num = c.batch "
        "WHERE c.record IN (SELECT value FROM json_each(?)) AND b.action <> ? ORDER BY c.num DESC",
        (wanted, ACTION),
    )
    for *cells, actor, at in here:
        found[cells[0]].append(_AuthoredChange(Change(*cells), own, actor, at))
    elsewhere = connection.execute(
        "SELECT c.value ->> 0, c.value ->> 1, c.value ->> 2, c.value ->> 3, t.office, t.actor, t.at "
        "FROM travelled t, json_each(t.changes) c WHERE c.value ->> 0 IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    for *cells, office, actor, at in elsewhere:
        found[cells[0]].append(_AuthoredChange(Change(*cells), office, actor, at))
    return {record: sorted(listed, key=lambda authored: authored.at, reverse=True) for record, listed in found.items()}


def _origin(conflict: CellConflict, text: str | None, office: str, changes: Sequence[_AuthoredChange]) -> Origin:
    """The last change of that side that set this value; without one, the record was created or found with it."""
    made = [authored for authored in changes if _made(conflict, text, authored.change)]
    made = made or [authored for authored in changes if authored.change.field in (CREATED, FOUND) and text is not None]
    last = next(iter(made), None)
    return Origin(office) if last is None else Origin(last.office, last.actor, last.at)


def _made(conflict: CellConflict, text: str | None, change: Change) -> bool:
    if conflict.field == REMOVED:
        return (change.field == REMOVED) == (text is None)
    if change.field != conflict.field:
        return False
    return change.new == text if text is not None else change.old == conflict.base


def _claims(present: Record | None, found: Iterable[StoredConflict]) -> Sequence[Claim]:
    """Every claim on a record: those stored, and those that are themselves in conflict."""
    held = list(present.claims) if present is not None else []
    for each in found:
        if present is not None and each.conflict.record == present.id and each.conflict.field == "claim":
            entries = (entry_from_text("claim", text) for text in (each.conflict.ours, each.conflict.theirs) if text)
            held += [entry for entry in entries if isinstance(entry, Claim)]
    return held


def _sources(conflict: CellConflict, text: str | None, claims: Iterable[Claim]) -> tuple[str, ...]:
    """The sources that are named for one side."""
    if text is None or conflict.field == REMOVED:
        return ()
    if is_entry(conflict.field, text):
        return tuple(filter(None, (json.loads(text).get("source", ""),)))
    return tuple(
        sorted({claim.source for claim in claims if (claim.field, claim.value) == (conflict.field, text)} - {""})
    )
