"""What readers add for themselves: tags, notes, stars and saved searches.

They belong to a record's id, not to its content, so no import, replacement or undo touches them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from catalogue.text.safe import visible

LONGEST_NAME = 80
"""Characters of a tag or of the name of a saved search."""
LONGEST_NOTE = 20_000
LONGEST_QUERY = 10_000
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Tagged:
    """One tag of one record, and when it was given (UTC, ISO 8601)."""

    record: str
    tag: str
    at: str


@dataclass(frozen=True, slots=True, order=True)
class Noted:
    """One note on a record."""

    record: str
    text: str
    at: str


@dataclass(frozen=True, slots=True, order=True)
class Starred:
    """A star on a record."""

    record: str
    at: str


@dataclass(frozen=True, slots=True, order=True)
class Saved:
    """A search by its name; ``query`` is its canonical text."""

    name: str
    query: str
    at: str


Made = TypeVar("Made", Tagged, Noted, Starred, Saved)


def _newest_first(marks: Iterable[Made]) -> list[Made]:
    return sorted(sorted(marks, reverse=True), key=lambda own: own.at, reverse=True)


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands on one record: ``tags`` by name, ``notes`` in the order of their making."""

    starred: bool = False
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.starred or bool(self.tags) or bool(self.notes)


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class AllMarks:
    """Everything that was added to a catalogue, sorted: what an export of marks holds."""

    tags: tuple[Tagged, ...] = ()
    notes: tuple[Noted, ...] = ()
    stars: tuple[Starred, ...] = ()
    saved: tuple[Saved, ...] = ()

    def tidy(self) -> AllMarks:
        """The same, sorted; of a mark that stands there twice the older one."""
        return AllMarks(
            tuple(sorted({(own.record, own.tag): own for own in _newest_first(self.tags)}.values())),
            tuple(sorted({(own.record, own.text): own for own in _newest_first(self.notes)}.values())),
            tuple(sorted({own.record: own for own in _newest_first(self.stars)}.values())),
            tuple(sorted({own.name: own for own in _newest_first(self.saved)}.values())),
        )


def name(text: str) -> str | None:
    """A tag or a search's name as it is kept: composed letters, single spaces. None when it cannot be one.

    It has a letter or digit, at most ``LONGEST_NAME`` characters, and nothing that hides or turns.
    """
    wording = " ".join(unicodedata.normalize("NFC", text).split())
    fits = 0 < len(wording) <= LONGEST_NAME and visible(wording) == wording
    return wording if fits and any(char.isalnum() for char in wording) else None


def note(text: str) -> str | None:
    """A note as it is kept, of any number of lines; None when it is empty, too long or cannot be stored."""
    wording = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return wording if 0 < len(wording) <= LONGEST_NOTE and not _UNSTORABLE.search(wording) else None


def query(text: str) -> str | None:
    """A saved search's query; None when it is too long or cannot be stored."""
    wording = text.strip()
    return wording if len(wording) <= LONGEST_QUERY and not _UNSTORABLE.search(wording) else None
