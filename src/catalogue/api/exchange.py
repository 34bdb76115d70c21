"""Moving data in and out: what front ends need for it, in one place."""

from __future__ import annotations

from catalogue.api.drafting import draft, options_of, save_mapping, targets
from catalogue.api.exporting import export, export_all
from catalogue.api.importing import import_files, suggest_mapping
from catalogue.transfer.draft import Assigned, Draft
from catalogue.transfer.formats import FORMATS, PACKAGE, READABLE, WRITABLE, find
from catalogue.transfer.options import ExportOptions, ImportOptions, ImportReport, Tell
from catalogue.transfer.outputs import output
from catalogue.transfer.readers.archive import SUFFIX

IMPORT_SUFFIXES = frozenset((*(own for each in FORMATS.values() if each.read for own in each.suffixes), SUFFIX))


def suffix_of(form: str) -> str:
    """How files of a format usually end; "" for a data package, which is a folder."""
    if form == PACKAGE:
        return ""
    return next(iter(FORMATS[form].suffixes), ".json")


def format_of(path: str, given: str = "") -> str:
    """The name of the format of an output: the given one, else by its name. Raises ``BadUsage`` for an unknown one."""
    return find(path, given, known=WRITABLE).name


__all__ = [
    "IMPORT_SUFFIXES",
    "PACKAGE",
    "READABLE",
    "WRITABLE",
    "Assigned",
    "Draft",
    "ExportOptions",
    "ImportOptions",
    "ImportReport",
    "Tell",
    "draft",
    "export",
    "export_all",
    "format_of",
    "import_files",
    "options_of",
    "output",
    "save_mapping",
    "suffix_of",
    "suggest_mapping",
    "targets",
]
