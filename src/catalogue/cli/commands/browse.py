"""``catalogue browse``: the screens."""

from __future__ import annotations

from typing import Any

import click

from catalogue.cli import arguments, completing
from catalogue.cli.context import Settings, at_terminal, draws
from catalogue.cli.groups import Command, option
from catalogue.errors import BadUsage
from catalogue.i18n import N_

VIEWS = ("agreements", "technoparks", "clusters", "all", "agenda", "charts", "saved")


@click.command("browse", cls=Command, help=N_("Open the screens, on a query if one is given."))
@arguments.query
@option("--view", type=click.Choice(VIEWS), help=N_("The view to begin with."))
@option("--select", type=arguments.RECORD, metavar="ID", help=N_("The record to begin with."))
@option(
    "--saved",
    metavar="NAME",
    default="",
    shell_complete=completing.saved,
    help=N_("Begin with a saved search and its columns."),
)
@option("--read-only", is_flag=True, help=N_("Write nothing."))
@click.pass_obj
def command(settings: Settings, /, **options: Any) -> int:
    """Open the screens; exit code 2 without a terminal."""
    return run(settings, **options)


def run(settings: Settings, **options: Any) -> int:
    """Run the screens until the user quits. Raises ``BadUsage('terminal.missing' | 'terminal.dumb')``."""
    if not at_terminal():
        raise BadUsage("terminal.missing" if draws() else "terminal.dumb")
    lang, path = settings.asked_language(), settings.path()
    from catalogue.tui import starting

    starting.begin()
    from catalogue.tui.launching import run as screens

    return screens(path, lang=lang, **options)
