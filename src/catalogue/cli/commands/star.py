"""``catalogue star``: records to return to."""

from __future__ import annotations

import click

from catalogue.cli import annotating, arguments
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_


@click.command("star", cls=Command, help=N_("Star records (ids, or “-” for standard input); list starred records."))
@click.argument("ids", nargs=-1, type=arguments.RECORD, metavar="[ID…]")
@option("--remove", is_flag=True, help=N_("Remove the star from these records."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings, ids: tuple[str, ...], remove: bool) -> None:
    """List starred records, or with ids star them."""
    if ids or remove:
        annotating.star(settings, ids, remove=remove)
    else:
        annotating.stars(settings)
