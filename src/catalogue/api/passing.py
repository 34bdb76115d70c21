"""One walk over the rows of an import, a chunk in memory at a time."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath

from catalogue.errors import BadUsage, ImportRefused, NotFound
from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import Kind, find_kind
from catalogue.model.records import Record
from catalogue.store.journal import Writing
from catalogue.transfer import formats, ids
from catalogue.transfer.incoming import SOURCE, Incoming, Reference, references
from catalogue.transfer.inputs import STDIN, Stdin
from catalogue.transfer.mapping import Headers
from catalogue.transfer.options import ImportOptions
from catalogue.transfer.plan import Step, plan
from catalogue.transfer.rejects import Rejects
from catalogue.transfer.table import Row, Table
from catalogue.transfer.tally import Seen, Tally
from catalogue.transfer.tally import content as content_of
from catalogue.transfer.validate import Validator

CHUNK = 1_000
_KNOWN_KINDS = 100_000
_LINE_BITS = 40

Spot = tuple[str, int]  # file and line of a row


Late = Mapping[Spot, tuple[Issue, ...]]
"""Rows that turned out bad only when all others were known, with their issues."""


@dataclass(frozen=True, slots=True)
class Present:
    """How to look up what is there already: whole records by id, and only their kinds."""

    load: Callable[[Iterable[str]], dict[str, Record]]
    kinds: Callable[[Iterable[str]], dict[str, str]]


class Passing:
    """Reads, plans and puts the rows of some files; ``tally`` has the account."""

    def __init__(self, there: Present, options: ImportOptions, late: Late, stdin: Stdin) -> None:
        self.tally = Tally()
        self._there = there
        self._options = options
        self._late = late
        self._stdin = stdin
        self._seen = Seen()
        self._files: dict[str, int] = {}
        self._next: dict[str, int] = {}  # of names that came more than once, the last number given
        self._namesakes: set[int] = set()  # and what their rows said
        self._kinds: dict[str, str] = {}
        # Links to records that have not come in yet: for each, the rows that have it, packed, as there may be millions.
        self._pending: dict[Reference, array[int]] = {}
        self._rejects: Rejects | None = None
        self._writing: Writing | None = None

    def walk(self, paths: Sequence[str], writing: Writing | None) -> Late:
        """Take every row of the files, writing with ``writing`` (None: nothing); returns rows found bad at the end."""
        self._writing = writing
        if self._options.rejects:
            self._rejects = Rejects(self._options.rejects, self._headers(paths), self._options.say)
        for number, path in enumerate(paths):
            table = self._open(path)
            try:
                self._table(table, path, number, len(paths))
            finally:
                table.close()
        return self._unresolved()

    def keep_rejects(self) -> None:
        """Put the file of refused rows in place."""
        if self._rejects is not None:
            self._rejects.keep()

    def close(self) -> None:
        """Drop the file of refused rows unless it was kept."""
        if self._rejects is not None:
            self._rejects.drop()

    def _open(self, path: str) -> Table:
        return formats.open_table(path, self._options.format, self._options.reading(), self._stdin)

    def _headers(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The columns of all tables together; () when there is one whose rows name their own."""
        together: dict[str, None] = {}
        for path in paths:
            table = self._open(path)
            table.close()
            if not table.header:
                return ()
            together |= dict.fromkeys(table.header)
        return tuple(together)

    def _table(self, table: Table, path: str, number: int, count: int) -> None:
        kind, fallback = _kind(table, path, self._options.kind)
        headers = Headers(kind, self._options.map)
        if table.header:
            if issues := headers.check(table.header, Where(table.file, 1)):
                raise ImportRefused("import.columns", issues, file=table.file)
            headers.absent(table.header)
        validator = Validator(table, kind, headers, self._options.rules(), fallback=fallback)
        for chunk in _chunks(table.rows):
            self._chunk([(row, validator.read(row)) for row in chunk], table.file)
            if self._options.progress is not None:
                self._options.progress(self.tally.read, (number + table.share()) / count)
        self.tally.notes += table.notes

    def _chunk(self, read: list[tuple[Row, Incoming | tuple[Issue, ...]]], file: str) -> None:
        good = [result for _, result in read if isinstance(result, Incoming)]
        present = self._there.load({each.record.id or each.base for each in good})
        self._learn_kinds(good)
        for row, result in read:
            spot = (row.file or file, row.line)
            if isinstance(result, Incoming) and spot not in self._late:
                step = self._settled(result, present)
            else:
                issues = result if isinstance(result, tuple) else _named_in(self._late[spot], result.record.id)
                step = Step("refuse", Where(*spot), issues=issues)
            self._enter(step, row)

    def _enter(self, step: Step, row: Row) -> None:
        """Count a step and do it, unless the import is refused already."""
        self.tally.count(step)
        if step.kind == "refuse":
            if self._rejects is not None:
                self._rejects.add(row, step.issues)
        elif step.kind != "same" and step.record is not None and self._writing is not None and self._goes_on():
            self._writing.put(step.record, step.old)

    def _goes_on(self) -> bool:
        """Whether the import can still succeed; if not, rows are only checked."""
        return self._options.partial or not (self.tally.refused or self._late)

    def _settled(self, incoming: Incoming, present: dict[str, Record]) -> Step:
        """The step of a row, with its id made where it gives none, and its place among the other rows."""
        step = self._named(incoming, present) if incoming.base else self._given(incoming, present)
        if step.kind in ("add", "change") and step.record is not None:
            issues = self._bad_references(incoming, step.record.id)
            if issues:
                return Step("refuse", step.where, issues=issues)
        if step.kind != "refuse" and step.record is not None and self._seen.first(step.record.id) is None:
            self._seen.add(step.record.id, incoming.record, self._number(step.where.file), step.where.line)
        return step

    def _number(self, file: str) -> int:
        return self._files.setdefault(file, len(self._files))

    def _given(self, incoming: Incoming, present: dict[str, Record]) -> Step:
        record = incoming.record
        first = self._seen.first(record.id)
        if first is None:
            return plan(incoming, present.get(record.id), self._options.mode, source=self._options.source)
        if self._seen.repeats(record):
            return Step("same", incoming.where, record, record)
        where = Where(incoming.where.file, incoming.where.line, "id", record.id, record.id)
        params = {"first_line": first.line, "first_file": list(self._files)[first.file]}
        return Step("refuse", incoming.where, issues=(Issue("id.duplicate", where, params),))

    def _named(self, incoming: Incoming, present: dict[str, Record]) -> Step:
        """A row without an id: the record of its name that says the same, else a new one beside its namesakes.

        With ``upsert``, ``replace`` and ``ignore`` the record of its name is the one that is meant.
        """
        base, content = incoming.base, hash((incoming.base, content_of(incoming.record)))
        first = incoming.called(base)
        if content in self._namesakes or self._seen.repeats(first.record):
            return Step("same", first.where, first.record, first.record)
        number = self._next.get(base, 1)
        while True:
            called = incoming.called(ids.numbered(base, number))
            if self._seen.first(called.record.id) is None:
                old = self._present(called.record.id, present)
                step = plan(called, old, self._options.mode, source=self._options.source)
                if old is None or step.kind == "same" or self._options.mode != "insert":
                    break
            number += 1
        if number > 1:
            self._next[base] = number
            self._namesakes.add(content)
            if step.kind == "add" and self._seen.first(base) is None:
                params = {"id": called.record.id, "nearest": base}
                self.tally.remark((Issue("id.namesake", called.where, params, fatal=False),))
        return step

    def _present(self, record_id: str, present: dict[str, Record]) -> Record | None:
        if record_id not in present:
            present.update(self._there.load([record_id]))
        return present.get(record_id)

    def _learn_kinds(self, incoming: Sequence[Incoming]) -> None:
        """Look up the kinds of all records that a chunk points at, in one go."""
        if len(self._kinds) > _KNOWN_KINDS:
            self._kinds.clear()
        wanted = {reference.object for each in incoming for reference in references(each.record)}
        self._kinds.update(self._there.kinds(wanted - self._kinds.keys()))

    def _bad_references(self, incoming: Incoming, record_id: str) -> tuple[Issue, ...]:
        """Links to records of a kind that cannot stand there; those not met yet wait for the end."""
        issues, pending = [], []
        for reference in references(incoming.record):
            there = reference.object
            kind = incoming.record.kind if there == record_id else self._seen.kind(there) or self._kinds.get(there)
            if kind is None:
                pending.append(reference)
            elif not reference.allows(kind):
                where = Where(incoming.where.file, incoming.where.line, reference.role, there, record_id)
                issues.append(Issue("link.kind", where, {"kind": kind, "allowed": reference.allowed()}))
        if not issues:
            for reference in pending:
                spot = self._number(incoming.where.file) << _LINE_BITS | incoming.where.line
                self._pending.setdefault(reference, array("Q")).append(spot)
        return tuple(issues)

    def _unresolved(self) -> Late:
        """What still points at nothing, or at a record of the wrong kind, when every row has been read."""
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
        return refusals

    def _check_source(self) -> None:
        source = self._options.source
        if source:
            kind = self._seen.kind(source) or self._there.kinds([source]).get(source)
            if kind is None:
                raise NotFound("source.missing", id=source)
            if not Reference(SOURCE, source).allows(kind):
                raise BadUsage("source.kind", id=source, kind=kind)


def _bad_link(reference: Reference, kind: str | None, spot: Spot) -> Issue:
    where = Where(*spot, column=reference.role, value=reference.object)
    if kind is None:
        return Issue("link.missing", where, {"missing": reference.object, "role": reference.role})
    return Issue("link.kind", where, {"kind": kind, "allowed": reference.allowed()})


def _named_in(issues: tuple[Issue, ...], record_id: str) -> tuple[Issue, ...]:
    return tuple(replace(issue, where=replace(issue.where, record=record_id)) for issue in issues)


def _kind(table: Table, path: str, given: str) -> tuple[Kind | None, Kind | None]:
    """The kind of all rows of a table, and the one of rows that do not say theirs.

    Given, else the file's name (``agreements.csv``) unless the rows have a column of their own for it.
    """
    if given:
        kind = find_kind(given)
        if kind is None:
            raise BadUsage("kind.unknown", kind=given)
        return kind, kind
    named = None if path == STDIN else find_kind(PurePath(path).stem)
    if not table.header:
        return None, named
    if any(_says_kind(header) for header in table.header):
        return None, named
    if named is None:
        raise BadUsage("kind.missing", path=path)
    return named, named


def _says_kind(header: str) -> bool:
    try:
        column = Headers(None, {}).meaning(header)
    except KeyError:
        return False
    return column is not None and column.part == "kind"


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
