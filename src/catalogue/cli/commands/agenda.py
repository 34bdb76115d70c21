"""``catalogue agenda``: deadlines, overdue entries, and entries without a date."""

from __future__ import annotations

from typing import Any

import click

from catalogue.cli import arguments, work_list
from catalogue.cli.context import Settings
from catalogue.cli.days import FIRST
from catalogue.cli.groups import Command, option
from catalogue.cli.work_list import AgendaRequest
from catalogue.errors import BadUsage
from catalogue.i18n import N_


@click.command("agenda", cls=Command, help=N_("List what is overdue and what comes up: terms, notice, milestones, …"))
@arguments.query
@option("--from", "start", type=FIRST, metavar="DAY", help=N_("Only from this day on; for example “-30d” or “2025”."))
@option("--days", type=arguments.Whole(0), metavar="N", help=N_("How many days ahead; 90 if not given."))
@option("--overdue", is_flag=True, help=N_("Only what is overdue; with --days or --from, that too."))
@option("--undated", is_flag=True, help=N_("Only what has no day; with --days or --from, that too."))
@option(
    "--months",
    type=click.IntRange(0, 1200),
    default=12,
    metavar="N",
    help=N_("Months after signature when entry into force is expected; 12 if not given."),
)
@option("--ics", metavar="FILE", help=N_("Write a calendar file with alarms; “-” for standard output."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings, /, ics: str | None, **options: Any) -> None:
    """Print the entries by month, as rows, or as a calendar."""
    if ics and settings.form:
        raise BadUsage("usage.apart", options=("--ics", f"--{settings.form}"))
    with settings.session() as session:
        work_list.agenda(session, settings, AgendaRequest(**options), ics)
