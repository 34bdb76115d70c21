"""What becomes of each record of an import: its id, how it relates to the other rows, and what it points at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from catalogue.errors import BadUsage, NotFound
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where
from catalogue.model.records import Record
from catalogue.transfer.intake.options import ImportOptions
from catalogue.transfer.intake.plan import Step, plan
from catalogue.transfer.intake.seen import Seen
from catalogue.transfer.intake.seen import content as content_of
from catalogue.transfer.intake.similar import MOST_KEPT, Similar
from catalogue.transfer.intake.tally import Tally
from catalogue.transfer.registers.lookup import NOWHERE, Finder, Lookups
from catalogue.transfer.rows import ids
from catalogue.transfer.rows.incoming import SOURCE, Incoming, Reference, references

_KNOWN_KINDS = 100_000
_LINE_BITS = 40

Spot = tuple[str, int]  # file and line of a row


LateIssues = Mapping[Spot, tuple[Issue, ...]]
"""Rows that turned out bad only after all others had been read, with their issues."""


class ExistingData(Struct, frozen=True):
    """Lookups of existing data: whole records by id, only their kinds, and ids by name and identifier.

    ``arrived`` gives the kind of a record and the hash of the row that it came from.
    """

    load: Callable[[Iterable[str]], dict[str, Record]]
    kinds: Callable[[Iterable[str]], dict[str, str]]
    lookups: Lookups = NOWHERE
    arrived: Callable[[Iterable[str]], dict[str, tuple[str, int]]] = lambda ids: {}


class Planner:
    """Plans the records of an import one by one and remembers those that came before."""

    def __init__(self, existing: ExistingData, options: ImportOptions, tally: Tally) -> None:
        self.tally = tally
        self.finder = Finder(existing.lookups)
        self.sources: dict[str, str] = {}
        """By file: the source that its records cite."""
        self._existing = existing
        self._options = options
        self._seen = Seen()
        self._similar = Similar(self.finder.bearers, existing.load)
        self._files: dict[str, int] = {}
        self._next: dict[str, int] = {}  # for each name that occurred more than once: the last number given
        self._namesakes: set[int] = set()  # hashes of what rows with the same name contained
        self._kinds: dict[str, str] = {}
        # Links to records not read yet: for each, the rows that contain it, packed because there may be millions.
        self._pending: dict[Reference, array[int]] = {}
        self._refused: dict[int, int] = {}  # by hash of a refused row's id: its spot

    def step(self, incoming: Incoming, present: dict[str, Record]) -> Step:
        """The step for a record: with its id, made here if the row has none, and checked against the other rows."""
        step = self._step_by_name(incoming, present) if incoming.base else self._step_with_id(incoming, present)
        if step.kind in ("add", "change") and step.record is not None:
            first = None if incoming.additive else self._refused.get(hash(step.record.id))
            if first is not None:
                return _duplicate(step.where, step.record.id, self.place(first))
            issues = self._bad_references(incoming, step.record.id)
            if issues:
                return Step("refuse", step.where, issues=issues)
        if step.kind == "add" and step.record is not None:
            step = self._checked_for_duplicate(step, step.record)
        if step.kind != "refuse" and step.record is not None and not self._seen.has(step.record.id):
            self._seen.add(step.record.id, incoming.record, self._number(step.where.file), step.where.line)
        return step

    def add_unread(self, record_id: str, kind: str, spot: Spot) -> None:
        """Remember a row recognised as unchanged and not read. Raises ``UnreadRow`` when its id came before."""
        self._seen.add_unread(record_id, kind, self._number(spot[0]), spot[1])

    def add_refused(self, step: Step) -> None:
        """Remember the id of a refused row, if it has one."""
        for issue in step.issues:
            if issue.where.record:
                spot = self.spot(step.where.file, step.where.line)
                self._refused.setdefault(hash(issue.where.record), spot)

    def has(self, record_id: str) -> bool:
        """Whether a row of this import has this id."""
        return self._seen.has(record_id)

    def spot(self, file: str, line: int) -> int:
        """Encode file and line of a row as one number."""
        return self._number(file) << _LINE_BITS | line

    def place(self, spot: int) -> Spot:
        """The inverse of ``spot``."""
        return list(self._files)[spot >> _LINE_BITS], spot & (1 << _LINE_BITS) - 1

    def learn_kinds(self, incoming: Sequence[Incoming]) -> None:
        """Look up the kinds of all records that a chunk points at in one query."""
        if len(self._kinds) > _KNOWN_KINDS:
            self._kinds.clear()
        wanted = {reference.object for each in incoming for reference in references(each.record)}
        self._kinds.update(self._existing.kinds(wanted - self._kinds.keys()))

    def unresolved(self) -> LateIssues:
        """Rows whose links lead to no record, or to a record of the wrong kind, after every row has been read."""
        refusals: dict[Spot, tuple[Issue, ...]] = {}
        files = list(self._files)
        for reference, spots in self._pending.items():
            kind = self._seen.kind(reference.object)
            if kind is not None and reference.allows(kind):
                continue
            for packed in spots:
                spot = files[packed >> _LINE_BITS], packed & (1 << _LINE_BITS) - 1
                refusals[spot] = (*refusals.get(spot, ()), _bad_link(reference, kind, spot))
        self._check_source()
        if self._similar.unkept:
            self.tally.notes.append(Note("similar.limit", {"count": self._similar.unkept, "limit": MOST_KEPT}))
        return refusals

    def _number(self, file: str) -> int:
        return self._files.setdefault(file, len(self._files))

    def _source(self, incoming: Incoming) -> str:
        return self._options.source or self.sources.get(incoming.where.file, "")

    def _step_with_id(self, incoming: Incoming, present: dict[str, Record]) -> Step:
        record = incoming.record
        first = self._seen.first(record.id)
        if first is None:
            return plan(incoming, present.get(record.id), self._options.mode, source=self._source(incoming))
        if self._seen.repeats(record):
            return Step("same", incoming.where, record, record)
        return _duplicate(incoming.where, record.id, (list(self._files)[first.file], first.line))

    def _step_by_name(self, incoming: Incoming, present: dict[str, Record]) -> Step:
        """A row without an id: an existing record of its name with the same content, else a new record beside it.

        With ``upsert``, ``replace`` and ``ignore`` the existing record of that name is taken.
        """
        base, content = incoming.base, hash((incoming.base, content_of(incoming.record)))
        first = incoming.with_id(base)
        if content in self._namesakes or self._seen.repeats(first.record) or self._stays(first, present):
            return Step("same", first.where, first.record, first.record)
        number = self._next.get(base, 1)
        while True:
            called = incoming.with_id(ids.numbered(base, number))
            if not self._seen.has(called.record.id):
                old = self._present(called.record.id, present)
                step = plan(called, old, self._options.mode, source=self._source(incoming))
                if old is None or step.kind == "same" or self._options.mode != "insert":
                    break
            number += 1
        if number > 1:
            self._next[base] = number
            self._namesakes.add(content)
            if step.kind == "add" and not self._seen.has(base):
                params = {"id": called.record.id, "nearest": base}
                self.tally.remark((Issue("id.namesake", called.where, params, fatal=False),))
        return step

    def _stays(self, incoming: Incoming, present: dict[str, Record]) -> bool:
        """Whether an import that ignores existing records would find this one unchanged, whichever row came first."""
        old = self._present(incoming.record.id, present) if self._options.mode == "ignore" else None
        return old is not None and plan(incoming, old, "insert").kind == "same"

    def _checked_for_duplicate(self, step: Step, record: Record) -> Step:
        """Note the existing record that a new one may duplicate; with ``propose_links`` link the two."""
        like = self._similar.look(record)
        if like is None:
            return step
        where = replace(step.where, record=record.id)
        params = {"id": record.id, "other": like.id, "score": like.score, "shared": like.shared}
        self.tally.remark((Issue("row.possible_duplicate", where, params, fatal=False),))
        if not self._options.propose_links:
            return step
        return replace(step, record=replace(record, links=(*record.links, like.proposal())).tidy())

    def _present(self, record_id: str, present: dict[str, Record]) -> Record | None:
        if record_id not in present:
            present.update(self._existing.load([record_id]))
        return present.get(record_id)

    def _bad_references(self, incoming: Incoming, record_id: str) -> tuple[Issue, ...]:
        """Links to records of a kind that the role does not allow; those not read yet are checked at the end."""
        issues, pending = [], []
        for reference in references(incoming.record):
            target = reference.object
            kind = incoming.record.kind if target == record_id else self._seen.kind(target) or self._kinds.get(target)
            if kind is None:
                pending.append(reference)
            elif not reference.allows(kind):
                where = Where(incoming.where.file, incoming.where.line, reference.role, target, record_id)
                issues.append(Issue("link.kind", where, {"kind": kind, "allowed": reference.allowed()}))
        if not issues:
            for reference in pending:
                spot = self.spot(incoming.where.file, incoming.where.line)
                self._pending.setdefault(reference, array("Q")).append(spot)
        return tuple(issues)

    def _check_source(self) -> None:
        source = self._options.source
        if source:
            kind = self._seen.kind(source) or self._existing.kinds([source]).get(source)
            if kind is None:
                raise NotFound("source.missing", id=source)
            if not Reference(SOURCE, source).allows(kind):
                raise BadUsage("source.kind", id=source, kind=kind)


def _duplicate(row: Where, record_id: str, first: Spot) -> Step:
    """The refusal of a row whose id an earlier row had."""
    where = Where(row.file, row.line, "id", record_id, record_id)
    params = {"first_line": first[1], "first_file": first[0]}
    return Step("refuse", row, issues=(Issue("id.duplicate", where, params),))


def _bad_link(reference: Reference, kind: str | None, spot: Spot) -> Issue:
    where = Where(*spot, column=reference.role, value=reference.object)
    if kind is None:
        return Issue("link.missing", where, {"missing": reference.object, "role": reference.role})
    return Issue("link.kind", where, {"kind": kind, "allowed": reference.allowed()})
