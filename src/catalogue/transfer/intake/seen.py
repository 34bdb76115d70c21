"""Which ids the rows of an import have brought so far.

There may be millions. So an id is known by its hash, in three columns of numbers with places to spare, found as in any
table of hashes: at the place that the hash says, else at the next free one. That is 24 to 48 bytes an id, where a dict
takes 180.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from catalogue.model.kinds import KINDS
from catalogue.model.records import Record

_KIND_NAMES = tuple(KINDS)
_UNREAD, _KINDS = 0x80, 0x7F
_FILES, _LINES = 0xFFFF, (1 << 40) - 1
_WORD = 0xFFFFFFFFFFFFFFFF
_FEWEST = 1 << 10  # places; always a power of two


@dataclass(frozen=True, slots=True)
class First:
    """Where an id came first: number of the file, line, kind; and a hash of what the row said, if it was read."""

    file: int
    line: int
    kind: str
    content: int
    read: bool = True


class UnreadRow(Exception):
    """What a row says was asked for that was known again and not read."""


class Seen:
    """The ids that the rows of an import have brought so far."""

    def __init__(self) -> None:
        self._count = 0
        self._ids, self._places, self._contents = _columns(_FEWEST)

    def add(self, record_id: str, record: Record, file: int, line: int) -> None:
        """Remember an accepted row: its settled id, and what it said."""
        self._put(record_id, _place(record.kind, file, line), content(record) & _WORD)

    def know(self, record_id: str, kind: str, file: int, line: int) -> None:
        """Remember a row that was known again and not read."""
        self._put(record_id, _place(kind, file, line) | _UNREAD, 0)

    def first(self, record_id: str) -> First | None:
        """The row that brought an id, or None."""
        at = self._at(_hashed(record_id))
        if not self._ids[at]:
            return None
        place = self._places[at]
        kind, line, file = _KIND_NAMES[place & _KINDS], place >> 8 & _LINES, place >> 48
        return First(file, line, kind, self._contents[at], not place & _UNREAD)

    def has(self, record_id: str) -> bool:
        """Whether a row has brought this id."""
        return self._ids[self._at(_hashed(record_id))] != 0

    def kind(self, record_id: str) -> str | None:
        """The kind of a record that came in, or None."""
        at = self._at(_hashed(record_id))
        return _KIND_NAMES[self._places[at] & _KINDS] if self._ids[at] else None

    def repeats(self, record: Record) -> bool:
        """Whether the row that brought this id said just the same. Raises ``UnreadRow``."""
        first = self.first(record.id)
        if first is not None and not first.read:
            raise UnreadRow
        return first is not None and first.content == content(record) & _WORD

    def _at(self, hashed: int) -> int:
        """Where a hash stands, or would stand."""
        ids = self._ids
        last = len(ids) - 1
        at = hashed & last
        while (there := ids[at]) and there != hashed:
            at = at + 1 & last
        return at

    def _put(self, record_id: str, place: int, told: int) -> None:
        if self._count * 3 > len(self._ids) * 2:
            self._grow()
        hashed = _hashed(record_id)
        at = self._at(hashed)
        self._count += not self._ids[at]
        self._ids[at], self._places[at], self._contents[at] = hashed, place, told

    def _grow(self) -> None:
        before = self._ids, self._places, self._contents
        self._ids, self._places, self._contents = _columns(2 * len(self._ids))
        for hashed, place, told in zip(*before, strict=True):
            if hashed:
                at = self._at(hashed)
                self._ids[at], self._places[at], self._contents[at] = hashed, place, told


def content(record: Record) -> int:
    """A hash of everything a record says but its id; good within one run of the program."""
    values = tuple(sorted(record.values.items()))
    return hash((record.kind, values, record.names, record.links, record.terms, record.claims))


def _columns(places: int) -> tuple[array[int], array[int], array[int]]:
    return array("Q", bytes(8 * places)), array("Q", bytes(8 * places)), array("Q", bytes(8 * places))


def _hashed(record_id: str) -> int:
    """The hash of an id; never 0, which is an empty place."""
    return hash(record_id) & _WORD or 1


def _place(kind: str, file: int, line: int) -> int:
    return (min(file, _FILES) << 40 | min(line, _LINES)) << 8 | _KIND_NAMES.index(kind)
