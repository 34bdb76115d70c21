"""Flat rows as CSV and TSV."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import BinaryIO

from catalogue.model.records import Record
from catalogue.transfer.flatten import flat
from catalogue.transfer.guard import guarded_row
from catalogue.transfer.table import GUARD_COLUMN
from catalogue.transfer.writers.options import WriteOptions
from catalogue.transfer.writers.text import Lines


def write(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write records as CSV. The header is written for no records too."""
    _write(out, records, options, ",")


def write_tsv(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write records as cells parted by tabs; cells with tabs or line ends are quoted as in CSV."""
    _write(out, records, options, "\t")


def _write(out: BinaryIO, records: Iterable[Record], options: WriteOptions, delimiter: str) -> None:
    if options.bom:
        out.write(codecs.BOM_UTF8)
    columns = options.chosen()
    # Quoting everything keeps a formula after the delimiter of another country inside its cell.
    lines = Lines(out, delimiter=delimiter, quote_all=options.excel_safe)
    header = [column.name for column in columns]
    lines.row([*header, GUARD_COLUMN] if options.excel_safe else header)
    for record in records:
        cells = flat(record, columns)
        lines.row([*guarded_row(cells), ""] if options.excel_safe else cells)
    lines.close()
