"""``catalogue log``: the history of writes."""

from __future__ import annotations

import click

from catalogue.api import history
from catalogue.cli import arguments, output
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_
from catalogue.present import counts


@click.command(
    "log", cls=Command, help=N_("List the latest batches of changes; with an id, the changes of that record.")
)
@click.argument("id", required=False, type=arguments.RECORD)
@option("--limit", type=arguments.Whole(1), default=20, metavar="N", help=N_("At most N batches."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings, id: str | None, limit: int) -> None:  # noqa: A002 - the argument's name
    """Print one row for each write, or for each change of the record."""
    with settings.session() as session:
        batches = history.log(session, record=id, limit=limit)
        if id:
            output.rows(settings, counts.change_table([(id, batches)]))
        else:
            output.rows(settings, counts.batch_table(batches))
