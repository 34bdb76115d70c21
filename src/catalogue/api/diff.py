"""Differences between two catalogues, or between a catalogue and a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from catalogue.api.importing import import_files
from catalogue.api.session import Session
from catalogue.errors import BadUsage, NotFound, UnusableCatalogue
from catalogue.model import differences
from catalogue.model.answers import Note
from catalogue.model.differences import Difference
from catalogue.model.issues import Issue
from catalogue.model.kinds import KINDS, find_kind
from catalogue.store import connection as connections
from catalogue.store import records
from catalogue.store.snapshot import snapshot
from catalogue.transfer.files.inputs import STDIN, is_folder
from catalogue.transfer.files.layout import DESCRIPTOR
from catalogue.transfer.intake.options import ImportOptions
from catalogue.transfer.intake.plan import Step
from catalogue.transfer.registers import mapfile


class Diff(Struct):
    """The differences, an iterator that can be consumed once; the counts are complete when it is exhausted.

    ``refused`` counts the rows of a file that could not be compared; ``issues`` holds the first reasons.
    """

    found: Iterator[Difference] = field(default_factory=lambda: iter(()))
    added: int = 0
    removed: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    issues: tuple[Issue, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there was a difference, or a row that could not be compared."""
        return bool(self.added or self.removed or self.changed or self.refused)


_CATALOGUES = ("", ".db", ".sqlite", ".sqlite3")
"""How the names of catalogues end; a missing file of any other name is missing, rather than still to be created."""


def diff(first: str, second: str, options: ImportOptions, *, lang: str = "en") -> Diff:
    """The changes that turn the first into the second; each is a catalogue, or one of them is a file or data package.

    Two catalogues of any size are walked side by side in order of id. A file covers only the kinds that occur in it (a
    data package covers all), and a table only its own columns and filled cells. Records of a covered kind that the file
    lacks count as removed; with a mapping, only those of the kind the mapping is for. The file is read as an import
    would read it, with the same ``options``; nothing is written.

    Raises ``BadUsage('diff.no_catalogue')`` when neither is a catalogue, and whatever opening and importing raise.
    """
    ours, theirs = _is_catalogue(first), _is_catalogue(second)
    if not ours and not theirs:
        raise BadUsage("diff.no_catalogue", first=first, second=second)
    result = Diff()
    if ours and theirs:
        result.found = _counted(result, _catalogues(Path(first), Path(second), lang))
        return result
    catalogue, file = (first, second) if ours else (second, first)
    found = _file(result, Path(catalogue), file, options, lang)
    result.found = _counted(result, found if ours else (each and each.reversed() for each in found))
    return result


def _is_catalogue(path: str) -> bool:
    """Whether a path is a catalogue: a file that begins like a SQLite database."""
    if path == STDIN or is_folder(path):
        return False
    try:
        connections.schema_version(Path(path))
    except UnusableCatalogue as failure:
        if failure.code in ("db.not_sqlite", "db.empty"):
            return False
        if failure.code == "db.missing" and Path(path).suffix.lower() not in _CATALOGUES:
            raise NotFound("input.missing", path=path) from None
        raise
    return True


def _counted(result: Diff, found: Iterator[Difference | None]) -> Iterator[Difference]:
    for each in found:
        if each is None:
            result.same += 1
            continue
        result.added += each.what == "added"
        result.removed += each.what == "removed"
        result.changed += each.what == "changed"
        yield each


def _catalogues(first: Path, second: Path, lang: str) -> Iterator[Difference | None]:
    with ExitStack() as opened:
        ours, theirs = (opened.enter_context(Session.open(path, lang=lang, read_only=True)) for path in (first, second))
        opened.enter_context(snapshot(ours.reading))
        opened.enter_context(snapshot(theirs.reading))
        yield from differences.between(records.every(ours.reading), records.every(theirs.reading), lang)


def _file(result: Diff, catalogue: Path, file: str, options: ImportOptions, lang: str) -> Iterator[Difference | None]:
    """Differences for the rows in the order of the file, then for the records missing from it, by id."""
    with Session.open(catalogue, lang=lang, read_only=True) as session, snapshot(session.reading):
        collected = _Collected(lang)
        asked = replace(options, mode="upsert", dry_run=True, rejects="", on_step=collected.take)
        report = import_files(session, [file], asked)
        result.refused, result.issues, result.notes = report.refused, report.issues, report.notes
        yield from collected.found.values()
        for kind in sorted(_mapped(options) or collected.kinds | _covered_kinds(file, options)):
            for record in records.every(session.reading, kind):
                if record.id not in collected.ids:
                    yield differences.removed(record, lang)


def _mapped(options: ImportOptions) -> set[str]:
    """The kind that a mapping is for; its rows mention only some records of other kinds.

    Empty without a mapping, or if the mapping is for any kind.
    """
    kind = mapfile.load(options.mapping).main.kind if options.mapping else None
    return {kind.name} if kind else set()


def _covered_kinds(file: str, options: ImportOptions) -> set[str]:
    """The kinds that an input covers even without rows: all for a package, else the one its name or option gives."""
    if is_folder(file) or file.endswith((DESCRIPTOR, ".zip")):
        return set(KINDS)
    named = find_kind(options.kind or Path(file).stem.partition(".")[0])
    return {named.name} if named else set()


class _Collected:
    """Collects what a walk over a file reports about each record; a walk that restarts overwrites its entries."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.found: dict[str, Difference | None] = {}
        self.ids: set[str] = set()
        self.kinds: set[str] = set()

    def take(self, step: Step) -> None:
        """Record the outcome of one row."""
        if step.record is None:
            for record_id in {step.where.record, *(issue.where.record for issue in step.issues)}:
                self.ids.add(record_id)
                self.found.pop(record_id, None)
            return
        record = step.record
        known = record.id in self.ids
        self.ids.add(record.id)
        self.kinds.add(record.kind)
        if step.old is None:
            self.found[record.id] = differences.added(record, self._lang)
        elif step.changes:
            self.found[record.id] = differences.changed(step.old, record, self._lang)
        elif not known:
            self.found[record.id] = None
