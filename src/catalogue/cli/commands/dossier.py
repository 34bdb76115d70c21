"""``catalogue dossier``: a brief with numbered sources."""

from __future__ import annotations

import click

from catalogue.cli import arguments, reporting
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_


@click.command(
    "dossier", cls=Command, help=N_("Write a brief on two countries, a region, a record, or what a query finds.")
)
@arguments.query
@option("-o", "--out", metavar="FILE|-", default="-", help=N_("Where to: .md, .html or .json; “-” is standard output."))
@option("--format", "form", type=click.Choice(["md", "html", "json"]), help=N_("Default: by the file's name, else md."))
@option("--days", type=arguments.Whole(0), metavar="N", help=N_("Days ahead of its agenda; 365 if not given."))
@click.pass_obj
def command(settings: Settings, query: str, out: str, form: str | None, days: int | None) -> None:
    """Write the dossier, complete or not at all."""
    reporting.dossier(settings, query, out, form=form, days=days)
