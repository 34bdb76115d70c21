"""CSV and TSV: read strictly and without loss.

Every cell is text. Line ends inside quotes are kept as they are. What the csv module would accept silently is refused
with its line: a quote inside an unquoted cell, rows of another length, a bare CR as line end in a file with other line
ends. Columns whose heading is missing or repeated are named by position.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from catalogue.errors import BadUsage, ImportRefused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where
from catalogue.transfer.files import encodings, headings
from catalogue.transfer.files.guard import bare
from catalogue.transfer.files.inputs import Input, lines
from catalogue.transfer.files.table import GUARD_COLUMN, ReadOptions, Row, Table
from catalogue.transfer.readers import dialect
from catalogue.transfer.rows.columns import is_known

LONGEST_CELL = 16 * 1024 * 1024
"""The csv module's own cell limit in characters (its default of 128 KiB would refuse honest texts).

A cell longer than this makes the rest of the file unreadable; one longer than ``Limits.cell`` only its row.
"""
_SAMPLE = 64 * 1024
_BLANK = frozenset(("\n", "\r\n"))
_DECLARED = re.compile(r"\ufeff?sep=([^\r\n\"])[\r\n]", re.IGNORECASE)  # the first line of files made for Excel
_NAMED_DELIMITERS = {"\\t": "\t", "tab": "\t"}


def read(given: Input, options: ReadOptions) -> Table:
    """A CSV file as a table; the delimiter is detected from the first lines unless given.

    Raises ``ImportRefused`` (``import.unreadable``) when there is no usable header, ``BadUsage`` for impossible
    options.
    """
    return _table(given, options, options.delimiter)


def read_tsv(given: Input, options: ReadOptions) -> Table:
    """A tab-separated file as a table."""
    return _table(given, options, options.delimiter or "\t")


def _table(given: Input, options: ReadOptions, delimiter: str) -> Table:
    csv.field_size_limit(max(LONGEST_CELL, options.limits.cell))
    if len(options.quotechar) > 1:
        raise BadUsage("import.delimiter", delimiter=delimiter, quotechar=options.quotechar)
    encoding, notes = encodings.find(given.stream, options.encoding or options.plain("utf-8"), given.name)
    text = io.TextIOWrapper(given.stream, encoding=encoding, newline="")
    _skip(text, options.skip_lines)
    skipped = options.skip_lines
    beginning, declared = text.tell(), _DECLARED.match(text.readline())
    if declared and delimiter in ("", declared[1]):
        delimiter, beginning, skipped = declared[1], text.tell(), skipped + 1
    text.seek(beginning)
    sample = text.read(_SAMPLE)
    text.seek(beginning)
    delimiter = delimiter or options.plain(",")
    if not delimiter:
        delimiter = dialect.sniff(sample, is_known, quotechar=options.quotechar, whole=len(sample) < _SAMPLE)
        if delimiter != ",":
            code = "read.tabs" if delimiter == "\t" else "read.delimiter"
            notes.append(Note(code, {"file": given.name, "delimiter": delimiter}))
    delimiter = _NAMED_DELIMITERS.get(delimiter, delimiter)
    if len(delimiter) != 1 or delimiter in f"{options.quotechar}\r\n":
        raise BadUsage("import.delimiter", delimiter=delimiter, quotechar=options.quotechar)
    walk = _Walk(text, given.name, delimiter, options.quotechar, 1 + skipped, cell=options.limits.cell)
    first = walk.first()
    headings.check_width(len(first.cells), options.limits, Where(given.name, first.line))
    if options.headers:
        header = headings.name(walk.headings(first, options.heading_rows), given.name, first.line, notes)
    else:
        header = headings.numbered(len(first.cells))
    rows = _rows(walk, header, None if options.headers else first, notes, fill=options.ragged)
    found = replace(options, encoding=encoding, delimiter=delimiter)
    return Table(given.name, header, rows, notes, found=found, progress=given.progress, close=text.close)


def _skip(text: io.TextIOWrapper, lines: int) -> None:
    for _ in range(lines):
        text.readline()


class _Raw(Struct, frozen=True):
    """A row whose cells have no column names yet."""

    line: int
    cells: list[str]
    issues: tuple[Issue, ...]


class _Walk:
    """The rows of a delimited text one by one, with their lines and what is wrong with their form."""

    def __init__(
        self, text: io.TextIOWrapper, file: str, delimiter: str, quotechar: str, line: int, *, cell: int
    ) -> None:
        self._text = text
        self._cell = cell
        self.file = file
        self._line = line
        self._above = line - 1
        self._taken: list[str] = []
        self._quote = quotechar
        self._form = _form(delimiter, quotechar) if quotechar else None
        self._bare_cr: bool | None = None
        self._begins = line
        self._keeps_blank = False
        self._reader = dialect.strict(self._lines(), delimiter, quotechar)

    def _lines(self) -> Iterator[str]:
        """The lines for the csv module; blank ones between rows are left out before, which is fast."""
        taken = self._taken
        for line in lines(self._text, self.file, self._line, cell=self._cell):
            if not taken:
                if line in _BLANK and not self._keeps_blank:
                    self._line += 1
                    self._bare_cr = self._bare_cr or False
                    continue
                self._begins = self._line
            taken.append(line)
            yield line

    def first(self) -> _Raw:
        """The first row that is not empty."""
        for raw in self:
            if any(cell.strip() for cell in raw.cells):
                if raw.issues:
                    raise ImportRefused("import.unreadable", raw.issues, file=self.file)
                return raw
        problem = Issue("file.skipped", Where(self.file), {"lines": self._above}) if self._above else None
        problem = problem or Issue("file.empty", Where(self.file))
        raise ImportRefused("import.unreadable", (problem,), file=self.file)

    def headings(self, first: _Raw, rows: int) -> list[str]:
        """The heading cells formed by the first row and, if ``rows`` is more than 1, the rows below it."""
        if rows == 1:
            return first.cells
        self._keeps_blank = True
        every = [first, *islice(self, rows - 1)]
        self._keeps_blank = False
        if issues := [issue for raw in every for issue in raw.issues]:
            raise ImportRefused("import.unreadable", issues, file=self.file)
        return headings.stacked([raw.cells for raw in every])

    def __iter__(self) -> Iterator[_Raw]:
        while True:
            self._taken.clear()
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as problem:
                raise self._unreadable(str(problem), self._begins) from None
            begins, taken = self._begins, self._taken
            if self._bare_cr is None:
                self._bare_cr = taken[0].endswith("\r")
            self._line += len(taken) if len(taken) == 1 or self._bare_cr else sum(line[-1] == "\n" for line in taken)
            yield _Raw(begins, cells, self._issues(begins, taken))

    def _issues(self, line: int, taken: list[str]) -> tuple[Issue, ...]:
        if taken[-1].endswith("\r") and not self._bare_cr:
            return (Issue("row.stray_cr", Where(self.file, line)),)
        text = taken[0] if len(taken) == 1 else "".join(taken)
        if self._form is not None and self._quote in text and not self._form.fullmatch(text):
            return (Issue("row.stray_quote", Where(self.file, line, value=text[:200].strip())),)
        return ()

    def _unreadable(self, problem: str, line: int) -> ImportRefused:
        """A failure after which the rest of the file is unreadable, because the row boundaries are lost."""
        code = "row.unreadable"
        if "end of data" in problem:
            code = "row.unclosed_quote"
        elif "expected after" in problem:
            code = "row.stray_quote"
        elif "field limit" in problem:
            code = "cell.too_long"
        value = "".join(self._taken[:3])[:200].strip()
        params = {"limit": csv.field_size_limit()} if code == "cell.too_long" else {}
        issue = Issue(code, Where(self.file, line, value=value), params)
        return ImportRefused("import.unreadable", (issue,), file=self.file)


def _form(delimiter: str, quotechar: str) -> re.Pattern[str]:
    """A well-formed row: quotes either around a whole cell and doubled inside, or not at all."""
    d, q = re.escape(delimiter), re.escape(quotechar)
    cell = rf"(?:{q}[^{q}]*+(?:{q}{q}[^{q}]*+)*{q}(?!{q})|[^{q}{d}\r\n]*+)"
    return re.compile(rf"{cell}(?:{d}{cell})*(?:\r\n|\r|\n)?")


def _rows(
    walk: _Walk, header: tuple[str, ...], waiting: _Raw | None, notes: list[Note], *, fill: bool
) -> Iterator[Row]:
    """The rows with named cells; empty rows are left out and counted in a note at the end."""
    width, guarded, blank, filled = len(header), GUARD_COLUMN in header, 0, 0
    if waiting is not None:
        yield _named(waiting, header, guarded=guarded, file=walk.file)
    for raw in walk:
        if not any(raw.cells) and not raw.issues:
            blank += len(raw.cells) > 1
            continue
        if fill and len(raw.cells) != width and not any(raw.cells[width:]):
            filled += 1
            raw.cells[width:] = []
            raw.cells.extend([""] * (width - len(raw.cells)))
        if len(raw.cells) == width and not raw.issues and not guarded:
            yield Row(raw.line, dict(zip(header, raw.cells, strict=True)))
        else:
            yield _named(raw, header, guarded=guarded, file=walk.file)
    notes += [Note(code, {"count": count}) for code, count in (("rows.blank", blank), ("rows.filled", filled)) if count]


def _named(raw: _Raw, header: tuple[str, ...], *, guarded: bool, file: str) -> Row:
    cells = [bare(cell) for cell in raw.cells] if guarded else raw.cells
    issues = raw.issues
    if len(cells) != len(header) and not issues:
        params = {"expected": len(header), "found": len(cells)}
        issues = (Issue("row.ragged", Where(file, raw.line, value=" | ".join(cells)[:200]), params),)
    return Row(raw.line, dict(zip(header, cells, strict=False)), issues=issues)
