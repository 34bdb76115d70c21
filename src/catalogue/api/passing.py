"""One walk over the rows of an import, holding one chunk in memory at a time."""

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
    """Reads, plans and writes the rows of some files; ``tally`` holds the account."""

    def __init__(
        self,
        existing: Present,
        options: ImportOptions,
        late: Late,
        stdin: Stdin,
        *,
        recipe: Recipe | None = None,
        every: bool = False,
    ) -> None:
        """With ``every`` each row is read, even one that an earlier import brought unchanged."""
        self.tally = Tally()
        self._every = every or bool(late) or not Arrivals.wanted(options)
        self._existing = existing
        self._options = options
        self._recipe = recipe
        self._late = late
        self._stdin = stdin
        self._settling = Settling(existing, options, self.tally)
        self._gathering = Gathering(differing=recipe is not None and recipe.differing == "remark")
        self._rejects: Rejects | None = None
        self._writing: Writing | None = None

    def walk(self, paths: Sequence[str], writing: Writing | None) -> Late:
        """Process every row of the files and write with ``writing`` (None: write nothing).

        Returns the rows that turned out bad at the end.
        """
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
        """Move the file of refused rows to its final path."""
        if self._rejects is not None:
            self._rejects.keep()

    def finish(self) -> None:
        """Release what was remembered of all rows: the steps after the walk need the memory."""
        del self._settling, self._gathering

    def close(self) -> None:
        """Delete the file of refused rows unless it was kept."""
        if self._rejects is not None:
            self._rejects.drop()

    def _open(self, path: str) -> Table:
        reading, form = self._options.reading(), self._options.format
        if self._recipe is not None:
            reading, form = reading.over(self._recipe.reading), form or self._recipe.format
        return formats.open_table(path, form, reading, self._stdin)

    def _headers(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The columns of all tables together; () if some table has rows that name their own fields."""
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
        """Read the rows that are new or changed; rows that an earlier import brought unchanged are not read again."""
        if self._every or isinstance(taker, Mapped):
            return [taker.take(row) for row in chunk]
        arrivals = [taker.arrival(row) for row in chunk]
        known = self._existing.arrived(each.id for each in arrivals if each is not None)
        taken, same = [], 0
        for row, each in zip(chunk, arrivals, strict=True):
            kind, known_hash = known.get(each.id, _UNKNOWN) if each is not None else _UNKNOWN
            if each is not None and kind and known_hash == each.hash:
                self._settling.know(each.id, kind, (row.file or file, row.line))
                same += 1
            else:
                taken.append(taker.take(row, each))
        self.tally.same(same)
        return taken

    def _taker(self, table: Table, path: str) -> Taker:
        """The reader for the rows of a table. Raises ``ImportRefused('import.columns')``."""
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
        """The rows that belong to the register, and a note of how many others were skipped."""
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
        """The id of the source record made for a file, where the options ask for one."""
        if not self._options.source_from_file:
            return ""
        found = origin.source(path, self._stdin)
        self._gathering.put(found, self._settling.spot(file, 0), main=False, made=True)
        self._settling.sources[file] = found.record.id
        return found.record.id

    def _chunk(self, taken: list[Taken], file: str) -> None:
        good = [each.streamed for each in taken if each.streamed is not None]
        present = self._existing.load({each.record.id or each.base for each in good})
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
        """The refusal of a row that is wrong or contradicts an earlier one."""
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
        """Keep records that later rows may add to; a row that adds nothing to its own record counts as unchanged."""
        number = self._settling.spot(*spot)
        first = taken.records[0]
        for incoming in taken.later:
            main = incoming is first
            new = self._gathering.put(incoming, number, main=main, made=incoming.record.id in taken.made)
            if main and not new:
                step = Step("same", incoming.where, incoming.record, incoming.record)
        return step

    def _gathered(self) -> Late:
        """Plan and write the records gathered from several rows; returns the rows of those that are invalid."""
        late: dict[Spot, tuple[Issue, ...]] = {}
        waiting = self._gathering.taken_out()
        while chunk := list(islice(waiting, CHUNK)):
            present = self._existing.load({each.incoming.record.id for each in chunk})
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
        """Refuse every row that contributed to an invalid gathered record."""
        places = (self._settling.place(spot) for spot in gathered.spots)
        return {
            (file, line): tuple(replace(issue, where=replace(issue.where, file=file, line=line)) for issue in issues)
            for file, line in places
        }

    def _enter(self, step: Step, taken: Taken) -> None:
        """Count a row and write its step, unless the import is already refused."""
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
    """The kind of all rows of a table, and the default kind of rows that do not state theirs.

    ``given``, else taken from the file name (``agreements.csv``) unless the rows have a kind column.
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
