"""Writing files whole or not at all.

An output is written to a new private file in the same folder (mode 0600, never through a symbolic link), flushed to
disk, and then renamed to its path in one step. ``-`` is standard output, as bytes; on a terminal control characters are
made visible.
"""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from catalogue import staging
from catalogue.errors import Refused
from catalogue.text.safe import visible

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

STDOUT = "-"
_DATABASE = b"SQLite format 3\x00"


@contextmanager
def output(path: str) -> Iterator[BinaryIO]:
    """An open binary file that becomes ``path`` when the block succeeds and leaves nothing when it fails.

    If the reader of standard output closes it early (``| head``), the block ends silently. Raises ``Refused``:
    ``output.database``, ``output.beside``, ``output.symlink``, ``output.not_a_file``, ``output.no_folder``,
    ``output.failed`` (path, cause).
    """
    if path == STDOUT:
        with _standard() as stream:
            yield stream
        return
    target = Path(path)
    _check(target)
    # The rows come from the catalogue, which has its own failures; an OSError here is the disk's.
    with _reported(path), staging.file(target) as (temporary, number):
        with os.fdopen(number, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
        _settle(target.parent)


def _spare_databases(target: Path) -> None:
    """Refuse to replace a database, such as the catalogue itself, or what SQLite keeps beside one."""
    if owner := staging.owner(target):
        raise Refused("output.beside", path=str(target), database=str(owner))
    with suppress(OSError):
        if target.is_file():
            with target.open("rb") as there:
                if there.read(16) == _DATABASE:
                    raise Refused("output.database", path=str(target))


def folder(path: str, fill: Callable[[Path], None], ours: Callable[[Path], bool]) -> None:
    """Let ``fill`` write files into a new folder, then move them to their final place.

    A folder that does not exist yet appears in one step. In an existing folder each file is replaced in one step, and
    our files that are no longer written are deleted. ``ours`` recognises our files by content: the folder must be empty
    or hold one of them, and no other file is ever replaced. Raises ``Refused``: as ``output``, ``output.needs_folder``,
    ``output.not_a_folder``, ``output.not_empty`` and ``output.foreign``.
    """
    if path == STDOUT:
        raise Refused("output.needs_folder")
    target = Path(path)
    if target.is_symlink():
        raise Refused("output.symlink", path=path)
    if target.exists() and not target.is_dir():
        raise Refused("output.not_a_folder", path=path)
    if target.is_dir() and (held := list(target.iterdir())) and not any(map(ours, held)):
        raise Refused("output.not_empty", path=path)
    _spare_databases(target)
    with _reported(path), staging.folder(target.resolve()) as staged:
        fill(staged)
        for file in staged.iterdir():
            file.chmod(0o600)  # the files may be moved into a folder that others can enter
            _settle(file)
        _settle(staged)
        _place(staged, target, ours)


def _place(staged: Path, target: Path, ours: Callable[[Path], bool]) -> None:
    if not target.exists():
        staged.replace(target)
        _settle(target.resolve().parent)
        return
    fresh = sorted(staged.iterdir())
    for file in fresh:
        existing = target / file.name
        if existing.is_symlink() or (existing.exists() and not existing.is_file()):
            raise Refused("output.not_a_file", path=str(existing))
        if existing.exists() and not ours(existing):
            raise Refused("output.foreign", path=str(existing))
    names = {file.name for file in fresh}
    gone = [old for old in target.iterdir() if old.name not in names and ours(old)]
    for file in fresh:
        file.replace(target / file.name)
    for old in gone:
        old.unlink()
    _settle(target)


@contextmanager
def _standard() -> Iterator[BinaryIO]:
    if sys.stdout is None or sys.stdout.closed:
        raise Refused("output.failed", path=STDOUT, cause="closed")
    stream = sys.stdout.buffer
    shown = _Shown(stream) if sys.stdout.isatty() else None
    try:
        sys.stdout.flush()
        yield shown or stream
        if shown is not None:
            shown.end()
        stream.flush()
    except BrokenPipeError:
        # The reader has gone. Redirected, or the interpreter would report an error when it flushes the rest at exit.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as failure:
        raise Refused("output.failed", path=STDOUT, cause=failure.strerror or "") from None


class _Shown(io.BytesIO):
    """A terminal: shows the text with control characters made visible, so that it cannot obey them."""

    def __init__(self, terminal: BinaryIO) -> None:
        super().__init__()
        self._terminal = terminal
        self._left = b""

    def write(self, data: ReadableBuffer, /) -> int:
        """Show the complete lines; an incomplete last line is kept until its end arrives."""
        whole, ending, self._left = (self._left + bytes(data)).rpartition(b"\n")
        self._terminal.write(_plain(whole + ending))
        return len(bytes(data))

    def writelines(self, lines: Iterable[ReadableBuffer], /) -> None:
        """Write several pieces."""
        for line in lines:
            self.write(line)

    def end(self) -> None:
        """Show what is still kept."""
        self._terminal.write(_plain(self._left))


def _plain(data: bytes) -> bytes:
    text = data.decode("utf-8", "replace").replace("\t", " ")
    return visible(text, keep_newlines=True).encode(sys.stdout.encoding or "utf-8", "backslashreplace")


def _check(target: Path) -> None:
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG
    except (OSError, ValueError) as failure:
        cause = (failure.strerror or "") if isinstance(failure, OSError) else str(failure)
        raise Refused("output.failed", path=str(target), cause=cause) from None
    if stat.S_ISLNK(mode):
        raise Refused("output.symlink", path=str(target))
    if not stat.S_ISREG(mode):
        raise Refused("output.not_a_file", path=str(target))
    if not target.parent.is_dir():
        raise Refused("output.no_folder", path=str(target.parent))
    _spare_databases(target)


def _settle(path: Path) -> None:
    """Make a file, or the names in a folder, survive a power cut (Windows cannot open folders)."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _reported(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        raise Refused("output.failed", path=path, cause=failure.strerror or "") from None
