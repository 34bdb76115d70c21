"""``catalogue edit``: correct a record."""

from __future__ import annotations

from typing import Any

import click

from catalogue.cli import arguments, editing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command
from catalogue.i18n import N_

_HELP = N_(
    "Correct a record: FIELD=VALUE sets a field, a name (name_ru=…) or the links of a role (party=ID | ID); FIELD= "
    "empties it. Values are read as in an import. “catalogue undo” reverses it."
)


@click.command("edit", cls=Command, help=_HELP)
@click.argument("id", type=arguments.RECORD)
@click.argument("pairs", nargs=-1, metavar="[FIELD=VALUE]…")
@editing.removals
@editing.additions
@click.pass_obj
def command(settings: Settings, /, id: str, pairs: tuple[str, ...], **given: Any) -> None:  # noqa: A002 - the argument's name
    """Show the changes, and write them as one batch."""
    editing.edit(settings, id, pairs, **given)
