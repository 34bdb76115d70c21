"""Unfinished files and folders: private, locked while they are written, and removed if they were left behind.

Each is called ``.NAME.XXXXXXXX.part``, in the folder of its target, and locked by the process that writes it. If that
process was killed, there is no lock: then the next one with the same target removes it. A file that will be kept under
another name (such as a copy of a catalogue) is removed along with those ``about`` the file that it belongs to.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be deleted
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_SIDES = ("-wal", "-shm", "-journal")
_LETTERS = 100  # of the target's name; with the rest less than the 255 bytes of a name where each letter takes two


@contextmanager
def file(target: Path) -> Iterator[tuple[Path, int]]:
    """A new file of mode 0600 beside ``target`` and a descriptor to write to it, which the caller closes.

    At the end the file is gone unless it was moved. Raises ``OSError``.
    """
    path, number = _made(target, target, lambda path: os.open(path, _NEW, 0o600))
    held = None
    try:
        held = os.dup(number) if HAS_LOCKS else None
        yield path, number
    finally:
        with suppress(OSError):
            path.unlink()
        _close(held)


@contextmanager
def folder(target: Path, *, about: Path | None = None) -> Iterator[Path]:
    """A new folder of mode 0700 beside ``target``, gone at the end with all that is still in it. Raises ``OSError``."""
    with Path(os.devnull).open("rb") as spare:  # to empty a folder takes two descriptors: there may be no others then
        path, number = _made(target, about or target, _new_folder)
        try:
            yield path
        finally:
            spare.close()
            _close(number)
            shutil.rmtree(path, ignore_errors=True)


def owner(target: Path) -> Path | None:
    """The database that SQLite would take ``target`` for a log or journal of: it would use it, overwrite or delete it.

    None if there is no such database.
    """
    for side in _SIDES:
        name = target.name.removesuffix(side)
        if name and name != target.name and target.with_name(name).is_file():
            return target.with_name(name)
    return None


def _new_folder(path: Path) -> int:
    path.mkdir(mode=0o700)
    try:
        return os.open(path if HAS_LOCKS else os.devnull, _LOOK)
    except OSError:
        path.rmdir()
        raise


def _close(number: int | None) -> None:
    if number is not None:
        with suppress(OSError):
            os.close(number)


def _made(target: Path, about: Path, make: Callable[[Path], int]) -> tuple[Path, int]:
    """A new file or folder of ours, locked; those left behind are removed first."""
    _clear(target.parent, about.name[:_LETTERS])
    while True:
        path = target.with_name(f".{target.name[:_LETTERS]}.{secrets.token_hex(4)}.part")
        number = make(path)
        if not HAS_LOCKS or _is_ours(path, number):
            return path, number
        _close(number)


def _is_ours(path: Path, number: int) -> bool:
    """Lock it; False where somebody took it away in between for one that was left behind."""
    with suppress(OSError):  # a file system without locks
        fcntl.flock(number, fcntl.LOCK_EX)
    try:
        return path.stat().st_ino == os.fstat(number).st_ino
    except FileNotFoundError:
        return False


def _clear(place: Path, name: str) -> None:
    """Take away what nobody holds any more."""
    if not HAS_LOCKS:
        return
    left = re.compile(rf"\.{re.escape(name)}(\..*)?\.[0-9a-f]{{8}}\.part", re.DOTALL)
    with suppress(OSError):
        for path in list(place.iterdir()):
            if left.fullmatch(path.name):
                _take_away(path)


def _take_away(path: Path) -> None:
    try:
        number = os.open(path, _LOOK)
    except OSError:
        return
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(number).st_uid == os.geteuid():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError:
        return
    finally:
        _close(number)
