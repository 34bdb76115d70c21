"""What a reader makes of a file: a header and rows of text, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType

from catalogue.model.answers import Note
from catalogue.model.issues import Issue
from catalogue.transfer.files.limits import USUAL_LIMITS, Limits

Cell = str | tuple[str, ...]  # JSON may give a list where a CSV cell joins values
PARTS = ("names", "links", "terms", "claims")
OURS = ("_line", "_column", "_value", "_reason")
"""Columns that a file of rejects adds to the original ones, and that reading it back leaves out."""
GUARD_COLUMN = "_excel_safe"
"""Marks a CSV file whose cells carry the formula guard, so that reading it takes the guard off again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name, link, term or claim that came nested: its columns as text, and where it stands."""

    cells: Mapping[str, str]
    file: str
    line: int


Entries = tuple[Entry, ...]
NO_PARTS: Mapping[str, Entries] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an input, cells as given: ``line`` is where it begins (1-based, of the file).

    ``parts`` are whole lists of names, links, terms and claims that came nested (JSON, data package), by ``PARTS``.
    ``complete`` rows say everything about their record. ``issues`` are what made it
    impossible to read the row; its cells are then as far as they could be read. ``file`` and ``kind`` are given where
    the rows of one table come from several files.
    """

    line: int
    cells: Mapping[str, Cell]
    parts: Mapping[str, Entries] = field(default_factory=lambda: NO_PARTS)
    complete: bool = False
    issues: tuple[Issue, ...] = ()
    file: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How an input is to be read; "" and None mean: find out.

    ``headers`` False: the first row is data already and columns are called 1, 2, 3 …; ``skip_lines`` lines stand
    before the table. ``sniff`` False: what is not given is UTF-8 and commas. ``ragged``: short rows end in empty cells.
    ``heading_rows``: so many rows together make the headings.
    ``sheet`` is the name or number of a workbook's sheet, ``records`` the path of the list in a JSON text
    (``data.items``). ``limits`` say how much is taken.
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
    limits: Limits = USUAL_LIMITS

    def plain(self, usual: str) -> str:
        """The usual value where nothing is to be found out, else nothing."""
        return "" if self.sniff else usual

    def over(self, other: ReadOptions) -> ReadOptions:
        """What these say, and where they say nothing, what ``other`` says."""
        names = (own.name for own in fields(self))
        told = {name: given for name in names if (given := getattr(self, name)) != getattr(READ_USUALLY, name)}
        return replace(other, **told)


READ_USUALLY = ReadOptions()


@dataclass(slots=True)
class Table:
    """An input that is being read. ``header`` is () where each row names its own columns (JSON).

    ``rows`` can be walked once; ``notes`` say how the file was understood and may grow while it is read; ``kind``
    names the kind of all rows where the input itself says so. ``found`` is how it is read, with what was found out;
    ``sheets`` are those of a workbook. ``share`` tells how much of it was read, 0 to 1.
    """

    file: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    notes: list[Note] = field(default_factory=list)
    kind: str = ""
    found: ReadOptions = READ_USUALLY
    sheets: tuple[str, ...] = ()
    share: Callable[[], float] = lambda: 0.0
    close: Callable[[], None] = lambda: None
