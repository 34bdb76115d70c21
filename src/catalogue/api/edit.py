"""Correcting, adding and removing records: first a plan that can be shown, then one batch that can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from catalogue.api import find
from catalogue.api.planner import ExistingData, Planner
from catalogue.api.session import Session
from catalogue.errors import BadUsage, Conflict, ImportRefused, NotFound, Refused
from catalogue.model import differences
from catalogue.model import lint as checking
from catalogue.model.changes import difference
from catalogue.model.differences import Difference
from catalogue.model.edits import INFERRED, STATED, Edit, Ground, Piece, without_links_to
from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import KINDS
from catalogue.model.lint import Flaw, RuleContext
from catalogue.model.records import Entry, Record
from catalogue.model.rules import RULES
from catalogue.store import calendar, card, context, lookup, records, referring
from catalogue.store.connection import Connection
from catalogue.store.journal import Writing
from catalogue.transfer.intake import editing
from catalogue.transfer.intake.editing import Read
from catalogue.transfer.intake.options import ImportOptions
from catalogue.transfer.intake.tally import Tally
from catalogue.transfer.registers.lookup import Lookups
from catalogue.transfer.rows.incoming import Incoming, references
from catalogue.transfer.rows.validate import Rules

__all__ = ["Edit", "Ground", "Piece", "Plan", "Read", "Rules"]

DEFAULT_RULES = Rules()
_NAMED = 20
"""How many records a refusal names."""
_AT_ONCE = 500

Step = tuple[Record | None, Record | None]


class Plan(Struct, frozen=True):
    """What would be written: each record as it is (None: does not exist) and as it will be (None: removed).

    ``differences`` holds the same for display; ``remarks`` are problems that do not block the write; ``flaws`` are lint
    findings that the change would introduce.
    """

    action: str
    id: str
    steps: tuple[Step, ...]
    differences: tuple[Difference, ...]
    reason: str = ""
    remarks: tuple[Issue, ...] = ()
    flaws: tuple[Flaw, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not self.steps


def edit(
    session: Session,
    record_id: str,
    asked: Edit,
    *,
    today: date,
    rules: Rules = DEFAULT_RULES,
    seen: Record | None = None,
    new: Sequence[Record] = (),
) -> Plan:
    """Plan changes to a record. Texts are parsed and links checked as in an import.

    ``seen`` is the record as the user saw it when asking for the changes, if that was earlier. ``new`` are records that
    do not exist yet (sources): those that the result refers to are written with it.

    Raises ``NotFound('record.missing' | 'source.missing')``, ``BadUsage('edit.no_source' | 'edit.no_reason' |
    'source.kind')``, ``ImportRefused('edit.refused')`` with all issues, ``Conflict('edit.changed_since')`` when the
    record differs from ``seen``.
    """
    _check(asked.ground)
    old = load(session, record_id)
    if seen is not None and seen != old:
        raise Conflict("edit.changed_since", id=record_id)
    found = editing.edited(old, asked, rules)
    if not isinstance(found, Record):
        raise _refused(found)
    incoming = Incoming(Where(record=old.id), found, complete=True)
    settled, remarks = _planned(session, incoming, ImportOptions(mode="replace"), new)
    if settled == old:
        return Plan("edit", old.id, (), (), remarks=remarks)
    change, cited = differences.changed(old, settled, session.lang), _cited(settled, new)
    return Plan(
        "edit",
        old.id,
        (*((None, own) for own in cited), (old, settled)),
        (*(_creation(session, own) for own in cited), change),
        asked.ground.reason or f"{old.id}: {_fields(change)}",
        remarks,
        _flaws(session.reading, old, settled, today=today, new=cited),
    )


def add(
    session: Session,
    kind: str,
    asked: Edit,
    *,
    today: date,
    rules: Rules = DEFAULT_RULES,
    new: Sequence[Record] = (),
) -> Plan:
    """Plan a new record of a kind; if no id is given, it is made from the name. ``new`` is as in ``edit``.

    Raises as ``edit``; an id that already exists is reported among the issues.
    """
    _check(asked.ground)
    made = editing.made(KINDS[kind], asked, rules)
    if not isinstance(made, Incoming):
        raise _refused(made)
    settled, remarks = _planned(session, made, ImportOptions(source=asked.ground.source), new)
    if settled in new or records.load(session.reading, [settled.id]):
        return Plan("add", settled.id, (), (), remarks=remarks)
    written = (*_cited(settled, new), settled)
    changes = tuple(_creation(session, own) for own in written)
    flaws = _flaws(session.reading, None, settled, today=today, new=written)
    steps = tuple((None, own) for own in written)
    return Plan("add", settled.id, steps, changes, asked.ground.reason or settled.id, remarks, flaws)


def remove(session: Session, record_id: str, *, unlink: bool = False, reason: str = "") -> Plan:
    """Plan the removal of a record; with ``unlink`` the records that refer to it lose that reference.

    Raises ``NotFound('record.missing')``, ``Refused('edit.referred')`` naming the records that refer to it.
    """
    old = load(session, record_id)
    pointing = [referring_id for referring_id in referring.to(session.reading, record_id) if referring_id != record_id]
    if pointing and not unlink:
        named = (*pointing[:_NAMED], *(("…",) if len(pointing) > _NAMED else ()))
        raise Refused("edit.referred", id=record_id, count=len(pointing), by=named)
    steps: list[Step] = []
    for start in range(0, len(pointing), _AT_ONCE):
        chunk = records.load(session.reading, pointing[start : start + _AT_ONCE])
        steps += (
            (chunk[pointing_id], without_links_to(chunk[pointing_id], record_id)) for pointing_id in sorted(chunk)
        )
    changes = [differences.changed(was, new, session.lang) for was, new in steps if was and new]
    gone = differences.removed(old, session.lang)
    return Plan("remove", record_id, ((old, None), *steps), (gone, *changes), reason or record_id)


def write(session: Session, plan: Plan, *, actor: str = "") -> int | None:
    """Write a plan as one batch; returns its number, or None when there was nothing to change.

    Raises ``Conflict('edit.changed_since')`` when a record has changed since the plan was made, and
    ``UnusableCatalogue('db.read_only')``; then nothing has been changed.
    """
    with session.writing() as connection:
        if plan.empty:
            return None
        with Writing(connection, actor=actor, action=plan.action, reason=plan.reason) as writing:
            _unchanged(connection, plan)
            for old, new in plan.steps:
                if new is not None:
                    writing.put(new, old)
            for old, new in plan.steps:
                if new is None and old is not None:
                    writing.remove(old)
        return writing.batch


def read(kind: str, column: str, text: str, rules: Rules = DEFAULT_RULES) -> Read:
    """The value of a text in a column of a kind, or what is wrong with it; does not read the catalogue."""
    return editing.read(KINDS[kind], column, text, rules)


def read_piece(kind: str, piece: Piece, rules: Rules = DEFAULT_RULES) -> Entry | tuple[Issue, ...]:
    """A name, link, term or claim of a record of a kind, or what is wrong with it; does not read the catalogue."""
    return editing.read_piece(KINDS[kind], piece, rules)


def load(session: Session, record_id: str) -> Record:
    """Load a record. Raises ``NotFound('record.missing')`` with the nearest ids."""
    found = records.load(session.reading, [record_id]).get(record_id)
    if found is None:
        raise NotFound("record.missing", id=record_id, nearest=card.nearest_ids(session.reading, record_id))
    return found


def labels(session: Session, ids: Iterable[str]) -> Mapping[str, str]:
    """The names of records by id; ids that do not exist are left out."""
    return calendar.labels(session.reading, set(ids), session.lang)


def _check(ground: Ground) -> None:
    """Check that a stated value has a source and an inferred one a reason."""
    if ground.basis == STATED and not ground.source:
        raise BadUsage("edit.no_source")
    if ground.basis == INFERRED and not ground.reason:
        raise BadUsage("edit.no_reason")


def _refused(issues: Sequence[Issue]) -> ImportRefused:
    return ImportRefused("edit.refused", issues)


def _creation(session: Session, new: Record) -> Difference:
    return replace(differences.added(new, session.lang), changes=difference(Record(new.id, new.kind), new))


def _cited(record: Record, new: Iterable[Record]) -> tuple[Record, ...]:
    """Those of the new records that a record refers to."""
    named = {reference.object for reference in references(record)}
    return tuple(own for own in new if own.id in named)


def _planned(
    session: Session, incoming: Incoming, options: ImportOptions, new: Iterable[Record]
) -> tuple[Record, tuple[Issue, ...]]:
    """The record as an import of this one row would leave it, after the new ones; with remarks. Raises
    ``ImportRefused``."""
    connection, tally, coming = session.reading, Tally(), {own.id: own for own in new}

    def load(ids: Iterable[str]) -> dict[str, Record]:
        wanted = tuple(ids)
        return {own: coming[own] for own in wanted if own in coming} | records.load(connection, wanted)

    def kinds(ids: Iterable[str]) -> dict[str, str]:
        wanted = tuple(ids)
        return {own: coming[own].kind for own in wanted if own in coming} | records.kinds(connection, wanted)

    lookups = Lookups(partial(_namesakes, session, incoming.record), partial(lookup.identifiers, connection))
    planner = Planner(ExistingData(load, kinds, lookups), options, tally)
    planner.learn_kinds([incoming])
    step = planner.step(incoming, load([incoming.record.id or incoming.base]))
    late = planner.unresolved()
    issues = (*(step.issues if step.kind == "refuse" else ()), *(issue for found in late.values() for issue in found))
    if issues or step.record is None:
        raise _refused(tuple(_nearest(connection, issue) for issue in issues))
    return step.record, tally.report(batch=None, dry_run=True).issues


def _namesakes(session: Session, record: Record, kind: str) -> Iterator[tuple[str, str]]:
    """``(id, name)`` of records of this kind that may share a name with this one; looks only at likely candidates."""
    asked = ('"' + name.text.replace('"', " ") + '"' for name in record.names)
    ids = {row.id for query in asked for row in find.search(session, query, kind=kind, limit=_NAMED, exact=True).rows}
    for found in records.load(session.reading, ids).values():
        yield from ((found.id, name.text) for name in found.names)


def _nearest(connection: Connection, issue: Issue) -> Issue:
    """The problem worded for an edit; for an id that does not exist, with similar ids."""
    if issue.code == "record.exists":
        return replace(issue, code="edit.exists")
    if issue.code != "link.missing":
        return issue
    missing = str(issue.params["missing"])
    return replace(
        issue, code="edit.no_record", params={**issue.params, "nearest": card.nearest_ids(connection, missing)}
    )


def _fields(difference: Difference) -> str:
    return ", ".join(dict.fromkeys(change.field for change in difference.changes))


def _flaws(
    connection: Connection, old: Record | None, settled: Record, *, today: date, new: Iterable[Record]
) -> tuple[Flaw, ...]:
    """Lint findings of some weight that the settled record has and the old one has not."""
    incoming = context.incoming(connection, records.numbers(connection, [settled.id]).values()).get(settled.id, 0)
    objects = records.load(connection, {link.object for record in (old, settled) if record for link in record.links})
    objects |= {own.id: own for own in new}
    around = RuleContext(today.isoformat(), objects, incoming)
    before = set(_flaw_keys(checking.lint([(old, around)], RULES))) if old else set()
    found = tuple(checking.lint([(settled, around)], RULES))
    new_ones = zip(found, _flaw_keys(found), strict=True)
    return tuple(flaw for flaw, key in new_ones if key not in before and flaw.severity != "info")


def _flaw_keys(flaws: Iterable[Flaw]) -> list[tuple[str, str, str]]:
    return [(flaw.rule, flaw.field, str(dict(flaw.params))) for flaw in flaws]


def _unchanged(connection: Connection, plan: Plan) -> None:
    """Check that nobody has since written to the planned records or linked to one that is to be removed."""
    for old, new in plan.steps:
        own = old or new
        assert own is not None
        if records.load(connection, [own.id]).get(own.id) != old:
            raise Conflict("edit.changed_since", id=own.id)
    known = {own.id for step in plan.steps for own in step if own}
    for old, new in plan.steps:
        if old is not None and new is None and not known.issuperset(referring.to(connection, old.id)):
            raise Conflict("edit.changed_since", id=old.id)
