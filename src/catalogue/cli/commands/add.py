"""``catalogue add``: a new record."""

from __future__ import annotations

from typing import Any

import click

from catalogue.cli import arguments, editing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command
from catalogue.i18n import N_

_HELP = N_(
    "Add a record of a kind, as in: catalogue add technopark name_en=… country=UZ residents='>10'. Without id=… it "
    "gets an id from its name. Values are read as in an import."
)


@click.command("add", cls=Command, help=_HELP)
@click.argument("kind", type=arguments.KIND)
@click.argument("pairs", nargs=-1, metavar="[FIELD=VALUE]…")
@editing.additions
@click.pass_obj
def command(settings: Settings, /, kind: str, pairs: tuple[str, ...], **given: Any) -> None:
    """Show the new record, and write it as one batch."""
    editing.add(settings, kind, pairs, **given)
