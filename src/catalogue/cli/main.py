"""``catalogue``: the group of all commands, and the action without a command."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

import click

from catalogue.cli import output, remarks
from catalogue.cli.context import Settings, at_terminal, draws
from catalogue.cli.failure import USAGE
from catalogue.cli.groups import Option, Program
from catalogue.errors import BadUsage
from catalogue.i18n import N_
from catalogue.i18n import gettext as _


class Catalogue(Program):
    """The commands, grouped by purpose."""

    package = "catalogue.cli.commands"
    sections = {  # noqa: RUF012 - read only
        N_("Viewing"): {
            "browse": N_("Open the screens."),
            "serve": N_("Show the screens in a browser."),
            "search": N_("List records that match a query."),
            "pick": N_("Choose records in a list, print their ids."),
            "show": N_("Show records with their links and sources."),
            "facets": N_("Count the values of a field."),
            "stats": N_("Count records and what is known about them; add up a figure."),
            "compare": N_("Show records of one kind side by side."),
            "neighbours": N_("Show what can be reached from a record."),
        },
        N_("Deadlines and reports"): {
            "agenda": N_("List deadlines, what is overdue, and what has no date."),
            "coverage": N_("Compare declared totals with what is recorded."),
            "lint": N_("List what is doubtful in the data."),
            "dossier": N_("Write a brief with numbered sources."),
            "cite": N_("Print citations of records and sources."),
        },
        N_("Editing"): {
            "edit": N_("Correct a record: values, names, links, claims."),
            "add": N_("Add a record."),
            "remove": N_("Remove a record."),
            "undo": N_("Undo a batch of changes."),
        },
        N_("Own marks"): {
            "tag": N_("Tag records; list tags."),
            "note": N_("Write notes on records; list notes."),
            "star": N_("Star records; list starred records."),
            "saved": N_("Save searches under names; list them."),
            "marks": N_("Export and import tags, notes, stars and saved searches."),
        },
        N_("Import and export"): {
            "import": N_("Read records from files."),
            "export": N_("Write records to a file or a folder."),
            "diff": N_("Show the differences between two catalogues, or a catalogue and a file."),
            "merge": N_("Merge two records into one."),
            "bundle": N_("Exchange changes with other offices by files."),
        },
        N_("Maintenance"): {
            "log": N_("List what was written, or what happened to a record."),
            "check": N_("Check the health of the catalogue."),
            "db": N_("Create, copy, upgrade and locate catalogues."),
            "sql": N_("Print what a SELECT finds."),
            "keys": N_("List the keys of the screens."),
            "config": N_("Show the settings and where they are."),
            "completion": N_("Print the completion script of a shell."),
        },
    }


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from catalogue import __version__
    from catalogue.api.versions import versions

    schema, sqlite = versions()
    output.line(f"catalogue {__version__} (schema {schema}, SQLite {sqlite}, Python {sys.version.split()[0]})")
    ctx.exit()


@click.command(
    "catalogue",
    cls=Catalogue,
    invoke_without_command=True,
    help=N_("An offline catalogue of international and interregional agreements, technoparks and clusters."),
)
@click.option(
    "--version", cls=Option, is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help=N_("Show the versions of program, schema, SQLite and Python."),
)  # fmt: skip
@click.pass_context
def program(ctx: click.Context) -> int:
    """Without a command: the screens in a terminal, else a short help and exit code 2."""
    if ctx.invoked_subcommand is not None:
        return 0
    if at_terminal():
        from catalogue.cli.commands.browse import run

        return run(ctx.ensure_object(Settings))
    if not draws() and sys.stdout is not None and sys.stdout.isatty():
        raise BadUsage("terminal.dumb")
    remarks.write_line(ctx.get_usage())
    remarks.write_line(_("In a terminal this opens the screens. “catalogue --help” lists the commands."))
    return USAGE


def main() -> int:
    """The entry point of the command ``catalogue``; a clean exit if the system terminates the program.

    Files that it writes are readable only by its user, including those that SQLite creates itself.
    """
    os.umask(0o077)
    _fill_closed_streams()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _ended)
    program.main()


def _fill_closed_streams() -> None:
    """Prevent files of the program from getting the descriptor of a standard stream that was closed at its start."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)


def _ended(number: int, frame: object) -> NoReturn:
    """Leave through every ``finally``, so that nothing half-written stays behind."""
    sys.exit(128 + number)
