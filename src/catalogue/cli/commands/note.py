"""``catalogue note``: the user's notes."""

from __future__ import annotations

import click

from catalogue.cli import annotating, arguments
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.errors import BadUsage
from catalogue.i18n import N_


@click.command("note", cls=Command, help=N_("Add a note to a record (“-” reads it from standard input); list notes."))
@click.argument("id", required=False, type=arguments.RECORD)
@click.argument("text", nargs=-1)
@option("--remove", "number", type=arguments.Whole(1), metavar="N", help=N_("Remove note number N of the record."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings, id: str | None, text: tuple[str, ...], number: int | None) -> None:  # noqa: A002 - the argument's name
    """List notes, or with a text add one."""
    if number is not None:
        if id is None or text:
            raise BadUsage("usage.apart", options=("--remove", "TEXT"))
        annotating.unnote(settings, id, number)
    elif id is not None and text:
        annotating.note(settings, id, " ".join(text))
    else:
        annotating.notes(settings, id)
