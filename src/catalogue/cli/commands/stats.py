"""``catalogue stats``: counts, completeness, and sums that keep their qualifiers."""

from __future__ import annotations

import click

from catalogue.cli import arguments, statistics
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.errors import BadUsage
from catalogue.i18n import N_


@click.command("stats", cls=Command, help=N_("Count records by kind, and how much of them is recorded."))
@arguments.query
@arguments.kind
@option(
    "--sum",
    "total",
    metavar="FIELD",
    help=N_("Add up a figure; different qualifiers and currencies are kept apart."),
)
@option("--fields", is_flag=True, help=N_("One row for each field, with the share that is not recorded."))
@option("--by", metavar="FIELD", help=N_("One row for each value of a field: kind, country, year, status, …"))
@option("--charts", is_flag=True, help=N_("Bars by kind, year, status, sector, country and region."))
@option("--map", "on_map", is_flag=True, help=N_("A map with a count at the centre of each region."))
@arguments.formats()
@click.pass_obj
def command(
    settings: Settings, /, query: str, kind: str | None, *,
    total: str | None, fields: bool, by: str | None, charts: bool, on_map: bool,
) -> None:  # fmt: skip
    """Print counts by kind, by value or by field, or a sum."""
    asked = {"--sum": total, "--fields": fields, "--by": by, "--charts": charts, "--map": on_map}
    given = [name for name, value in asked.items() if value]
    if len(given) > 1:
        raise BadUsage("usage.apart", options=tuple(given))
    with settings.session() as session:
        if by:
            statistics.by(session, settings, by, query, kind)
        elif charts:
            statistics.charts(session, settings, query, kind)
        elif on_map:
            statistics.on_map(session, settings, query, kind)
        elif total:
            statistics.total(session, settings, total, query, kind)
        else:
            statistics.counts(session, settings, query, kind, by_field=fields or kind is not None)
