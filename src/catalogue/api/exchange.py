"""Moving data in and out: what front ends need for it, in one place."""

from __future__ import annotations

from catalogue.api.exporting import export, export_all
from catalogue.api.importing import import_files
from catalogue.transfer.formats import FORMATS, PACKAGE
from catalogue.transfer.options import ExportOptions, ImportOptions, ImportReport
from catalogue.transfer.outputs import output

IMPORT_FORMATS = (*(each.name for each in FORMATS.values() if each.read is not None), PACKAGE)
EXPORT_FORMATS = (*(each.name for each in FORMATS.values() if each.write is not None), PACKAGE)

__all__ = [
    "EXPORT_FORMATS",
    "IMPORT_FORMATS",
    "ExportOptions",
    "ImportOptions",
    "ImportReport",
    "export",
    "export_all",
    "import_files",
    "output",
]
