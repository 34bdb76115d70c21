"""The whole catalogue as a data package: sorted, without anything volatile, made to be compared by git."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from operator import attrgetter
from pathlib import Path

from catalogue.model.kinds import KINDS
from catalogue.model.records import Entry, Record
from catalogue.transfer.layout import CHILDREN, DESCRIPTOR, columns_of, file_of
from catalogue.transfer.writers.schema import descriptor
from catalogue.transfer.writers.text import Lines


def write(folder: Path, records: Iterable[Record]) -> None:
    """Write records, which come in order of their ids, into an existing folder.

    Each file is there, with its header, also when it has no rows.
    """
    with ExitStack() as files:
        kinds = {kind.name: _open(files, folder / file_of(kind), columns_of(kind)) for kind in KINDS.values()}
        parts = [
            (_open(files, folder / child.file, child.columns), *_cells(child.part, child.columns)) for child in CHILDREN
        ]
        fields = {kind.name: columns_of(kind)[1:] for kind in KINDS.values()}
        for record in records:
            values = record.values
            kinds[record.kind].row([record.id, *[values.get(name, "") for name in fields[record.kind]]])
            for lines, entries, cells in parts:
                for entry in entries(record):
                    lines.row([record.id, *cells(entry)])
        for lines in (*kinds.values(), *(lines for lines, _, _ in parts)):
            lines.close()
    (folder / DESCRIPTOR).write_bytes(descriptor())


def _cells(
    part: str, columns: tuple[str, ...]
) -> tuple[Callable[[Record], tuple[Entry, ...]], Callable[[Entry], tuple[str, ...]]]:
    """How to get a record's entries of one part, and an entry's cells."""
    return attrgetter(part), attrgetter(*columns[1:])


def _open(files: ExitStack, path: Path, header: tuple[str, ...]) -> Lines:
    lines = Lines(files.enter_context(path.open("wb")))
    lines.row(header)
    return lines
