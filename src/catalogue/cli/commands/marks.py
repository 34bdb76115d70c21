"""``catalogue marks``: tags, notes, stars and saved searches as a separate file."""

from __future__ import annotations

import click

from catalogue.cli import remarks
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, Group
from catalogue.i18n import N_


@click.group("marks", cls=Group, help=N_("Move tags, notes, stars and saved searches between catalogues."))
def command() -> None:
    """Marks are not part of imports and exports of records."""


@command.command("export", cls=Command, help=N_("Write them to a JSON file; “-” is standard output."))
@click.argument("file")
@click.pass_obj
def export(settings: Settings, file: str) -> None:
    """Write the marks and report how many there were."""
    from catalogue.api import marks

    with settings.session() as session:
        held = marks.export(session, file)
    counts = {"tags": len(held.tags), "notes": len(held.notes), "stars": len(held.stars), "saved": len(held.saved)}
    remarks.note(settings, "marks.exported", {"path": file, **counts})


@command.command(
    "import", cls=Command, help=N_("Add the marks in a JSON file to the existing ones; “-” is standard input.")
)
@click.argument("file")
@click.pass_obj
def load(settings: Settings, file: str) -> None:
    """Read marks, add the new ones, and report those that were not added."""
    from catalogue.api import marks

    with settings.session(read_only=False) as session:
        done = marks.load(session, file)
    remarks.note(settings, "marks.imported", {"added": done.added, "known": done.known})
    if done.absent:
        remarks.note(settings, "marks.absent", {"ids": done.absent})
    if done.left:
        remarks.note(settings, "marks.left", {"names": done.left})
