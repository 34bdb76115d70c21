"""Maintenance of a catalogue file: create, build, back up, check, upgrade."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from catalogue.api.importing import import_files
from catalogue.api.session import Session
from catalogue.errors import NotFound, UnusableCatalogue
from catalogue.model.answers import About, Finding
from catalogue.store import backup as copies
from catalogue.store import checks, index, journal, tally
from catalogue.store.connection import schema_version, unfinished
from catalogue.store.layout import SQLITE, VERSION
from catalogue.transfer.intake.options import ImportOptions


def init(path: Path, sample: Path | None) -> None:
    """Create a catalogue: a copy of ``sample``, or an empty one. Raises ``UnusableCatalogue('db.exists')``."""
    if sample is None:
        with copies.staged(path) as staging:
            copies.new(staging)
        return
    with Session.open(sample, read_only=True) as session:
        copies.copy(session.reading, path)


_BUILDER = "build"


def build(seed: Path, out: Path, *, on_copied: Callable[[Path], None] | None = None) -> About:
    """Build a catalogue from a data package; the same package gives the same bytes (with the same SQLite version).

    Timestamps in the file are SOURCE_DATE_EPOCH, or 1 January 2026 when that is not set. Replaces ``out`` if it is
    already a catalogue. One that holds anything else than a build first gets a copy beside it, and ``on_copied`` is
    called with that.
    """
    if not seed.is_dir():
        raise NotFound("file.missing", path=str(seed))
    if out.exists():
        schema_version(out)
        if left := unfinished(out):
            raise UnusableCatalogue("db.leftover", path=str(out), left=left)
        if not _is_as_built(out):
            kept = copies.keep(out, "before-build")
            if on_copied:
                on_copied(kept)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")
    with copies.staged(out, replace=True) as staging:
        raw = Path(f"{staging}.raw")
        copies.new(raw)
        with Session.open(raw) as session:
            import_files(session, [str(seed)], ImportOptions(actor=_BUILDER))
        copies.pack(raw, staging)
    with Session.open(out, read_only=True) as session:
        return about(session)


def _is_as_built(path: Path) -> bool:
    """Whether a build made all that the catalogue holds; False where this version cannot read it."""
    try:
        with Session.open(path, read_only=True) as session:
            return not tally.holds_more_than(session.reading, _BUILDER)
    except UnusableCatalogue:
        return False


def about(session: Session) -> About:
    """What a catalogue contains."""
    counts, total = tally.kinds(session.reading), tally.tables(session.reading)
    return About(
        str(session.path),
        counts,
        VERSION,
        SQLITE,
        session.path.stat().st_size,
        session.read_only,
        total["batch"],
        total["link"],
        total["name"],
    )


def check(session: Session) -> tuple[Finding, ...]:
    """Check the file: integrity, references, search index, computed values."""
    return tuple(checks.check(session.reading))


def reindex(session: Session) -> int:
    """Rebuild the search keys and the place index; returns the number of records."""
    with session.writing(long=True) as connection, journal.one_transaction(connection):
        return index.rebuild(connection)


def backup(session: Session, out: Path) -> Path:
    """Write a verified copy of the catalogue to ``out``, which must not exist."""
    if out.exists():
        raise UnusableCatalogue("db.exists", path=str(out))
    copies.copy(session.reading, out)
    return out


def migrate(path: Path, *, on_copied: Callable[[Path], None] | None = None) -> int:
    """Upgrade an older catalogue to the current schema; ``on_copied`` is called with the verified copy made first."""
    return copies.upgrade(path, on_copied=on_copied)
