"""Who wrote each side of a conflict between two copies: the write that set the value, and the sources named for it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from catalogue.model.bundles import OpenRival, Voice
from catalogue.model.changes import CREATED, FOUND, REMOVED, Change
from catalogue.model.records import Claim, Record, entry_from_text, is_entry
from catalogue.model.threeway import Rival
from catalogue.store import records
from catalogue.store.partners import ACTION


@dataclass(frozen=True, slots=True)
class _Write:
    """A change, with its author and time."""

    change: Change
    office: str
    actor: str
    at: str


def named(connection: sqlite3.Connection, found: Sequence[OpenRival], own: str) -> tuple[OpenRival, ...]:
    """The rivals with the author of each side; ``own``: the office of this copy, "" for the hub."""
    subjects = {each.rival.record for each in found}
    writes = _writes(connection, subjects, own)
    present = records.load(connection, subjects)
    claims = {record: _claims(present.get(record), found) for record in subjects}
    return tuple(_named(each, present.get(each.rival.record), writes, claims, own) for each in found)


def _named(
    each: OpenRival,
    present: Record | None,
    writes: Mapping[str, Sequence[_Write]],
    claims: Mapping[str, Sequence[Claim]],
    own: str,
) -> OpenRival:
    rival, told = each.rival, writes.get(each.rival.record, ())
    # In an office one side is its own writes, the other all others; at the hub, the partner's writes and all others.
    away = own or each.partner
    one, other = [write for write in told if write.office == away], [write for write in told if write.office != away]
    if not own:
        one, other = other, one
    sides = ((rival.ours, own, one), (rival.theirs, "" if own else each.partner, other))
    ours, theirs = (
        replace(_voice(rival, text, office, said), sources=_sources(rival, text, claims[rival.record]))
        for text, office, said in sides
    )
    return replace(each, kind=_kind(rival, present), voices=(ours, theirs))


def _kind(rival: Rival, present: Record | None) -> str:
    if present is not None:
        return present.kind
    whole = next((text for text in (rival.ours, rival.theirs, rival.base) if text), "[]")
    facts = json.loads(whole) if rival.field == REMOVED else []
    return next((text for name, text in facts if name == "kind"), "")


def _writes(connection: sqlite3.Connection, subjects: Iterable[str], own: str) -> Mapping[str, Sequence[_Write]]:
    """The writes of each record here and in other copies, the latest first."""
    wanted = json.dumps(sorted(subjects))
    found: defaultdict[str, list[_Write]] = defaultdict(list)
    here = connection.execute(
        "SELECT c.record, c.field, c.old, c.new, b.actor, b.at FROM change c JOIN batch b ON b.num = c.batch "
        "WHERE c.record IN (SELECT value FROM json_each(?)) AND b.action <> ? ORDER BY c.num DESC",
        (wanted, ACTION),
    )
    for *cells, actor, at in here:
        found[cells[0]].append(_Write(Change(*cells), own, actor, at))
    elsewhere = connection.execute(
        "SELECT c.value ->> 0, c.value ->> 1, c.value ->> 2, c.value ->> 3, t.office, t.actor, t.at "
        "FROM travelled t, json_each(t.changes) c WHERE c.value ->> 0 IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    for *cells, office, actor, at in elsewhere:
        found[cells[0]].append(_Write(Change(*cells), office, actor, at))
    return {record: sorted(told, key=lambda write: write.at, reverse=True) for record, told in found.items()}


def _voice(rival: Rival, text: str | None, office: str, writes: Sequence[_Write]) -> Voice:
    """The last write of that side that set this value; without one, the record was created with it, or was found so."""
    made = [write for write in writes if _made(rival, text, write.change)]
    made = made or [write for write in writes if write.change.field in (CREATED, FOUND) and text is not None]
    said = next(iter(made), None)
    return Voice(office) if said is None else Voice(said.office, said.actor, said.at)


def _made(rival: Rival, text: str | None, change: Change) -> bool:
    if rival.field == REMOVED:
        return (change.field == REMOVED) == (text is None)
    if change.field != rival.field:
        return False
    return change.new == text if text is not None else change.old == rival.base


def _claims(present: Record | None, found: Iterable[OpenRival]) -> Sequence[Claim]:
    """Every claim on a record: those stored, and those that are themselves in conflict."""
    held = list(present.claims) if present is not None else []
    for each in found:
        if present is not None and each.rival.record == present.id and each.rival.field == "claim":
            entries = (entry_from_text("claim", text) for text in (each.rival.ours, each.rival.theirs) if text)
            held += [entry for entry in entries if isinstance(entry, Claim)]
    return held


def _sources(rival: Rival, text: str | None, claims: Iterable[Claim]) -> tuple[str, ...]:
    """The sources that are named for one side."""
    if text is None or rival.field == REMOVED:
        return ()
    if is_entry(rival.field, text):
        return tuple(filter(None, (json.loads(text).get("source", ""),)))
    return tuple(sorted({claim.source for claim in claims if (claim.field, claim.value) == (rival.field, text)} - {""}))
