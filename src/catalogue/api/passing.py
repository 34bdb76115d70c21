"""One walk over the rows of an import, a chunk in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from catalogue.api.settling import Late, Present, Settling, Spot
from catalogue.errors import BadUsage, ImportRefused
from catalogue.model.answers import Note
from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import Kind, find_kind
from catalogue.store.journal import Writing
from catalogue.transfer import formats
from catalogue.transfer.files.inputs import STDIN, Stdin
from catalogue.transfer.files.table import Row, Table
from catalogue.transfer.intake import origin
from catalogue.transfer.intake.arrival import Arrival, Arrivals
from catalogue.transfer.intake.gathering import Gathered, Gathering
from catalogue.transfer.intake.options import ImportOptions
from catalogue.transfer.intake.plan import Step
from catalogue.transfer.intake.rejects import Rejects
from catalogue.transfer.intake.taking import Mapped, Straight, Taken, Taker, located
from catalogue.transfer.intake.tally import Tally
from catalogue.transfer.registers.recipe import Recipe
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.validate import Validator

CHUNK = 1_000
_UNKNOWN = ("", 0)


class Passing:
    """Reads, plans and puts the rows of some files; ``tally`` has the account."""

    def __init__(
        self,
        there: Present,
        options: ImportOptions,
        late: Late,
        stdin: Stdin,
        *,
        recipe: Recipe | None = None,
        every: bool = False,
    ) -> None:
        """``every`` row is read, also one that is known from before."""
        self.tally = Tally()
        self._every = every or bool(late) or not Arrivals.wanted(options)
        self._there = there
        self._options = options
        self._recipe = recipe
        self._late = late
        self._stdin = stdin
        self._settling = Settling(there, options, self.tally)
        self._gathering = Gathering(differing=recipe is not None and recipe.differing == "remark")
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
        late = self._gathered()
        return {**self._settling.unresolved(), **late}

    def keep_rejects(self) -> None:
        """Put the file of refused rows in place."""
        if self._rejects is not None:
            self._rejects.keep()

    def finish(self) -> None:
        """Let go of what was known of all rows: what comes after the walk needs the memory."""
        del self._settling, self._gathering

    def close(self) -> None:
        """Drop the file of refused rows unless it was kept."""
        if self._rejects is not None:
            self._rejects.drop()

    def _open(self, path: str) -> Table:
        reading, form = self._options.reading(), self._options.format
        if self._recipe is not None:
            reading, form = reading.over(self._recipe.reading), form or self._recipe.format
        return formats.open_table(path, form, reading, self._stdin)

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
        taker = self._taker(table, path)
        source = self._source_of(path, table.file)
        for chunk in _chunks(self._register(table)):
            taken = self._taken(taker, chunk, table.file)
            if self._options.locate and (source or self._options.source):
                taken = [_located(each, source or self._options.source) for each in taken]
            self._chunk(taken, table.file)
            if self._options.progress is not None:
                self._options.progress(self.tally.read, (number + table.share()) / count)
        self.tally.left_out(taker.unknown())
        self.tally.notes += [*table.notes, *taker.notes()]

    def _taken(self, taker: Taker, chunk: Sequence[Row], file: str) -> list[Taken]:
        """Read the rows that are not known from before; those that are, are the same."""
        if self._every or isinstance(taker, Mapped):
            return [taker.take(row) for row in chunk]
        arrivals = [taker.arrival(row) for row in chunk]
        known = self._there.arrived(each.id for each in arrivals if each is not None)
        taken, same = [], 0
        for row, each in zip(chunk, arrivals, strict=True):
            kind, told = known.get(each.id, _UNKNOWN) if each is not None else _UNKNOWN
            if each is not None and kind and told == each.hash:
                self._settling.know(each.id, kind, (row.file or file, row.line))
                same += 1
            else:
                taken.append(taker.take(row, each))
        self.tally.same(same)
        return taken

    def _taker(self, table: Table, path: str) -> Taker:
        """What reads the rows of a table. Raises ``ImportRefused('import.columns')``."""
        options, recipe = self._options, self._recipe
        if recipe is not None:
            given = options.kind or (recipe.main.kind.name if recipe.main.kind else "")
            kind, fallback = _kind(table, path, given)
            mapped = Mapped(table, kind or fallback, recipe, recipe.rules(options.rules()), self._settling.finder)
            if table.header and (issues := mapped.shaper.check(table.header)):
                raise ImportRefused("import.columns", issues, file=table.file)
            return mapped
        kind, fallback = _kind(table, path, options.kind)
        headers = Headers(kind, options.map)
        if table.header:
            if issues := headers.check(table.header, Where(table.file, 1)):
                raise ImportRefused("import.columns", issues, file=table.file)
            headers.absent(table.header)
        validator = Validator(table, kind, headers, options.rules(), fallback=fallback)
        return Straight(validator, Arrivals(headers, kind, fallback, options))

    def _register(self, table: Table) -> Iterator[Row]:
        """The rows that are the register's, and a note of how many are none."""
        if self._recipe is None or not self._recipe.skip:
            yield from table.rows
            return
        left = 0
        for row in table.rows:
            if not row.issues and self._recipe.skips(row):
                left += 1
            else:
                yield row
        if left:
            table.notes.append(Note("rows.skipped", {"count": left}))

    def _source_of(self, path: str, file: str) -> str:
        """The source that is made of a file, where that is wanted; its id."""
        if not self._options.source_from_file:
            return ""
        found = origin.source(path, self._stdin)
        self._gathering.put(found, self._settling.spot(file, 0), main=False, made=True)
        self._settling.sources[file] = found.record.id
        return found.record.id

    def _chunk(self, taken: list[Taken], file: str) -> None:
        good = [each.streamed for each in taken if each.streamed is not None]
        present = self._there.load({each.record.id or each.base for each in good})
        self._settling.learn_kinds(good)
        for each in taken:
            spot = (each.row.file or file, each.row.line)
            if spot in self._late:
                named = each.records[0].record.id if each.records else ""
                step: Step | None = Step("refuse", Where(*spot), issues=_named_in(self._late[spot], named))
            else:
                step = self._cannot_be(each, spot)
            if step is None and each.streamed is not None:
                step = self._settling.settled(each.streamed, present)
            if step is None or step.kind != "refuse":
                step = self._gather(each, spot, step)
            if step is not None:
                self._enter(step, each)

    def _cannot_be(self, taken: Taken, spot: Spot) -> Step | None:
        """The refusal of a row that is wrong, or gainsays an earlier one."""
        issues = taken.issues or tuple(
            taken.told(issue, one)
            for one in taken.later
            for issue in self._gathering.problems(one, made=one.record.id in taken.made)
        )
        if any(issue.fatal for issue in issues):
            return Step("refuse", Where(*spot), issues=issues)
        self.tally.remark(issues)
        return None

    def _gather(self, taken: Taken, spot: Spot, step: Step | None) -> Step | None:
        """Keep the records that wait for other rows; a row that tells nothing new of its own is the same."""
        number = self._settling.spot(*spot)
        first = taken.records[0]
        for incoming in taken.later:
            main = incoming is first
            new = self._gathering.put(incoming, number, main=main, made=incoming.record.id in taken.made)
            if main and not new:
                step = Step("same", incoming.where, incoming.record, incoming.record)
        return step

    def _gathered(self) -> Late:
        """Plan and put what several rows made together; returns the rows of those that cannot be."""
        late: dict[Spot, tuple[Issue, ...]] = {}
        waiting = self._gathering.taken_out()
        while chunk := list(islice(waiting, CHUNK)):
            present = self._there.load({each.incoming.record.id for each in chunk})
            self._settling.learn_kinds([each.incoming for each in chunk])
            for each in chunk:
                record_id = each.incoming.record.id
                if each.made and (record_id in present or self._settling.has(record_id)):
                    continue
                step = self._settling.settled(each.incoming, present)
                if step.kind == "refuse":
                    late.update(self._refused(each, step.issues))
                else:
                    self._put(step, len(each.main))
        return late

    def _refused(self, gathered: Gathered, issues: tuple[Issue, ...]) -> Late:
        """A gathered record that cannot be refuses every row that had a part in it."""
        places = (self._settling.place(spot) for spot in gathered.spots)
        return {
            (file, line): tuple(replace(issue, where=replace(issue.where, file=file, line=line)) for issue in issues)
            for file, line in places
        }

    def _enter(self, step: Step, taken: Taken) -> None:
        """Count a row and do its step, unless the import is refused already."""
        if step.kind == "refuse":
            self._settling.refused(step)
            if self._rejects is not None:
                self._rejects.add(taken.row, step.issues)
        self._put(step, 1, taken.arrival)

    def _put(self, step: Step, rows: int, arrival: Arrival | None = None) -> None:
        self.tally.count(step, rows)
        if self._options.each is not None:
            self._options.each(step)
        if step.kind in ("add", "change") and step.record is not None and self._writing is not None and self._goes_on():
            self._writing.put(step.record, step.old, arrival=arrival.hash if arrival else None)

    def _goes_on(self) -> bool:
        """Whether the import can still succeed; if not, rows are only checked."""
        return self._options.partial or not (self.tally.refused or self._late)


def _located(taken: Taken, source: str) -> Taken:
    if not taken.records:
        return taken
    return replace(taken, records=(located(taken.records[0], source), *taken.records[1:]))


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
    named = None if path == STDIN else find_kind(PurePath(path).stem.partition(".")[0])
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
