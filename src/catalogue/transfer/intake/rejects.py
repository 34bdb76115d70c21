"""The refused rows as a file that can be corrected and imported again.

The columns ``_line``, ``_column``, ``_value`` and ``_reason`` precede the original ones; reading the file back ignores
these four, and says by itself how the file is read: the mapping's encoding, sheet, lines above the table and so on are
those of the register. Rows of CSV and TSV are written as CSV, rows of JSON and data packages as JSON Lines.
"""

from __future__ import annotations

import codecs
import json
import zipfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path, PurePath
from typing import BinaryIO

from catalogue.errors import BadUsage
from catalogue.model.issues import Issue
from catalogue.transfer.files.guard import guarded
from catalogue.transfer.files.outputs import output
from catalogue.transfer.files.table import GUARD_COLUMN, REPORT_COLUMNS, Row
from catalogue.transfer.files.zipped import BROKEN_ZIP
from catalogue.transfer.rows import lists
from catalogue.transfer.writers.text import Lines

_JSON = (".jsonl", ".ndjson")
_TABS = (".tsv", ".tab")
_OTHER_FORMATS = (".json", ".geojson", ".xlsx", ".xls", ".ods", ".zip")
_ZIP = b"PK\x03\x04"
_FIRST_TEXTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "content.xml")
_LOOK = 256 * 1024
_BEGINNINGS = (b"_line,", b"_line;", b"_line\t", b'"_line"', b'{"_line":')


class _Dropped(Exception):
    """Raised so that the output leaves no file."""


def is_rejects(path: str) -> bool:
    """Whether a file is one of refused rows, by how it begins: it is then read as it was written, not as its source.

    Saved as a workbook (XLSX, ODS) it is still known.
    """
    try:
        if not Path(path).is_file():  # what a pipe gives can be read only once
            return False
        with Path(path).open("rb") as file:
            head = file.read(16)
        return head.removeprefix(codecs.BOM_UTF8).startswith(_BEGINNINGS) or (
            head.startswith(_ZIP) and _begins_with_report(path)
        )
    except BROKEN_ZIP:
        return False


def _begins_with_report(path: str) -> bool:
    """Whether a workbook, in which such a file was saved, has the headings of the report among its first texts."""
    with zipfile.ZipFile(path) as archive:
        for part in set(_FIRST_TEXTS) & set(archive.namelist()):
            with archive.open(part) as stream:
                beginning = stream.read(_LOOK)
            if all(f">{heading}<".encode() in beginning for heading in REPORT_COLUMNS):
                return True
    return False


class Rejects:
    """Writes refused rows; the file appears on ``keep``, and only if there were any."""

    def __init__(self, path: str, header: Sequence[str], say: Callable[[Issue], str]) -> None:
        """``header`` () means that rows name their own columns. Raises ``BadUsage('rejects.format')``."""
        suffix = PurePath(path).suffix.lower()
        self._as_json = suffix in _JSON
        if not self._as_json and (not header or suffix in _OTHER_FORMATS):
            raise BadUsage("rejects.format", path=path, suffixes=(".csv", *_TABS, *_JSON) if header else _JSON)
        self._path = path
        self._header = [name for name in header if name not in REPORT_COLUMNS]
        self._delimiter = "\t" if suffix in _TABS else ","
        self._say = say
        self._opened: AbstractContextManager[BinaryIO] | None = None
        self._out: BinaryIO | None = None
        self._lines: Lines | None = None

    def add(self, row: Row, issues: Sequence[Issue]) -> None:
        """Write one refused row."""
        out = self._out or self._open()
        reasons = {
            "_line": str(row.line),
            "_column": lists.join(issue.where.column for issue in issues),
            "_value": lists.join(issue.where.value for issue in issues),
            "_reason": lists.join(self._say(issue) for issue in issues),
        }
        if self._lines is not None:
            cells = [lists.as_text(row.cells.get(name, "")) for name in self._header]
            guard = GUARD_COLUMN in self._header
            self._lines.row([*reasons.values(), *(map(guarded, cells) if guard else cells)])
            return
        original = {name: cell for name, cell in row.cells.items() if name not in REPORT_COLUMNS}
        if row.kind:
            original.setdefault("kind", row.kind)
        parts = {part: [dict(entry.cells) for entry in entries] for part, entries in row.parts.items()}
        line = json.dumps(reasons | original | parts, ensure_ascii=False, separators=(",", ":"))
        out.write(line.encode("utf-8", "backslashreplace") + b"\n")

    def _open(self) -> BinaryIO:
        self._opened = output(self._path)
        self._out = self._opened.__enter__()
        if not self._as_json:
            self._lines = Lines(self._out, delimiter=self._delimiter)
            self._lines.row([*REPORT_COLUMNS, *self._header])
        return self._out

    def keep(self) -> None:
        """Move the file to its final path."""
        if self._opened is not None:
            if self._lines is not None:
                self._lines.close()
            opened, self._opened, self._out = self._opened, None, None
            opened.__exit__(None, None, None)

    def drop(self) -> None:
        """Leave no file; after ``keep`` this does nothing."""
        if self._opened is not None:
            opened, self._opened, self._out = self._opened, None, None
            opened.__exit__(_Dropped, _Dropped(), None)
