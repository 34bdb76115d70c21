"""``catalogue keys``: the keys of the screens."""

from __future__ import annotations

import click

from catalogue.cli import arguments
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command
from catalogue.i18n import N_


@click.command("keys", cls=Command, help=N_("List the actions of the screens with their keys, yours included."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings) -> None:
    """Print every action with its keys; exit code 2 if the settings contain invalid keys."""
    from catalogue import config
    from catalogue.cli import output
    from catalogue.i18n import gettext as _
    from catalogue.present.shapes import Column, Table
    from catalogue.tui.keymap import Listed, listed, read

    settings.language()
    columns: tuple[Column[Listed], ...] = (
        Column("keys", _("keys"), lambda own: own.bound, lambda own: own.shown),
        Column("action", _("action"), lambda own: own.id, lambda own: own.id, whole=True),
        Column("place", _("where"), lambda own: own.place or None, lambda own: own.place),
        Column("help", _("what it does"), lambda own: own.help, lambda own: own.help),
        Column("remapped", _("yours"), lambda own: own.own, lambda own: "✓" if own.own else ""),
    )
    output.rows(settings, Table(columns, listed(read(config.load().keys))))
