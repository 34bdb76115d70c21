"""``catalogue compare``: records of one kind side by side."""

from __future__ import annotations

import click

from catalogue.api import compare
from catalogue.cli import arguments, output
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_
from catalogue.present import comparison


@click.command("compare", cls=Command, help=N_("Show records of one kind side by side, differences marked with ≠."))
@click.argument("ids", nargs=-1, required=True, type=arguments.RECORD, metavar="ID ID…")
@option("--diff-only", is_flag=True, help=N_("Only what differs."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings, ids: tuple[str, ...], diff_only: bool) -> None:
    """Print a line for each field, a column for each record."""
    with settings.session() as session:
        found = compare.compare(session, ids)
        width = output.room(settings)
        if width is not None and settings.form in (None, "table"):
            result = comparison.lines(found, session.lang, width, differing=diff_only)
            output.chunks(settings, output.rendered(settings, result))
        else:
            output.rows(settings, comparison.table(found, session.lang, differing=diff_only))
