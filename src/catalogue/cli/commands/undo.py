"""``catalogue undo``: undo a write."""

from __future__ import annotations

import click

from catalogue.api import history
from catalogue.cli import arguments, remarks
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command
from catalogue.i18n import N_


@click.command("undo", cls=Command, help=N_("Undo a batch of changes: the latest, or the one with this number."))
@click.argument("batch", required=False, type=arguments.Whole(1))
@click.pass_obj
def command(settings: Settings, batch: int | None) -> None:
    """Undo by a new write, so that it can be seen and undone."""
    with settings.session(read_only=False) as session:
        done = history.undo(session, batch, actor=settings.actor())
    remarks.note(settings, "undo.done", {"batch": done.number, "records": done.records, "undone": done.undoes})
