"""The shell commands equivalent to actions on the screens, to be shown and copied."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from catalogue import config
from catalogue.api.exchange import ExportOptions, ImportOptions
from catalogue.errors import ConfigError


def importing(catalogue: Path, path: str, options: ImportOptions) -> str:
    """``catalogue import`` with these options; a mapping that was not saved to a file is left out."""
    return shlex.join([*_program(catalogue), "import", *_import_options(options), *_operands([path])])


def exporting(catalogue: Path, query: str, out: str, options: ExportOptions) -> str:
    """``catalogue export`` of a query, or of everything as a data package."""
    command = [*_program(catalogue), "export", *_export_options(options), "-o", out]
    if options.format == "datapackage":
        command = [*_program(catalogue), "export", "--all", "-o", out]
    return shlex.join([*command, *_operands([query] if query.strip() else [])])


def agenda(catalogue: Path, query: str, out: str, *, form: str, days: int) -> str:
    """``catalogue agenda`` of a query for ``days`` ahead, as a calendar (``ics``) or as a table (``csv``)."""
    target = ["--ics", out] if form == "ics" else [f"--{form}", "-o", out]
    words = _operands([query] if query.strip() else [])
    return shlex.join([*_program(catalogue), "agenda", f"--days={days}", *target, *words])


def dossier(catalogue: Path, query: str) -> str:
    """``catalogue dossier`` of a query or an id."""
    return shlex.join([*_program(catalogue), "dossier", *_operands([query])])


def _program(catalogue: Path) -> Sequence[str]:
    """The program, with the catalogue's path unless it would find this one by itself."""
    try:
        usual = config.database_path()
    except ConfigError:
        usual = Path()
    return ("catalogue",) if catalogue.absolute() == usual.absolute() else ("catalogue", "--db", str(catalogue))


def _operands(texts: Sequence[str]) -> Sequence[str]:
    return ("--", *texts) if any(text.startswith("-") for text in texts) else texts


_IMPORT_TEXTS = ("kind", "format", "delimiter", "encoding", "sheet", "mapping", "date_order", "rejects")
_IMPORT_FLAGS = ("source_from_file", "partial")
_EXPORT_TEXTS = ("format", "kind", "sort")


def _texts(options: ImportOptions | ExportOptions, names: Sequence[str]) -> Iterator[str]:
    """Each option that differs from the default, as one word, so that its value may begin with a dash."""
    return (f"--{name.replace('_', '-')}={given}" for name in names if (given := getattr(options, name)))


def _import_options(options: ImportOptions) -> Iterator[str]:
    yield from _texts(options, _IMPORT_TEXTS)
    if options.quotechar != '"':
        yield f"--quotechar={options.quotechar}"
    if not options.headers:
        yield "--no-headers"
    if options.skip_lines:
        yield f"--skip-lines={options.skip_lines}"
    for heading, column in options.map.items():
        yield f"--map={heading}={column}"
    if options.mode != "insert":
        yield f"--{options.mode}"
    yield from (f"--{name.replace('_', '-')}" for name in _IMPORT_FLAGS if getattr(options, name))


def _export_options(options: ExportOptions) -> Iterator[str]:
    yield from _texts(options, _EXPORT_TEXTS)
    if options.columns:
        yield f"--columns={','.join(options.columns)}"
    if options.bom:
        yield "--add-bom"
    if options.excel_safe:
        yield "--excel-safe"
