"""``catalogue facets``: the values of a field and how often they occur."""

from __future__ import annotations

from typing import Literal

import click

from catalogue.api import find
from catalogue.cli import arguments, completing, output, remarks
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_
from catalogue.present import counts

Order = Literal["count", "name"]


@click.command("facets", cls=Command, help=N_("Count the values of a field in the records of a query."))
@click.argument("field", shell_complete=completing.facets)
@arguments.query
@arguments.kind
@option("--null", is_flag=True, help=N_("Count the records without a value, too."))
@option("--limit", type=arguments.Whole(0), default=0, metavar="N", help=N_("At most N values; 0 for all."))
@option("--sort", type=click.Choice(["count", "name"]), default="count", help=N_("Order by count or by name."))
@arguments.formats()
@click.pass_obj
def command(
    settings: Settings, /, *, field: str, query: str, kind: str | None, null: bool, limit: int, sort: Order
) -> None:
    """Print value, label and count."""
    with settings.session() as session:
        facet = find.facets(session, query, [field], kind=kind, limit=limit or None, order=sort)[0]
        remarks.understood(settings, session, query, kind=kind)
        output.rows(settings, counts.facet_table(facet, null=null))
