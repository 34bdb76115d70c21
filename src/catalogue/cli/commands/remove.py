"""``catalogue remove``: remove a record."""

from __future__ import annotations

import click

from catalogue.cli import arguments, editing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_

_HELP = N_("Remove a record. If others refer to it, they are listed and it stays, unless --unlink is given.")


@click.command("remove", cls=Command, help=_HELP)
@click.argument("id", type=arguments.RECORD)
@option("--unlink", is_flag=True, help=N_("Also remove the links and references of other records to it."))
@option("--reason", metavar="TEXT", default="", help=N_("The reason; recorded in the history."))
@arguments.dry_run
@arguments.formats("json", "nl")
@click.pass_obj
def command(settings: Settings, id: str, unlink: bool, reason: str, dry_run: bool) -> None:  # noqa: A002 - the argument's name
    """Show what is removed, and write it as one batch."""
    editing.remove(settings, id, unlink=unlink, reason=reason, dry_run=dry_run)
