"""The result of a reader: a header and rows of text, each with its line number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from catalogue.model.answers import Note
from catalogue.model.issues import Issue
from catalogue.transfer.files.limits import DEFAULT_LIMITS, Limits

Cell = str | tuple[str, ...]  # JSON may give a list where a CSV cell joins values
PARTS = ("names", "links", "terms", "claims")
REPORT_COLUMNS = ("_line", "_column", "_value", "_reason")
"""Columns that a file of rejects adds to the original ones, ignored when it is read back."""
GUARD_COLUMN = "_excel_safe"
"""Marks a CSV file whose cells carry the formula guard, so that reading the file removes it."""


class Entry(Struct, frozen=True):
    """One nested name, link, term or claim: its columns as text, and its place in the input."""

    cells: Mapping[str, str]
    file: str
    line: int


Entries = tuple[Entry, ...]
NO_PARTS: Mapping[str, Entries] = MappingProxyType({})


class Row(Struct, frozen=True):
    """One row of an input, cells unchanged: ``line`` is the line it begins on (1-based, of the file).

    ``parts`` are complete lists of nested names, links, terms and claims (JSON, data package), by ``PARTS``.
    ``complete`` rows hold everything about their record. ``issues`` say why the row could not be read; its cells are
    then those that could. ``file`` and ``kind`` are set where the rows of one table come from several files.
    """

    line: int
    cells: Mapping[str, Cell]
    parts: Mapping[str, Entries] = NO_PARTS
    complete: bool = False
    issues: tuple[Issue, ...] = ()
    file: str = ""
    kind: str = ""


class ReadOptions(Struct, frozen=True):
    """How to read an input; "" and None mean: detect.

    ``headers`` False: the first row is data and columns are called 1, 2, 3 …; ``skip_lines`` is the number of lines
    above the table. ``sniff`` False: nothing is detected, and defaults are UTF-8 and commas. ``ragged``: short rows are
    filled up with empty cells. ``heading_rows``: the number of rows that form the headings together. ``sheet`` is the
    name or number of a workbook's sheet, ``records`` the path of the list in a JSON text (``data.items``). ``limits``
    bound what is read.
    """

    encoding: str = ""
    delimiter: str = ""
    quotechar: str = '"'
    headers: bool = True
    skip_lines: int = 0
    sheet: str = ""
    sniff: bool = True
    ragged: bool = False
    records: str = ""
    heading_rows: int = 1
    limits: Limits = DEFAULT_LIMITS

    def plain(self, usual: str) -> str:
        """The default value if nothing is to be detected, else ""."""
        return "" if self.sniff else usual

    def merged_over(self, other: ReadOptions) -> ReadOptions:
        """These options, with those left open taken from ``other``."""
        set_here = {
            name: given
            for name in self.__struct_fields__
            if (given := getattr(self, name)) != getattr(DEFAULT_OPTIONS, name)
        }
        return replace(other, **set_here)


DEFAULT_OPTIONS = ReadOptions()


class Table(Struct):
    """An input being read. ``header`` is () where each row names its own columns (JSON).

    ``rows`` can be iterated once; ``notes`` say how the file was understood and may grow while it is read; ``kind``
    names the kind of all rows if the input itself gives it. ``found`` holds the reading options with those detected
    filled in; ``sheets`` are the sheets of a workbook, ``merged`` the headings of columns with cells merged over
    several rows. ``progress`` returns the share that has been read, 0 to 1.
    """

    file: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    notes: list[Note] = field(default_factory=list)
    kind: str = ""
    found: ReadOptions = DEFAULT_OPTIONS
    sheets: tuple[str, ...] = ()
    merged: frozenset[str] = frozenset()
    progress: Callable[[], float] = lambda: 0.0
    close: Callable[[], None] = lambda: None
