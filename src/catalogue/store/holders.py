"""Which program has a catalogue locked, if the system reveals it: on Linux, in ``/proc/locks``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_LOCKS = Path("/proc/locks")
_PROCESSES = Path("/proc")
_FIRST_BYTE = 0x40000000
"""SQLite locks bytes of the catalogue from this one on (``PENDING_BYTE``), or single bytes of the log's index."""
_WRITING = 120
"""The byte of the log's index that a writer locks (``WAL_WRITE_LOCK``)."""


def holder(path: Path) -> tuple[str, int] | None:
    """Name and number of the process that writes to the catalogue, or else reads it; None where that is not known.

    The catalogue is not opened: to close it would release the locks of this process on it.
    """
    found = sorted(_locks(path))
    if not found:
        return None
    _rank, process = found[0]
    with suppress(OSError, UnicodeDecodeError):
        return (_PROCESSES / str(process) / "comm").read_text(encoding="utf-8").strip(), process
    return None


def _locks(path: Path) -> Iterator[tuple[int, int]]:
    """For each lock of another process: 0 for a writer's and 1 for a reader's, and the number of the process."""
    with suppress(OSError, ValueError, IndexError):
        listed = _LOCKS.read_text(encoding="ascii").splitlines()  # Windows has neither this list nor device numbers
        file, index = (_identity(Path(f"{path.resolve()}{side}")) for side in ("", "-shm"))
        for line in listed:
            parts = line.split()
            kind, process, where, first = parts[3], int(parts[4]), parts[5], int(parts[6])
            if process <= 0 or process == os.getpid() or where not in (file, index):
                continue
            if where == file and first >= _FIRST_BYTE and not (index and kind == "READ"):
                yield int(kind == "READ"), process
            elif where == index and first == _WRITING and kind == "WRITE":
                yield 0, process


def _identity(path: Path) -> str:
    """Device and inode as the list of locks writes them; "" for a file that is not there."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
