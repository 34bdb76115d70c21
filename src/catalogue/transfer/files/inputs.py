"""Opening inputs: regular files, and standard input through a private temporary file."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO, TextIO

from msgspec import Struct

from catalogue.errors import ImportRefused, NotFound, Refused
from catalogue.model.issues import Issue, Where
from catalogue.transfer.files.limits import DEFAULT_LIMITS

STDIN = "-"
LONGEST_LINE = 64 * 1024 * 1024
"""Characters of a line of text that are read, its end among them."""
_BLOCK = 1 << 20


class Input(Struct, frozen=True):
    """An open input: ``name`` as the user gave it, ``size`` in bytes, ``stream`` at its beginning and seekable."""

    name: str
    size: int
    stream: BinaryIO

    def progress(self) -> float:
        """The share that has been read, 0 to 1."""
        return min(1.0, self.stream.tell() / self.size) if self.size and not self.stream.closed else 1.0


class Stdin:
    """Standard input that can be opened repeatedly: it is copied once, to an unnamed temporary file."""

    def __init__(self) -> None:
        self._copy: BinaryIO | None = None

    def open(self, megabytes: int) -> Input:
        """The copy, from its beginning. One reader at a time.

        Raises ``ImportRefused`` (``stdin.too_large``) for more than ``megabytes``: the copy would fill the disk.
        """
        if self._copy is None:
            self._copy = self._spooled(megabytes)
        size = self._copy.seek(0, os.SEEK_END)
        self._copy.seek(0)
        return Input(STDIN, size, os.fdopen(os.dup(self._copy.fileno()), "rb"))

    def close(self) -> None:
        """Close and delete the copy."""
        if self._copy is not None:
            self._copy.close()

    def _spooled(self, megabytes: int) -> BinaryIO:
        if sys.stdin is None or sys.stdin.closed:
            raise Refused("input.unreadable", path=STDIN, cause="closed")
        copy = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as this object
        left = megabytes * _BLOCK
        while block := sys.stdin.buffer.read(_BLOCK):
            left -= len(block)
            if left < 0:
                copy.close()
                issue = Issue("stdin.too_large", Where(STDIN), {"limit": megabytes})
                raise ImportRefused("import.unreadable", (issue,), file=STDIN)
            copy.write(block)
        copy.flush()
        return copy


def open_input(path: str, stdin: Stdin | None = None, *, megabytes: int = DEFAULT_LIMITS.unpacked) -> Input:
    """Open a file for reading, or for ``-`` standard input, of which at most ``megabytes`` are copied.

    Raises ``NotFound('input.missing')``, ``Refused('input.not_a_file')`` for folders, pipes and devices (so that
    nothing waits for ever), ``Refused('input.unreadable')``.
    """
    if path == STDIN:
        return (stdin or Stdin()).open(megabytes)
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would block.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound("input.missing", path=path) from None
    except (OSError, ValueError) as failure:
        raise Refused("input.unreadable", path=path, cause=_cause(failure)) from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise Refused("input.not_a_file", path=path)
    return Input(path, status.st_size, os.fdopen(descriptor, "rb"))


def lines(text: TextIO, file: str, first: int = 1, *, cell: int = 0) -> Iterator[str]:
    """The lines of a text with their ends, where the first has the number ``first``.

    Raises ``ImportRefused`` (``row.too_long``) for one that no memory might hold, unless a ``cell`` may have as many
    characters.
    """
    longest = max(LONGEST_LINE, 2 * cell)  # in quotes a cell of quotes takes twice its length
    for number, line in enumerate(iter(partial(text.readline, longest), ""), first):
        if len(line) == longest:
            issue = Issue("row.too_long", Where(file, number), {"limit": longest})
            raise ImportRefused("import.unreadable", (issue,), file=file)
        yield line


def sha256(stream: IO[bytes]) -> str:
    """The SHA-256 of the rest of the stream, in hexadecimal digits."""
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def file_name(path: str) -> str:
    """The name of a file without its folders, as a text that can be stored: bytes that are no UTF-8 become �."""
    return os.fsencode(Path(path).name).decode("utf-8", "replace")


def is_folder(path: str) -> bool:
    """Whether the path is a folder; False for a path that cannot be accessed."""
    try:
        return path != STDIN and Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _cause(failure: Exception) -> str:
    return (failure.strerror or "") if isinstance(failure, OSError) else str(failure)
