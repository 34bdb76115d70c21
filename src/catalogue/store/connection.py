"""Opening a catalogue file: it is checked before it is trusted, and reading never creates one.

A catalogue is kept in rollback-journal mode, so that it can be read from a read-only folder. A short write stays in
that mode, is kept in memory until its commit, and leaves the file byte for byte unchanged when it is rolled back; a
long write goes through a write-ahead log, so that readers can go on meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote
from weakref import WeakSet

from catalogue.errors import UnusableCatalogue
from catalogue.store import trust
from catalogue.store.holders import holder
from catalogue.store.layout import APPLICATION_ID, VERSION

Connection = sqlite3.Connection
BUSY_MS = 10_000
QUICK_CHECKED = 64 << 20
"""The largest file, in bytes, that is checked for damage before a short write."""
_MAGIC = b"SQLite format 3\x00"


def schema_version(path: Path) -> int:
    """The schema version of a catalogue file, read from its header without opening it as a database.

    Raises ``UnusableCatalogue``: missing, not a regular file, unreadable, empty, not SQLite, not a catalogue.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnusableCatalogue("db.not_a_file", path=str(path))
        header = _header(path, (status.st_dev, status.st_ino))
    except FileNotFoundError:
        raise UnusableCatalogue("db.missing", path=str(path)) from None
    except OSError as failure:
        raise UnusableCatalogue("db.unreadable", path=str(path), cause=failure.strerror or "") from None
    if header is None:
        return _checked_again(path)
    if not header:
        raise UnusableCatalogue("db.empty", path=str(path))
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise UnusableCatalogue("db.not_sqlite", path=str(path))
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise UnusableCatalogue("db.not_ours", path=str(path))
    return int.from_bytes(header[60:64], "big")


_OPENING = threading.Lock()
_IN_USE: defaultdict[tuple[int, int], WeakSet[sqlite3.Connection]] = defaultdict(WeakSet)
"""The connections of this process by device and inode of their file.

When a process closes a file, POSIX releases every lock it holds on that file, including those of SQLite
(https://www.sqlite.org/howtocorrupt.html, section 2.2): a file in use is opened through SQLite alone.
"""


def _header(path: Path, file: tuple[int, int]) -> bytes | None:
    """The first hundred bytes; None for a file this process has open."""
    with _OPENING:
        if _IN_USE.get(file):
            return None
        with path.open("rb") as opened:
            return opened.read(100)


def _checked_again(path: Path) -> int:
    with naming_file(path), closing(_open(path, "mode=rw" if writable(path) else "mode=ro")) as connection:
        own, version = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
    if own != APPLICATION_ID:
        raise UnusableCatalogue("db.not_ours", path=str(path))
    return int(version)


def _current(path: Path) -> None:
    version = schema_version(path)
    if version > VERSION:
        raise UnusableCatalogue("db.newer", path=str(path), found=version, known=VERSION)
    if version < VERSION:
        raise UnusableCatalogue("db.older", path=str(path), found=version, known=VERSION)


def writable(path: Path) -> bool:
    """Whether the file and its folder may be written."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


class _Guarded(sqlite3.Connection):
    """A connection that raises ``UnusableCatalogue`` whenever the file cannot be read or locked.

    The error of an interrupted query is passed on unchanged: the interruption was requested.
    """

    path = Path()
    unseen = False
    """Whether the file must still be checked for damage before it is written to."""
    users: WeakSet[sqlite3.Connection] | None = None

    def close(self) -> None:
        """As in ``sqlite3``."""
        super().close()
        if self.users:
            self.users.discard(self)

    def execute(self, statement: str, given: Any = (), /) -> sqlite3.Cursor:
        """As in ``sqlite3``; raises ``UnusableCatalogue`` if the file is at fault."""
        try:
            return super().execute(statement, given)
        except sqlite3.DatabaseError as failure:
            raise self._problem(failure) from None

    def executemany(self, statement: str, given: Any, /) -> sqlite3.Cursor:
        """The same for many rows."""
        try:
            return super().executemany(statement, given)
        except sqlite3.DatabaseError as failure:
            raise self._problem(failure) from None

    def _problem(self, failure: sqlite3.DatabaseError) -> Exception:
        problem = fault(failure, self.path)
        if problem is None and "no such " in str(failure) and (lost := trust.missing(self)):
            problem = UnusableCatalogue("db.incomplete", path=str(self.path), names=lost)
        return problem or failure


_SIGNS = (
    "locked",
    "busy",
    "disk I/O error",
    "disk is full",
    "unable to open",
    "malformed",
    "not a database",
    "readonly",
)
_UNDECODABLE = "Could not decode to UTF-8"


def fault(failure: BaseException | None, path: Path) -> UnusableCatalogue | None:
    """The fault of the file if that caused the failure, also while rows were fetched; else None."""
    if not isinstance(failure, sqlite3.DatabaseError):
        return None
    message = str(failure)
    if "vtable constructor failed" in message or message.startswith("fts5:"):
        return UnusableCatalogue("db.index", path=str(path), cause=message)
    if _UNDECODABLE in message:
        return UnusableCatalogue("db.corrupt", path=str(path), cause="invalid UTF-8")
    return _failure(failure, path) if any(sign in message for sign in _SIGNS) else None


def interrupted(failure: BaseException) -> bool:
    """Whether a query failed because it was interrupted."""
    return isinstance(failure, sqlite3.OperationalError) and "interrupted" in str(failure)


def _failure(failure: Exception, path: Path) -> UnusableCatalogue:
    message = str(failure)
    if "locked" in message or "busy" in message:
        return locked(path)
    if "disk is full" in message:
        return UnusableCatalogue("db.full", path=str(path))
    if "readonly" in message:
        return UnusableCatalogue("db.read_only", path=str(path))
    if isinstance(failure, sqlite3.OperationalError) and "malformed" not in message:
        return UnusableCatalogue("db.unreadable", path=str(path), cause=message)
    return UnusableCatalogue("db.corrupt", path=str(path), cause=message)


def locked(path: Path) -> UnusableCatalogue:
    """The failure of waiting for another program, which is named where the system knows it."""
    params = {"path": str(path), "seconds": BUSY_MS // 1000}
    if found := holder(path):
        return UnusableCatalogue("db.locked_by", **params, program=found[0], process=found[1])
    return UnusableCatalogue("db.locked", **params)


def _open(path: Path, parameters: str) -> _Guarded:
    with _OPENING:
        connection = sqlite3.connect(
            _address(path, parameters),
            uri=True,
            timeout=BUSY_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
            factory=_Guarded,
        )
        connection.path = path
        with suppress(OSError):
            status = path.stat()
            if "immutable" not in parameters:  # immutable takes no locks
                connection.users = _IN_USE[status.st_dev, status.st_ino]
                connection.users.add(connection)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA foreign_keys=ON")
    if setting := getattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE", None):  # from Python 3.12
        getattr(connection, "setconfig")(setting, True)  # noqa: B009, FBT003 - the types of 3.11 lack it
    return connection


def _address(path: Path, parameters: str) -> str:
    return f"file:{quote(os.fsencode(path.resolve()))}?{parameters}"


@contextmanager
def naming_file(path: Path) -> Iterator[None]:
    """Turn what SQLite raises at opening into ``UnusableCatalogue``."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as failure:
        raise _failure(failure, path) from None


def _trusted(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file with foreign code in its schema. Reading the schema also proves the file readable."""
    if names := trust.untrusted(connection):
        raise UnusableCatalogue("db.foreign_schema", path=str(path), names=names)
    if "record" in trust.missing(connection):
        raise UnusableCatalogue("db.not_ours", path=str(path))


def _sound(connection: sqlite3.Connection, path: Path, *, long: bool) -> None:
    """Refuse to write into a damaged file: its intact content should be salvaged first.

    Checking a large file takes as long as reading it (10 s for a million records), too long for a small correction:
    before a short write the check is left to SQLite, which verifies each page it touches, and to ``check``.
    """
    if long or path.stat().st_size <= QUICK_CHECKED:
        _quick_check(connection, path)


def quick_check(connection: sqlite3.Connection) -> None:
    """Check for damage a file whose check was postponed until there is something to write."""
    if isinstance(connection, _Guarded) and connection.unseen:
        connection.unseen = False
        _quick_check(connection, connection.path)


def _quick_check(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise UnusableCatalogue("db.corrupt", path=str(path), cause=found)


def read(path: Path) -> sqlite3.Connection:
    """A connection that can only read. Raises ``UnusableCatalogue``.

    A writable file is opened for writing with ``query_only`` on, so that SQLite can recover what a killed writer left
    behind. A read-only file is opened read-only, or as immutable if read-only access needs a file that cannot be
    created. A file with an unfinished log is not opened as immutable: the content of the log would be silently ignored.
    """
    _current(path)
    attempts = ["mode=rw"] if writable(path) else ["mode=ro", "mode=ro&immutable=1"]
    with naming_file(path):
        for attempt in attempts:
            connection = _open(path, attempt)
            try:
                _trusted(connection, path)
                connection.execute("PRAGMA query_only=ON")
                connection.execute("PRAGMA cache_size=-16000")
                return connection
            except (sqlite3.OperationalError, UnusableCatalogue):
                connection.close()
                if attempt == attempts[-1]:
                    raise
                if left := unfinished(path):
                    raise UnusableCatalogue("db.unfinished", path=str(path), left=left) from None
            except BaseException:
                connection.close()
                raise
    raise AssertionError("unreachable")


SIDES = ("-wal", "-journal")
"""Suffixes of the files that a killed writer leaves beside the catalogue, and that belong to it."""


def unfinished(path: Path) -> str:
    """The name of the log beside a catalogue that holds a part of its content; "" if there is none."""
    for side in SIDES:
        beside = Path(f"{path.resolve()}{side}")
        with suppress(OSError):
            if beside.stat().st_size:
                return beside.name
    return ""


def older(path: Path) -> sqlite3.Connection:
    """A connection to a catalogue of an older schema, to be copied. Raises ``UnusableCatalogue``: damage, triggers."""
    with naming_file(path):
        connection = _open(path, "mode=rw")
        try:
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            if triggers:
                raise UnusableCatalogue("db.foreign_schema", path=str(path), names=tuple(name for (name,) in triggers))
            _sound(connection, path, long=True)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def write(path: Path, *, long: bool = False, perhaps: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that can write; ``long`` if the write may not fit in memory. Raises ``UnusableCatalogue``.

    ``perhaps``: there may be nothing to write, so a long write postpones the check for damage until there is
    (``quick_check``).
    """
    _current(path)
    if not writable(path):
        raise UnusableCatalogue("db.read_only", path=str(path))
    with naming_file(path):
        connection = _open(path, "mode=rw")
        try:
            _trusted(connection, path)
            connection.unseen = long and perhaps
            if not connection.unseen:
                _sound(connection, path, long=long)
            if long:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
                connection.execute("PRAGMA cache_size=-24000")
            else:
                connection.execute("PRAGMA synchronous=EXTRA")
                connection.execute("PRAGMA cache_spill=OFF")
        except BaseException:
            connection.close()
            raise
    try:
        yield connection
    finally:
        # Back to rollback-journal mode; with a reader still active the file stays in WAL mode, which does no harm.
        if long:
            with suppress(sqlite3.Error, UnusableCatalogue):
                connection.execute("PRAGMA busy_timeout=200")
                connection.execute("PRAGMA journal_mode=DELETE")
        connection.close()


def create(path: Path) -> sqlite3.Connection:
    """A new, empty database file of mode 0600. Raises ``UnusableCatalogue('db.exists')``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise UnusableCatalogue("db.exists", path=str(path)) from None
    except OSError as failure:
        raise UnusableCatalogue("db.not_made", path=str(path), cause=failure.strerror or "") from None
    with naming_file(path):
        return _open(path, "mode=rw")
