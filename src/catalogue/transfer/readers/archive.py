"""A zip archive with a data package, or with one file of a table, unpacked to a private temporary folder.

Only files that may be needed are unpacked, under the last part of their names: no path in the archive is followed, so
nothing is written outside the folder. Anything disproportionately large is refused before it is written.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

from msgspec import Struct

from catalogue import staging
from catalogue.errors import ImportRefused
from catalogue.model.issues import Issue, Where
from catalogue.transfer.files.inputs import Input
from catalogue.transfer.files.layout import is_ours
from catalogue.transfer.files.limits import MEGABYTE, Limits
from catalogue.transfer.files.zipped import BROKEN_ZIP

SUFFIX = ".zip"
_BLOCK = 1 << 20
_LONGEST = 60  # characters kept of a name: file systems take 255 bytes
_PROSE = ".txt"  # beside a table, text is taken for its documentation


class Unpacked(Struct, frozen=True):
    """The content of an archive: a folder with a package (``file`` "") or with one other file; ``close`` removes it."""

    folder: Path
    file: str
    close: Callable[[], None]


def unpack(given: Input, suffixes: Iterable[str], limits: Limits) -> Unpacked:
    """Unpack the package, or the one file with one of the ``suffixes``.

    Raises ``ImportRefused`` (``import.unreadable``) with ``zip.unreadable``, ``zip.locked``, ``zip.too_large``,
    ``archive.dense``, ``archive.parts`` or ``zip.unclear`` (no package, and not just one table).
    """
    holder = ExitStack()
    try:
        folder = holder.enter_context(staging.folder(Path(tempfile.gettempdir()) / "catalogue"))
        with given.stream, zipfile.ZipFile(given.stream) as archive:
            parts = _wanted(archive, given.name, tuple(suffixes))
            _check_size(archive, parts.values(), given.name, limits)
            parts = {name[-_LONGEST:]: part for name, part in parts.items()}
            for name, part in parts.items():
                with archive.open(part) as packed, (folder / name).open("xb") as out:
                    shutil.copyfileobj(packed, out, _BLOCK)
    except BROKEN_ZIP:
        holder.close()
        raise _refused("zip.unreadable", given.name) from None
    except BaseException:
        holder.close()
        raise
    only = next(iter(parts))
    return Unpacked(folder, "" if is_ours(only) else only, holder.close)


def _wanted(archive: zipfile.ZipFile, file: str, suffixes: tuple[str, ...]) -> dict[str, zipfile.ZipInfo]:
    """The parts to unpack, by the name that each gets."""
    listed = [part for part in archive.infolist() if not part.is_dir() and not _hidden(part.filename)]
    named = [(PurePosixPath(part.filename.replace("\\", "/")).name, part) for part in listed]
    wanted = [(name, part) for name, part in named if is_ours(name)]
    wanted = wanted or [(name, part) for name, part in named if name.lower().endswith(suffixes)]
    if len(wanted) > 1 and not is_ours(wanted[0][0]):
        wanted = [(name, part) for name, part in wanted if not name.lower().endswith(_PROSE)]
    parts = dict(wanted)
    if not parts or len(parts) < len(wanted) or not (is_ours(wanted[0][0]) or len(parts) == 1):
        raise _refused("zip.unclear", file, found=tuple(name for name, _ in named[:20]))
    if any(part.flag_bits & 1 for part in parts.values()):
        raise _refused("zip.locked", file)
    return parts


def _check_size(archive: zipfile.ZipFile, wanted: Collection[zipfile.ZipInfo], file: str, limits: Limits) -> None:
    if len(archive.infolist()) > limits.parts:
        raise _refused("archive.parts", file, limit=limits.parts)
    if any(limits.dense(part.file_size, part.compress_size) for part in wanted):
        raise _refused("archive.dense", file, limit=limits.ratio)
    if sum(part.file_size for part in wanted) > limits.unpacked * MEGABYTE:
        raise _refused("zip.too_large", file, limit=limits.unpacked)


def _hidden(name: str) -> bool:
    """Whether a part is a leftover of a file system."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")


def _refused(code: str, file: str, **params: object) -> ImportRefused:
    return ImportRefused("import.unreadable", (Issue(code, Where(file), params),), file=file)
