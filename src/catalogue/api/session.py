"""An open catalogue: the first argument of every other function of this package."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from catalogue.api import terms
from catalogue.errors import UnusableCatalogue
from catalogue.store import connection as connections
from catalogue.store import functions

T = TypeVar("T")


class Session:
    """A catalogue file in use. Each thread reads through its own connection; each write opens a separate one."""

    def __init__(self, path: Path, *, lang: str, read_only: bool) -> None:
        self.path = path
        self.lang = lang
        self.read_only = read_only or not connections.writable(path)
        self._local = threading.local()
        self._opened: list[connections.Connection] = []
        self._lock = threading.Lock()
        self._file = _identity(path)
        self._times = 0  # how often the path was opened again

    @classmethod
    def open(cls, path: Path, *, lang: str = "en", read_only: bool = False, own_terms: bool = True) -> Session:
        """Open a catalogue for reading; ``own_terms`` loads the reader's search terms. Creates and changes nothing.

        Raises ``UnusableCatalogue``, and ``ConfigError`` for an unreadable file of terms or settings.
        """
        if own_terms:
            terms.wire()
        session = cls(path, lang=lang, read_only=read_only)
        session.reading  # noqa: B018 - opening is what proves the file usable
        return session

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        self.tell(error)

    def tell(self, error: BaseException | None) -> None:
        """Raise ``UnusableCatalogue`` if the error means that the file can no longer be read."""
        if (failure := connections.fault(error, self.path)) is not None:
            raise failure from None

    @property
    def reading(self) -> connections.Connection:
        """This thread's read-only connection."""
        found: connections.Connection | None = getattr(self._local, "connection", None)
        if found is None or self._local.times != self._times:
            self._local.times, self._local.file = self._times, self._file
            self._same_file()
            found = connections.read(self.path)
            functions.register(found)
            self._local.connection = found
            self._local.version = _version(found)
            if not getattr(self._local, "steady", False):
                with self._lock:
                    self._opened.append(found)
        return found

    def read_steadily(self) -> None:
        """From now on queries of this thread are not interrupted. Call it before the first one."""
        self._local.steady = True

    @contextmanager
    def writing(self, *, long: bool = False, perhaps: bool = False) -> Iterator[connections.Connection]:
        """A connection for writing, as in ``store.connection.write``. Raises ``UnusableCatalogue``.

        Never to another file than the one that is read: what is written was decided by what was read.
        """
        if self.read_only:
            raise UnusableCatalogue("db.read_only", path=str(self.path))
        self._same_file()
        with connections.write(self.path, long=long, perhaps=perhaps) as connection:
            yield connection

    @property
    def replaced(self) -> bool:
        """Whether the path now leads to another file, or to none: the one that is read is only open still."""
        return _identity(self.path) != self._file

    def _same_file(self) -> None:
        """Threads must not read and write different files. Raises ``UnusableCatalogue('db.replaced')``."""
        if self._file is not None and _identity(self.path) not in (self._file, None):
            raise UnusableCatalogue("db.replaced", path=str(self.path))

    def open_again(self) -> None:
        """Read the file to which the path now leads. Raises ``UnusableCatalogue``: then the former is still read."""
        file = _identity(self.path)
        connections.read(self.path).close()
        with self._lock:
            self._opened.clear()
            self._file = file
            self._times += 1

    def changed(self) -> bool:
        """Whether another connection has written, or the file was replaced, since this thread last asked."""
        reading, file = self.reading, _identity(self.path)
        before = self._local.version, self._local.file
        self._local.version, self._local.file = _version(reading), file
        return before != (self._local.version, file)

    def interrupt(self) -> None:
        """Interrupt running queries in all threads except those that read steadily."""
        with self._lock:
            for connection in self._opened:
                connection.interrupt()

    def answered(self, question: Callable[[], T], *, wanted: Callable[[], bool] = lambda: True) -> T:
        """The answer to a question, which is asked again if it was interrupted on behalf of another one.

        Not asked again once the answer is no longer ``wanted``: the interruption is raised. Raises
        ``UnusableCatalogue`` if the file can no longer be read, also while rows are fetched.
        """
        while True:
            try:
                return question()
            except Exception as failure:
                if not (connections.interrupted(failure) and wanted()):
                    self.tell(failure)
                    raise

    def close(self) -> None:
        """Close this thread's connection and drop the others, which close when their threads release them.

        Python's sqlite3 crashes if a connection is closed while another thread runs a query on it.
        """
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
        with self._lock:
            self._opened.clear()
        self._local = threading.local()


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from all others that are open at the time; None for no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _version(connection: connections.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
