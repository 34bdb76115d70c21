"""Importing files into a catalogue: read, check, plan and write in one transaction, or not at all."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct

from catalogue.api.import_run import ImportRun
from catalogue.api.planner import ExistingData, LateIssues
from catalogue.api.restoring import restore
from catalogue.api.session import Session
from catalogue.errors import BadUsage, ImportRefused
from catalogue.store import arrivals, lookup, records
from catalogue.store.journal import Writing
from catalogue.transfer.drafts import suggest
from catalogue.transfer.files.inputs import STDIN, Stdin, file_name, is_folder
from catalogue.transfer.files.zipped import unpacked_size
from catalogue.transfer.intake.options import ImportOptions, ImportReport
from catalogue.transfer.intake.seen import UnreadRow
from catalogue.transfer.registers import mapfile
from catalogue.transfer.registers.lookup import Lookups
from catalogue.transfer.registers.recipe import Recipe
from catalogue.transfer.rows import columns


def import_files(session: Session, paths: Sequence[str], options: ImportOptions) -> ImportReport:
    """Import files, data packages (folders) or standard input (``-``) as one batch of the history.

    Without ``partial`` one refused row refuses the whole import: ``ImportRefused('import.refused')`` with the issues
    and the account (``read``, ``refused``, ``report``); a dry run is not refused. A file that cannot be read at all
    raises ``import.unreadable``, one whose columns mean nothing ``import.columns``. Raises ``BadUsage`` for impossible
    options, ``NotFound`` and ``Refused`` for files that cannot be opened. Whenever it raises, nothing has been written.
    """
    _check(paths, options)
    recipe = _recipe(options)
    stdin = Stdin()
    late: LateIssues = {}
    read_all = False
    try:
        while True:
            # Some rows turn out bad only after all others have been read, e.g. a link to a row that was refused. Then
            # the import is rolled back and restarted without such rows. If two rows have the same id, it is restarted
            # reading every row.
            try:
                report, found = _attempt(session, paths, options, _Attempt(recipe, late, stdin, read_all))
            except UnreadRow:
                read_all = True
                continue
            if not found:
                break
            late = {**late, **found}
    finally:
        stdin.close()
    if report.refused and not options.partial and not options.dry_run:
        raise ImportRefused("import.refused", report.issues, read=report.read, refused=report.refused, report=report)
    return report


_LARGE = 8_000_000  # bytes


def suggest_mapping(path: str, options: ImportOptions, *, out: str = "") -> str:
    """A first mapping for a file, as the text of a mapping file with comments on what was found in the file.

    ``out`` is where the mapping will be written. Raises what opening and reading the file raises, and
    ``BadUsage('mapping.is_input')`` if ``out`` is that file.
    """
    if out and path != STDIN and _same(path, out):
        raise BadUsage("mapping.is_input", path=out)
    return suggest.mapping(path, options.format, options.reading(), kind=options.kind, order=options.date_order)


_ALLOCATED = 50_000
"""How many objects more than were freed are made before an import looks for cyclic garbage; Python's usual is 700."""


class _RolledBack(Exception):
    """Raised to roll the transaction back."""


class _Attempt(Struct, frozen=True):
    """The input of one walk over the rows.

    The mapping, the rows known to be bad, standard input, and whether to read even rows that an earlier import brought
    unchanged.
    """

    recipe: Recipe | None
    late: LateIssues
    stdin: Stdin
    read_all: bool


def _recipe(options: ImportOptions) -> Recipe | None:
    """The mapping with the options applied over it; None if the columns are the catalogue's own.

    Remarks (``--keep-extra``, ``--map Comment=note``) are made by a mapping, if only an empty one.
    """
    remarks = options.keep_extra or columns.NOTE.name in options.map.values()
    if not options.mapping and not options.recipe and not remarks:
        return None
    recipe = mapfile.load(options.mapping) if options.mapping else mapfile.parse(options.recipe)
    return mapfile.adjusted(recipe, options.map, kind=options.kind, keep=options.keep_extra)


def _attempt(
    session: Session, paths: Sequence[str], options: ImportOptions, attempt: _Attempt
) -> tuple[ImportReport, LateIssues]:
    """Walk over all rows once; the writes stay only if no row turned out bad at the end."""
    with ExitStack() as opened:
        opened.enter_context(_rare_collections())
        writing_to = session.writing(long=_is_long(paths), perhaps=True)
        connection = session.reading if options.dry_run else opened.enter_context(writing_to)
        lookups = Lookups(partial(lookup.names, connection), partial(lookup.identifiers, connection))
        load, kinds = partial(records.load, connection), partial(records.kinds, connection)
        existing = ExistingData(load, kinds, lookups, partial(arrivals.known, connection))
        run = ImportRun(
            existing, options, attempt.late, attempt.stdin, recipe=attempt.recipe, read_all=attempt.read_all
        )
        opened.callback(run.close)
        writing, restored = None, False
        if options.dry_run:
            found = run.process(paths, None)
        else:
            writing = Writing(connection, actor=options.actor, action="import", reason=_reason(paths, options))
            try:
                with writing:
                    found = run.process(paths, writing)
                    run.finish()
                    if found or (run.tally.refused and not options.partial):
                        raise _RolledBack
                    restored = restore(connection, paths, options, writing, run.tally.notes)
            except _RolledBack:
                writing = None
        if not found:
            run.keep_rejects()
        batch = writing.batch if writing and not restored else None
        return run.tally.report(batch=batch, dry_run=options.dry_run), found


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Look for cyclic garbage rarely: records form no cycles, and what is known of a hundred thousand rows would be
    walked through again and again."""
    usual = gc.get_threshold()
    gc.set_threshold(_ALLOCATED, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _reason(paths: Sequence[str], options: ImportOptions) -> str:
    """The reason recorded in the history: the file names without their folders."""
    return options.reason or ", ".join(file_name(path) for path in paths if path != STDIN and not is_folder(path))


def _check(paths: Sequence[str], options: ImportOptions) -> None:
    if not paths:
        raise BadUsage("import.no_files")
    if list(paths).count(STDIN) > 1:
        raise BadUsage("import.stdin_twice")
    if options.rejects and any(path != STDIN and _same(path, options.rejects) for path in paths):
        raise BadUsage("rejects.is_input", path=options.rejects)


def _is_long(paths: Sequence[str]) -> bool:
    """Whether the input is too large to hold its changes in memory: large files, unpacked ones, folders of them,
    standard input."""
    return any(path == STDIN or is_folder(path) or _size(path) > _LARGE for path in paths)


def _size(path: str) -> int:
    try:
        size = Path(path).stat().st_size
    except (OSError, ValueError):
        return 0
    return size if size > _LARGE else max(size, unpacked_size(path))


def _same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False
