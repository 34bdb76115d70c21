"""``catalogue neighbours``: the records that can be reached from a record."""

from __future__ import annotations

import click

from catalogue.api import neighbourhood
from catalogue.cli import arguments, output, remarks
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, option
from catalogue.errors import BadUsage
from catalogue.i18n import N_
from catalogue.present import graphs


@click.command("neighbours", cls=Command, help=N_("Show the records that can be reached from one by links."))
@click.argument("id", type=arguments.RECORD)
@option("--depth", type=click.IntRange(0, 9), default=1, metavar="N", help=N_("How many links away; 1 if not given."))
@option("--limit", type=arguments.Whole(1), default=neighbourhood.MOST, metavar="N", help=N_("At most N records."))
@option(
    "--format",
    "form",
    type=click.Choice(["tree", "graphml", "dot", "json"]),
    default="tree",
    help=N_("A tree of lines, or a graph for other programs."),
)
@arguments.formats("json", "md")
@click.pass_obj
def command(settings: Settings, id: str, depth: int, limit: int, form: str) -> None:  # noqa: A002 - the argument's name
    """Print the neighbourhood as a tree or a graph."""
    if settings.form and form not in ("tree", settings.form):
        raise BadUsage("usage.apart", options=(f"--format {form}", f"--{settings.form}"))
    with settings.session() as session:
        found = neighbourhood.neighbourhood(session, id, depth, limit=limit)
        lang = session.lang
    if settings.form == "json" or form == "json":
        output.json(settings, graphs.as_data(found))
    elif form == "tree":
        output.sheet(settings, graphs.sheet(found, lang))
    else:
        output.chunks(settings, [graphs.graphml(found) if form == "graphml" else graphs.dot(found, lang)], data=True)
    if found.cut:
        remarks.note(settings, "neighbours.cut", {"limit": limit})
