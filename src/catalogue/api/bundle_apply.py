"""Taking a bundle in: at the hub and at an office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from catalogue.errors import Refused
from catalogue.model.bundles import Applied, BundleRecord, Partner, Policy
from catalogue.model.changes import REMOVED
from catalogue.model.records import Record
from catalogue.model.threeway import CellConflict, as_json, merged, settled, with_both_claims
from catalogue.store import partners, past, records, referring
from catalogue.store.connection import Connection
from catalogue.store.journal import Writing
from catalogue.transfer.bundles import Bundle

_AT_ONCE = 500
Times = Mapping[str, str]
Step = tuple[Record | None, Record | None]
"""A record as it is and as it will be; None: no record."""


class _Rule(Struct, frozen=True):
    """How conflicts are settled in one bundle, and the names of the two sides."""

    policy: Policy
    us: str
    them: str

    def chosen(
        self, record: Record | None, found: Iterable[CellConflict], ours: Times, theirs: Times
    ) -> tuple[Record | None, list[tuple[CellConflict, str]]]:
        """Apply the rule: returns the record, and each conflict with how it was settled ("" if not settled).

        ``ours`` and ``theirs`` give the time each field was last written on either side.
        """
        settled_conflicts: list[tuple[CellConflict, str]] = []
        for conflict in found:
            how: str = self.policy
            if how == "newest":
                how = "theirs" if theirs.get(conflict.field, "") > ours.get(conflict.field, "") else "ours"
            if how == "keep-both-as-claims":
                claimed = record and with_both_claims(record, conflict, self.us, self.them)
                record, how = (claimed, how) if claimed else (record, "ask")
            elif how in ("ours", "theirs"):
                record = settled(record, conflict, conflict.ours if how == "ours" else conflict.theirs)
            settled_conflicts.append((conflict, "" if how == "ask" else how))
        return record, settled_conflicts


class _Unsent(Struct, frozen=True):
    """A record of an office with unsent changes: as last sent, as it is now, and when its fields were changed."""

    sent: Record | None
    ours: Record | None
    our_times: Times
    their_times: Times


def at_hub(connection: Connection, bundle: Bundle, policy: Policy) -> Applied:
    """Take an office's changes in at the hub. Raises ``Refused('bundle.base' | 'bundle.number_again')``."""
    manifest = bundle.manifest
    office = partners.partner(connection, manifest.office) or Partner(manifest.office, base=manifest.base)
    if manifest.number < office.number or (manifest.number == office.number and bundle.proof == office.digest):
        return Applied(manifest, 0, 0, 0, None, repeated=True)
    if manifest.number == office.number:
        raise Refused("bundle.number_again", path=bundle.path, number=manifest.number, office=manifest.office)
    if manifest.base < office.base or partners.digest(connection, manifest.hub, manifest.base) != manifest.digest:
        raise Refused("bundle.base", path=bundle.path, base=manifest.base, office=manifest.office)
    if manifest.base > office.base:
        partners.forget_received(connection, manifest.office)
    rule = _Rule(policy, "hub", manifest.office)
    conflicts: list[tuple[CellConflict, str]] = []
    steps = _merged_at_hub(connection, bundle, rule, conflicts)
    batch, kept = _write(connection, steps, manifest.office, f"{manifest.office} {manifest.number}")
    last = partners.last(connection)
    for each in bundle.records():
        partners.save_received(connection, manifest.office, each.id, each.after, last)
    conflicts += [(CellConflict(each.id, REMOVED, None, as_json(each), None), "") for each in kept]
    partners.save_conflicts(connection, conflicts, whose=manifest.office, by=f"{manifest.office} {manifest.number}")
    partners.save_batches(connection, bundle.batches(), last)
    partners.save(connection, replace(office, number=manifest.number, base=manifest.base, digest=bundle.proof))
    return _applied(connection, bundle, conflicts, batch)


def _merged_at_hub(
    connection: Connection, bundle: Bundle, rule: _Rule, conflicts: list[tuple[CellConflict, str]]
) -> Iterator[Step]:
    base = bundle.manifest.base
    for chunk in _chunks(bundle.records()):
        present = records.load(connection, [each.id for each in chunk])
        for each in chunk:
            has_received, received = partners.received(connection, bundle.manifest.office, each.id)
            ours = present.get(each.id)
            record, found = merged(received if has_received else each.before, ours, each.after)
            if found:
                times = partners.times(connection, each.id, base)
                record, settled_conflicts = rule.chosen(record, found, times, each.at)
                conflicts += settled_conflicts
            yield ours, record


def at_office(connection: Connection, bundle: Bundle, policy: Policy) -> Applied:
    """Take the hub's state in at an office, and reapply the changes that the hub has not received.

    There are two writes. The first makes the office equal to the hub, which is proved by the hash of all records; the
    second reapplies the office's own changes. Raises ``Refused``: ``bundle.base``, ``bundle.unanswered``,
    ``bundle.found_untold`` (it is not known here what the hub holds for those records), ``bundle.diverged``.
    """
    manifest, hub = bundle.manifest, partners.partner(connection, "")
    assert hub is not None
    if manifest.last <= hub.there and manifest.number <= hub.number:
        return Applied(manifest, 0, 0, 0, None, repeated=True)
    # An answer may start from an earlier state than this catalogue has: it contains whole records.
    if manifest.base > hub.there or (manifest.base == hub.there and manifest.digest != hub.digest):
        raise Refused("bundle.base", path=bundle.path, base=manifest.base, office=manifest.office)
    if manifest.number != partners.latest_bundle(connection):
        number = partners.latest_bundle(connection)
        raise Refused("bundle.unanswered", path=bundle.path, number=number, answered=manifest.number)
    until = max(hub.base, partners.sent_until(connection, manifest.number) or 0)
    if found := partners.found_outside_history(connection, until):
        raise Refused("bundle.found_untold", records=tuple(sorted(found)))
    mine: dict[str, _Unsent] = {}
    batch, _ = _write(connection, _to_hub(connection, bundle, hub.base, until, mine), "hub", f"hub {manifest.last}")
    if partners.content_hash(connection) != manifest.content:
        raise Refused("bundle.diverged", path=bundle.path)
    base = partners.last(connection)
    rule = _Rule(policy, manifest.office, "hub")
    conflicts: list[tuple[CellConflict, str]] = []
    _write(connection, _reapplied(connection, mine, rule, conflicts), manifest.office, f"hub {manifest.last}")
    partners.save_conflicts(connection, conflicts, whose="hub", by=f"hub {manifest.last}")
    partners.save_batches(connection, bundle.batches(), base)
    partners.save(
        connection, replace(hub, number=manifest.number, base=base, there=manifest.last, digest=manifest.last_digest)
    )
    return _applied(connection, bundle, conflicts, batch)


def _to_hub(connection: Connection, bundle: Bundle, base: int, until: int, mine: dict[str, _Unsent]) -> Iterator[Step]:
    """Bring every record in the bundle, and every record changed here, to its state at the hub.

    Adds to ``mine`` the records with changes not sent yet: as last sent, and as they are now.
    """
    changed = set(partners.changed(connection, base))
    for chunk in _chunks(bundle.records()):
        present = records.load(connection, [each.id for each in chunk])
        for each in chunk:
            ours = present.get(each.id)
            if each.id in changed:
                changed.discard(each.id)
                _remember_unsent(connection, each, ours, until, mine)
            yield ours, each.after
    for record in sorted(changed):
        ours = records.load(connection, [record]).get(record)
        _remember_unsent(connection, BundleRecord(record, None, None), ours, until, mine)
        yield ours, past.after_batch(connection, record, base)


def _remember_unsent(
    connection: Connection, incoming: BundleRecord, ours: Record | None, until: int, mine: dict[str, _Unsent]
) -> None:
    last_sent = past.after_batch(connection, incoming.id, until)
    if last_sent != ours:
        mine[incoming.id] = _Unsent(last_sent, ours, partners.times(connection, incoming.id, until), incoming.at)


def _reapplied(
    connection: Connection, mine: dict[str, _Unsent], rule: _Rule, conflicts: list[tuple[CellConflict, str]]
) -> Iterator[Step]:
    for record, unsent in mine.items():
        theirs = records.load(connection, [record]).get(record)
        chosen, found = merged(unsent.sent, unsent.ours, theirs)
        if found:
            chosen, newly_settled = rule.chosen(chosen, found, unsent.our_times, unsent.their_times)
            conflicts += newly_settled
        yield theirs, chosen


def _applied(
    connection: Connection, bundle: Bundle, conflicts: list[tuple[CellConflict, str]], batch: int | None
) -> Applied:
    unsettled = sum(not how for _, how in conflicts)
    counted = 0 if batch is None else len(partners.changed(connection, batch - 1))
    return Applied(bundle.manifest, counted, len(conflicts) - unsettled, unsettled, batch)


def _write(connection: Connection, steps: Iterable[Step], actor: str, reason: str) -> tuple[int | None, list[Record]]:
    """Write records as one batch; returns it, and the records not removed because others still link to them.

    A removed record that another record links to is restored as it was.
    """
    going: dict[str, Record] = {}
    with Writing(connection, actor=actor, action=partners.ACTION, reason=reason) as writing:
        for old, new in steps:
            if new is not None:
                writing.put(new, old)
            elif old is not None:
                going[old.id] = old
        _restore_linked(connection, writing)
        kept = _still_linked(connection, going)
        for record in going.values():
            writing.remove(record)
    return writing.batch, kept


def _restore_linked(connection: Connection, writing: Writing) -> None:
    while missing := sorted({missing for _, _, missing in writing.dangling()}):
        for record in missing:
            former = partners.before_removal(connection, record)
            if former is None:
                raise Refused("link.dangling", record=writing.dangling()[0][0], role="", missing=record)
            writing.put(former, None)


def _still_linked(connection: Connection, going: dict[str, Record]) -> list[Record]:
    """Take the records out of ``going`` that a remaining record links to, and return them."""
    kept: list[Record] = []
    referring_to = referring.to_each(connection, going.keys())
    while wanted := [
        record_id for record_id in going if any(by not in going for by in referring_to.get(record_id, ()))
    ]:
        kept += [going.pop(record_id) for record_id in wanted]
    return kept


def _chunks(records: Iterable[BundleRecord]) -> Iterator[list[BundleRecord]]:
    waiting = iter(records)
    while chunk := list(islice(waiting, _AT_ONCE)):
        yield chunk
