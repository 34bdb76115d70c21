"""Records as Markdown (CommonMark with tables): a heading and a table for each kind, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO

from catalogue.model.records import Record
from catalogue.text.safe import one_line
from catalogue.transfer.writers.options import WriteOptions
from catalogue.transfer.writers.worded import Worded

# Characters that can begin or end markup in a line; a backslash makes each literal (CommonMark 0.31, section 2.4).
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#$@]|:(?=//))")


def write(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write the tables; line ends inside a cell become spaces."""
    with Worded(options) as worded:
        worded.take(records)
        before = ""
        for title, heads, rows in worded.tables():
            out.write(f"{before}## {escaped(title)}\n\n{_row(heads)}{_row(['---'] * len(heads), plain=True)}".encode())
            out.writelines(_row(row).encode() for row in rows)
            before = "\n"


def escaped(text: str) -> str:
    """Text on one line that Markdown shows unchanged."""
    return _SPECIAL.sub(r"\\\1", one_line(text, 8 * len(text) + 1))


def _row(cells: list[str], *, plain: bool = False) -> str:
    return "| " + " | ".join(cells if plain else map(escaped, cells)) + " |\n"
