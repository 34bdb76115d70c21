"""``catalogue import``: records from files."""

from __future__ import annotations

from typing import Any

import click

from catalogue.cli import arguments, importing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.errors import BadUsage
from catalogue.i18n import N_

_FORMATS = N_("csv, tsv, json, jsonl, xlsx, ods, xls, geojson, datapackage. Default: by the file's name.")
_SNIFF = N_("Detect encoding and separator; --no-sniff: UTF-8 and commas.")


@click.command("import", cls=Command, help=N_("Read records from files, or from standard input (-)."))
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@arguments.kind_of_rows
@option("--all", "whole", is_flag=True, help=N_("Read a whole data package: FILE is its folder."))
@option("--format", metavar="NAME", default="", help=_FORMATS)
@arguments.delimiter
@option("--quotechar", metavar="CHAR", default='"', help=N_("The quote around cells."))
@arguments.encoding
@option("--no-headers", is_flag=True, help=N_("The first row is data; columns are named with --map 1=…"))
@option("--skip-lines", type=arguments.Whole(0), default=0, metavar="N", help=N_("Leave out the first N lines."))
@option("--sniff/--no-sniff", default=True, help=_SNIFF)
@arguments.sheet
@option("--map", "mapped", multiple=True, metavar="HEADING=COLUMN", help=N_("What a heading stands for."))
@arguments.date_order
@arguments.decimal
@arguments.mapping
@option("--suggest-mapping", is_flag=True, help=N_("Write a first mapping for FILE, to be reviewed."))
@option("-o", "--out", metavar="FILE", default="-", help=N_("With --suggest-mapping: where to."))
@option("--keep-extra", is_flag=True, help=N_("Keep unrecognised columns as remarks."))
@option("--source", metavar="ID", default="", help=N_("The source of every record that is read."))
@option("--source-from-file", is_flag=True, help=N_("Create a source for each file: its name, SHA-256, today."))
@option("--locate", is_flag=True, help=N_("Record which row of the source each record came from."))
@option("--propose-links", is_flag=True, help=N_("Link new records to possible duplicates."))
@option("--upsert", is_flag=True, help=N_("Update existing records."))
@option("--ignore", is_flag=True, help=N_("Leave existing records as they are."))
@option("--replace", is_flag=True, help=N_("Replace existing records."))
@arguments.dry_run
@option("--partial", is_flag=True, help=N_("Import the good rows even when others are refused."))
@option("--rejects", metavar="FILE", default="", help=N_("Write refused rows to this file, with the reasons."))
@arguments.allow_contacts
@arguments.limit
@option("--report", type=click.Choice(["json"]), help=N_("Print the report on standard output."))
@click.pass_obj
def command(settings: Settings, /, *, upsert: bool, ignore: bool, replace: bool, **options: Any) -> int:
    """Read, check and write the records, or refuse everything with the reasons."""
    given = [name for name, chosen in (("upsert", upsert), ("ignore", ignore), ("replace", replace)) if chosen]
    if len(given) > 1:
        raise BadUsage("usage.apart", options=tuple(f"--{name}" for name in given))
    return importing.run(settings, mode=next(iter(given), "insert"), **options)
