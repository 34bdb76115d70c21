"""The import and export formats, each declared once.

Readers, and writers that few exports need, are loaded when they are used: all of them take as long to load as a
small export takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from catalogue.errors import BadUsage, ImportRefused
from catalogue.model.issues import Issue, Where
from catalogue.model.records import Record
from catalogue.transfer.files.inputs import STDIN, Input, Stdin, is_folder, open_input
from catalogue.transfer.files.layout import DESCRIPTOR
from catalogue.transfer.files.table import ReadOptions, Row, Table
from catalogue.transfer.writers import delimited as delimited_out
from catalogue.transfer.writers import nested as nested_out
from catalogue.transfer.writers.options import Cells, WriteOptions

PACKAGE = "datapackage"
Write = Callable[[BinaryIO, Iterable[Record], WriteOptions], None]
WriteCells = Callable[[BinaryIO, Iterable[Cells], WriteOptions], None]


class Format(Struct, frozen=True):
    """A format, named by its option value, with the ``suffixes`` of its files; a direction it lacks is None.

    A ``prose`` format is written from cards, by the front end that has the words (``ExportOptions.prose_writers``).
    ``parts`` are the parts of a record that its writer uses beyond the columns; None for all. ``write_cells`` writes
    chosen columns without loading whole records.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Input, ReadOptions], Table] | None
    write: Write | None
    prose: bool = False
    parts: tuple[str, ...] | None = None
    write_cells: WriteCells | None = None

    def needs(self, options: WriteOptions) -> frozenset[str]:
        """Which parts of a record (name, link, term, claim) will be written; a table needs no claims."""
        if self.parts is None and not options.columns:
            return _PARTS
        return _PARTS & {*(self.parts or ()), *(column.part for column in options.chosen())}


def _read_csv(given: Input, options: ReadOptions) -> Table:
    from catalogue.transfer.readers import delimited

    return delimited.read(given, options)


def _read_tsv(given: Input, options: ReadOptions) -> Table:
    from catalogue.transfer.readers import delimited

    return delimited.read_tsv(given, options)


def _read_json(given: Input, options: ReadOptions) -> Table:
    from catalogue.transfer.readers import nested

    return nested.read(given, options)


def _read_json_lines(given: Input, options: ReadOptions) -> Table:
    from catalogue.transfer.readers import nested

    return nested.read_lines(given, options)


def _read_workbook(given: Input, options: ReadOptions) -> Table:
    from catalogue.transfer.readers import sheets

    return sheets.read(given, options)


def _write_xlsx(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    from catalogue.transfer.writers import xlsx

    xlsx.write(out, records, options)


def _write_geojson(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    from catalogue.transfer.writers import geojson

    geojson.write(out, records, options)


def _write_markdown(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    from catalogue.transfer.writers import markdown

    markdown.write(out, records, options)


def _write_html(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    from catalogue.transfer.writers import html

    html.write(out, records, options)


def _write_graphml(out: BinaryIO, records: Iterable[Record], options: WriteOptions) -> None:
    from catalogue.transfer.writers import graphml

    graphml.write(out, records, options)


_PARTS = frozenset({"name", "link", "term", "claim"})
FORMATS = {
    each.name: each
    for each in (
        Format(
            "csv",
            (".csv", ".txt"),
            _read_csv,
            delimited_out.write,
            parts=(),
            write_cells=delimited_out.write_cells,
        ),
        Format(
            "tsv",
            (".tsv", ".tab"),
            _read_tsv,
            delimited_out.write_tsv,
            parts=(),
            write_cells=delimited_out.write_cells_tsv,
        ),
        Format("json", (".json",), _read_json, nested_out.write, write_cells=nested_out.write_cells),
        Format(
            "jsonl",
            (".jsonl", ".ndjson"),
            _read_json_lines,
            nested_out.write_lines,
            write_cells=nested_out.write_cell_lines,
        ),
        Format("xlsx", (".xlsx", ".xlsm"), _read_workbook, _write_xlsx, parts=()),
        Format("ods", (".ods",), _read_workbook, None),
        Format("xls", (".xls", ".xlsb"), _read_workbook, None),
        Format("geojson", (".geojson",), _read_json, _write_geojson, parts=("link",)),
        Format("md", (".md", ".markdown"), None, _write_markdown, parts=()),
        Format("html", (".html", ".htm"), None, _write_html, parts=()),
        Format("graphml", (".graphml",), None, _write_graphml, parts=("name", "link")),
        Format("ics", (".ics",), None, None, prose=True),
        Format("bibtex", (".bib",), None, None, prose=True),
        Format("csl-json", (), None, None, prose=True),
    )
}


READABLE = (*(each.name for each in FORMATS.values() if each.read), PACKAGE)
WRITABLE = (*(each.name for each in FORMATS.values() if each.write or each.prose), PACKAGE)


def find(path: str, given: str = "", *, known: tuple[str, ...] = READABLE) -> Format:
    """The format of a file: the given one, else by its name; CSV for standard input and output.

    ``known`` are the formats to name in the error. Raises ``BadUsage``: ``format.no_such``, ``format.unknown`` (the
    file's name implies none).
    """
    if given and given not in FORMATS:
        raise BadUsage("format.no_such", format=given, known=known)
    name = given or by_suffix(path)
    if not name:
        raise BadUsage("format.unknown", path=path, known=known)
    return FORMATS[name]


def by_suffix(path: str) -> str:
    """The name of the format that a file name implies, CSV for standard input and output; "" if none."""
    suffix = PurePath(path).suffix.lower()
    if path == STDIN:
        return "csv"
    return next((each.name for each in FORMATS.values() if suffix in each.suffixes), "")


def open_table(path: str, given: str, options: ReadOptions, stdin: Stdin | None = None) -> Table:
    """Open an input as a table: a file, ``-``, a zip archive, or the folder or descriptor of a data package."""
    from catalogue.transfer.readers import archive, package

    if path.lower().endswith(archive.SUFFIX) and path != STDIN:
        table = _archived(path, given, options)
    elif given == PACKAGE or is_folder(path) or Path(path).name == DESCRIPTOR:
        table = package.read(path, options)
    else:
        opened = open_input(path, stdin, megabytes=options.limits.unpacked)
        table = _read(_readable(path, given), opened, options)
    rows, most = table.rows, options.limits.rows
    table.rows = chain(islice(rows, most), _beyond(rows, table.file, most))
    return table


def _beyond(rows: Iterator[Row], file: str, most: int) -> Iterator[Row]:
    """Yields nothing. Raises ``ImportRefused`` if a row is left after ``most`` of them."""
    for row in rows:
        issue = Issue("file.too_long", Where(row.file or file, row.line), {"limit": most})
        raise ImportRefused("import.unreadable", (issue,), file=row.file or file)
    yield from ()


def _readable(path: str, given: str) -> Format:
    """The format of an input. Raises ``BadUsage`` when it is unknown or for export only."""
    chosen = find(path, given)
    if chosen.read is None:
        raise BadUsage("format.write_only", format=chosen.name)
    return chosen


def _read(chosen: Format, opened: Input, options: ReadOptions) -> Table:
    assert chosen.read is not None
    try:
        return chosen.read(opened, options)
    except BaseException:
        opened.stream.close()
        raise


def _archived(path: str, given: str, options: ReadOptions) -> Table:
    """The package, or the one table, of a zip archive; the unpacked files are deleted when the table is closed."""
    from catalogue.transfer.readers import archive, package

    suffixes = [suffix for each in FORMATS.values() if each.read is not None for suffix in each.suffixes]
    unpacked = archive.unpack(open_input(path), suffixes, options.limits)
    try:
        if unpacked.file:
            chosen = _readable(unpacked.file, given)
            inner = open_input(str(unpacked.folder / unpacked.file))
            table = _read(chosen, replace(inner, name=f"{path}/{unpacked.file}"), options)
        else:
            table = package.read(str(unpacked.folder), options, called=path)
    except BaseException:
        unpacked.close()
        raise
    close = table.close

    def closed() -> None:
        close()
        unpacked.close()

    table.close = closed
    return table
