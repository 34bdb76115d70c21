"""What ``catalogue export`` does with its options."""

from __future__ import annotations

from pathlib import Path

from catalogue.api import exchange
from catalogue.api.exchange import ExportOptions
from catalogue.cli import remarks
from catalogue.cli.context import Settings
from catalogue.errors import BadUsage


def run(
    settings: Settings,
    *,
    query: str,
    kind: str | None,
    out: str,
    whole: bool,
    format: str,  # noqa: A002 - the option's name
    columns: str,
    sort: str,
    add_bom: bool,
    excel_safe: bool,
) -> None:
    """Write the records of a query to a file, or the catalogue to a folder."""
    with settings.session() as session:
        if whole:
            if query or kind or columns:
                raise BadUsage("usage.apart", options=("--all", "QUERY", "--kind", "--columns"))
            number = exchange.export_all(session, Path(out))
        else:
            chosen = tuple(name.strip() for name in columns.split(",") if name.strip())
            options = ExportOptions(format, kind or "", chosen, sort, add_bom, excel_safe)
            number = exchange.export(session, query, out, options)
    remarks.note(settings, "export.done", {"records": number, "path": out})
