"""Exchange between offices as hub and spoke, through files.

An office writes its changes since the last hub state it received into a bundle (``create``). The hub merges that bundle
cell by cell (``apply``) and writes a bundle with its resulting state (``create``). The office takes that state in and
applies on top of it the changes it has not sent yet. Changes are read from the history, so the size of a bundle depends
on the number of changes and not on the size of the catalogue. Each bundle is taken in as one transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from catalogue.api.bundle_apply import at_hub, at_office
from catalogue.api.session import Session
from catalogue.errors import BadUsage, Conflict, NotFound, Refused
from catalogue.model.bundles import (
    Applied,
    BundleRecord,
    ExchangedBatch,
    ExchangeStatus,
    Identity,
    Manifest,
    Partner,
    Policy,
    StoredConflict,
)
from catalogue.model.records import Record
from catalogue.model.threeway import is_current, settled, with_both_claims
from catalogue.store import journal, layout, origins, partners, past, records, repair
from catalogue.store.connection import Connection
from catalogue.store.journal import Writing
from catalogue.transfer import bundles
from catalogue.transfer.files.outputs import output

_NAMED = 5  # how many records a refusal names
_SHORT = 4 << 20  # bytes unpacked; the writes of a longer bundle are not held in memory until the end


def init_hub(session: Session) -> Identity:
    """Make this catalogue the hub of a new exchange. Raises ``Refused('bundle.is_part')``."""
    with session.writing() as connection, journal.one_transaction(connection):
        _not_yet(connection)
        identity = Identity(secrets.token_hex(8), "")
        partners.establish(connection, identity)
    return identity


def init_office(session: Session, name: str) -> Identity:
    """Make this catalogue, which must be a copy of the hub's file, the catalogue of an office.

    Raises ``BadUsage('bundle.office_name')``, ``Refused('bundle.no_hub' | 'bundle.is_part')``.
    """
    if not bundles.is_office(name):
        raise BadUsage("bundle.office_name", name=name)
    with session.writing() as connection, journal.one_transaction(connection):
        hub = partners.identity(connection)
        if hub is None:
            raise Refused("bundle.no_hub", path=str(session.path))
        if hub.office:
            raise Refused("bundle.is_part", office=hub.office)
        identity = Identity(hub.hub, name)
        partners.establish(connection, identity)
        base = partners.last(connection)
        digest = partners.digest(connection, identity.hub, base) or ""
        partners.save(connection, Partner("", base=base, there=base, digest=digest))
        partners.save_bundle(connection, 0, base)
    return identity


def _not_yet(connection: Connection) -> None:
    identity = partners.identity(connection)
    if identity is not None:
        raise Refused("bundle.is_part", office=identity.office)


def prove(session: Session) -> None:
    """Refuse a catalogue that another program has written into: the exchange relies on the history to find changes.

    Reads every record (0.06 ms each). Raises ``Refused('bundle.past_history')`` with the first ids.
    """
    changed_outside = tuple(islice(repair.changed_outside_history(session.reading), _NAMED))
    if changed_outside:
        raise Refused("bundle.past_history", path=str(session.path), records=changed_outside)


def create(session: Session, out: str, *, to: str = "") -> tuple[Manifest, int]:
    """Write a bundle: at an office for the hub, at the hub for the office ``to``.

    Returns its manifest and the number of records in it. Raises ``Refused('bundle.not_part')``, ``BadUsage('bundle.to'
    | 'bundle.to_hub')``, ``NotFound('bundle.office_unknown')``.
    """
    # The bundle number is stored before the file appears: a number may be skipped, but is never used twice.
    with output(out) as file, session.writing() as connection, journal.one_transaction(connection):
        own = _own(connection, session)
        if own.office:
            if to:
                raise BadUsage("bundle.to_hub")
            return _for_hub(connection, own, file)
        if not to:
            raise BadUsage("bundle.to")
        return _for_office(connection, own, file, to)


def _own(connection: Connection, session: Session) -> Identity:
    identity = partners.identity(connection)
    if identity is None:
        raise Refused("bundle.not_part", path=str(session.path))
    return identity


def _for_hub(connection: Connection, own: Identity, file: BinaryIO) -> tuple[Manifest, int]:
    hub = _hub(connection)
    number, until = partners.latest_bundle(connection) + 1, partners.last(connection)
    since = partners.sent_until(connection, hub.number) or 0
    manifest = Manifest("up", own.hub, own.office, number, hub.there, hub.digest, layout.VERSION, journal.now())
    changed = (
        BundleRecord(record, before, after, partners.times(connection, record, since))
        for record, before, after in _changes(connection, hub.base)
    )
    written = bundles.write(file, manifest, changed, partners.own_batches(connection, own.office, since))
    partners.save_bundle(connection, number, until)
    return manifest, written


def _changes(connection: Connection, base: int) -> Iterator[tuple[str, Record | None, Record | None]]:
    """Yield ``(id, before, after)`` for each record that differs from its state after batch ``base``.

    For a record found to have been changed outside the history the earlier state is unknown; ``before`` is None then,
    so that every field counts as a difference.
    """
    found = partners.found_outside_history(connection, base)
    for record in partners.changed(connection, base):
        before = None if record in found else past.after_batch(connection, record, base)
        after = records.load(connection, [record]).get(record)
        if before != after:
            yield record, before, after


def _for_office(connection: Connection, own: Identity, file: BinaryIO, to: str) -> tuple[Manifest, int]:
    office = partners.partner(connection, to)
    if office is None:
        known = tuple(each.name for each in partners.partners(connection))
        raise NotFound("bundle.office_unknown", office=to, known=known)
    last = partners.last(connection)
    manifest = Manifest(
        "down", own.hub, to, office.number, office.base, partners.digest(connection, own.hub, office.base) or "",
        layout.VERSION, journal.now(), last, partners.digest(connection, own.hub, last) or "",
        partners.content_hash(connection),
    )  # fmt: skip
    touched = sorted({*partners.changed(connection, office.base), *partners.records_received(connection, to)})
    records_to_send = (
        BundleRecord(
            each, None, records.load(connection, [each]).get(each), partners.times(connection, each, office.base)
        )
        for each in touched
    )
    return manifest, bundles.write(file, manifest, records_to_send, _news(connection, own, office))


def _news(connection: Connection, own: Identity, office: Partner) -> Iterator[ExchangedBatch]:
    yield from partners.own_batches(connection, own.office, office.base)
    yield from partners.exchanged_batches(connection, since=office.base, but=office.name)


def _hub(connection: Connection) -> Partner:
    hub = partners.partner(connection, "")
    assert hub is not None, "an office has known its hub since it was made one"
    return hub


def apply(session: Session, path: str, *, policy: Policy = "ask", dry_run: bool = False) -> Applied:
    """Take a bundle in as one transaction.

    ``policy`` settles what both sides changed; with ``ask`` our value is kept and the conflict is listed. Raises
    ``Refused``: ``bundle.not_part``, ``bundle.foreign`` (another exchange), ``bundle.schema_newer``,
    ``bundle.schema_older``, ``bundle.wrong_way``, ``bundle.base``, ``bundle.number_again``, ``bundle.unanswered``,
    ``bundle.found_untold``, ``bundle.diverged``, and what ``transfer.bundles.open_bundle`` raises. When it raises,
    nothing has been changed.
    """
    with (
        bundles.open_bundle(path) as bundle,
        session.writing(long=bundle.size > _SHORT) as connection,
        journal.one_transaction(connection, keep=not dry_run),
    ):
        own = _own(connection, session)
        _fits(bundle, own)
        return at_office(connection, bundle, policy) if own.office else at_hub(connection, bundle, policy)


def _fits(bundle: bundles.Bundle, own: Identity) -> None:
    """Refuse a bundle that is not meant for this catalogue."""
    manifest, path = bundle.manifest, bundle.path
    if manifest.hub != own.hub:
        raise Refused("bundle.foreign", path=path)
    if manifest.schema != layout.VERSION:
        code = "bundle.schema_newer" if manifest.schema > layout.VERSION else "bundle.schema_older"
        raise Refused(code, path=path, found=manifest.schema, known=layout.VERSION)
    if manifest.way == ("up" if own.office else "down") or own.office not in ("", manifest.office):
        raise Refused("bundle.wrong_way", path=path, office=manifest.office)


def status(session: Session) -> ExchangeStatus:
    """The state of this catalogue within the exchange. Raises ``Refused('bundle.not_part')``."""
    connection = session.reading
    own = _own(connection, session)
    unsent = 0
    if own.office:
        hub = _hub(connection)
        unsent = len(partners.changed(connection, max(hub.base, partners.sent_until(connection, hub.number) or 0)))
    return ExchangeStatus(own, partners.partners(connection), unsent, len(partners.conflicts(connection)))


def conflicts(session: Session, *, all_of_them: bool = False) -> tuple[StoredConflict, ...]:
    """Conflicts: fields that both sides changed and nobody has settled; each names who wrote either side.

    With ``all_of_them`` also the settled ones.
    """
    connection = session.reading
    own = partners.identity(connection)
    found = partners.conflicts(connection, all_of_them=all_of_them)
    return origins.with_origins(connection, found, own.office if own else "")


def batches(session: Session) -> tuple[ExchangedBatch, ...]:
    """Batches of other catalogues that arrived in bundles, ordered by time."""
    return tuple(partners.exchanged_batches(session.reading))


def settle(session: Session, number: int, side: Policy, *, actor: str = "") -> StoredConflict:
    """Settle a conflict in one batch: keep ``ours``, ``theirs``, or both as claims beside each other.

    Raises ``NotFound('conflict.missing')``, ``Refused('conflict.settled' | 'conflict.no_claim')``,
    ``Conflict('conflict.changed_since')``.
    """
    with session.writing() as connection, journal.one_transaction(connection):
        stored = partners.conflict(connection, number)
        if stored is None:
            raise NotFound("conflict.missing", number=number)
        if stored.settled:
            raise Refused("conflict.settled", number=number, how=stored.settled)
        conflict = stored.conflict
        present = records.load(connection, [conflict.record]).get(conflict.record)
        if not is_current(present, conflict):
            raise Conflict("conflict.changed_since", number=number, record=conflict.record, field=conflict.field)
        if side == "keep-both-as-claims":
            chosen = present and with_both_claims(present, conflict, "hub", stored.partner)
            if chosen is None:
                raise Refused("conflict.no_claim", field=conflict.field)
        else:
            chosen = settled(present, conflict, conflict.ours if side == "ours" else conflict.theirs)
        with Writing(connection, actor=actor, action="settle", reason=f"{number}") as writing:
            if chosen is not None:
                writing.put(chosen, present)
            elif present is not None:
                writing.remove(present)
        partners.settle(connection, number, side)
    return stored
