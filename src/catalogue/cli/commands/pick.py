"""``catalogue pick``: choose records in the terminal, print their ids."""

from __future__ import annotations

import sys

import click

from catalogue.cli import arguments, output
from catalogue.cli.context import Settings, draws
from catalogue.cli.failure import INTERRUPTED
from catalogue.cli.groups import Command, option
from catalogue.errors import BadUsage
from catalogue.i18n import N_


@click.command("pick", cls=Command, help=N_("Choose records in a list below the prompt and print their ids."))
@arguments.query
@option("--multi", is_flag=True, help=N_("Choose several: tab marks."))
@click.pass_obj
def command(settings: Settings, query: str, multi: bool) -> int:
    """Let the user choose in a list drawn on standard error; exit code 130 if nothing was chosen."""
    if not draws():
        raise BadUsage("terminal.dumb")
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise BadUsage("terminal.missing-below")
    lang, path = settings.asked_language(), settings.path()
    from catalogue.tui import starting

    starting.begin()
    from catalogue.tui.pick import pick

    chosen = pick(path, lang=lang, query=query, multi=multi)
    for record in chosen or ():
        output.line(record)
    return 0 if chosen else INTERRUPTED
