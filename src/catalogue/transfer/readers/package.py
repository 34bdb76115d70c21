"""A data package: the files of one folder, assembled into whole records.

Files of an exported package are sorted by id and read side by side without being held in memory. Files in another
order, for example edited by hand, are first sorted in memory.
"""

from __future__ import annotations

import csv
import heapq
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from catalogue.errors import BadUsage, ImportRefused, NotFound, Refused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import KINDS, Kind
from catalogue.transfer.files.inputs import open_input
from catalogue.transfer.files.layout import CHILDREN, DESCRIPTOR, Child, file_of, is_ours
from catalogue.transfer.files.table import Entries, Entry, ReadOptions, Row, Table
from catalogue.transfer.readers import delimited
from catalogue.transfer.rows.mapping import Headers


def read(path: str, options: ReadOptions, *, called: str = "") -> Table:
    """A package (its folder, or its ``datapackage.json``) as one table of complete records; ``called`` is its name.

    Raises ``NotFound('input.missing')``, ``BadUsage('package.empty')`` when no file of a package is there,
    ``ImportRefused`` for files that cannot be read, ``Refused('package.elsewhere')``.
    """
    folder = Path(path)
    if not folder.is_dir():
        folder = folder.parent
    if not folder.is_dir():
        raise NotFound("input.missing", path=path)
    _stay_inside(folder)
    tables: list[Table] = []
    opening = _Opening(folder, called, replace(options, delimiter=",", headers=True, skip_lines=0), tables)
    try:
        kinds = [_kind(opening, kind) for kind in KINDS.values() if (folder / file_of(kind)).exists()]
        children = [_child(opening, child) for child in CHILDREN if (folder / child.file).exists()]
    except BaseException:
        _close(tables)
        raise
    if not tables:
        raise BadUsage("package.empty", path=path)
    notes = [note for table in tables for note in table.notes]
    strange = (file.name for file in sorted(folder.glob("*.csv")) if not is_ours(file.name))
    notes += [Note("package.ignored", {"file": name}) for name in strange]
    rows = _records(heapq.merge(*kinds, key=_id), children)
    return Table(
        opening.name(DESCRIPTOR), (), rows, notes, progress=lambda: _share(tables), close=lambda: _close(tables)
    )


def _stay_inside(folder: Path) -> None:
    """Refuse links out of the package: whoever made it must not choose what else is read."""
    inside = folder.resolve()
    for file in folder.iterdir():
        if is_ours(file.name) and not file.resolve().is_relative_to(inside):
            raise Refused("package.elsewhere", path=str(file))


class _Opening(Struct, frozen=True):
    """How to open the files of a package; ``called`` is the name to report for the folder."""

    folder: Path
    called: str
    options: ReadOptions
    tables: list[Table]

    def name(self, file: str) -> str:
        """The name of a file in reports."""
        return f"{self.called}/{file}" if self.called else str(self.folder / file)

    def table(self, file: str) -> Table:
        """Open one file."""
        given = replace(open_input(str(self.folder / file)), name=self.name(file))
        table = delimited.read(given, self.options)
        self.tables.append(table)
        return table


def _share(tables: list[Table]) -> float:
    return sum(table.progress() for table in tables) / len(tables)


def _close(tables: list[Table]) -> None:
    for table in tables:
        table.close()


def _id(row: Row) -> str:
    found = row.cells.get("id", "")
    return found.strip() if isinstance(found, str) else ""


def _kind(opening: _Opening, kind: Kind) -> Iterator[Row]:
    table = opening.table(file_of(kind))
    issues = Headers(kind, {}).check(table.header, Where(table.file, 1))
    if "id" not in table.header:
        issues = (*issues, Issue("column.missing", Where(table.file, 1), {"column": "id"}))
    if issues:
        raise ImportRefused("import.columns", issues, file=table.file)
    rows = (replace(row, file=table.file, kind=kind.name, complete=True) for row in table.rows)
    return rows if _is_sorted(opening.folder / file_of(kind), "id") else iter(sorted(rows, key=_id))


class _Piece(Struct, frozen=True):
    """One row of a file of entries."""

    owner: str
    entry: Entry
    issues: tuple[Issue, ...]


def _child(opening: _Opening, child: Child) -> _Cursor:
    table = opening.table(child.file)
    strange = [name for name in table.header if name not in child.columns]
    missing = [name for name in (child.owner,) if name not in table.header]
    issues = [
        *(Issue("column.unknown", Where(table.file, 1, n), {"column": n, "known": child.columns}) for n in strange),
        *(Issue("column.missing", Where(table.file, 1), {"column": name}) for name in missing),
    ]
    if issues:
        raise ImportRefused("import.columns", issues, file=table.file)
    pieces = (_piece(row, table.file, child.owner) for row in table.rows)
    ordered = _is_sorted(opening.folder / child.file, child.owner)
    return _Cursor(child.part, pieces if ordered else iter(sorted(pieces, key=attrgetter("owner"))))


def _piece(row: Row, file: str, owner: str) -> _Piece:
    cells = {name: text for name, text in row.cells.items() if isinstance(text, str)}
    return _Piece(cells.pop(owner, "").strip(), Entry(cells, file, row.line), row.issues)


def _is_sorted(path: Path, column: str) -> bool:
    """Whether a file's rows are sorted by a column; False if the file cannot be read that way."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text)
            at = next(reader).index(column)
            last = ""
            for row in reader:
                if row:
                    if row[at] < last:
                        return False
                    last = row[at]
    except (csv.Error, ValueError, IndexError, StopIteration, OSError):
        return False
    return True


class _Cursor:
    """The entries of one file in order of their records, taken record by record."""

    def __init__(self, part: str, pieces: Iterator[_Piece]) -> None:
        self.part = part
        self._pieces = pieces
        self._waiting = next(pieces, None)

    def before(self, record_id: str | None) -> Iterator[_Piece]:
        """The entries of records that come before ``record_id`` (None: all that are left)."""
        while self._waiting is not None and (record_id is None or self._waiting.owner < record_id):
            yield self._waiting
            self._waiting = next(self._pieces, None)

    def of(self, record_id: str) -> list[_Piece]:
        """The entries of a record."""
        found = []
        while self._waiting is not None and self._waiting.owner == record_id:
            found.append(self._waiting)
            self._waiting = next(self._pieces, None)
        return found


def _records(rows: Iterable[Row], children: list[_Cursor]) -> Iterator[Row]:
    """Whole records; entries whose record is in no file become refused rows."""
    for row in rows:
        record_id = _id(row)
        for child in children:
            yield from map(_orphan, child.before(record_id))
        parts: dict[str, Entries] = {}
        issues = list(row.issues)
        for child in children:
            pieces = child.of(record_id)
            issues += [issue for piece in pieces for issue in piece.issues]
            if pieces:
                parts[child.part] = tuple(piece.entry for piece in pieces)
        yield replace(row, parts=parts, issues=tuple(issues)) if parts or issues else row
    for child in children:
        yield from map(_orphan, child.before(None))


def _orphan(piece: _Piece) -> Row:
    where = Where(piece.entry.file, piece.entry.line, value=piece.owner, record=piece.owner)
    cells = {"id": piece.owner, **piece.entry.cells}
    return Row(piece.entry.line, cells, issues=piece.issues or (Issue("package.orphan", where),), file=piece.entry.file)
