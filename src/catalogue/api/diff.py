"""What tells two catalogues apart, or a catalogue and a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from catalogue.api.importing import import_files
from catalogue.api.session import Session
from catalogue.errors import BadUsage, UnusableCatalogue
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


@dataclass(slots=True)
class Diff:
    """The differences, which can be walked once; the counts are complete when they have been.

    ``refused`` rows of a file could not be compared; ``issues`` say why, the first ones.
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


def diff(first: str, second: str, options: ImportOptions, *, lang: str = "en") -> Diff:
    """What leads from the first to the second; each is a catalogue, or one of them a file or data package.

    Two catalogues are walked side by side in order of their ids, however large. A file speaks of the kinds that occur
    in it (a package of all), a table of the columns that it has and the cells that are filled; records of those kinds
    that it does not have count as removed; with a mapping, those of the kind that it is about. It is read like an
    import, with the same ``options``; nothing is written.

    Raises ``BadUsage('diff.no_catalogue')`` when neither is a catalogue, and what opening and importing raise.
    """
    ours, theirs = _is_catalogue(first), _is_catalogue(second)
    if not ours and not theirs:
        raise BadUsage("diff.no_catalogue", first=first, second=second)
    told = Diff()
    if ours and theirs:
        told.found = _counted(told, _catalogues(Path(first), Path(second), lang))
        return told
    catalogue, file = (first, second) if ours else (second, first)
    found = _file(told, Path(catalogue), file, options, lang)
    told.found = _counted(told, found if ours else (each and each.turned() for each in found))
    return told


def _is_catalogue(path: str) -> bool:
    """Whether a path is to be opened as a catalogue: a file that begins like a database."""
    if path == STDIN or is_folder(path):
        return False
    try:
        connections.look(Path(path))
    except UnusableCatalogue as failure:
        if failure.code in ("db.not_sqlite", "db.empty"):
            return False
        raise
    return True


def _counted(told: Diff, found: Iterator[Difference | None]) -> Iterator[Difference]:
    for each in found:
        if each is None:
            told.same += 1
            continue
        told.added += each.what == "added"
        told.removed += each.what == "removed"
        told.changed += each.what == "changed"
        yield each


def _catalogues(first: Path, second: Path, lang: str) -> Iterator[Difference | None]:
    with ExitStack() as opened:
        ours, theirs = (opened.enter_context(Session.open(path, lang=lang, read_only=True)) for path in (first, second))
        opened.enter_context(snapshot(ours.reading))
        opened.enter_context(snapshot(theirs.reading))
        yield from differences.between(records.every(ours.reading), records.every(theirs.reading), lang)


def _file(told: Diff, catalogue: Path, file: str, options: ImportOptions, lang: str) -> Iterator[Difference | None]:
    """The rows in the order of the file, then what it does not have, by id."""
    with Session.open(catalogue, lang=lang, read_only=True) as session, snapshot(session.reading):
        heard = _Heard(lang)
        asked = replace(options, mode="upsert", dry_run=True, rejects="", each=heard.take)
        report = import_files(session, [file], asked)
        told.refused, told.issues, told.notes = report.refused, report.issues, report.notes
        yield from heard.found.values()
        for kind in sorted(_mapped(options) or heard.kinds | _spoken_of(file, options)):
            for record in records.every(session.reading, kind):
                if record.id not in heard.ids:
                    yield differences.removed(record, lang)


def _mapped(options: ImportOptions) -> set[str]:
    """The kind that a mapping is about: of others its rows name some, not all. Empty: no mapping, or of any kind."""
    kind = mapfile.load(options.mapping).main.kind if options.mapping else None
    return {kind.name} if kind else set()


def _spoken_of(file: str, options: ImportOptions) -> set[str]:
    """The kinds that an input speaks of even without rows: all in a package, the one that its name or option says."""
    if is_folder(file) or file.endswith((DESCRIPTOR, ".zip")):
        return set(KINDS)
    named = find_kind(options.kind or Path(file).stem)
    return {named.name} if named else set()


class _Heard:
    """Gathers what a walk over a file says of each record; a walk that begins anew puts it right."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.found: dict[str, Difference | None] = {}
        self.ids: set[str] = set()
        self.kinds: set[str] = set()

    def take(self, step: Step) -> None:
        """Take one row."""
        if step.record is None:
            for own in {step.where.record, *(issue.where.record for issue in step.issues)}:
                self.ids.add(own)
                self.found.pop(own, None)
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
