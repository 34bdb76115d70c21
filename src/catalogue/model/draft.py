"""A record being edited or created: its former state and all changes so far, as one value."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import asdict, replace

from catalogue.model.edits import NO_GROUND, Edit, Ground, Piece, cells_of, entries_of, part_of
from catalogue.model.records import NOTHING, Entry, Name, Record


class Draft(Struct, frozen=True):
    """``record`` is None for a new one; ``values`` are the changed fields in canonical form, "" for none."""

    kind: str
    record: Record | None = None
    values: Mapping[str, str] = NOTHING
    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    ground: Ground = NO_GROUND

    @property
    def changes(self) -> int:
        """The number of changes."""
        return len(self.values) + len(self.added) + len(self.removed)

    def was(self, name: str) -> str:
        """The value of a field before; "" for none."""
        return (self.record.get(name) if self.record else None) or ""

    def now(self, name: str) -> str:
        """The new value of a field; "" for none."""
        return self.values.get(name, self.was(name))

    def with_value(self, name: str, text: str) -> Draft:
        """The draft with a value for a field; setting the former value removes the change."""
        rest = {own: wording for own, wording in self.values.items() if own != name}
        return replace(self, values=rest if text == self.was(name) else {**rest, name: text})

    def entries(self, part: str) -> tuple[Entry, ...]:
        """The former entries of a part, then the added ones."""
        before = entries_of(self.record, part) if self.record else ()
        return (*before, *(own for own in self.added if part_of(own) == part))

    def with_entry(self, entry: Entry) -> Draft:
        """The draft with one more entry; if that entry was to be removed, it is kept instead."""
        if entry in self.removed:
            return self.toggled(entry)
        if entry in self.entries(part_of(entry)):
            return self
        return replace(self, added=(*self.added, self._as_added(entry)))

    def _as_added(self, entry: Entry) -> Entry:
        """A further name in a language that already has a preferred one becomes an alternative name."""
        if not isinstance(entry, Name) or entry.type != "preferred":
            return entry
        named = [own for own in self.entries("name") if own not in self.removed and isinstance(own, Name)]
        taken = any(own.lang == entry.lang and own.type == "preferred" and not own.end for own in named)
        return replace(entry, type="alias") if taken else entry

    def toggled(self, entry: Entry) -> Draft:
        """The draft without an added entry; for an existing entry, toggles whether it is to be removed."""
        if entry in self.added:
            return replace(self, added=tuple(own for own in self.added if own != entry))
        if entry in self.removed:
            return replace(self, removed=tuple(own for own in self.removed if own != entry))
        return replace(self, removed=(*self.removed, entry))

    def with_replaced(self, old: Entry, new: Entry) -> Draft:
        """The draft with one entry replaced by another."""
        return self if old == new else self._without_entry(old).with_entry(new)

    def _without_entry(self, entry: Entry) -> Draft:
        return self if entry in self.removed else self.toggled(entry)

    def with_ground(self, **ground: str) -> Draft:
        """The draft with another source, basis, reason or locator."""
        return replace(self, ground=replace(self.ground, **ground))

    def rebased(self, record: Record) -> Draft:
        """The same changes applied to the present record; removals of entries that no longer exist are dropped."""
        found = replace(self, record=record, values={})
        for name, text in self.values.items():
            found = found.with_value(name, text)
        present = [own for part in ("name", "link", "term", "claim") for own in entries_of(record, part)]
        return replace(
            found,
            added=tuple(own for own in self.added if own not in present),
            removed=tuple(own for own in self.removed if own in present),
        )

    def edit(self) -> Edit:
        """The changes, to be planned and written."""
        exact = (Piece(part_of(own), asdict(own)) for own in self.removed)
        return Edit(
            dict(self.values),
            tuple(Piece(part_of(own), cells_of(own)) for own in self.added),
            tuple(exact),
            self.ground,
        )
