"""Excel workbooks (XLSX, XLS) and OpenDocument: one sheet as a table of text.

Dates become ISO text, numbers their shortest plain decimal (an id never gets an exponent), booleans the words yes and
no. The workbook library unpacks a file whole, so it is measured first (``readers.expansion``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from catalogue.errors import BadUsage, ImportRefused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import KINDS, Kind
from catalogue.text.closest import closest
from catalogue.transfer.files import headings
from catalogue.transfer.files.inputs import Input
from catalogue.transfer.files.table import ReadOptions, Row, Table
from catalogue.transfer.readers import expansion

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_NAMED = 20  # how many sheets are listed by name
_Value = object


def read(given: Input, options: ReadOptions) -> Table:
    """One sheet of a workbook as a table: the one given by name or number, else the longest.

    Raises ``ImportRefused`` (``import.unreadable``) for a file that is not a workbook, is locked or would be too large,
    and ``BadUsage('sheet.unknown')``.
    """
    notes = expansion.measure(given, options.limits)
    with _reporting(given.name):
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_filelike(given.stream)
        if not options.sheet and (exported := _exported(book)):
            return _every(given, exported, notes)
        sheet = _sheet(book, given.name, options.sheet, notes)
        walk = enumerate(sheet.iter_rows(), 1)
    try:
        table = _table(given, options, walk, sheet.total_height, notes)
        table.found, table.sheets = replace(options, sheet=sheet.name), tuple(book.sheet_names)
        table.merged = _merged(sheet, table.header)
        return table
    except BaseException:
        given.stream.close()
        raise


def _exported(book: CalamineWorkbook) -> list[tuple[Kind, CalamineSheet]]:
    """The sheets of a workbook exported by this program: each has the name of a kind and begins with ids; else none."""
    plurals = {kind.plural: kind for kind in KINDS.values()}
    found = [(plurals.get(name), book.get_sheet_by_name(name)) for name in book.sheet_names]
    exported = [(kind, sheet) for kind, sheet in found if kind is not None and _begins_with_id(sheet)]
    return exported if len(exported) == len(found) else []


def _begins_with_id(sheet: CalamineSheet) -> bool:
    return list(next(iter(sheet.iter_rows()), ()))[:1] == ["id"]


def _every(given: Input, own: list[tuple[Kind, CalamineSheet]], notes: list[Note]) -> Table:
    """All sheets of an exported workbook as one table whose rows give their kind."""
    height = sum(sheet.total_height for _, sheet in own)
    reached = [0]

    def rows() -> Iterator[Row]:
        for kind, sheet in own:
            walk, file = iter(sheet.iter_rows()), f"{given.name}: {kind.plural}"
            header = headings.name([_text(cell) for cell in next(walk)], file, 1, notes)
            for line, cells in enumerate(walk, 2):
                reached[0] += 1
                texts = [_text(cell) for cell in cells]
                if any(map(str.strip, texts)):
                    yield Row(line, dict(zip(header, texts, strict=True)), file=file, kind=kind.name)

    return Table(
        given.name, (), rows(), notes, progress=lambda: min(1.0, reached[0] / height), close=given.stream.close
    )


def _merged(sheet: CalamineSheet, header: Sequence[str]) -> frozenset[str]:
    """The headings of the columns with cells that are merged over several rows, where the format says so (not ODS)."""
    ranges = ((first, last) for first, last in sheet.merged_cell_ranges or () if first[1] == last[1])
    return frozenset(header[first[1]] for first, last in ranges if last[0] > first[0] and first[1] < len(header))


class _reporting:  # noqa: N801 - reads as a statement
    """Turns everything that the workbook library raises, including its panics, into a refusal."""

    def __init__(self, file: str) -> None:
        self._file = file

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        name = type(error).__name__
        if error is None or isinstance(error, (BadUsage, ImportRefused, MemoryError)):
            return
        if isinstance(error, Exception) or name == "PanicException":
            code = "sheet.locked" if name == "PasswordError" else "sheet.unreadable"
            raise _refused(code, self._file) from None


def _refused(code: str, file: str, **params: object) -> ImportRefused:
    return ImportRefused("import.unreadable", (Issue(code, Where(file), params),), file=file)


def _sheet(book: CalamineWorkbook, file: str, wanted: str, notes: list[Note]) -> CalamineSheet:
    names = book.sheet_names
    if wanted:
        if wanted not in names and wanted.isdecimal() and 1 <= int(wanted) <= len(names):
            wanted = names[int(wanted) - 1]
        if wanted not in names:
            nearest = closest(wanted, names)
            raise BadUsage("sheet.unknown", path=file, sheet=wanted, nearest=nearest, sheets=tuple(names[:_NAMED]))
        return book.get_sheet_by_name(wanted)
    largest = max((book.get_sheet_by_name(name) for name in names), key=lambda sheet: sheet.height, default=None)
    if largest is None or not largest.height:
        raise _refused("file.empty", file)
    if others := tuple(name for name in names if name != largest.name):
        notes.append(Note("read.sheet", {"file": file, "sheet": largest.name, "others": others[:_NAMED]}))
    return largest


def _table(
    given: Input, options: ReadOptions, walk: Iterable[tuple[int, Sequence[_Value]]], height: int, notes: list[Note]
) -> Table:
    texts = ((line, [_text(cell) for cell in cells]) for line, cells in walk)
    found = ((line, cells) for line, cells in texts if line > options.skip_lines and any(map(str.strip, cells)))
    first = next(found, None)
    if first is None:
        if options.skip_lines:
            raise _refused("file.skipped", given.name, lines=options.skip_lines)
        raise _refused("file.empty", given.name)
    line, cells = first
    headings.check_width(len(cells), options.limits, Where(given.name, line))
    if options.headers:
        above = [cells, *(more for _, more in islice(found, options.heading_rows - 1))]
        header = headings.name(cells if len(above) == 1 else headings.stacked(above), given.name, line, notes)
    else:
        header = headings.numbered(len(cells))
    reached = [line]

    def rows() -> Iterator[Row]:
        if not options.headers:
            yield Row(line, dict(zip(header, cells, strict=True)))
        for at, texts in found:
            reached[0] = at
            yield Row(at, dict(zip(header, texts, strict=True)))
        reached[0] = height

    return Table(
        given.name, header, rows(), notes, progress=lambda: min(1.0, reached[0] / height), close=given.stream.close
    )


def _text(value: _Value) -> str:
    """A cell as text."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, timedelta):
        return str(value)
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return format(Decimal(repr(value)), "f")
