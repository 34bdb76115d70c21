"""The flat table in words, for formats that people read: one table per kind, with the columns that are not empty.

Rows wait in a temporary file for each kind until all are read; only then is it known which columns are needed.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from types import TracebackType
from typing import BinaryIO

from catalogue.model import evidence, values
from catalogue.model.fields import TERM_FIELDS, Field
from catalogue.model.kinds import KINDS, Kind
from catalogue.model.records import Record
from catalogue.model.roles import ROLES
from catalogue.transfer.rows.columns import KIND, Column
from catalogue.transfer.rows.flatten import flat, many
from catalogue.transfer.writers.options import WriteOptions

_AT_ONCE = 200
_BETWEEN = " · "
_TERMS = {field.name: field for field in TERM_FIELDS}
Row = list[str]


class Worded:
    """Records as tables of texts, in the order in which the kinds first occur; the texts are not yet made safe."""

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        self._tables: dict[str, _Rows] = {}
        self._files = ExitStack()

    def __enter__(self) -> Worded:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def take(self, records: Iterable[Record]) -> None:
        """Collect all records."""
        if self._options.kind is not None:
            self._table(self._options.kind)
        waiting = iter(records)
        while chunk := list(islice(waiting, _AT_ONCE)):
            linked = self._options.look({link.object for record in chunk for link in record.links})
            labels = {record_id: evidence.label_of(found, self._options.lang) for record_id, found in linked.items()}
            for record in chunk:
                kind = KINDS[record.kind]
                table = self._table(kind)
                table.add([_cell(record, kind, column, labels, self._options.lang) for column in table.columns])

    def tables(self) -> Iterator[tuple[str, Row, Iterator[Row]]]:
        """For each kind its heading, the headings of its columns, and its rows."""
        for name, table in self._tables.items():
            kept = table.kept(everything=bool(self._options.columns))
            heads = [_heading(KINDS[name], table.columns[at], self._options.lang) for at in kept]
            yield KINDS[name].label_plural.text(self._options.lang), heads, table.rows(kept)

    def _table(self, kind: Kind) -> _Rows:
        table = self._tables.get(kind.name)
        if table is None:
            columns = tuple(column for column in self._options.chosen(kind) if column != KIND)
            file = self._files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
            table = self._tables[kind.name] = _Rows(columns, file)
        return table


class _Rows:
    """The rows of one kind, kept outside memory."""

    def __init__(self, columns: tuple[Column, ...], file: BinaryIO) -> None:
        self.columns = columns
        self._file = file
        self._used = [column.part == "id" for column in columns]

    def add(self, cells: Row) -> None:
        """Keep one row."""
        self._used = [known or bool(cell) for known, cell in zip(self._used, cells, strict=True)]
        self._file.write(json.dumps(cells).encode() + b"\n")

    def kept(self, *, everything: bool) -> list[int]:
        """The positions of the columns that hold something."""
        return [at for at, used in enumerate(self._used) if used or everything]

    def rows(self, kept: list[int]) -> Iterator[Row]:
        """The rows, with these columns."""
        self._file.seek(0)
        for line in self._file:
            cells = json.loads(line)
            yield [cells[at] for at in kept]


def _cell(record: Record, kind: Kind, column: Column, labels: Mapping[str, str], lang: str) -> str:
    if column.part == "link":
        return _BETWEEN.join(labels.get(record_id, record_id) for record_id in many(record, column))
    if column.part == "term":
        return _BETWEEN.join(_in_words(_TERMS[column.key], text, lang) for text in many(record, column))
    (text,) = flat(record, (column,))
    field = kind.field(column.key) if column.part == "field" else None
    return _in_words(field, text, lang) if field is not None and text else text


def _in_words(field: Field, text: str, lang: str) -> str:
    try:
        return values.in_words(field, text, lang)
    except ValueError:
        return text


def _heading(kind: Kind, column: Column, lang: str) -> str:
    if column.part == "link":
        return ROLES[column.key].label.text(lang)
    if column.part == "term":
        return _TERMS[column.key].label.text(lang)
    field = kind.field(column.key) if column.part == "field" else None
    return field.label.text(lang) if field is not None else column.name
