"""An Excel workbook: one sheet per kind, typed cells, a frozen header with filters.

A value becomes a date cell only if it is a whole day, and a number only if reading the number gives back the same
figure; everything else stays text as recorded, so that a workbook loses nothing. No text is ever a formula or a link.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from catalogue import staging
from catalogue.errors import Refused
from catalogue.model import values
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS, Kind
from catalogue.model.records import Record
from catalogue.model.values import ValueProblem
from catalogue.transfer.rows.columns import Column
from catalogue.transfer.rows.flatten import flat
from catalogue.transfer.writers.options import WriteOptions

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""Most characters of a cell, in UTF-16 (Excel specifications and limits)."""
MOST = 1_048_576
"""Most rows of a sheet, including its header."""
NAMELESS = "records"
"""The one sheet of a workbook without records."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never existed
_FIGURE = re.compile(r"(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)(?: \S+)?")
_UNWRITABLE = re.compile("[\ufffe\uffff\ud800-\udfff]")  # XML cannot contain these
# What XlsxWriter takes for ready-made markup, and an escape that overlaps another: both are written in pieces.
_PIECES = re.compile(r"(?<=^<)(?=r)|(?<=^<r)(?=>)|(?<=_)(?=x)")
_RISKY = re.compile(r"<r>.*</r>|.*_x[0-9a-fA-F]{4}_x[0-9a-fA-F]{4}_.*", re.DOTALL)
_WIDTHS = {"prose": 60.0, "date": 12.0, "integer": 10.0, "degrees": 10.0}
_WIDTH = 18.0
_NAME_WIDTH = 40.0


def write(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write records as a workbook, with the columns of each sheet's kind.

    Raises ``Refused`` with record and column: ``xlsx.too_long``, ``xlsx.character``; ``xlsx.too_many``.
    """
    import xlsxwriter

    with staging.folder(Path(tempfile.gettempdir()) / "catalogue") as folder:
        path = folder / "out.xlsx"
        settings = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(folder),
        }
        book = xlsxwriter.Workbook(str(path), settings)
        try:
            _fill(book, records, options)
        except BaseException:
            _abandon(book)
            raise
        book.close()
        with path.open("rb") as made:
            shutil.copyfileobj(made, out)


def _fill(book: Workbook, records: Iterable[Record], options: WriteOptions) -> None:
    sheets: dict[str, _Sheet] = {}
    if options.kind is not None:
        sheets[options.kind.name] = _Sheet(book, options.kind, options)
    for record in records:
        sheet = sheets.get(record.kind)
        if sheet is None:
            sheet = sheets[record.kind] = _Sheet(book, KINDS[record.kind], options)
        sheet.add(record)
    if not sheets:
        sheets[""] = _Sheet(book, None, options)
    for sheet in sheets.values():
        sheet.finish()


def _abandon(book: Workbook) -> None:
    """Keep XlsxWriter from holding its files open and from writing a discarded workbook."""
    for sheet in book.worksheets():
        sheet._opt_close()  # noqa: SLF001 - there is no public way to give up
    book.fileclosed = True


class _Sheet:
    """The sheet of one kind, written row by row."""

    def __init__(self, book: Workbook, kind: Kind | None, options: WriteOptions) -> None:
        self._columns = options.chosen(kind)
        self._fields = [_field(kind, column) for column in self._columns]
        self._kind = kind
        self._rows = 1
        self._sheet: Worksheet = book.add_worksheet(kind.plural if kind else NAMELESS)
        self._day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        heading = book.add_format({"bold": True, "bottom": 1})
        self._sheet.freeze_panes(1, 0)
        for number, (column, field) in enumerate(zip(self._columns, self._fields, strict=True)):
            wide = _NAME_WIDTH if column.part == "name" else _WIDTHS.get(field.type, _WIDTH) if field else _WIDTH
            self._sheet.set_column(number, number, wide)
            self._sheet.write_string(0, number, column.name, heading)

    def add(self, record: Record) -> None:
        """Write one record as the next row."""
        if self._rows >= MOST:
            raise Refused("xlsx.too_many", kind=record.kind, limit=MOST - 1)
        cells = flat(record, self._columns)
        for number, (text, field) in enumerate(zip(cells, self._fields, strict=True)):
            if text:
                self._write(number, text, field, record.id)
        self._rows += 1

    def finish(self) -> None:
        """Add the filters, which need the last row."""
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._columns) - 1)

    def _write(self, column: int, text: str, field: Field | None, record: str) -> None:
        typed = _typed(field, text) if field is not None else None
        if isinstance(typed, date):
            status = self._sheet.write_datetime(self._rows, column, typed, self._day)
        elif typed is not None:
            status = self._sheet.write_number(self._rows, column, typed)
        else:
            self._check(column, text, record)
            if _RISKY.fullmatch(text):
                status = self._sheet.write_rich_string(self._rows, column, *_PIECES.split(text))
            else:
                status = self._sheet.write_string(self._rows, column, text)
        if status:
            raise Refused("xlsx.character", record=record, column=self._columns[column].name)

    def _check(self, column: int, text: str, record: str) -> None:
        where = {"record": record, "column": self._columns[column].name}
        if _UNWRITABLE.search(text):
            raise Refused("xlsx.character", **where)
        length = len(text) + sum(character > "\uffff" for character in text) if len(text) > LONGEST // 2 else 0
        if length > LONGEST:
            raise Refused("xlsx.too_long", length=length, limit=LONGEST, **where)


def _field(kind: Kind | None, column: Column) -> Field | None:
    return kind.field(column.key) if kind is not None and column.part == "field" else None


def _typed(field: Field, text: str) -> date | float | None:
    """A text as a day or a number if that says exactly the same, else None."""
    if field.type == "date":
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
        return day if day is not None and day >= _FIRST_DAY else None
    if field.type == "integer":
        return int(text)
    if field.type == "degrees":
        return _number(text)
    if field.type == "quantity" and (found := _FIGURE.fullmatch(text)):
        try:
            return _number(found[1]) if values.read(field, found[1]) == text else None
        except ValueProblem:
            return None
    return None


def _number(text: str) -> float | None:
    """The number, if it has no more than the 16 digits that XlsxWriter keeps."""
    number = float(text)
    return number if float(f"{number:.16G}") == number else None
