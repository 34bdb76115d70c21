"""The ids of the rows of an import so far.

There may be millions. An id is known by its hash, in an open-addressing hash table of three integer columns: at the
place that the hash gives, else at the next free one. That takes 24 to 48 bytes per id, where a dict takes 180.
"""

from __future__ import annotations

from array import array

from msgspec import Struct

from catalogue.model.kinds import KINDS
from catalogue.model.records import Record

_KIND_NAMES = tuple(KINDS)
_KIND_NUMBERS = {name: number for number, name in enumerate(_KIND_NAMES)}
_UNREAD, _KINDS = 0x80, 0x7F
_FILES, _LINES = 0xFFFF, (1 << 40) - 1
_WORD = 0xFFFFFFFFFFFFFFFF
_FEWEST = 1 << 10  # places; always a power of two


class FirstRow(Struct, frozen=True):
    """The first row of an id: number of the file, line, kind; and a hash of the row's content, if it was read."""

    file: int
    line: int
    kind: str
    content: int
    read: bool = True


class UnreadRow(Exception):
    """Raised when the content is needed of a row that was recognised as unchanged and not read."""


class Seen:
    """The ids of the rows of an import so far."""

    def __init__(self) -> None:
        self._count = 0
        self._ids, self._places, self._contents = _columns(_FEWEST)

    def add(self, record_id: str, record: Record, file: int, line: int) -> None:
        """Remember an accepted row: its final id and its content."""
        self._put(record_id, _place(record.kind, file, line), content(record) & _WORD)

    def add_unread(self, record_id: str, kind: str, file: int, line: int) -> None:
        """Remember a row recognised as unchanged and not read. Raises ``UnreadRow`` when its id came before."""
        if not self._put(record_id, _place(kind, file, line) | _UNREAD, 0):
            raise UnreadRow

    def first(self, record_id: str) -> FirstRow | None:
        """The row where an id came first, or None."""
        at = self._slot(_hashed(record_id))
        if not self._ids[at]:
            return None
        place = self._places[at]
        kind, line, file = _KIND_NAMES[place & _KINDS], place >> 8 & _LINES, place >> 48
        return FirstRow(file, line, kind, self._contents[at], not place & _UNREAD)

    def has(self, record_id: str) -> bool:
        """Whether a row had this id."""
        return self._ids[self._slot(_hashed(record_id))] != 0

    def kind(self, record_id: str) -> str | None:
        """The kind of an incoming record, or None."""
        at = self._slot(_hashed(record_id))
        return _KIND_NAMES[self._places[at] & _KINDS] if self._ids[at] else None

    def repeats(self, record: Record) -> bool:
        """Whether the first row with this id had the same content. Raises ``UnreadRow``."""
        first = self.first(record.id)
        if first is not None and not first.read:
            raise UnreadRow
        return first is not None and first.content == content(record) & _WORD

    def _slot(self, hashed: int) -> int:
        """The place of a hash, or the free place for it."""
        ids = self._ids
        last = len(ids) - 1
        at = hashed & last
        while (stored := ids[at]) and stored != hashed:
            at = at + 1 & last
        return at

    def _put(self, record_id: str, place: int, content_hash: int) -> bool:
        """Keep a row, in place of one with its id; returns whether there was none."""
        if self._count * 3 > len(self._ids) * 2:
            self._grow()
        hashed = _hashed(record_id)
        at = self._slot(hashed)
        is_new = not self._ids[at]
        self._count += is_new
        self._ids[at], self._places[at], self._contents[at] = hashed, place, content_hash
        return is_new

    def _grow(self) -> None:
        before = self._ids, self._places, self._contents
        self._ids, self._places, self._contents = _columns(2 * len(self._ids))
        for hashed, place, content_hash in zip(*before, strict=True):
            if hashed:
                at = self._slot(hashed)
                self._ids[at], self._places[at], self._contents[at] = hashed, place, content_hash


def content(record: Record) -> int:
    """A hash of a record's content without its id; valid within one run of the program."""
    values = tuple(sorted(record.values.items()))
    return hash((record.kind, values, record.names, record.links, record.terms, record.claims))


def _columns(places: int) -> tuple[array[int], array[int], array[int]]:
    return array("Q", bytes(8 * places)), array("Q", bytes(8 * places)), array("Q", bytes(8 * places))


def _hashed(record_id: str) -> int:
    """The hash of an id; never 0, which marks an empty place."""
    return hash(record_id) & _WORD or 1


def _place(kind: str, file: int, line: int) -> int:
    return (min(file, _FILES) << 40 | min(line, _LINES)) << 8 | _KIND_NUMBERS[kind]
