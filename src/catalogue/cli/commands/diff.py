"""``catalogue diff``: the differences between two catalogues, or a catalogue and a file."""

from __future__ import annotations

from typing import Any

import click

from catalogue.cli import arguments, differing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_

_HELP = N_(
    "Show the differences between two catalogues, or a catalogue and a file or data package. With one "
    "FILE, the catalogue in use is the first."
)


@click.command("diff", cls=Command, help=_HELP)
@click.argument("first", metavar="[CATALOGUE|FILE]")
@click.argument("second", required=False, metavar="CATALOGUE|FILE")
@arguments.kind_of_rows
@option("--format", metavar="NAME", default="", help=N_("The format of the file. Default: by its name."))
@arguments.mapping
@arguments.encoding
@arguments.delimiter
@arguments.sheet
@arguments.date_order
@arguments.decimal
@arguments.limit
@option("--exit-code", is_flag=True, help=N_("Exit with 1 when there is a difference."))
@arguments.formats("json", "nl")
@click.pass_obj
def command(settings: Settings, /, **options: Any) -> int:
    """Print the records that differ, each with its differences."""
    return differing.diff(settings, **options)
