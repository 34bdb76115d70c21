"""How large a workbook becomes when read, measured from its bytes: a few of them can expand beyond the memory.

The library that reads workbooks allocates the whole rectangle that encloses a sheet's cells, every text that is
announced, and everything that is repeated; if memory runs out it ends the process. So nothing is passed to it before it
was measured here (``reliability``: bombs). XML allows either quote around an attribute and space around the equals
sign, and an attacker will use both.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from msgspec import Struct

from catalogue.errors import ImportRefused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where
from catalogue.transfer.files import encodings
from catalogue.transfer.files.inputs import Input
from catalogue.transfer.files.limits import MEGABYTE, Limits
from catalogue.transfer.files.zipped import BROKEN_ZIP

_XLS, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
"""How workbooks begin; the library reads all of any other file, too, before it says so."""
_BLOCK = 4 << 20
_HEAD = 512
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What an XLSX with a password holds, which is no zip archive."""
_IS = rb"\s*=\s*[\"']\s*"
_REFERENCE = re.compile(rb"[\s\"']r" + _IS + rb"([A-Za-z]*)([0-9]+)")
_SHARED = re.compile(rb"t\s*=\s*[\"']s[\"']")
_WRONG = re.compile(rb"t\s*=\s*[\"']e[\"']")
_VALUE = re.compile(rb"<c\b([^<>]*+)>\s*+<v[^<>]*+>\s*+([0-9]{1,9})")
_DECLARED = re.compile(rb"\b(?:uniqueCount|count)" + _IS + rb"([0-9]+)")
_REST = re.compile(rb"([^>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^>\"']*+)*)>")
_TEXTS = re.compile(rb"<(?:\w+:)?sst\b")
_CELL = re.compile(rb"<table:table-cell")
_ROW = re.compile(rb"<table:table-row")
_COLUMNS = re.compile(rb"number-columns-repeated" + _IS + rb"([0-9]+)")
_ROWS = re.compile(rb"number-rows-repeated" + _IS + rb"([0-9]+)")
_SPACES = re.compile(rb"\btext:c" + _IS + rb"([0-9]+)")
_VALUED = re.compile(rb"value-type\s*=")
_ROW_END = b"</table:table-row>"
_MOST_REPEATED = 100_000


def measure(given: Input, limits: Limits) -> list[Note]:
    """Refuse an archive that would fill the memory; returns notes on it.

    A workbook that is not an archive is as large as its file. Raises ``ImportRefused``: ``sheet.too_large``,
    ``sheet.too_wide``, ``sheet.unreadable``, ``archive.dense``, ``archive.parts``.
    """
    if given.size > limits.unpacked * MEGABYTE:
        raise _refused("sheet.too_large", given.name, limits.unpacked)
    try:
        with zipfile.ZipFile(given.stream) as archive:
            return _Measured(archive, given.name, limits).notes()
    except BROKEN_ZIP:
        given.stream.seek(0)
        head = given.stream.read(_HEAD)
        if head.startswith(_XLS) and any(_LOCKED in piece for piece in _blocks(given.stream)):
            raise _refused("sheet.locked", given.name, 0) from None
        if not head.startswith((_XLS, _ZIP)):
            raise _refused(_instead(head), given.name, 0) from None
        return []  # the workbook library reports what is wrong with it
    finally:
        given.stream.seek(0)


def _instead(head: bytes) -> str:
    """What a file that begins like this is, rather than a workbook."""
    text = bool(head) and not any(byte < 32 and byte not in b"\t\r\n" for byte in head)
    return encodings.other_than_table(head) or ("file.text" if text else "sheet.unreadable")


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """The rest of a file in blocks that overlap, so that nothing short is cut in two."""
    end = b""
    while block := stream.read(_BLOCK):
        yield end + block
        end = block[-len(_LOCKED) :]


class _Measured(Struct, frozen=True):
    archive: zipfile.ZipFile
    file: str
    limits: Limits

    def notes(self) -> list[Note]:
        parts = self.archive.infolist()
        if sum(part.file_size for part in parts) > self.limits.unpacked * MEGABYTE:
            raise self._too_large()
        if any(self.limits.dense(part.file_size, part.compress_size) for part in parts):
            raise _refused("archive.dense", self.file, self.limits.ratio)
        if len(parts) > self.limits.parts:
            raise _refused("archive.parts", self.file, self.limits.parts)
        shared = wrong = 0
        texts: list[zipfile.ZipInfo] = []
        for part in parts:
            with self.archive.open(part) as stream:
                if part.filename == "content.xml":
                    self._open_document(stream.read())
                else:
                    sheet = _Sheet(stream, self.file)
                    if sheet.spans() > self.limits.spanned:
                        raise self._too_wide()
                    shared, wrong = shared + sheet.shared, wrong + sheet.wrong
                    if sheet.texts > self.limits.spanned:
                        raise self._too_wide()
                    if sheet.texts >= 0:
                        texts.append(part)
        if shared:
            self._shared_texts(parts, texts, shared)
        return [Note("read.wrong_cells", {"file": self.file, "count": wrong})] if wrong else []

    def _shared_texts(self, parts: list[zipfile.ZipInfo], texts: list[zipfile.ZipInfo], shared: int) -> None:
        """Shared texts, which cells refer to by number: each counts once per cell, at its full length."""
        for part in texts:
            lengths = [len(each) for each in self.archive.read(part).split(b"</si>")]
            if shared * max(lengths) > self._most() and self._named(parts, lengths, shared) > self._most():
                raise self._too_large()

    def _named(self, parts: list[zipfile.ZipInfo], lengths: list[int], shared: int) -> int:
        """Total bytes of the texts that cells refer to; a cell that cannot be parsed may refer to the longest."""
        total = counted = 0
        for part in parts:
            with self.archive.open(part) as stream:
                for piece in _pieces(stream):
                    found = [int(index) for tag, index in _VALUE.findall(piece) if _SHARED.search(tag)]
                    counted += len(found)
                    total += sum(lengths[index] for index in found if index < len(lengths))
        return total + max(0, shared - counted) * max(lengths)

    def _open_document(self, text: bytes) -> None:
        """Cells and rows that repeat a value; empty ones, which fill up every sheet, cost nothing."""
        valued = (tag for tag, _ in _tags(_CELL, text, self.file) if _VALUED.search(tag))
        wide = max((_number(times[1]) for tag in valued if (times := _COLUMNS.search(tag))), default=1)
        long, size = 1, 0
        end = value = 0  # the next end of a row and the next value, searched for only when they have been passed
        for tag, begin in _tags(_ROW, text, self.file):
            times = _ROWS.search(tag)
            if times is not None:
                end = end if end >= begin else _end_of_row(text, begin)
                if value < begin:
                    value = next_value.start() if (next_value := _VALUED.search(text, begin)) else len(text)
                if value < end:
                    long = max(long, _number(times[1]))
                    size += _number(times[1]) * (end - begin)
        if wide > self.limits.columns or long > _MOST_REPEATED or wide * long > self.limits.spanned:
            raise self._too_wide()
        spaces = [_number(digits) for digits in _SPACES.findall(text)]
        if size + sum(spaces) > self._most() or max(spaces, default=0) > self.limits.cell:
            raise self._too_large()

    def _most(self) -> int:
        return self.limits.unpacked * MEGABYTE

    def _too_large(self) -> ImportRefused:
        return _refused("sheet.too_large", self.file, self.limits.unpacked)

    def _too_wide(self) -> ImportRefused:
        return _refused("sheet.too_wide", self.file, self.limits.spanned)


class _Sheet:
    """The cells of a sheet: those that refer to a shared text, those with an error, and the area they cover.

    ``texts`` is the number of shared texts that a part declares, -1 if it holds none.
    """

    def __init__(self, stream: IO[bytes], file: str) -> None:
        self.shared = self.wrong = 0
        self.texts = -1
        columns: set[bytes] = set()
        rows: set[bytes] = set()
        for piece in _pieces(stream):
            found = _REFERENCE.findall(piece)
            columns.update(letters for letters, _ in found)
            rows.update(number for _, number in found)
            self.shared += len(_SHARED.findall(piece))
            self.wrong += len(_WRONG.findall(piece))
            if b"sst" in piece:
                for tag, _ in _tags(_TEXTS, piece, file):
                    self.texts = max(self.texts, 0, *map(_number, _DECLARED.findall(tag)))
        self._width = max(map(_column, columns), default=0)
        self._height = max(map(_number, rows), default=0)

    def spans(self) -> int:
        """Cells of the enclosing rectangle; a cell without a reference follows the one before and costs bytes."""
        return self._width * self._height


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a part in pieces that never split a tag."""
    left = b""
    while block := stream.read(_BLOCK):
        whole, begun, rest = (left + block).rpartition(b"<")
        yield whole
        left = begun + rest
    yield left


def _tags(start: re.Pattern[bytes], text: bytes, file: str) -> Iterator[tuple[bytes, int]]:
    """The rest of each tag that begins so, and where the text goes on.

    Raises ``ImportRefused`` at one without an end: it has been searched for to the end of the text, and thousands of
    them would take hours.
    """
    at = 0
    while begun := start.search(text, at):
        rest = _REST.match(text, begun.end())
        if rest is None:
            raise _refused("sheet.unreadable", file, 0)
        at = rest.end()
        yield rest[1], at


def _end_of_row(text: bytes, begin: int) -> int:
    end = text.find(_ROW_END, begin)
    return len(text) if end < 0 else end


def _number(digits: bytes) -> int:
    """A number in XML; one with more digits than any sheet has rows is only known to be too large."""
    return int(digits or b"0") if len(digits) < 16 else 1 << 60


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number


def _refused(code: str, file: str, limit: int) -> ImportRefused:
    return ImportRefused("import.unreadable", (Issue(code, Where(file), {"limit": limit}),), file=file)
