"""The implementation of ``catalogue export``."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from catalogue import config
from catalogue.api import exporting, find
from catalogue.api.exporting import ExportOptions
from catalogue.api.session import Session
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.errors import BadUsage

_STDOUT = "-"
_EVER = 4_000_000  # days, more than the calendar has


def run(
    settings: Settings,
    *,
    query: str,
    kind: str | None,
    out: str,
    whole: bool,
    history: bool,
    columns: tuple[str, ...] | None,
    add_bom: bool,
    excel_safe: bool,
    with_contacts: bool,
    **given: str,
) -> None:
    """Write the records of a query to a file, or the catalogue to a folder."""
    options = ExportOptions(given["format"], kind or "", columns or (), given["sort"], add_bom, excel_safe)
    left_out: list[str] = []
    options = replace(options, contacts=with_contacts, left_out=left_out.append)
    _check(query, out, options, whole=whole, history=history)
    with settings.session() as session:
        if query.strip():
            remarks.notes(settings, find.understand(session, query, kind=kind).notes)
        if whole or options.format == exporting.PACKAGE:
            number = exporting.export_all(session, Path(out), options, history=history)
        elif exporting.format_of(out, options.format) == "ics":
            _agenda(session, settings, query, out, kind)
            return
        else:
            number = exporting.export(session, query, out, _with_words(options, out))
    if left_out:
        remarks.note(settings, "export.contacts", {"records": len(left_out)})
    if out != _STDOUT:
        remarks.note(settings, "export.done", {"records": number, "path": out})


def _with_words(options: ExportOptions, out: str) -> ExportOptions:
    """The options with the functions that write formats in words, if ``out`` has such a format."""
    if exporting.format_of(out, options.format) not in ("bibtex", "csl-json"):
        return options
    from catalogue.present.bibliography import PROSE_WRITERS

    return replace(options, prose_writers=PROSE_WRITERS)


def _check(query: str, out: str, options: ExportOptions, *, whole: bool, history: bool) -> None:
    """Refuse options that cannot be combined. Raises ``BadUsage``."""
    asked = options.format or ("" if out == _STDOUT else exporting.format_by_name(out))
    if whole and asked not in ("", exporting.PACKAGE):
        raise BadUsage("export.whole_format", format=asked, path=out)
    packed = whole or options.format == exporting.PACKAGE
    if packed and (query or options.kind or options.columns):
        raise BadUsage("usage.apart", options=("--all", "QUERY", "--kind", "--columns"))
    if history and not packed:
        raise BadUsage("history.whole_only")


def _agenda(session: Session, settings: Settings, query: str, out: str, kind: str | None) -> None:
    """The agenda of the records of the query as a calendar: every entry with a day, past or future."""
    from catalogue.api import calendar
    from catalogue.present import agenda_ics

    found = calendar.agenda(session, query, kind=kind, today=config.today(), days=_EVER, undated=False)
    settings.out = out
    output.chunks(settings, [agenda_ics.text(found, session.lang)], data=True)
    remarks.note(settings, "export.agenda", {"entries": len(found.entries), "undated": found.undated, "path": out})
