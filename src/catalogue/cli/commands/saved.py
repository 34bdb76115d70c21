"""``catalogue saved``: searches by name."""

from __future__ import annotations

import click

from catalogue.cli import annotating, arguments, completing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.errors import BadUsage
from catalogue.i18n import N_


@click.command("saved", cls=Command, help=N_("Save a search under a name; print the query of one; list them."))
@click.argument("name", required=False, shell_complete=completing.saved)
@click.argument("query", nargs=-1, metavar="[QUERY]", shell_complete=completing.query)
@option("--rename", "new", metavar="NAME", help=N_("Give the search of this name another name."))
@option("--remove", is_flag=True, help=N_("Remove the search of this name."))
@arguments.columns(N_("The columns of its list, with commas; “” for the usual ones."))
@arguments.formats()
@click.pass_obj
def command(
    settings: Settings,
    name: str | None,
    query: tuple[str, ...],
    *,
    remove: bool,
    new: str | None,
    columns: tuple[str, ...] | None,
) -> None:
    """Print saved searches, or with a query save one."""
    given = {"--remove": remove, "--rename": new is not None, "QUERY": bool(query or columns is not None)}
    if len(apart := tuple(option for option, chosen in given.items() if chosen)) > 1:
        raise BadUsage("usage.apart", options=apart)
    if name is not None and remove:
        annotating.forget(settings, name)
    elif name is not None and new is not None:
        annotating.rename(settings, name, new)
    elif name is not None and (query or columns is not None):
        annotating.save(settings, name, " ".join(query) if query else None, columns)
    else:
        annotating.searches(settings, name)
