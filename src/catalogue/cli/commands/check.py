"""``catalogue check``: the health of the file."""

from __future__ import annotations

import click

from catalogue.api import care
from catalogue.cli import arguments, output, recovering
from catalogue.cli.context import Settings
from catalogue.cli.failure import OPERATION
from catalogue.cli.groups import Command
from catalogue.i18n import N_
from catalogue.present import counts


@click.command("check", cls=Command, help=N_("Check integrity, references, search index and computed values."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings) -> int:
    """Print one row for each check; exit code 1 if something is wrong."""
    with recovering.opened(settings) as session:
        findings = care.check(session)
        output.rows(settings, counts.finding_table(findings))
        return 0 if all(finding.ok for finding in findings) else OPERATION
