"""``catalogue sql``: a SELECT of the user's own."""

from __future__ import annotations

import click

from catalogue.cli import arguments, output
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command
from catalogue.i18n import N_


@click.command(
    "sql", cls=Command, help=N_("Print what a SELECT finds in the tables and views; nothing can be written.")
)
@click.argument("statement")
@arguments.formats()
@click.pass_obj
def command(settings: Settings, statement: str) -> None:
    """Print the rows of one statement."""
    from catalogue.api import sql
    from catalogue.present import plain_rows

    with settings.session() as session:
        columns, rows = sql.select(session, statement)
        output.rows(settings, plain_rows.table(columns, rows))
