"""``catalogue cite``: citations of records and sources."""

from __future__ import annotations

import click

from catalogue.cli import arguments, reporting
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_


@click.command("cite", cls=Command, help=N_("Print how to cite records and sources."))
@click.argument("ids", nargs=-1, required=True, type=arguments.RECORD, metavar="ID…")
@option(
    "--style",
    type=click.Choice(["text", "bibtex", "csl-json"]),
    default="text",
    help=N_("A line of text (the default), BibTeX, or CSL-JSON."),
)
@arguments.output_file
@click.pass_obj
def command(settings: Settings, ids: tuple[str, ...], style: str) -> None:
    """Print one citation for each."""
    reporting.cite(settings, ids, style)
