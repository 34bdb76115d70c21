"""One walk over the rows of an import, holding one chunk in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import PurePath

from msgspec.structs import replace

from catalogue.api.planner import ExistingData, LateIssues, Planner, Spot
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
from catalogue.transfer.intake.rejects import Rejects, is_rejects
from catalogue.transfer.intake.row_readers import DirectReader, MappedReader, RowReader, RowResult, located
from catalogue.transfer.intake.tally import Tally
from catalogue.transfer.registers.recipe import Recipe
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.validate import Validator

CHUNK = 1_000


class ImportRun:
    """Reads, plans and writes the rows of some files; ``tally`` holds the account."""

    def __init__(
        self,
        existing: ExistingData,
        options: ImportOptions,
        late: LateIssues,
        stdin: Stdin,
        *,
        recipe: Recipe | None = None,
        read_all: bool = False,
    ) -> None:
        """With ``read_all`` each row is read, even one that an earlier import brought unchanged."""
        self.tally = Tally()
        self._read_all = read_all or bool(late) or not Arrivals.can_skip(options)
        self._existing = existing
        self._options = options
        self._recipe = recipe
        self._late = late
        self._stdin = stdin
        self._planner = Planner(existing, options, self.tally)
        self._gathering = Gathering(differing=recipe is not None and recipe.differing == "remark")
        self._rejects: Rejects | None = None
        self._writing: Writing | None = None

    def process(self, paths: Sequence[str], writing: Writing | None) -> LateIssues:
        """Process every row of the files and write with ``writing`` (None: write nothing).

        Returns the rows that turned out bad at the end.
        """
        self._writing = writing
        if self._options.rejects:
            self._rejects = Rejects(self._options.rejects, self._all_columns(paths), self._options.describe)
        for number, path in enumerate(paths):
            table = self._open(path)
            try:
                self._process_table(table, path, number, len(paths))
            finally:
                table.close()
        late = self._gathered()
        return {**self._planner.unresolved(), **late}

    def keep_rejects(self) -> None:
        """Move the file of refused rows to its final path."""
        if self._rejects is not None:
            self._rejects.keep()

    def finish(self) -> None:
        """Release what was remembered of all rows: the steps after the walk need the memory."""
        del self._planner, self._gathering

    def close(self) -> None:
        """Delete the file of refused rows unless it was kept."""
        if self._rejects is not None:
            self._rejects.drop()

    def _open(self, path: str) -> Table:
        reading, form = self._options.reading(), self._options.format
        if self._recipe is not None and not (path != STDIN and is_rejects(path)):
            reading, form = reading.merged_over(self._recipe.reading), form or self._recipe.format
        return formats.open_table(path, form, reading, self._stdin)

    def _all_columns(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The columns of all tables together; () if some table has rows that name their own fields."""
        together: dict[str, None] = {}
        for path in paths:
            table = self._open(path)
            table.close()
            if not table.header:
                return ()
            together |= dict.fromkeys(table.header)
        return tuple(together)

    def _process_table(self, table: Table, path: str, number: int, count: int) -> None:
        reader = self._row_reader(table, path)
        source = self._source_of(path, table.file)
        for chunk in _chunks(self._register_rows(table)):
            results = self._read_rows(reader, chunk, table.file)
            if self._options.locate and (source or self._options.source):
                results = [_located(each, source or self._options.source) for each in results]
            self._process_chunk(results, table.file)
            if self._options.progress is not None:
                self._options.progress(self.tally.read, (number + table.progress()) / count)
        self.tally.count_unknown(reader.unknown())
        self.tally.notes += [*table.notes, *reader.notes()]

    def _read_rows(self, reader: RowReader, chunk: Sequence[Row], file: str) -> list[RowResult]:
        """Read the rows that are new or changed; rows that an earlier import brought unchanged are not read again."""
        if self._read_all or isinstance(reader, MappedReader):
            return [reader.read(row) for row in chunk]
        arrivals = [reader.arrival(row) for row in chunk]
        known = self._existing.arrived(each.id for each in arrivals if each is not None)
        results, same = [], 0
        for row, each in zip(chunk, arrivals, strict=True):
            before = known.get(each.id) if each is not None else None
            if each is not None and before is not None and before[1] == each.hash:
                self._planner.add_unread(each.id, before[0], (row.file or file, row.line))
                same += 1
            else:
                results.append(reader.read(row, each))
        self.tally.count_same(same)
        return results

    def _row_reader(self, table: Table, path: str) -> RowReader:
        """The reader for the rows of a table. Raises ``ImportRefused('import.columns')``."""
        options, recipe = self._options, self._recipe
        if recipe is not None:
            given = options.kind or (recipe.main.kind.name if recipe.main.kind else "")
            kind, fallback = _kind(table, path, given)
            mapped = MappedReader(table, kind or fallback, recipe, recipe.rules(options.rules()), self._planner.finder)
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
        return DirectReader(validator, Arrivals(headers, kind, fallback, options))

    def _register_rows(self, table: Table) -> Iterator[Row]:
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
        self._gathering.add(found, self._planner.spot(file, 0), main=False, made=True)
        self._planner.sources[file] = found.record.id
        return found.record.id

    def _process_chunk(self, results: list[RowResult], file: str) -> None:
        good = [each.immediate for each in results if each.immediate is not None]
        present = self._existing.load({each.record.id or each.base for each in good})
        self._planner.learn_kinds(good)
        for each in results:
            spot = (each.row.file or file, each.row.line)
            if spot in self._late:
                named = each.records[0].record.id if each.records else ""
                step: Step | None = Step("refuse", Where(*spot), issues=_with_record_id(self._late[spot], named))
            else:
                step = self._refusal(each, spot)
            if step is None and each.immediate is not None:
                step = self._planner.step(each.immediate, present)
            if step is None or step.kind != "refuse":
                step = self._gather(each, spot, step)
            if step is not None:
                self._finish_row(step, each)

    def _refusal(self, result: RowResult, spot: Spot) -> Step | None:
        """The refusal of a row that is wrong or contradicts an earlier one."""
        issues = result.issues or tuple(
            result.with_origin(issue, one)
            for one in result.deferred
            for issue in self._gathering.problems(one, made=one.record.id in result.made)
        )
        if any(issue.fatal for issue in issues):
            return Step("refuse", Where(*spot), issues=issues)
        self.tally.remark(issues)
        return None

    def _gather(self, result: RowResult, spot: Spot, step: Step | None) -> Step | None:
        """Keep records that later rows may add to; a row that adds nothing to its own record counts as unchanged."""
        number = self._planner.spot(*spot)
        first = result.records[0]
        for incoming in result.deferred:
            main = incoming is first
            new = self._gathering.add(incoming, number, main=main, made=incoming.record.id in result.made)
            if main and not new:
                step = Step("same", incoming.where, incoming.record, incoming.record)
        return step

    def _gathered(self) -> LateIssues:
        """Plan and write the records gathered from several rows; returns the rows of those that are invalid."""
        late: dict[Spot, tuple[Issue, ...]] = {}
        waiting = self._gathering.release()
        while chunk := list(islice(waiting, CHUNK)):
            present = self._existing.load({each.incoming.record.id for each in chunk})
            self._planner.learn_kinds([each.incoming for each in chunk])
            for each in chunk:
                record_id = each.incoming.record.id
                if each.made and (record_id in present or self._planner.has(record_id)):
                    continue
                step = self._planner.step(each.incoming, present)
                if step.kind == "refuse":
                    late.update(self._refused(each, step.issues))
                else:
                    self._count_and_write(step, len(each.main))
        return late

    def _refused(self, gathered: Gathered, issues: tuple[Issue, ...]) -> LateIssues:
        """Refuse every row that contributed to an invalid gathered record."""
        places = (self._planner.place(spot) for spot in gathered.spots)
        return {
            (file, line): tuple(replace(issue, where=replace(issue.where, file=file, line=line)) for issue in issues)
            for file, line in places
        }

    def _finish_row(self, step: Step, result: RowResult) -> None:
        """Count a row and write its step, unless the import is already refused."""
        if step.kind == "refuse":
            self._planner.add_refused(step)
            if self._rejects is not None:
                self._rejects.add(result.row, step.issues)
        self._count_and_write(step, 1, result.arrival)

    def _count_and_write(self, step: Step, rows: int, arrival: Arrival | None = None) -> None:
        self.tally.count(step, rows)
        if self._options.on_step is not None:
            self._options.on_step(step)
        if (
            step.kind in ("add", "change")
            and step.record is not None
            and self._writing is not None
            and self._may_write()
        ):
            self._writing.put(step.record, step.old, arrival=arrival.hash if arrival else None)

    def _may_write(self) -> bool:
        """Whether the import can still succeed; if not, rows are only checked."""
        return self._options.partial or not (self.tally.refused or self._late)


def _located(result: RowResult, source: str) -> RowResult:
    if not result.records:
        return result
    return replace(result, records=(located(result.records[0], source), *result.records[1:]))


def _with_record_id(issues: tuple[Issue, ...], record_id: str) -> tuple[Issue, ...]:
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
    if any(_is_kind_column(header) for header in table.header):
        return None, named
    if named is None:
        raise BadUsage("kind.missing", path=path)
    return named, named


def _is_kind_column(header: str) -> bool:
    try:
        column = Headers(None, {}).meaning(header)
    except KeyError:
        return False
    return column is not None and column.part == "kind"


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
