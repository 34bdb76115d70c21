"""What readers add for themselves: tags, notes, stars and saved searches.

They belong to a record's id, not to its content, so no import, replacement or undo touches them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

from catalogue.text.safe import visible

LONGEST_NAME = 80
"""Characters of a tag or of the name of a saved search."""
LONGEST_NOTE = 20_000
LONGEST_QUERY = 10_000
MOST_COLUMNS = 100
_COLUMN = re.compile("[a-z][a-z0-9_]{0,40}")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Tagged(Struct, frozen=True, order=True):
    """One tag of one record, and when it was added (UTC, ISO 8601)."""

    record: str
    tag: str
    at: str


class Noted(Struct, frozen=True, order=True):
    """One note on a record."""

    record: str
    text: str
    at: str


class Starred(Struct, frozen=True, order=True):
    """A star on a record."""

    record: str
    at: str


class Saved(Struct, frozen=True, order=True):
    """A search by its name; ``query`` is its canonical text, ``columns`` those that its list has (none: the usual)."""

    name: str
    query: str
    at: str
    columns: tuple[str, ...] = ()


Made = TypeVar("Made", Tagged, Noted, Starred, Saved)


def _newest_first(marks: Iterable[Made]) -> list[Made]:
    return sorted(sorted(marks, reverse=True), key=lambda own: own.at, reverse=True)


class Marks(Struct, frozen=True):
    """The marks on one record: ``tags`` by name, ``notes`` in the order in which they were made."""

    starred: bool = False
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.starred or bool(self.tags) or bool(self.notes)


NO_MARKS = Marks()


class AllMarks(Struct, frozen=True):
    """All marks of a catalogue, sorted: the content of an export of marks."""

    tags: tuple[Tagged, ...] = ()
    notes: tuple[Noted, ...] = ()
    stars: tuple[Starred, ...] = ()
    saved: tuple[Saved, ...] = ()

    def tidy(self) -> AllMarks:
        """The same, sorted and without duplicates, of which the older is kept."""
        return AllMarks(
            tuple(sorted({(own.record, own.tag): own for own in _newest_first(self.tags)}.values())),
            tuple(sorted({(own.record, own.text): own for own in _newest_first(self.notes)}.values())),
            tuple(sorted({own.record: own for own in _newest_first(self.stars)}.values())),
            tuple(sorted({own.name: own for own in _newest_first(self.saved)}.values())),
        )


def name(text: str) -> str | None:
    """A tag or the name of a search as stored: composed letters, single spaces. None if it is not valid.

    It must have a letter or digit, at most ``LONGEST_NAME`` characters, and no invisible or direction-changing
    characters.
    """
    wording = " ".join(unicodedata.normalize("NFC", text).split())
    fits = 0 < len(wording) <= LONGEST_NAME and visible(wording) == wording
    return wording if fits and any(char.isalnum() for char in wording) else None


def note(text: str) -> str | None:
    """A note as stored: as given, but for its line ends and the empty lines around it.

    None if it is empty, too long or has control characters.
    """
    wording = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    fits = bool(wording.strip()) and len(wording) <= LONGEST_NOTE
    return wording if fits and not _UNSTORABLE.search(wording) else None


def columns(text: str) -> tuple[str, ...] | None:
    """The columns of a saved search from their names with commas; None if one cannot be the name of a column."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    fits = len(names) <= MOST_COLUMNS and all(_COLUMN.fullmatch(name) for name in names)
    return names if fits else None


def query(text: str) -> str | None:
    """A saved search's query; None if it is too long or cannot be stored."""
    wording = text.strip()
    return wording if len(wording) <= LONGEST_QUERY and not _UNSTORABLE.search(wording) else None
