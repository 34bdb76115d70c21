"""The formats that data comes in and goes out in, each declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from catalogue.errors import BadUsage
from catalogue.model.records import Record
from catalogue.transfer.inputs import STDIN, Input, Stdin, is_folder, open_input
from catalogue.transfer.layout import DESCRIPTOR
from catalogue.transfer.readers import delimited, nested, package
from catalogue.transfer.table import ReadOptions, Table
from catalogue.transfer.writers import delimited as delimited_out
from catalogue.transfer.writers import nested as nested_out
from catalogue.transfer.writers.options import WriteOptions

PACKAGE = "datapackage"


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the name of its option value; ``suffixes`` of its files; None for a direction it does not have."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Input, ReadOptions], Table] | None
    write: Callable[[BinaryIO, Iterable[Record], WriteOptions], None] | None


FORMATS = {
    each.name: each
    for each in (
        Format("csv", (".csv", ".txt"), delimited.read, delimited_out.write),
        Format("tsv", (".tsv", ".tab"), delimited.read_tsv, delimited_out.write_tsv),
        Format("json", (".json",), nested.read, nested_out.write),
        Format("jsonl", (".jsonl", ".ndjson"), nested.read_lines, nested_out.write_lines),
    )
}


def find(path: str, given: str = "") -> Format:
    """The format of a file: the given one, else by its name; CSV for standard input and output.

    Raises ``BadUsage('format.unknown')`` with the known ones.
    """
    name = given or _by_suffix(path)
    if name not in FORMATS:
        raise BadUsage("format.unknown", path=path, format=given, known=tuple(FORMATS))
    return FORMATS[name]


def _by_suffix(path: str) -> str:
    suffix = PurePath(path).suffix.lower()
    if path == STDIN:
        return "csv"
    return next((each.name for each in FORMATS.values() if suffix in each.suffixes), "")


def open_table(path: str, given: str, options: ReadOptions, stdin: Stdin | None = None) -> Table:
    """Open an input as a table: a file, ``-``, or the folder or descriptor of a data package."""
    if given == PACKAGE or is_folder(path) or Path(path).name == DESCRIPTOR:
        return package.read(path, options)
    chosen = find(path, given)
    if chosen.read is None:
        raise BadUsage("format.write_only", format=chosen.name)
    opened = open_input(path, stdin)
    try:
        return chosen.read(opened, options)
    except BaseException:
        opened.stream.close()
        raise
