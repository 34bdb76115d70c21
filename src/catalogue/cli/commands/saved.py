"""``catalogue saved``: searches by name."""

from __future__ import annotations

import click

from catalogue.cli import annotating, arguments, completing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_


@click.command("saved", cls=Command, help=N_("Save a search under a name; print the query of one; list them."))
@click.argument("name", required=False, shell_complete=completing.saved)
@click.argument("query", nargs=-1, metavar="[QUERY]", shell_complete=completing.query)
@option("--remove", is_flag=True, help=N_("Remove the search of this name."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings, name: str | None, query: tuple[str, ...], remove: bool) -> None:
    """Print saved searches, or with a query save one."""
    if name is not None and remove:
        annotating.forget(settings, name)
    elif name is not None and query:
        annotating.save(settings, name, " ".join(query))
    else:
        annotating.searches(settings, name)
