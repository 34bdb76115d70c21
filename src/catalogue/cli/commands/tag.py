"""``catalogue tag``: the user's tags."""

from __future__ import annotations

import click

from catalogue.cli import annotating, arguments, completing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_


@click.command("tag", cls=Command, help=N_("Tag records (ids, or “-” for standard input); list tags, or what has one."))
@click.argument("tag", required=False, shell_complete=completing.tags)
@click.argument("ids", nargs=-1, type=arguments.RECORD, metavar="[ID…]")
@option("--remove", is_flag=True, help=N_("Remove the tag from these records."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings, tag: str | None, ids: tuple[str, ...], remove: bool) -> None:
    """List tags, or with ids tag records."""
    if tag is not None and (ids or remove):
        annotating.tag(settings, tag, ids, remove=remove)
    else:
        annotating.tags(settings, tag)
