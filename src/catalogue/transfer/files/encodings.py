"""Detecting the encoding of a text file.

A byte order mark decides. Without one, the file is UTF-8 if every byte agrees; otherwise the encoding is guessed from a
short list of those that offices here still use, and a note says so. A file that is UTF-8 except for a few bytes is
damaged rather than in another encoding, and is refused. So is a file that would read differently in a fitting encoding
outside the list, or whose letters form no words.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from catalogue.errors import BadUsage, ImportRefused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where

GUESSED = ("cp1251", "koi8-r", "cp866", "cp1252", "cp1254")
_BLOCK = 1 << 20
_LOOK = 64 * 1024
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_USUAL = re.compile("[\t\n\r -~\u00a0-\u04ff\u2010-\u2122]")
_WITHOUT_MARK = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_WINDOWS = ("cp1252", "cp1251", "cp1250", "cp1254")
_LATIN = ("cp1252", "cp1254")
_LATIN_POSSIBLE = ("cp1254", "cp1250", "cp1257", "cp1252", "iso8859-2")
_POSSIBLE = (*_LATIN_POSSIBLE, "cp1251", "mac_cyrillic", "iso8859-5", "koi8-r", "cp866")
"""Encodings named where none can be told from the others; ISO 8859-9 reads like cp1254."""
_WORDS_SHOWN, _SHOWN = 3, 40
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 3
_NO_TEXT = {
    b"PK\x03\x04": "file.zipped",
    b"\xd0\xcf\x11\xe0": "file.old_office",
    b"\x1f\x8b": "file.compressed",
    b"BZh": "file.compressed",
    b"\xfd7zXZ": "file.compressed",
    b"SQLite format 3\x00": "file.database",
    b"%PDF-": "file.pdf",
}
"""How files begin that are given another name than their own."""
_MARKUP = (
    (re.compile(rb"\s*<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE), "file.html"),
    (re.compile(rb"\s*<\?xml\b", re.IGNORECASE), "file.xml"),
)
_HEAD = 512


def find(stream: BinaryIO, given: str, file: str) -> tuple[str, list[Note]]:
    """The Python name of the encoding of a file, and notes; the stream is rewound to its beginning.

    Raises ``BadUsage('encoding.unknown')`` for an encoding that does not exist, and ``ImportRefused`` with
    ``encoding.wrong`` (the given one does not fit), ``encoding.broken`` (UTF-8 with damaged bytes) or
    ``encoding.unclear`` (none fits), each with the line; ``file.zipped`` and the like for other files than text.
    """
    head = stream.read(_HEAD)
    if code := other_than_table(head):
        raise ImportRefused("import.unreadable", (Issue(code, Where(file)),), file=file)
    if head and not any(head + stream.read(_LOOK)):
        raise ImportRefused("import.unreadable", (Issue("file.zeros", Where(file)),), file=file)
    stream.seek(0)
    try:
        if given:
            return _checked(stream, given, file), []
        return _found(stream, file)
    finally:
        stream.seek(0)


def other_than_table(head: bytes) -> str:
    """The code of the problem of a file that begins like this and is no table of text; "" if it may be one."""
    begins = next((code for beginning, code in _NO_TEXT.items() if head.startswith(beginning)), "")
    bare = head.removeprefix(codecs.BOM_UTF8)
    return begins or next((code for pattern, code in _MARKUP if pattern.match(bare)), "")


def _checked(stream: BinaryIO, given: str, file: str) -> str:
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
        raise _refused("encoding.unclear", stream, wrong, file, readings=_readings(sample))
    return guess, [Note("read.encoding", {"file": file, "encoding": guess})]


def _marked(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""


def _wide(head: bytes) -> str:
    """UTF-16 and -32 without a mark: their Cyrillic is valid ASCII byte by byte, and only NUL bytes reveal them."""
    if b"\x00" not in head[:4096]:
        return ""
    for name in _WITHOUT_MARK:
        text = head[: len(head) // 4 * 4 or 2].decode(name, "replace")
        usual = len(_USUAL.findall(text))
        if "\x00" not in text and usual > 0.9 * len(text):
            return name
    return ""


def _telling(stream: BinaryIO, first: int) -> bytes:
    """Lines with non-ASCII bytes, from about the first of them on; other lines do not reveal an encoding."""
    stream.seek(max(0, first - 200))
    found: list[bytes] = []
    room, left = _LOOK, b""
    while room > 0 and (block := stream.read(_BLOCK)):
        lines = (left + block).splitlines(keepends=True)
        left = lines.pop() if len(lines) > 1 else b""
        telling = [line for line in lines if not line.isascii()]
        found += telling
        room -= sum(map(len, telling))
    return b"".join([*found, left])[:_LOOK]


def _guess(sample: bytes) -> str | None:
    """One of ``GUESSED`` if nothing contradicts it; None if more than one encoding is possible."""
    import chardet

    if len({_decoded(sample, name) for name in _WINDOWS}) == 1 and "\ufffd" not in _decoded(sample, _WINDOWS[0]):
        return _WINDOWS[0]  # only dashes, quotes and signs, which are the same in all of them
    widest = chardet.detect(sample)["encoding"]
    text = _decoded(sample, widest) if widest else ""
    name = next((name for name in GUESSED if text and _decoded(sample, name) == text), None)
    return name if name and _makes_words(text, latin=name in _LATIN) else None


def _readings(sample: bytes) -> tuple[str, ...]:
    """How the first words with letters beyond ASCII read in each encoding in which they are words."""
    found: dict[str, str] = {}
    for name in _POSSIBLE:
        words = [word for word in _WORD.findall(_decoded(sample, name)) if not word.isascii()]
        if words and _makes_words(" ".join(words), latin=name in _LATIN_POSSIBLE):
            found.setdefault(" ".join(words[:_WORDS_SHOWN])[:_SHOWN], name)
    return tuple(f"{name} ({words})" for words, name in found.items())


def _decoded(sample: bytes, encoding: str) -> str:
    try:
        return sample.decode(encoding, "replace")
    except LookupError:
        return ""


def _makes_words(text: str, *, latin: bool) -> bool:
    """Whether non-ASCII letters occur where they should: Latin ones within words, Cyrillic ones only among themselves.

    One or two Cyrillic letters prove nothing, and ÿ, the byte FF, is hardly ever a letter.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    mixed = sum(any(map(str.isascii, word)) for word in words)
    if latin:
        return 2 * mixed >= len(words) and "ÿ" not in text
    return 2 * mixed <= len(words) and sum(map(len, words)) >= _FEWEST_LETTERS


def _misfit(stream: BinaryIO, encoding: str) -> int | None:
    """The offset in the file of the first byte that is invalid in the encoding; None if all are valid."""
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
