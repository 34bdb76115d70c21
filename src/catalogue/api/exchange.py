"""What front ends need to know about moving data in and out, in one place."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue import config
from catalogue.api.drafting import draft, options_of, save_mapping, targets
from catalogue.api.exporting import export, export_all, format_of
from catalogue.api.importing import import_files, suggest_mapping
from catalogue.transfer.drafts.draft import Assigned, Draft
from catalogue.transfer.files.limits import Limits
from catalogue.transfer.files.limits import limits as changed
from catalogue.transfer.files.outputs import output
from catalogue.transfer.formats import FORMATS, PACKAGE, READABLE, WRITABLE
from catalogue.transfer.intake.options import ImportOptions, ImportReport
from catalogue.transfer.readers.archive import SUFFIX
from catalogue.transfer.writers.options import ExportOptions, ProseWriters

IMPORT_SUFFIXES = frozenset((*(own for each in FORMATS.values() if each.read for own in each.suffixes), SUFFIX))


def suffix_of(form: str) -> str:
    """The usual file suffix of a format; "" for a data package, which is a folder."""
    if form == PACKAGE:
        return ""
    return next(iter(FORMATS[form].suffixes), ".json")


def limits(given: Mapping[str, int] | None = None) -> Limits:
    """How much of a file is read: the limits of ``config.toml``, overridden by ``given``.

    Raises ``BadUsage`` for an unknown limit, or a value above what the limit allows.
    """
    return changed({**config.load().limits, **(given or {})})


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
    "ProseWriters",
    "draft",
    "export",
    "export_all",
    "format_of",
    "import_files",
    "limits",
    "options_of",
    "output",
    "save_mapping",
    "suffix_of",
    "suggest_mapping",
    "targets",
]
