"""Moving data in and out: what front ends need for it, in one place."""

from __future__ import annotations

from catalogue.api.exporting import export, export_all
from catalogue.api.importing import import_files, suggest_mapping
from catalogue.transfer.formats import PACKAGE, WRITABLE, find
from catalogue.transfer.options import ExportOptions, ImportOptions, ImportReport, Tell
from catalogue.transfer.outputs import output


def format_of(path: str, given: str = "") -> str:
    """The name of the format of an output: the given one, else by its name. Raises ``BadUsage`` for an unknown one."""
    return find(path, given, known=WRITABLE).name


__all__ = [
    "PACKAGE",
    "ExportOptions",
    "ImportOptions",
    "ImportReport",
    "Tell",
    "export",
    "export_all",
    "format_of",
    "import_files",
    "output",
    "suggest_mapping",
]
