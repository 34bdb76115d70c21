"""What a bundle does to the copy that takes it in: upwards to the hub, downwards to an office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from catalogue.errors import Refused
from catalogue.model.bundles import Applied, Partner, Policy, Told
from catalogue.model.changes import REMOVED
from catalogue.model.records import Record
from catalogue.model.threeway import Rival, both_claimed, merged, settled, whole
from catalogue.store import partners, past, records, referring
from catalogue.store.connection import Connection
from catalogue.store.journal import Writing
from catalogue.transfer.bundles import Bundle

_AT_ONCE = 500
Times = Mapping[str, str]
Step = tuple[Record | None, Record | None]
"""A record as it is and as it is to be; None: no such record."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """How rivals are settled in one bundle, and the names of the sides."""

    policy: Policy
    us: str
    them: str

    def chosen(
        self, record: Record | None, found: Iterable[Rival], ours: Times, theirs: Times
    ) -> tuple[Record | None, list[tuple[Rival, str]]]:
        """The record after the rule, and each rival with how it was settled ("" for not).

        ``ours`` and ``theirs`` tell when each field was last written on either side.
        """
        told: list[tuple[Rival, str]] = []
        for rival in found:
            how: str = self.policy
            if how == "newest":
                how = "theirs" if theirs.get(rival.field, "") > ours.get(rival.field, "") else "ours"
            if how == "keep-both-as-claims":
                claimed = record and both_claimed(record, rival, self.us, self.them)
                record, how = (claimed, how) if claimed else (record, "ask")
            elif how in ("ours", "theirs"):
                record = settled(record, rival, rival.ours if how == "ours" else rival.theirs)
            told.append((rival, "" if how == "ask" else how))
        return record, told


@dataclass(frozen=True, slots=True)
class _Untold:
    """A record of an office that the hub does not know as it is: as it was told last, as it is, and when changed."""

    told: Record | None
    ours: Record | None
    our_times: Times
    their_times: Times


def up(connection: Connection, bundle: Bundle, policy: Policy) -> Applied:
    """Take an office's changes in at the hub. Raises ``Refused('bundle.base' | 'bundle.number_again')``."""
    told = bundle.manifest
    office = partners.partner(connection, told.office) or Partner(told.office, base=told.base)
    if told.number < office.number or (told.number == office.number and bundle.proof == office.digest):
        return Applied(told, 0, 0, 0, None, repeated=True)
    if told.number == office.number:
        raise Refused("bundle.number_again", path=bundle.path, number=told.number, office=told.office)
    if told.base < office.base or partners.digest(connection, told.hub, told.base) != told.digest:
        raise Refused("bundle.base", path=bundle.path, base=told.base, office=told.office)
    if told.base > office.base:
        partners.forget_received(connection, told.office)
    rule = _Rule(policy, "hub", told.office)
    rivals: list[tuple[Rival, str]] = []
    steps = _merged_up(connection, bundle, rule, rivals)
    batch, kept = _write(connection, steps, told.office, f"{told.office} {told.number}")
    last = partners.last(connection)
    for each in bundle.records():
        partners.receive(connection, told.office, each.id, each.after, last)
    rivals += [(Rival(each.id, REMOVED, None, whole(each), None), "") for each in kept]
    partners.keep_rivals(connection, rivals, whose=told.office, by=f"{told.office} {told.number}")
    partners.keep_travelled(connection, bundle.writes(), last)
    partners.keep(connection, replace(office, number=told.number, base=told.base, digest=bundle.proof))
    return _applied(connection, bundle, rivals, batch)


def _merged_up(connection: Connection, bundle: Bundle, rule: _Rule, rivals: list[tuple[Rival, str]]) -> Iterator[Step]:
    base = bundle.manifest.base
    for chunk in _chunks(bundle.records()):
        present = records.load(connection, [each.id for each in chunk])
        for each in chunk:
            there, received = partners.received(connection, bundle.manifest.office, each.id)
            ours = present.get(each.id)
            record, found = merged(received if there else each.before, ours, each.after)
            if found:
                times = partners.times(connection, each.id, base)
                record, told = rule.chosen(record, found, times, each.at)
                rivals += told
            yield ours, record


def down(connection: Connection, bundle: Bundle, policy: Policy) -> Applied:
    """Take the hub's state at an office, and put on top what the hub has not been told.

    Two writes: the first makes the office what the hub is, which is proved by the hash of all records; the second holds
    the office's own. Raises ``Refused``: ``bundle.base``, ``bundle.unanswered``, ``bundle.found_untold`` (what the hub
    holds there is not known here), ``bundle.diverged``.
    """
    told, hub = bundle.manifest, partners.partner(connection, "")
    assert hub is not None
    if told.last <= hub.there and told.number <= hub.number:
        return Applied(told, 0, 0, 0, None, repeated=True)
    # An answer may reach further back than what this copy has: it tells whole records.
    if told.base > hub.there or (told.base == hub.there and told.digest != hub.digest):
        raise Refused("bundle.base", path=bundle.path, base=told.base, office=told.office)
    if told.number != partners.latest_made(connection):
        number = partners.latest_made(connection)
        raise Refused("bundle.unanswered", path=bundle.path, number=number, answered=told.number)
    until = max(hub.base, partners.told_until(connection, told.number) or 0)
    if found := partners.found(connection, until):
        raise Refused("bundle.found_untold", records=tuple(sorted(found)))
    mine: dict[str, _Untold] = {}
    batch, _ = _write(connection, _to_hub(connection, bundle, hub.base, until, mine), "hub", f"hub {told.last}")
    if partners.content(connection) != told.content:
        raise Refused("bundle.diverged", path=bundle.path)
    base = partners.last(connection)
    rule = _Rule(policy, told.office, "hub")
    rivals: list[tuple[Rival, str]] = []
    _write(connection, _on_top(connection, mine, rule, rivals), told.office, f"hub {told.last}")
    partners.keep_rivals(connection, rivals, whose="hub", by=f"hub {told.last}")
    partners.keep_travelled(connection, bundle.writes(), base)
    partners.keep(connection, replace(hub, number=told.number, base=base, there=told.last, digest=told.last_digest))
    return _applied(connection, bundle, rivals, batch)


def _to_hub(connection: Connection, bundle: Bundle, base: int, until: int, mine: dict[str, _Untold]) -> Iterator[Step]:
    """Every record that the hub tells of, and every one that was changed here, to what it is at the hub.

    ``mine`` takes those with something that was not told yet: as it was told last, and as it is.
    """
    changed = set(partners.changed(connection, base))
    for chunk in _chunks(bundle.records()):
        present = records.load(connection, [each.id for each in chunk])
        for each in chunk:
            ours = present.get(each.id)
            if each.id in changed:
                changed.discard(each.id)
                _note(connection, each, ours, until, mine)
            yield ours, each.after
    for record in sorted(changed):
        ours = records.load(connection, [record]).get(record)
        _note(connection, Told(record, None, None), ours, until, mine)
        yield ours, past.after(connection, record, base)


def _note(connection: Connection, said: Told, ours: Record | None, until: int, mine: dict[str, _Untold]) -> None:
    told = past.after(connection, said.id, until)
    if told != ours:
        mine[said.id] = _Untold(told, ours, partners.times(connection, said.id, until), said.at)


def _on_top(
    connection: Connection, mine: dict[str, _Untold], rule: _Rule, rivals: list[tuple[Rival, str]]
) -> Iterator[Step]:
    for record, own in mine.items():
        theirs = records.load(connection, [record]).get(record)
        chosen, found = merged(own.told, own.ours, theirs)
        if found:
            chosen, settling = rule.chosen(chosen, found, own.our_times, own.their_times)
            rivals += settling
        yield theirs, chosen


def _applied(connection: Connection, bundle: Bundle, rivals: list[tuple[Rival, str]], batch: int | None) -> Applied:
    still = sum(not how for _, how in rivals)
    counted = 0 if batch is None else len(partners.changed(connection, batch - 1))
    return Applied(bundle.manifest, counted, len(rivals) - still, still, batch)


def _write(connection: Connection, steps: Iterable[Step], actor: str, reason: str) -> tuple[int | None, list[Record]]:
    """Write records as one batch; returns it, and the records that were to go but that others still point at.

    A record that is pointed at and was removed is brought back as it was.
    """
    going: dict[str, Record] = {}
    with Writing(connection, actor=actor, action=partners.ACTION, reason=reason) as writing:
        for old, new in steps:
            if new is not None:
                writing.put(new, old)
            elif old is not None:
                going[old.id] = old
        _bring_back(connection, writing)
        kept = _still_wanted(connection, going)
        for record in going.values():
            writing.remove(record)
    return writing.batch, kept


def _bring_back(connection: Connection, writing: Writing) -> None:
    while missing := sorted({missing for _, _, missing in writing.dangling()}):
        for record in missing:
            former = partners.before_removal(connection, record)
            if former is None:
                raise Refused("link.dangling", record=writing.dangling()[0][0], role="", missing=record)
            writing.put(former, None)


def _still_wanted(connection: Connection, going: dict[str, Record]) -> list[Record]:
    """Take out of ``going`` what a record that stays points at."""
    kept: list[Record] = []
    while wanted := [own for own in going if any(by not in going for by in referring.ids(connection, own))]:
        kept += [going.pop(own) for own in wanted]
    return kept


def _chunks(told: Iterable[Told]) -> Iterator[list[Told]]:
    waiting = iter(told)
    while chunk := list(islice(waiting, _AT_ONCE)):
        yield chunk
