"""Which encoding a text file is in.

A byte order mark decides; else UTF-8 if every byte agrees; else what the bytes look like, from a short list of the
encodings that offices here still use, and then a note says so. A file that is UTF-8 but for a few bytes is damaged,
not in another encoding, and is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from catalogue.errors import BadUsage, ImportRefused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where

GUESSED = ("utf-16", "cp1251", "koi8-r", "cp866", "cp1252", "cp1254")
_PYTHON_NAMES = {
    "windows-1251": "cp1251", "windows-1252": "cp1252", "windows-1254": "cp1254", "ibm866": "cp866", "koi8-r": "koi8-r",
}  # fmt: skip
_BLOCK = 1 << 20
_LOOK = 64 * 1024
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_USUAL = re.compile("[\t\n\r -~\u00a0-\u04ff\u2010-\u2122]")


def find(stream: BinaryIO, given: str, file: str) -> tuple[str, list[Note]]:
    """The Python name of the encoding of a file, and notes; the stream is left at its beginning.

    Raises ``BadUsage('encoding.unknown')`` for an encoding that does not exist, and ``ImportRefused`` with
    ``encoding.wrong`` (the given one does not fit), ``encoding.broken`` (UTF-8 with damaged bytes) or
    ``encoding.unclear`` (none fits), each with the line.
    """
    try:
        if given:
            return _given(stream, given, file), []
        return _found(stream, file)
    finally:
        stream.seek(0)


def _given(stream: BinaryIO, given: str, file: str) -> str:
    try:
        name = codecs.lookup(given).name
        "".encode(name)
    except (LookupError, ValueError, TypeError):
        raise BadUsage("encoding.unknown", encoding=given) from None
    name = "utf-8-sig" if name == "utf-8" else name
    wrong = _misfit(stream, name)
    if wrong is not None:
        raise _refused("encoding.wrong", stream, wrong, file, encoding=given)
    return name


def _found(stream: BinaryIO, file: str) -> tuple[str, list[Note]]:
    head = stream.read(_LOOK)
    marked = _marked(head) or _wide(head)
    if marked:
        wrong = _misfit(stream, marked)
        if wrong is not None:
            raise _refused("encoding.wrong", stream, wrong, file, encoding=marked)
        return marked, [] if marked == "utf-8-sig" else [Note("read.encoding", {"file": file, "encoding": marked})]
    wrong = _misfit(stream, "utf-8")
    if wrong is None:
        return "utf-8-sig", []
    sample = _telling(stream, wrong)
    multibyte = _MULTIBYTE.findall(sample)
    strange = sum(byte >= 0x80 for byte in sample) - sum(map(len, multibyte))
    if len(multibyte) > strange:
        raise _refused("encoding.broken", stream, wrong, file)
    guess = _guess(sample)
    if guess is None or _misfit(stream, guess) is not None:
        raise _refused("encoding.unclear", stream, wrong, file)
    return guess, [Note("read.encoding", {"file": file, "encoding": guess})]


def _marked(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: its Cyrillic is valid ASCII byte by byte, only the NUL of ASCII letters gives it away."""
    if b"\x00" not in head[:4096]:
        return ""
    for name in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(name, "replace")
        usual = len(_USUAL.findall(text))
        if "\x00" not in text and usual > 0.9 * len(text):
            return name
    return ""


def _telling(stream: BinaryIO, first: int) -> bytes:
    """Lines with other letters than those of ASCII, from about the first of them on: the rest says nothing."""
    stream.seek(max(0, first - 200))
    lines = stream.read(_BLOCK).splitlines(keepends=True)
    return b"".join(line for line in lines if not line.isascii())[:_LOOK]


def _guess(sample: bytes) -> str | None:
    import chardet

    found = chardet.detect(sample, include_encodings=GUESSED)["encoding"]
    return _PYTHON_NAMES.get((found or "").casefold())


def _misfit(stream: BinaryIO, encoding: str) -> int | None:
    """Where in the file the first byte stands that is not of the encoding; None when all fit."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    behind = 0
    for block in _blocks(stream):
        try:
            decoder.decode(block, final=not block)
        except UnicodeError as failure:
            held = len(getattr(failure, "object", block)) - len(block)
            return max(0, behind - held + getattr(failure, "start", 0))
        behind += len(block)
    return None


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block
    yield b""


def _refused(code: str, stream: BinaryIO, offset: int, file: str, **params: object) -> ImportRefused:
    stream.seek(0)
    line, left = 1, offset
    while left and (block := stream.read(min(left, _BLOCK))):
        line += block.count(b"\n")
        left -= len(block)
    issue = Issue(code, Where(file, line), {**params, "byte": offset + 1})
    return ImportRefused("import.unreadable", (issue,), file=file)
