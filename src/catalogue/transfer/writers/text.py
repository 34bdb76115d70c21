"""CSV rows as bytes: UTF-8, lines end with LF, and every cell that holds CR or LF is quoted."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import BinaryIO

_FLUSH = 1 << 16


class Lines:
    """Writes rows to a binary file; ``close`` what is left before the file is closed.

    ``csv.writer`` with LF as line end leaves a bare CR unquoted, and the row would break in two. So it writes CRLF,
    for which it quotes both, and the CR of each row's end is taken off again.
    """

    def __init__(self, out: BinaryIO, *, delimiter: str = ",", quote_all: bool = False) -> None:
        self._out = out
        self._text = io.StringIO(newline="")
        self._write: Callable[[Sequence[str]], object] = csv.writer(
            self,
            delimiter=delimiter,
            quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL,
            lineterminator="\r\n",
        ).writerow

    def row(self, cells: Sequence[str]) -> None:
        """Write one row."""
        self._write(cells)
        if self._text.tell() > _FLUSH:
            self.close()

    def write(self, line: str) -> None:
        """Take a finished line from the csv module."""
        self._text.write(f"{line[:-2]}\n")

    def close(self) -> None:
        """Hand over what was gathered."""
        self._out.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()
