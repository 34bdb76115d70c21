"""``catalogue remove``: take a record away."""

from __future__ import annotations

import click

from catalogue.cli import arguments, editing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_

_HELP = N_("Take a record away. Who refers to it is named, and keeps it there unless --unlink is given.")


@click.command("remove", cls=Command, help=_HELP)
@click.argument("id", type=arguments.RECORD)
@option("--unlink", is_flag=True, help=N_("Take away the links and references of other records to it, too."))
@option("--reason", metavar="TEXT", default="", help=N_("Why; it goes into the history."))
@arguments.dry_run
@arguments.formats("json", "nl")
@click.pass_obj
def command(settings: Settings, id: str, unlink: bool, reason: str, dry_run: bool) -> None:  # noqa: A002 - the argument's name
    """Show what goes, and write it as one batch."""
    editing.remove(settings, id, unlink=unlink, reason=reason, dry_run=dry_run)
