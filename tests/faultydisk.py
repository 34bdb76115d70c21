"""A disk that fails on demand (``faults/faulty_disk.c``), and what a power cut could leave of its content."""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SOURCE = Path(__file__).parent / "faults" / "faulty_disk.c"
SECTOR = 512


def compiled(folder: Path) -> Path | None:
    """The disk as a library to be preloaded; None without a compiler."""
    compiler, made = shutil.which("cc") or shutil.which("gcc"), folder / "faulty_disk.so"
    if compiler is None:
        return None
    line = [compiler, "-shared", "-fPIC", "-O2", "-w", "-o", str(made), str(SOURCE), "-ldl"]
    return made if subprocess.run(line, capture_output=True).returncode == 0 else None


@dataclass(frozen=True, slots=True)
class Disk:
    """The library and the folder in which it takes effect."""

    library: Path
    under: Path

    def run(self, line: Sequence[str], **result: object) -> subprocess.CompletedProcess[bytes]:
        """Run a program on the disk; ``at``, ``how``, ``ever``, ``reads``, ``log``, ``count``: see the source."""
        given = {f"FAULT_{name.upper()}": str(value) for name, value in result.items() if value}
        return subprocess.run(
            line,
            env={**os.environ, "LD_PRELOAD": str(self.library), "FAULT_UNDER": str(self.under), **given},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )

    def calls(self, line: Sequence[str], scratch: Path, **result: object) -> int:
        """How many calls the program makes when nothing fails."""
        count = scratch / "count"
        count.unlink(missing_ok=True)
        ended = self.run(line, count=count, **result)
        assert ended.returncode == 0, ended.stderr
        return count.stat().st_size if count.exists() else 0


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changed the disk. c: created, t: truncated, w: written to, f: resized, s: synced, r: renamed, u:
    unlinked, m: folder created."""

    what: str
    path: str
    to: str
    offset: int
    data: bytes


def read_log(path: Path) -> Iterator[Call]:
    """The calls of a log, in order."""
    result, at = path.read_bytes(), 0
    while at < len(result):
        one, two, offset, length = struct.unpack_from("=IIqq", result, at + 1)
        parts, start = [], at + 25
        for size in (one, two, length):
            parts.append(result[start : start + size])
            start += size
        yield Call(chr(result[at]), parts[0].decode(), parts[1].decode(), offset, parts[2])
        at = start


@dataclass(slots=True)
class _File:
    synced: bytes = b""
    pending: list[Call] = field(default_factory=list)

    def held(self, calls: Sequence[Call]) -> bytes:
        """The content of the file once these calls have reached the disk."""
        made = bytearray(self.synced)
        for call in calls:
            if call.what == "w":
                made.extend(bytes(max(0, call.offset + len(call.data) - len(made))))
                made[call.offset : call.offset + len(call.data)] = call.data
            else:
                made = bytearray(made[: call.offset].ljust(call.offset, b"\0"))
        return bytes(made)


class Platter:
    """Files and names: what is certainly on the disk, and what is still on its way there."""

    def __init__(self, folder: Path) -> None:
        self._names = {str(path): _File(path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()}
        self._live = dict(self._names)
        self._pending: list[Call] = []
        self._new: dict[int, _File] = {}

    def take(self, call: Call) -> None:
        """Apply one call. Written data is certain once the file is synced, names once their folder is."""
        if call.what in "wft" and call.path in self._live:
            self._live[call.path].pending.append(call)
        elif call.what == "s" and call.path in self._live:
            file = self._live[call.path]
            file.synced, file.pending = file.held(file.pending), []
        elif call.what == "s":
            touched = [each for each in self._pending if call.path in _folders(each)]
            self._pending = [each for each in self._pending if each not in touched]
            for each in touched:
                self._rename(self._names, each)
        elif call.what in "crum":
            if call.what == "c":
                self._new[id(call)] = _File()
            self._rename(self._live, call)
            self._pending.append(call)

    def _rename(self, names: dict[str, _File], call: Call) -> None:
        if call.what == "c":
            names[call.path] = self._new[id(call)]
        elif call.what == "u":
            names.pop(call.path, None)
        elif call.what == "r":
            below = [path for path in names if path == call.path or path.startswith(f"{call.path}/")]
            for path in below:
                names[call.to + path[len(call.path) :]] = names.pop(path)

    def left(self, how: str, chosen: random.Random) -> dict[str, bytes]:
        """The content after the power cut: "all", what was "synced", or with "torn" some sectors of the rest, too."""
        if how == "all":
            return {path: file.held(file.pending) for path, file in self._live.items()}
        names = dict(self._names)
        for call in self._pending[: chosen.randrange(len(self._pending) + 1)] if how == "torn" else ():
            self._rename(names, call)
        if how == "synced":
            return {path: file.synced for path, file in names.items()}
        return {path: file.held(list(_torn(file.pending, chosen))) for path, file in names.items()}


def _folders(call: Call) -> set[str]:
    return {str(PurePosixPath(path).parent) for path in (call.path, call.to) if path}


def _torn(calls: Sequence[Call], chosen: random.Random) -> Iterator[Call]:
    likely = chosen.choice((0.1, 0.5, 0.9))
    for call in calls:
        if call.what == "w":
            for start in range(0, len(call.data), SECTOR):
                if chosen.random() < likely:
                    yield Call("w", call.path, "", call.offset + start, call.data[start : start + SECTOR])
        elif chosen.random() < likely:
            yield call


def lay(left: dict[str, bytes], folder: Path, where: Path) -> None:
    """Write what a power cut left of ``folder`` into another, new folder."""
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir()
    for path, data in left.items():
        there = where / Path(path).relative_to(folder)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(data)
