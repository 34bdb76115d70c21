"""The whole catalogue as a data package: sorted and without anything volatile, so that git can compare versions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from operator import attrgetter
from pathlib import Path

from catalogue.model.kinds import KINDS
from catalogue.model.records import Entry, Record
from catalogue.transfer.files import layout
from catalogue.transfer.files.layout import (
    BATCH_COLUMNS,
    BATCHES,
    CHANGE_COLUMNS,
    CHANGES,
    CHILDREN,
    DESCRIPTOR,
    columns_of,
    file_of,
    headers,
)
from catalogue.transfer.writers.schema import PACKAGE_NAME, descriptor
from catalogue.transfer.writers.text import Lines

Texts = tuple[str, ...]
HistoryRows = tuple[Iterable[Texts], Iterable[Texts]]
"""Batches and changes as rows of their files."""


def write(folder: Path, records: Iterable[Record], *, history: HistoryRows | None = None) -> None:
    """Write records, which must come sorted by id, into an existing folder; with ``history``, that too.

    Each file is written, with its header, even if it has no rows.
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
    if history is not None:
        _past(folder, history)
    (folder / DESCRIPTOR).write_bytes(descriptor(history=history is not None))


def is_ours(file: Path) -> bool:
    """Whether a file belongs to a package of this program, and so may be replaced by a newer one.

    Its name must be one of a package's, and either the package's own descriptor lies beside it or its header is ours:
    other people's registers can be called ``agreements.csv`` too.
    """
    if not layout.is_ours(file.name) or file.is_symlink() or not file.is_file():
        return False
    beside = file.with_name(DESCRIPTOR)
    if beside.is_file() and not beside.is_symlink():
        return _is_descriptor(beside)
    header = next((columns for name, columns in headers() if name == file.name), ())
    with file.open("rb") as opened:
        return opened.readline(_LONGEST_HEADER).rstrip(b"\r\n") == ",".join(header).encode()


_LONGEST_HEADER = 10_000


def _is_descriptor(file: Path) -> bool:
    try:
        content = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("name") == PACKAGE_NAME


def _past(folder: Path, history: HistoryRows) -> None:
    files = ((BATCHES, BATCH_COLUMNS), (CHANGES, CHANGE_COLUMNS))
    for (name, columns), rows in zip(files, history, strict=True):
        with ExitStack() as opened:
            lines = _open(opened, folder / name, columns)
            for row in rows:
                lines.row(row)
            lines.close()


def _cells(
    part: str, columns: tuple[str, ...]
) -> tuple[Callable[[Record], tuple[Entry, ...]], Callable[[Entry], tuple[str, ...]]]:
    """Functions that get a record's entries of one part, and an entry's cells."""
    return attrgetter(part), attrgetter(*columns[1:])


def _open(files: ExitStack, path: Path, header: tuple[str, ...]) -> Lines:
    lines = Lines(files.enter_context(path.open("wb")))
    lines.row(header)
    return lines
