"""``catalogue bundle``: the exchange with other offices."""

from __future__ import annotations

import click

from catalogue.cli import arguments, exchanging
from catalogue.cli.context import Settings
from catalogue.cli.groups import Command, Group, option
from catalogue.errors import BadUsage
from catalogue.i18n import N_
from catalogue.model.bundles import POLICIES

_POLICY = click.Choice(POLICIES)


@click.group(cls=Group, help=N_("Exchange changes with other offices by files: a hub and its copies."))
def command() -> None:
    """The commands of the exchange."""


@command.command("init", cls=Command, help=N_("Start an exchange as its hub, or join one as an office."))
@option("--hub", is_flag=True, help=N_("Make this catalogue the hub; then give each office a copy of it."))
@option("--office", metavar="NAME", help=N_("Make this copy of the hub an office's copy."))
@click.pass_obj
def init(settings: Settings, hub: bool, office: str | None) -> None:
    """Requires exactly one of ``hub`` and ``office``."""
    if hub == (office is not None):
        raise BadUsage("bundle.what")
    exchanging.init(settings, office)


@command.command("create", cls=Command, help=N_("Write the changes that the other side does not have yet to a file."))
@option("-o", "--out", required=True, metavar="FILE", help=N_("The bundle to write."))
@option("--to", default="", metavar="OFFICE", help=N_("At the hub: the office to answer."))
@click.pass_obj
def create(settings: Settings, out: str, to: str) -> None:
    """Write a bundle: at an office for the hub, at the hub for an office."""
    exchanging.create(settings, out, to)


@command.command("apply", cls=Command, help=N_("Apply bundles, each completely or not at all."))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@option(
    "--policy",
    type=_POLICY,
    default="ask",
    help=N_(
        "When both sides changed the same thing: keep ours, theirs, the newest, or both as claims; or keep "
        "ours and list it (ask)."
    ),
)
@arguments.dry_run
@click.pass_obj
def apply(settings: Settings, files: tuple[str, ...], policy: str, dry_run: bool) -> None:
    """Apply bundles one after another; stop at the first that is refused."""
    exchanging.apply(settings, files, policy, dry_run=dry_run)


@command.command("status", cls=Command, help=N_("Show the role of this copy and the progress of each partner."))
@arguments.formats()
@click.pass_obj
def status(settings: Settings) -> None:
    """Print a row for each partner."""
    exchanging.status(settings)


@command.command("conflicts", cls=Command, help=N_("List the conflicts between two copies, or settle one."))
@option("--all", "every", is_flag=True, help=N_("Include those already settled."))
@option("--settle", type=arguments.Whole(1), metavar="N", help=N_("Settle the conflict with this number."))
@option("--take", type=click.Choice(("ours", "theirs", "keep-both-as-claims")), help=N_("The side to keep."))
@arguments.formats()
@click.pass_obj
def conflicts(settings: Settings, every: bool, settle: int | None, take: str | None) -> None:
    """Print conflicts with both values and their origins, or settle one."""
    if settle is None and take is not None:
        raise BadUsage("bundle.settle_which")
    if settle is None:
        exchanging.conflicts(settings, every=every)
    elif take is None:
        raise BadUsage("bundle.settle_how")
    else:
        exchanging.settle(settings, settle, take)


@command.command("log", cls=Command, help=N_("List the batches of changes made in other copies."))
@arguments.formats()
@click.pass_obj
def log(settings: Settings) -> None:
    """Print the writes of other copies that were received in bundles."""
    exchanging.log(settings)
