"""The differences between two collections of records: records added, removed, and changed by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.changes import Change, difference
from catalogue.model.evidence import label_of
from catalogue.model.records import Record

What = Literal["added", "removed", "changed"]
_OPPOSITE: dict[What, What] = {"added": "removed", "removed": "added", "changed": "changed"}


class Difference(Struct, frozen=True):
    """One record that is not the same on both sides; ``changes`` turn the first side into the second."""

    id: str
    kind: str
    label: str
    what: What
    changes: tuple[Change, ...] = ()

    def reversed(self) -> Difference:
        """The same difference with the sides swapped."""
        swapped = tuple(replace(change, old=change.new, new=change.old) for change in self.changes)
        return replace(self, what=_OPPOSITE[self.what], changes=swapped)


def added(record: Record, lang: str) -> Difference:
    """A record that only the second side has."""
    return Difference(record.id, record.kind, label_of(record, lang), "added")


def removed(record: Record, lang: str) -> Difference:
    """A record that only the first side has."""
    return Difference(record.id, record.kind, label_of(record, lang), "removed")


def changed(old: Record, new: Record, lang: str) -> Difference:
    """A record that both sides have, with the fields that differ."""
    return Difference(new.id, new.kind, label_of(new, lang), "changed", difference(old, new))


def between(first: Iterable[Record], second: Iterable[Record], lang: str) -> Iterator[Difference | None]:
    """The differences of two collections that come in order of their ids; None for each record that is the same."""
    ours, theirs = iter(first), iter(second)
    old, new = next(ours, None), next(theirs, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old.id < new.id):
            assert old is not None
            yield removed(old, lang)
            old = next(ours, None)
        elif old is None or new.id < old.id:
            yield added(new, lang)
            new = next(theirs, None)
        else:
            yield None if old == new else changed(old, new, lang)
            old, new = next(ours, None), next(theirs, None)
