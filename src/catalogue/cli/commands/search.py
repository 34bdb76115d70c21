"""``catalogue search``: records that match a query."""

from __future__ import annotations

from typing import Any

import click

from catalogue.api import find
from catalogue.cli import arguments, completing, remarks
from catalogue.cli.context import Settings
from catalogue.cli.failure import EMPTY, USAGE
from catalogue.cli.groups import Command, option
from catalogue.cli.searching import MODES, SearchRequest
from catalogue.i18n import N_


@click.command("search", cls=Command, help=N_("List records that match a query; all records without one."))
@arguments.query
@arguments.kind
@arguments.columns(N_("Columns, with commas; any field, and kind, label, date, parties, …"))
@arguments.sort
@option("--limit", type=arguments.Whole(0), metavar="N", help=N_("At most N records; 0 for all. A table shows 50."))
@option("--offset", type=arguments.Whole(0), default=0, metavar="N", help=N_("Leave out the first N records."))
@option("--count", "mode", flag_value="count", default="rows", help=N_("Print only how many there are."))
@option("--ids", "mode", flag_value="ids", help=N_("Print only ids, best first, one per line."))
@option("--explain", "mode", flag_value="explain", help=N_("Print how the query is understood."))
@option(
    "--saved",
    metavar="NAME",
    default="",
    shell_complete=completing.saved,
    help=N_("Search within what a saved search finds, with its columns."),
)
@option("--exact", is_flag=True, help=N_("Do not try other spellings when nothing is found."))
@option("--fail-if-empty", is_flag=True, help=N_("Exit with 4 when nothing is found."))
@option("--strict", is_flag=True, help=N_("Exit with 2 when part of the query was not understood."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings, /, mode: str, fail_if_empty: bool, strict: bool, saved: str, **options: Any) -> int:
    """Print rows, ids, a count or an explanation."""
    with settings.session() as session:
        if saved:
            from catalogue.api import marks

            options["query"] = marks.within(session, saved, options["query"])
            options["columns"] = options["columns"] or marks.saved(session, saved).columns
        found = MODES[mode](session, settings, SearchRequest(**options))
        if not find.is_indexed(session):
            remarks.note(settings, "search.analyser")
    if strict and found.notes:
        return USAGE
    return EMPTY if fail_if_empty and not found.number else 0
