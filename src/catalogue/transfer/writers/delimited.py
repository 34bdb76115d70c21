"""Flat rows as CSV and TSV."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from typing import BinaryIO, cast

from catalogue.model.records import Record
from catalogue.transfer.files.guard import guarded_row
from catalogue.transfer.files.table import GUARD_COLUMN
from catalogue.transfer.rows import lists
from catalogue.transfer.rows.flatten import flat
from catalogue.transfer.writers.options import Cells, WriteOptions
from catalogue.transfer.writers.text import Lines


def write(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write records as CSV. The header is written even if there are no records."""
    columns = options.chosen()
    _write(out, (flat(record, columns) for record in records), options, ",")


def write_tsv(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    """Write records as tab-separated cells; cells with tabs or line ends are quoted as in CSV."""
    columns = options.chosen()
    _write(out, (flat(record, columns) for record in records), options, "\t")


def write_cells(out: BinaryIO, rows: Iterable[Cells], options: WriteOptions) -> None:
    """Write the cells of the chosen columns as CSV."""
    _write(out, _texts(rows, options), options, ",")


def write_cells_tsv(out: BinaryIO, rows: Iterable[Cells], options: WriteOptions) -> None:
    """Write the cells of the chosen columns, separated by tabs."""
    _write(out, _texts(rows, options), options, "\t")


def _texts(rows: Iterable[Cells], options: WriteOptions) -> Iterable[Sequence[str]]:
    """The rows with the lists of many-valued columns joined to texts."""
    places = [place for place, column in enumerate(options.chosen()) if column.part in ("term", "link")]
    if not places:
        return cast(Iterable[Sequence[str]], rows)
    return (_joined(row, places) for row in rows)


def _joined(row: Cells, places: Sequence[int]) -> list[str]:
    cells = list(row)
    for place in places:
        cells[place] = lists.join(cells[place])
    return cast(list[str], cells)


def _write(out: BinaryIO, rows: Iterable[Sequence[str]], options: WriteOptions, delimiter: str) -> None:
    if options.bom:
        out.write(codecs.BOM_UTF8)
    # With everything quoted, a formula cannot break out of its cell in a locale with another delimiter.
    lines = Lines(out, delimiter=delimiter, quote_all=options.excel_safe)
    header = [column.name for column in options.chosen()]
    lines.row([*header, GUARD_COLUMN] if options.excel_safe else header)
    for cells in rows:
        lines.row([*guarded_row(cells), ""] if options.excel_safe else cells)
    lines.close()
