"""Opening a catalogue file: looked at before it is trusted, never created by reading.

A catalogue rests in rollback-journal mode, so that it can be read from a read-only folder; while it is written it is
in WAL mode, so that readers go on beside the writer.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from catalogue.errors import UnusableCatalogue
from catalogue.store.schema import APPLICATION_ID, VERSION

Connection = sqlite3.Connection
BUSY_MS = 10_000
SQLITE = sqlite3.sqlite_version
_MAGIC = b"SQLite format 3\x00"


def look(path: Path) -> int:
    """The schema version of a catalogue file, read from its header without opening it as a database.

    Raises ``UnusableCatalogue``: missing, not a regular file, unreadable, empty, not SQLite, not a catalogue.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise UnusableCatalogue("db.not_a_file", path=str(path))
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise UnusableCatalogue("db.missing", path=str(path)) from None
    except OSError as failure:
        raise UnusableCatalogue("db.unreadable", path=str(path), cause=failure.strerror or "") from None
    if not header:
        raise UnusableCatalogue("db.empty", path=str(path))
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise UnusableCatalogue("db.not_sqlite", path=str(path))
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise UnusableCatalogue("db.not_ours", path=str(path))
    return int.from_bytes(header[60:64], "big")


def _current(path: Path) -> None:
    version = look(path)
    if version > VERSION:
        raise UnusableCatalogue("db.newer", path=str(path), found=version, known=VERSION)
    if version < VERSION:
        raise UnusableCatalogue("db.older", path=str(path), found=version, known=VERSION)


def writable(path: Path) -> bool:
    """Whether the file and its folder may be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _open(path: Path, parameters: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}?{parameters}"
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Turn what SQLite raises at opening into the catalogue's own failure."""
    try:
        yield
    except sqlite3.OperationalError as failure:
        if "locked" in str(failure) or "busy" in str(failure):
            raise UnusableCatalogue("db.locked", path=str(path), seconds=BUSY_MS // 1000) from None
        raise UnusableCatalogue("db.unreadable", path=str(path), cause=str(failure)) from None
    except (sqlite3.DatabaseError, UnicodeDecodeError) as failure:
        raise UnusableCatalogue("db.corrupt", path=str(path), cause=str(failure)) from None


def _trusted(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that carries code of somebody else: any trigger. Reading the schema also proves it readable."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    if names:
        raise UnusableCatalogue("db.foreign_schema", path=str(path), names=tuple(names))
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'record' AND type = 'table'").fetchone():
        raise UnusableCatalogue("db.not_ours", path=str(path))


def read(path: Path) -> sqlite3.Connection:
    """A connection that can only read. Raises ``UnusableCatalogue``.

    A writable file is opened for writing with ``query_only`` on, so that SQLite may finish what a killed writer left
    behind; a read-only one as such, and as immutable where even that needs a file that cannot be made.
    """
    _current(path)
    attempts = ["mode=rw"] if writable(path) else ["mode=ro", "mode=ro&immutable=1"]
    with _named(path):
        for attempt in attempts:
            connection = _open(path, attempt)
            try:
                _trusted(connection, path)
                connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, search, row)")
                connection.execute("PRAGMA query_only=ON")
                connection.execute("PRAGMA cache_size=-16000")
                return connection
            except sqlite3.OperationalError:
                connection.close()
                if attempt == attempts[-1]:
                    raise
            except BaseException:
                connection.close()
                raise
    raise AssertionError("unreachable")


@contextmanager
def write(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can write, in WAL mode while it is open. Raises ``UnusableCatalogue``."""
    _current(path)
    if not writable(path):
        raise UnusableCatalogue("db.read_only", path=str(path))
    with _named(path):
        connection = _open(path, "mode=rw")
        try:
            _trusted(connection, path)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        except BaseException:
            connection.close()
            raise
    try:
        yield connection
    finally:
        # Back to rest; where a reader is still there the file stays in WAL mode, which is as good.
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA busy_timeout=200")
            connection.execute("PRAGMA journal_mode=DELETE")
        connection.close()


def create(path: Path) -> sqlite3.Connection:
    """An empty database file of mode 0600, exclusively new. Raises ``UnusableCatalogue('db.exists')``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise UnusableCatalogue("db.exists", path=str(path)) from None
    except OSError as failure:
        raise UnusableCatalogue("db.not_made", path=str(path), cause=failure.strerror or "") from None
    with _named(path):
        return _open(path, "mode=rw")
