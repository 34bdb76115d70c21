"""``catalogue merge``: two records into one."""

from __future__ import annotations

import click

from catalogue.cli import arguments, differing
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command
from catalogue.i18n import N_

_HELP = N_(
    "Merge two records: KEPT stays and takes over the names, links, terms and claims of GONE. Where they "
    "disagree, both values are kept as claims. “catalogue undo” reverses it."
)


@click.command("merge", cls=Command, help=_HELP)
@click.argument("kept", type=arguments.RECORD, metavar="KEPT")
@click.argument("gone", type=arguments.RECORD, metavar="GONE")
@arguments.dry_run
@arguments.formats("json", "nl")
@click.pass_obj
def command(settings: Settings, kept: str, gone: str, dry_run: bool) -> None:
    """Merge as one batch and show what changed."""
    differing.merge(settings, kept, gone, dry_run=dry_run)
