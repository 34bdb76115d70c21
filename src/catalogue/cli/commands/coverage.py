"""``catalogue coverage``: declared totals compared with what is recorded."""

from __future__ import annotations

import click

from catalogue.api import stats
from catalogue.cli import arguments, output, remarks
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command
from catalogue.i18n import N_
from catalogue.present import counts, coverage


@click.command("coverage", cls=Command, help=N_("Compare the totals that sources declare with what is recorded."))
@arguments.query
@arguments.formats()
@click.pass_obj
def command(settings: Settings, query: str) -> None:
    """Print a sentence for each declared total, or a row in the chosen format."""
    with settings.session() as session:
        remarks.understood(settings, session, query)
        gaps = stats.coverage(session, query)
        if settings.form in (None, "md"):
            output.sheet(settings, coverage.sheet(gaps, session.lang))
        else:
            output.rows(settings, counts.gap_table(gaps, session.lang))
        if not gaps:
            remarks.note(settings, "coverage.nothing")
