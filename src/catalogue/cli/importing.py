"""The implementation of ``catalogue import``, and how it reports the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from catalogue.api import exchange
from catalogue.api.exchange import ImportOptions, ImportReport
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.cli.failure import OPERATION, PARTLY_REFUSED
from catalogue.cli.progress import Progress
from catalogue.errors import BadUsage, ImportRefused
from catalogue.present import issues, plan


def run(settings: Settings, files: Sequence[str], *, whole: bool, report: str | None, **given: Any) -> int:
    """Import the files; returns 0, or 5 if some rows were refused and the others imported."""
    if given.pop("suggest_mapping"):
        return _suggest(settings, files, given.pop("out"), kind=given["kind"] or "", **_reading(given))
    given.pop("out")
    if whole:
        _folders(files)
    progress = Progress(settings)
    try:
        with settings.session(read_only=bool(given["dry_run"])) as session, progress:
            result = exchange.import_files(session, files, _options(settings, progress, **given))
    except ImportRefused as refused:
        account = refused.params.get("report")
        if report == "json" and isinstance(account, ImportReport):
            _report(settings, account, report)
        raise
    _report(settings, result, report)
    if not result.refused:
        return 0
    return PARTLY_REFUSED if given["partial"] else OPERATION


def _reading(given: Mapping[str, Any]) -> dict[str, Any]:
    """The options that say how a file is read."""
    names = ("format", "delimiter", "quotechar", "encoding", "skip_lines", "sniff", "sheet", "date_order", "decimal")
    limits = exchange.limits(given["limits"])
    return {"headers": not given["no_headers"], "limits": limits, **{name: given[name] for name in names}}


def _suggest(settings: Settings, files: Sequence[str], out: str, **reading: Any) -> int:
    """Write a first mapping for one file."""
    if len(files) != 1:
        raise BadUsage("mapping.one_file")
    text = exchange.suggest_mapping(files[0], ImportOptions(**reading), out="" if out == "-" else out)
    settings.out = "" if out == "-" else out
    output.chunks(settings, [text], data=True)
    if out != "-":
        remarks.note(settings, "mapping.written", {"path": out})
    return 0


def _options(
    settings: Settings,
    progress: Progress,
    *,
    kind: str | None,
    mapped: Sequence[str],
    no_headers: bool,
    limits: Mapping[str, int],
    **given: Any,
) -> ImportOptions:
    return ImportOptions(
        kind=kind or "",
        headers=not no_headers,
        limits=exchange.limits(limits),
        map=_mapping(mapped),
        actor=settings.actor(),
        progress=progress.show,
        describe=issues.reason,
        **given,
    )


def _mapping(pairs: Sequence[str]) -> Mapping[str, str]:
    """``HEADING=COLUMN`` pairs; an empty column ignores the heading. Raises ``BadUsage('map.no_sign')``."""
    for pair in pairs:
        if "=" not in pair:
            raise BadUsage("map.no_sign", pair=pair)
    return {heading: column.strip() for heading, _sign, column in (pair.rpartition("=") for pair in pairs)}


def _folders(files: Sequence[str]) -> None:
    for name in files:
        if not Path(name).is_dir():
            raise BadUsage("package.not_a_folder", path=name)


def _report(settings: Settings, report: ImportReport, form: str | None) -> None:
    """The account: as JSON on standard output, else in words on standard error."""
    if form == "json":
        output.json(settings, plan.as_data(plan.account_of(report)))
    elif not settings.quiet:
        remarks.notes(settings, report.notes)
        remarks.lines(settings, plan.lines(plan.account_of(report)))
