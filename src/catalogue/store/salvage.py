"""Reading what can still be read of a damaged catalogue.

A private copy with a repaired header is read; rows are read in order, and after an unreadable part the next readable
row is searched for. No code in the file is run: no views, no triggers; no indexes are trusted.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from catalogue.errors import UnusableCatalogue
from catalogue.model.kinds import KINDS
from catalogue.model.records import Claim, Link, Name, Term, entry_text
from catalogue.model.salvaged import Loss, SalvagedRecord
from catalogue.store import holes, pages, schema
from catalogue.store.cells import own_values
from catalogue.store.connection import SIDES

_MAGIC = b"SQLite format 3\x00"
_PAGE = 4096
_CUT = 100  # a file cut off to less than one part in this many is not padded to its former size
_MOST = 1 << 40  # how far the next row is searched for after an unreadable one
_FAILURES = (sqlite3.DatabaseError, UnicodeDecodeError)
Rows = dict[int, tuple[Any, ...]]


class DamagedFile:
    """A damaged catalogue, of which a private ``copy`` is made and opened for reading.

    If the list of tables itself is lost, rows are recognised only by their number of columns.
    """

    def __init__(self, path: Path, copy: Path) -> None:
        self._copy = copy
        try:
            _copy(path, copy)
            for side in SIDES:
                with suppress(FileNotFoundError):
                    _copy(Path(f"{path}{side}"), Path(f"{copy}{side}"))
        except OSError as failure:
            raise UnusableCatalogue("db.unreadable", path=str(path), cause=failure.strerror or "") from None
        _mend_header(copy)
        self.losses: list[Loss] = []
        self._connection = sqlite3.connect(copy, isolation_level=None)
        self._connection.text_factory = bytes
        self._columns = _own_columns()
        try:
            for setting in ("trusted_schema=OFF", "cell_size_check=ON", "writable_schema=ON", "query_only=ON"):
                self._connection.execute(f"PRAGMA {setting}")
            listed = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            self._tables = {bytes(name).decode("utf-8", "replace") for (name,) in listed}
        except _FAILURES:
            self._tables = set()

    def __enter__(self) -> DamagedFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def records(self) -> Iterator[SalvagedRecord]:
        """Every readable record, with what belongs to it. Afterwards ``losses`` lists what could not be read."""
        values = schema.value_columns()
        found = self._rows("record", ("id", "kind", *values, "fingerprint"))
        ids = {num: cells[0] for num, cells in found.items() if isinstance(cells[0], str)}
        entries = self._entries(ids)
        for num, (own, kind, *cells, fingerprint) in sorted(found.items()):
            if kind not in KINDS or not isinstance(own, str):
                self.losses.append(Loss("id", "record", str(num)))
                continue
            facts = [("kind", kind), *own_values(kind, cells).items(), *entries.pop(num, ())]
            yield SalvagedRecord(own, kind, tuple(facts), str(fingerprint))
        for num, left in sorted(entries.items()):
            self.losses += [Loss("owner", record=ids.get(num, f"#{num}"), field=f, value=t) for f, t in left]

    def marks(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Tags, notes, stars and saved searches: the table and the cells of each row."""
        for table, columns in _MARKS.items():
            for cells in self._keyed(table, self._had(table, columns)):
                yield table, cells

    def _had(self, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
        """The columns as expressions: "" for one that a file of an older schema does not have."""
        try:
            there = {_text(name) for _, name, *_ in self._connection.execute(f"PRAGMA table_info({table})")}
        except _FAILURES:
            return columns
        return tuple(name if name in there or not there else "''" for name in columns)

    def _entries(self, ids: Mapping[int, str]) -> dict[int, list[tuple[str, str]]]:
        """Names, links, terms and claims by the number of their record, as facts."""
        found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)

        def source(num: int, there: int | None) -> str:
            if there is not None and there not in ids:
                self.losses.append(Loss("target", record=ids.get(num, f"#{num}"), field="source", value=f"#{there}"))
            return "" if there is None else ids.get(there, "")

        for num, text, lang, type_, start, end, cited, *why in self._rows("name", _NAME).values():
            name = Name(text, lang, type_, start, end, source(num, cited), *why)
            found[num].append(("name", entry_text(name)))
        for num, role, there, side, start, end, note, cited, *why in self._rows("link", _LINK).values():
            if there in ids:
                link = Link(role, ids[there], side, start, end, note, source(num, cited), *why)
                found[num].append(("link", entry_text(link)))
            else:
                self.losses.append(Loss("target", record=ids.get(num, f"#{num}"), field=role, value=f"#{there}"))
        for num, field, value in self._keyed("term", ("record", "field", "value")):
            found[num].append(("term", entry_text(Term(field, value))))
        for num, field, value, as_of, cited, locator, *why in self._rows("claim", _CLAIM).values():
            claim = Claim(field, value, as_of, source(num, cited), locator, *why)
            found[num].append(("claim", entry_text(claim)))
        return found

    def _rows(self, table: str, columns: tuple[str, ...]) -> Rows:
        """The rows of a table by their numbers."""
        found: Rows = {}
        before = len(self.losses)
        if table in self._tables:
            listed = ", ".join(f'"{name}"' for name in columns)
            # NOT INDEXED: an index may be broken while the table is intact.
            sql = f"SELECT num, {listed} FROM {table} NOT INDEXED WHERE num >= ? ORDER BY num"
            low: int | None = 1
            while low is not None:
                low = self._stretch(table, sql, low, found)
        else:
            self.losses.append(Loss("unreadable", table))
        if len(self.losses) > before:
            places = [self._columns[table].index(name) for name in columns]
            for num, cells in pages.rows(self._copy, len(self._columns[table])):
                with suppress(UnicodeDecodeError):
                    texts = tuple(_text(cells[place]) for place in places)
                    if num not in found and _plausible(table, texts):
                        found[num] = texts
        return found

    def _stretch(self, table: str, sql: str, low: int, found: Rows) -> int | None:
        """Read from a row number on; returns None at the end, or after a broken part the row number where reading can
        resume."""
        try:
            for num, *cells in self._connection.execute(sql, (low,)):
                low = num + 1
                try:
                    found[num] = tuple(_text(cell) for cell in cells)
                except UnicodeDecodeError:
                    self.losses.append(Loss("text", table, str(num)))
            return None
        except _FAILURES:
            after = self._after(sql, low)
            rows = str(low) if after == low + 1 else f"{low}–{'…' if after is None else after - 1}"
            self.losses.append(Loss("unreadable", table, rows))
            return after

    def _after(self, sql: str, low: int) -> int | None:
        """The next row number from which rows can be read: searched in doubling steps, then by bisection."""
        step = 1
        while not self._reads(sql, low + step):
            step *= 2
            if step > _MOST:
                return None
        bad, good = low + step // 2, low + step
        while good - bad > 1:
            middle = (bad + good) // 2
            bad, good = (bad, middle) if self._reads(sql, middle) else (middle, good)
        return good

    def _reads(self, sql: str, num: int) -> bool:
        try:
            self._connection.execute(f"{sql} LIMIT 1", (num,)).fetchone()
            return True
        except _FAILURES:
            return False

    def _keyed(self, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
        """The rows of a table without row numbers: in order, and if that fails, from its pages."""
        found: dict[tuple[Any, ...], None] = {}
        try:
            sql = f"SELECT {', '.join(columns)} FROM {table}"
            with closing(self._connection.execute(sql)) as cursor:
                for cells in cursor:
                    with suppress(UnicodeDecodeError):
                        found[tuple(_text(cell) for cell in cells)] = None
        except _FAILURES:
            self.losses.append(Loss("unreadable", table))
            if table == "term":
                for _, cells in pages.rows(self._copy, len(columns), keyed=True):
                    with suppress(UnicodeDecodeError):
                        texts = tuple(_text(cell) for cell in cells)
                        if _plausible(table, texts):
                            found[texts] = None
        return list(found)


_NAME = ("record", "text", "lang", "type", "start", "end", "source", "basis", "reason")
_LINK = ("subject", "role", "object", "side", "start", "end", "note", "source", "basis", "reason")
_CLAIM = (
    "record", "field", "value", "as_of", "source", "locator", "basis", "reason", "rank", "original",
)  # fmt: skip
_MARKS = {
    "tag": ("record", "tag", "at"),
    "note": ("record", "text", "at"),
    "star": ("record", "at"),
    "saved": ("name", "query", "at", "columns"),
}


def _copy(path: Path, copy: Path) -> None:
    with path.open("rb") as source, copy.open("wb") as target:
        holes.copy(source, target)


def _own_columns() -> dict[str, tuple[str, ...]]:
    """The columns of the current tables in the order in which they are stored."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        for statement in schema.tables():
            fresh.execute(statement)
        return {
            table: tuple(name for _, name, *_ in fresh.execute(f"PRAGMA table_info({table})"))
            for table in ("record", "name", "link", "claim")
        }


def _plausible(table: str, cells: tuple[Any, ...]) -> bool:
    """Whether a row found on a page by its number of columns can be one of this table."""
    if table == "record":
        return isinstance(cells[0], str) and cells[1] in KINDS
    third = isinstance(cells[2], str) if table == "term" else True  # an index may have as many columns
    return isinstance(cells[0], int) and isinstance(cells[1], str) and third


def _text(cell: Any) -> Any:
    return cell.decode("utf-8") if isinstance(cell, bytes) else cell


def _mend_header(copy: Path) -> None:
    """Give the copy a header that SQLite can open: the format name, the page size, and the actual number of pages."""
    with copy.open("r+b") as file:
        header = bytearray(file.read(100))
        if len(header) < 100:
            return
        size = int.from_bytes(header[16:18], "big")
        size = 65_536 if size == 1 else size
        if size < 512 or size & (size - 1):
            size = _PAGE
            header[16:18] = size.to_bytes(2, "big")
        header[:16] = _MAGIC
        header[20:24] = bytes((0, 64, 32, 32))  # no reserved bytes; the fractions that the format prescribes
        there, pages = copy.stat().st_size // size, int.from_bytes(header[28:32], "big")
        if there < pages <= there * _CUT:  # cut off: missing pages then read as broken, not as out of range
            file.truncate(pages * size)
            there = pages
        header[28:32] = there.to_bytes(4, "big")
        header[92:96] = header[24:28]  # so that SQLite trusts the number of pages
        header[44:48] = (4).to_bytes(4, "big")
        header[56:60] = (1).to_bytes(4, "big")  # UTF-8
        file.seek(0)
        file.write(header)
