"""The implementation of the ``bundle`` commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from catalogue.api import bundles
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.model.bundles import Policy
from catalogue.present import exchange


def init(settings: Settings, office: str | None) -> None:
    """Make the catalogue a hub, or the copy of an office."""
    with settings.session(read_only=False) as session:
        if office is None:
            bundles.init_hub(session)
        else:
            bundles.init_office(session, office)
    data = {"path": settings.path(), "office": office}
    remarks.note(settings, "bundle.hub_made" if office is None else "bundle.office_made", data)


def create(settings: Settings, out: str, to: str) -> None:
    """Write a bundle."""
    with settings.session(read_only=False) as session:
        if not to:  # at the hub it was done when bundles were applied, once for all offices that get an answer
            bundles.prove(session)
        manifest, records = bundles.create(session, out, to=to)
    data = {"path": out, "number": manifest.number, "office": manifest.office, "records": records}
    remarks.note(settings, "bundle.answer_made" if to else "bundle.made", data)


def apply(settings: Settings, files: Sequence[str], policy: str, *, dry_run: bool) -> None:
    """Apply bundles and report the result of each."""
    still = 0
    with settings.session(read_only=False) as session:
        bundles.prove(session)
        for path in files:
            done = bundles.apply(session, path, policy=cast(Policy, policy), dry_run=dry_run)
            code = "bundle.repeated" if done.repeated else "bundle.tried" if dry_run else "bundle.taken"
            counts = {"records": done.records, "settled": done.settled, "open": done.open, "batch": done.batch}
            remarks.note(settings, code, {"path": path, **counts})
            still += done.open
    if still and not dry_run:
        remarks.note(settings, "bundle.open", {"open": still})


def status(settings: Settings) -> None:
    """Print the partners and the identity of this copy."""
    with settings.session() as session:
        state = bundles.status(session)
    office = state.identity.office
    remarks.note(settings, "bundle.is_office" if office else "bundle.is_hub", {"office": office})
    output.rows(settings, exchange.partners(state))
    if office:
        remarks.note(settings, "bundle.untold", {"untold": state.unsent})
    if state.open:
        remarks.note(settings, "bundle.open", {"open": state.open})


def conflicts(settings: Settings, *, every: bool) -> None:
    """Print the open conflicts, or all that ever existed."""
    with settings.session() as session:
        found = bundles.conflicts(session, all_of_them=every)
    if settings.form is None:
        lang = settings.language()
        output.chunks(
            settings, output.rendered(settings, (line for own in found for line in exchange.conflict_lines(own, lang)))
        )
    else:
        output.rows(settings, exchange.conflicts(found))


def settle(settings: Settings, number: int, side: str) -> None:
    """Settle one conflict."""
    with settings.session(read_only=False) as session:
        done = bundles.settle(session, number, cast(Policy, side), actor=settings.actor())
    remarks.note(settings, "bundle.settled", {"number": number, "record": done.conflict.record, "side": side})


def log(settings: Settings) -> None:
    """Print the writes of other copies."""
    with settings.session() as session:
        output.rows(settings, exchange.batches(bundles.batches(session)))
