"""``catalogue diff``: what tells two catalogues apart, or a catalogue and a file."""

from __future__ import annotations

from typing import Any

import click

from catalogue.cli import arguments, differing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_

_HELP = N_(
    "Show what tells two catalogues apart, or a catalogue and a file or data package. With one FILE the catalogue in "
    "use is the first."
)
_FOUND = N_("Default: found from the file.")
_MAPPING = N_("What the columns mean, and which records and links a row makes (docs/importing.md).")


@click.command("diff", cls=Command, help=_HELP)
@click.argument("first", metavar="[CATALOGUE|FILE]")
@click.argument("second", required=False, metavar="CATALOGUE|FILE")
@option("--kind", type=arguments.KIND, metavar="KIND", help=N_("The kind of all rows of the file."))
@option("--format", metavar="NAME", default="", help=N_("The format of the file. Default: by its name."))
@option("--mapping", metavar="FILE", default="", help=_MAPPING)
@option("--encoding", metavar="NAME", default="", help=_FOUND)
@option("--delimiter", metavar="CHAR", default="", help=_FOUND)
@option("--sheet", metavar="NAME|NUMBER", default="", help=N_("The sheet of a workbook. Default: the longest."))
@option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help=N_("How 02/07/2012 is read."))
@option("--decimal", type=click.Choice([".", ","]), help=N_("How 1,234 is read: the decimal sign of figures."))
@option("--exit-code", is_flag=True, help=N_("Exit with 1 when there is a difference."))
@arguments.formats("json", "nl")
@click.pass_obj
def command(settings: Settings, /, **options: Any) -> int:
    """Print the records that differ and, for each, what differs."""
    return differing.diff(settings, **options)
