"""``catalogue browse``: the screens."""

from __future__ import annotations

import click

from catalogue.cli import arguments
from catalogue.cli.context import Settings, at_terminal, draws
from catalogue.cli.groups import Command, option
from catalogue.errors import BadUsage
from catalogue.i18n import N_

VIEWS = ("agreements", "technoparks", "clusters", "all", "agenda", "charts", "saved")


@click.command("browse", cls=Command, help=N_("Open the screens, on a query if one is given."))
@arguments.query
@option("--view", type=click.Choice(VIEWS), help=N_("The view to begin with."))
@option("--select", type=arguments.RECORD, metavar="ID", help=N_("The record to begin with."))
@option("--read-only", is_flag=True, help=N_("Write nothing."))
@click.pass_obj
def command(settings: Settings, query: str, view: str | None, select: str | None, read_only: bool) -> int:
    """Open the screens; exit code 2 without a terminal."""
    return run(settings, query=query, view=view, select=select, read_only=read_only)


def run(
    settings: Settings,
    *,
    query: str = "",
    view: str | None = None,
    select: str | None = None,
    read_only: bool = False,
) -> int:
    """Run the screens until the user quits. Raises ``BadUsage('terminal.missing' | 'terminal.dumb')``."""
    if not at_terminal():
        raise BadUsage("terminal.missing" if draws() else "terminal.dumb")
    lang, path = settings.asked_language(), settings.path()
    from catalogue.tui import starting

    starting.begin()
    from catalogue.tui.launching import run as screens

    return screens(path, lang=lang, query=query, view=view, select=select, read_only=read_only)
