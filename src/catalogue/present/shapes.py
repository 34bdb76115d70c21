"""The output-neutral forms of all results: a table of cells, and a sheet of lines.

Writers (``present.formats``) turn them into text; the screens draw the same values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Literal, TypeVar

from msgspec import Struct

T = TypeVar("T")

Value = str | int | float | bool | None | tuple[str, ...]
"""The machine-readable value of a cell: canonical text, a number, a list, or None for what is unknown."""

Role = Literal["", "title", "heading", "label", "link", "mark", "faint", "good", "bad", "match", "command"]
"""The meaning of a piece of text, never its appearance."""


class Column(Struct, Generic[T], frozen=True):
    """One column: ``data`` gives the value for machines, ``shown`` the words for people, not yet safe.

    ``right`` aligns numbers; a ``whole`` column (an id) is never narrowed to fit a terminal. ``brief`` gives fewer
    words, for a cell in which those shown have no room.
    """

    name: str
    heading: str
    data: Callable[[T], Value]
    shown: Callable[[T], str]
    right: bool = False
    whole: bool = False
    brief: Callable[[T], str] | None = None


class Table(Struct, Generic[T], frozen=True):
    """Rows with their columns; the rows may be a stream, which can be read only once."""

    columns: tuple[Column[T], ...]
    rows: Iterable[T]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, as in CSV headers and JSON keys."""
        return tuple(column.name for column in self.columns)

    def data(self) -> Iterator[tuple[Value, ...]]:
        """Each row as values for machines."""
        for row in self.rows:
            yield tuple(column.data(row) for column in self.columns)

    def shown(self) -> Iterator[tuple[str, ...]]:
        """Each row as words for people; not yet safe to print."""
        for row in self.rows:
            yield tuple(column.shown(row) for column in self.columns)


class Span(Struct, frozen=True):
    """A piece of safe text with its role; ``target`` is the id of the record that it links to, or the place of the
    value that it shows (``present.places``)."""

    text: str
    role: Role = ""
    target: str = ""


Line = tuple[Span, ...]


class Section(Struct, frozen=True):
    """Lines under one heading ("" for none)."""

    heading: str
    lines: tuple[Line, ...]


class Sheet(Struct, frozen=True):
    """One thing in sections: a record's card, a report. Sections of a long one are made as they are read, once."""

    title: str
    sections: Iterable[Section]

    def lines(self) -> Iterator[Line]:
        """All lines, including headings, with an empty line between sections."""
        yield (Span(self.title, "title"),)
        for section in self.sections:
            if section.heading:
                yield ()
                yield (Span(section.heading, "heading"),)
            yield from section.lines


def text_of(line: Line) -> str:
    """A line without its roles."""
    return "".join(span.text for span in line)
