"""``catalogue lint``: doubtful data."""

from __future__ import annotations

import click

from catalogue import config
from catalogue.api import lint
from catalogue.cli import arguments, remarks, work_list
from catalogue.cli.context import Settings
from catalogue.cli.failure import OPERATION
from catalogue.cli.groups import Command, option
from catalogue.i18n import N_
from catalogue.model.lint import SEVERITIES, Severity


@click.command("lint", cls=Command, help=N_("List what is doubtful in the data, and what to do about it."))
@arguments.query
@option("--rule", "rules", multiple=True, metavar="ID", help=N_("Only this rule; may be given again."))
@option("--severity", type=click.Choice(SEVERITIES), default="info", help=N_("Only findings at least this severe."))
@option("--strict", is_flag=True, help=N_("Exit with 1 when there are findings."))
@arguments.formats()
@click.pass_obj
def command(settings: Settings, query: str, rules: tuple[str, ...], severity: Severity, strict: bool) -> int:
    """Print the findings record by record, or a row for each."""
    with settings.session() as session:
        remarks.understood(settings, session, query)
        flaws = lint.lint(session, query, today=config.today(), rules=rules, severity=severity)
        found = work_list.lint(settings, flaws, session.lang)
    return OPERATION if strict and found else 0
