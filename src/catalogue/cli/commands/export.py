"""``catalogue export``: records to files."""

from __future__ import annotations

from typing import Any

import click

from catalogue.cli import arguments, exporting
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_

_FORMATS = N_(
    "csv, tsv, json, jsonl, xlsx, md, html, geojson, ics, graphml, bibtex, csl-json, datapackage. "
    "Default: by the file's name."
)


@click.command("export", cls=Command, help=N_("Write the records of a query to a file, or everything to a folder."))
@arguments.query
@arguments.kind
@option("-o", "--out", metavar="FILE|DIR|-", required=True, help=N_("Where to; “-” is standard output."))
@option("--all", "whole", is_flag=True, help=N_("Write the whole catalogue as a data package into a folder."))
@option("--history", is_flag=True, help=N_("With --all: also write the history (who wrote what and when)."))
@option("--format", metavar="NAME", default="", help=_FORMATS)
@arguments.columns(N_("Only these columns, with commas."))
@arguments.sort
@option("--add-bom", is_flag=True, help=N_("Start with a byte order mark, so that Excel reads UTF-8."))
@option("--excel-safe", is_flag=True, help=N_("Keep spreadsheets from running cells as formulas."))
@option("--with-contacts", is_flag=True, help=N_("Write personal telephone numbers and e-mail addresses, too."))
@click.pass_obj
def command(settings: Settings, /, **options: Any) -> None:
    """Write the records and report how many there were."""
    exporting.run(settings, **options)
