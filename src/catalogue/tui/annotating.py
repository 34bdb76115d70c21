"""The reader's own marks on records, for the screens: the marks as lines, and toggling a star."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from catalogue.api import marks
from catalogue.api.session import Session
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line

Lines = tuple[Line, ...]
LONGEST = 200
"""Most characters of a note shown in the list of notes."""


def toggle_star(session: Session, records: Sequence[str]) -> bool:
    """Star the records that have no star; if all have one, remove it. Returns whether stars were added."""
    if marks.star(session, records):
        return True
    marks.unstar(session, records)
    return False


def tag_lines(session: Session, records: Sequence[str]) -> Lines:
    """The tags of these records, each a link to itself; for several records, with how many of them have it."""
    counted = Counter(tag for record in records for tag in marks.of(session, record).tags)
    several = len(records) > 1
    return tuple(
        (Span(one_line(tag), "link", tag), Span(f"  {number}" if several else "", "faint"))
        for tag, number in sorted(counted.items())
    )


def note_lines(session: Session, record: str) -> Lines:
    """The notes of a record, each a link to its number from 1."""
    notes = marks.of(session, record).notes
    return tuple((Span(one_line(text, LONGEST), "link", str(number)),) for number, text in enumerate(notes, 1))
