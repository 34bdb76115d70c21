"""A three-way merge of a record: two versions and their common base; a cell that only one side changed takes that
change.

A cell is a single value, or one name, link, term or claim, identified by its key columns (``_KEYS``). If both sides
changed a cell differently there is a ``CellConflict``; the merged record then has our value or, if one side changed
what the other removed, the value that is left: nothing is lost by merging.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.changes import REMOVED, Change, removed, restored
from catalogue.model.records import ENTRIES, Claim, Record, from_facts, is_entry

Cells = dict[tuple[str, str], tuple[str, ...]]


class CellConflict(Struct, frozen=True):
    """One cell that both sides changed: a value, an entry as JSON, or ``removed`` with whole records.

    None is absence.
    """

    record: str
    field: str
    base: str | None
    ours: str | None
    theirs: str | None


def merged(
    base: Record | None, ours: Record | None, theirs: Record | None
) -> tuple[Record | None, tuple[CellConflict, ...]]:
    """The record with the changes of both sides since ``base``, and their conflicts.

    None means no record: not yet created, or removed.
    """
    if ours == theirs or theirs == base:
        return ours, ()
    if ours == base:
        return theirs, ()
    if ours is None or theirs is None:
        living = ours or theirs
        assert living is not None
        return living, (CellConflict(living.id, REMOVED, as_json(base), as_json(ours), as_json(theirs)),)
    root, mine, other = _cells(base), _cells(ours), _cells(theirs)
    taken: Cells = {}
    conflicts = []
    for key in sorted(root.keys() | mine.keys() | other.keys()):
        b, o, t = (cells.get(key, ()) for cells in (root, mine, other))
        taken[key], conflict = _cell(b, o, t)
        if conflict:
            conflicts.append(CellConflict(ours.id, key[0], _single(b), _single(o), _single(t)))
    facts = [(field, text) for (field, _), texts in taken.items() for text in texts]
    return from_facts(ours.id, facts), tuple(conflicts)


def _cell(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The content of a merged cell, and whether the sides conflict."""
    if ours == theirs or theirs == base:
        return ours, False
    if ours == base:
        return theirs, False
    if max(map(len, (base, ours, theirs))) > 1:
        lost, come = Counter(base) - Counter(theirs), Counter(theirs) - Counter(base)
        return tuple(((Counter(ours) - lost) | come).elements()), False
    return ours or theirs, True


def settled(record: Record | None, conflict: CellConflict, text: str | None) -> Record | None:
    """``record`` with the cell of a conflict set to ``text`` (one of its sides)."""
    if conflict.field == REMOVED:
        return None if text is None else restored(Change(conflict.record, REMOVED, text))
    assert record is not None
    current = _current_texts(record, conflict)
    facts = [fact for fact in record.facts() if fact[0] != conflict.field or fact[1] not in current]
    return from_facts(record.id, facts if text is None else [*facts, (conflict.field, text)])


def is_current(record: Record | None, conflict: CellConflict) -> bool:
    """Whether the cell still has the value of one of the sides, so that settling it overwrites nothing newer."""
    sides = (conflict.ours, conflict.theirs)
    if conflict.field == REMOVED:
        return as_json(record) in sides
    if record is None:
        return False
    current = _current_texts(record, conflict)
    return any(text in sides for text in current) if current else None in sides


def _current_texts(record: Record, conflict: CellConflict) -> list[str]:
    """The present content of the cell of a conflict."""
    keys = {_key(conflict.field, side) for side in (conflict.ours, conflict.theirs) if side is not None}
    return [text for field, text in record.facts() if field == conflict.field and _key(field, text) in keys]


def with_both_claims(record: Record, conflict: CellConflict, our_name: str, their_name: str) -> Record | None:
    """``record`` with both sides of a value as separate claims; None if the cell is not a single value."""
    if conflict.field in (*ENTRIES, REMOVED, "kind") and (conflict.field != "term" or _is_entry(conflict)):
        return None
    sides = ((conflict.ours, our_name), (conflict.theirs, their_name))
    claims = [Claim(conflict.field, text, basis="editor", reason=name) for text, name in sides if text is not None]
    return replace(record, claims=(*record.claims, *claims)).tidy()


def as_json(record: Record | None) -> str | None:
    """A record as JSON (its facts), or None."""
    return None if record is None else removed(record).old


def _is_entry(conflict: CellConflict) -> bool:
    return any(is_entry(conflict.field, text) for text in (conflict.ours or "", conflict.theirs or ""))


def _cells(record: Record | None) -> Cells:
    cells: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for field, text in record.facts() if record is not None else ():
        cells[field, _key(field, text)].append(text)
    return {key: tuple(sorted(texts)) for key, texts in cells.items()}


_KEYS: Mapping[str, tuple[str, ...]] = {
    "link": ("role", "object", "side"),
    "claim": ("field", "source", "as_of", "locator"),
}


def _key(field: str, text: str) -> str:
    """What identifies an entry within its part; "" for single values."""
    if not is_entry(field, text):
        return ""
    if field == "term":
        return text
    data: Mapping[str, str] = json.loads(text)
    if field == "name":
        columns: tuple[str, ...] = ("lang", "type") if data.get("type") == "preferred" else ("lang", "type", "text")
    else:
        columns = _KEYS[field]
    return json.dumps([data.get(column, "") for column in columns], ensure_ascii=False)


def _single(texts: tuple[str, ...]) -> str | None:
    return texts[0] if texts else None
