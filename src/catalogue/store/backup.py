"""New files, copies and upgrades of a catalogue: each is written completely or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from catalogue import staging as private
from catalogue.errors import Refused, UnusableCatalogue
from catalogue.store import connection as connections
from catalogue.store import holes, index, journal, layout, stamps, trust


@contextmanager
def staged(target: Path, *, replace: bool = False, about: Path | None = None) -> Iterator[Path]:
    """A private temporary file beside ``target`` that replaces it when the block succeeds and is deleted otherwise.

    ``about``: the catalogue that the target is a copy of. Raises ``UnusableCatalogue``: ``db.exists`` if the target
    exists and ``replace`` is false, ``db.leftover``, ``db.not_made``; ``Refused('output.beside')``.
    """
    if owner := private.owner(target):
        raise Refused("output.beside", path=str(target), database=str(owner))
    if target.is_symlink() or (target.exists() and not replace):
        raise UnusableCatalogue("db.exists", path=str(target))
    if not replace and (left := connections.unfinished(target)):
        raise UnusableCatalogue("db.leftover", path=str(target), left=left)
    with _named_failure(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with private.folder(target, about=about) as folder:
            made = folder.absolute() / target.name  # SQLite may take a relative "file:…" or ":…" for no path
            yield made
            _bring_to_rest(made)
            with made.open("rb+") as file:
                os.fsync(file.fileno())
            if not replace and target.exists():
                raise UnusableCatalogue("db.exists", path=str(target))
            made.replace(target)
            _sync_folder(target.parent)


@contextmanager
def _named_failure(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        raise UnusableCatalogue("db.not_made", path=str(target), cause=failure.strerror or "") from None


def _bring_to_rest(staging: Path) -> None:
    """Merge a leftover log beside the file into it; the log's content would be lost otherwise. Raises
    ``UnusableCatalogue``."""
    if any(Path(f"{staging}{side}").exists() for side in connections.SIDES):
        with connections.naming_file(staging), closing(sqlite3.connect(staging)) as left:
            left.execute("PRAGMA journal_mode=DELETE").fetchone()


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows cannot open a folder
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def new(path: Path) -> None:
    """Make an empty catalogue at ``path``, which must not exist."""
    from catalogue.store.migrations import migrate

    with closing(connections.create(path)) as connection:
        migrate(connection)
        stamps.stamp(connection)


def pack(source: Path, target: Path) -> None:
    """Write a compact copy whose bytes depend on the content alone (and on the version of SQLite)."""
    os.close(_private(target))
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("INSERT INTO search (search) VALUES ('optimize')")
        connection.commit()
        connection.execute("VACUUM INTO ?", (str(target),))


def copy(source: sqlite3.Connection, target: Path, *, about: Path | None = None, thorough: bool = False) -> None:
    """A verified copy of a live catalogue, by SQLite's online backup; ``about`` as in ``staged``.

    The copy is read back: every page, and how they hang together. ``thorough`` also compares every index with its
    table and every value with its constraints, which takes five times as long: for a copy on whose account older ones
    are deleted. Raises ``UnusableCatalogue('db.corrupt')``.
    """
    with staged(target, about=about) as staging:
        _copy(source, staging)
        with closing(sqlite3.connect(staging)) as written:
            if not thorough:  # quick_check would evaluate the constraints of every row, two thirds of its time
                written.execute("PRAGMA ignore_check_constraints=ON")
            found = written.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)").fetchone()[0]
        if found != "ok":
            raise UnusableCatalogue("db.corrupt", path=str(target), cause=found)


def _copy(source: sqlite3.Connection, target: Path) -> None:
    os.close(_private(target))
    with connections.naming_file(target), closing(sqlite3.connect(target, isolation_level=None)) as written:
        source.backup(written)
        written.execute("PRAGMA journal_mode=DELETE")


def keep(path: Path, why: str) -> Path:
    """Copy a catalogue file as it is, sound or damaged, next to itself; the copy's name contains ``why`` and the time.

    A sound file is copied through SQLite, which keeps writers out meanwhile. Raises ``UnusableCatalogue``:
    ``db.locked``, ``db.not_made``.
    """
    kept = _kept(path, why)
    with staged(kept, about=path) as staging:
        try:
            connections.schema_version(path)
            with closing(connections.older(path)) as former:
                _copy(former, staging)
        except UnusableCatalogue as failure:
            if failure.code in ("db.locked", "db.locked_by"):
                raise
            _copy_bytes(path, staging, kept)
    return kept


def _copy_bytes(path: Path, staging: Path, kept: Path) -> None:
    for side in connections.SIDES:
        with suppress(FileNotFoundError):
            _copy_file(Path(f"{path}{side}"), Path(f"{kept}{side}"))
    staging.unlink(missing_ok=True)
    _copy_file(path, staging)


def _copy_file(path: Path, target: Path) -> None:
    with path.open("rb") as file, os.fdopen(_private(target), "wb") as copied:
        holes.copy(file, copied)


def set_aside(path: Path) -> None:
    """Move away the log left by a catalogue that no longer exists: SQLite would apply it to the next file of that
    name."""
    kept = _kept(path, "before-restore")
    for side in connections.SIDES:
        with suppress(FileNotFoundError):
            Path(f"{path}{side}").rename(f"{kept}{side}")


def _kept(path: Path, why: str) -> Path:
    return _unused(path, f"{why}-{journal.now().replace(':', '').replace('-', '')}")


def _unused(path: Path, why: str) -> Path:
    """A name beside ``path`` under which no copy is kept yet."""
    kept, number = path.with_name(f"{path.name}.{why}.bak"), 1
    while any(Path(f"{kept}{side}").exists() for side in ("", *connections.SIDES)):
        number += 1
        kept = path.with_name(f"{path.name}.{why}-{number}.bak")
    return kept


def _private(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)


def drop(kept: Path) -> None:
    """Delete a copy that ``keep`` made."""
    for side in ("", *connections.SIDES):
        Path(f"{kept}{side}").unlink(missing_ok=True)


def replace(path: Path, source: Path) -> None:
    """Replace the content of the catalogue at ``path`` by that of ``source``: by SQLite's backup, atomically, with
    readers active.

    A file that SQLite can no longer open is replaced as a whole. Raises ``UnusableCatalogue``: ``db.locked``,
    ``db.read_only``, ``db.unreadable`` (a full disk); the file is then unchanged.
    """
    path = path.resolve()  # replace the target of a symbolic link, not the link itself
    with closing(connections.read(source)) as there:
        try:
            with closing(sqlite3.connect(path, timeout=connections.BUSY_MS / 1000)) as here:
                here.execute("PRAGMA synchronous=EXTRA")
                there.backup(here)
            return
        except sqlite3.DatabaseError as failure:
            if not _is_beyond_opening(failure):
                raise connections.fault(failure, path) or failure from None
        with connections.naming_file(path), staged(path, replace=True) as staging:
            _copy(there, staging)
            for side in (*connections.SIDES, "-shm"):
                Path(f"{path}{side}").unlink(missing_ok=True)
            _sync_folder(path.parent)


def _is_beyond_opening(failure: sqlite3.DatabaseError) -> bool:
    """Whether the file is not a database, or is one that SQLite refuses to write (an invalid header)."""
    return any(sign in str(failure) for sign in ("malformed", "not a database", "readonly", "unsupported"))


def upgrade(path: Path, *, on_copied: Callable[[Path], None] | None = None) -> int:
    """Upgrade an older catalogue to the current schema, after making a verified copy beside it; returns the former
    version.

    Raises ``UnusableCatalogue``; the file is then unchanged.
    """
    version = connections.schema_version(path)
    if version > layout.VERSION:
        raise UnusableCatalogue("db.newer", path=str(path), found=version, known=layout.VERSION)
    if version == layout.VERSION:
        return version
    if not connections.writable(path):
        raise UnusableCatalogue("db.read_only", path=str(path))
    path = path.resolve()
    kept = _unused(path, f"v{version}")
    with connections.naming_file(path), staged(path, replace=True) as staging:
        # This connection keeps writers out until the copy is made; SQLite needs a second connection to copy through.
        with closing(connections.older(path)) as holding, closing(connections.older(path)) as former:
            holding.execute("BEGIN IMMEDIATE")
            copy(former, kept, about=path)
            if on_copied:
                on_copied(kept)
            _bring_up(former, staging)
        if connections.unfinished(path):  # another program has it open, with a log that belongs to the old file
            raise connections.locked(path)
        shutil.copymode(path, staging)
    return version


def _bring_up(former: sqlite3.Connection, staging: Path) -> None:
    """Copy an older catalogue to ``staging`` and upgrade the copy to the current schema."""
    from catalogue.store.migrations import migrate

    os.close(_private(staging))
    with closing(sqlite3.connect(staging, isolation_level=None)) as connection:
        former.backup(connection)
        connection.execute("PRAGMA journal_mode=DELETE")
        migrate(connection)
        if trust.untrusted(connection) or trust.missing(connection):
            raise UnusableCatalogue("db.migration_broke", table=", ".join(trust.missing(connection)))
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            index.rebuild(connection)
