"""``catalogue show``: records in full."""

from __future__ import annotations

from datetime import date

import click

from catalogue.cli import arguments
from catalogue.cli.context import Settings
from catalogue.cli.days import LAST
from catalogue.cli.groups import Command, option
from catalogue.cli.showing import cards, histories
from catalogue.errors import BadUsage
from catalogue.i18n import N_


@click.command("show", cls=Command, help=N_("Show records with their values, names, links and sources."))
@click.argument("ids", nargs=-1, required=True, type=arguments.RECORD, metavar="ID…")
@option("--history", is_flag=True, help=N_("Show what was written to the record, and when."))
@option("--at", "day", type=LAST, metavar="DAY", help=N_("As it was at the end of this day (UTC)."))
@arguments.formats("json", "md")
@click.pass_obj
def command(settings: Settings, ids: tuple[str, ...], history: bool, day: date | None) -> None:
    """Print each record as a card, of today or of another day, or its history as a table."""
    if history and day:
        raise BadUsage("usage.apart", options=("--history", "--at"))
    with settings.session() as session:
        if history:
            histories(session, settings, ids)
        else:
            cards(session, settings, ids, day=day)
