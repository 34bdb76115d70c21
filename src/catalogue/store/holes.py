"""Copying and reading sparse files without their holes, which take no space on the disk.

A damaged catalogue may claim terabytes of them; a copy that filled them with zeros would fill the disk.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

_BLOCK = 1 << 20


def stretches(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Where the data of a file lies: the first byte, and the one after the last, of each stretch between holes.

    The whole file if the system does not say.
    """
    size, at = os.fstat(file.fileno()).st_size, 0
    if sys.platform == "win32":
        yield 0, size
        return
    while at < size:
        try:
            start = _next(file, at, os.SEEK_DATA)
        except OSError as failure:
            if failure.errno != errno.ENXIO:  # the file system knows no holes; with ENXIO there is only a hole left
                yield at, size
            return
        at = _next(file, start, os.SEEK_HOLE)
        yield start, at


def _next(file: BinaryIO, at: int, what: int) -> int:
    """Where the next data or hole begins; the place from which the file is read stays, its buffer relies on it."""
    here = os.lseek(file.fileno(), 0, os.SEEK_CUR)
    try:
        return os.lseek(file.fileno(), at, what)
    finally:
        os.lseek(file.fileno(), here, os.SEEK_SET)


def copy(source: BinaryIO, target: BinaryIO) -> None:
    """Copy a file from its beginning to an empty one, and leave its holes out."""
    for start, end in stretches(source):
        source.seek(start)
        target.seek(start)
        left = end - start
        while block := source.read(min(_BLOCK, left)):
            target.write(block)
            left -= len(block)
    target.truncate(os.fstat(source.fileno()).st_size)
