"""On a full disk the program says so, nothing is half-written, and the space is released; needs the right to mount."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from operations import OPERATIONS, Place, content, outputs

pytestmark = pytest.mark.slow
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))
FREE = (0, 20, 100, 400, 1_000, 2_000)
"""Kilobytes that are left when an operation begins."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and os.name != "nt" and os.geteuid() == 0
    line = ["mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", str(place)]
    if not mounted or subprocess.run(line, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def filled(place: Path, kilobytes: int) -> None:
    """Leave this much space."""
    with suppress(OSError), (place / "ballast").open("wb", buffering=0) as ballast:
        result = os.statvfs(place)
        for _ in range(max(0, result.f_bavail * result.f_frsize // 1024 - kilobytes)):
            ballast.write(bytes(1024))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_full_disk_is_reported_and_nothing_is_half_written(prepared, disk: Path, operation: str) -> None:
    place = Place(operation, disk / "work", prepared)
    place.reset()
    before = place.now()
    subprocess.run(place.line, check=True, capture_output=True)
    after, made = place.now(), outputs(place.folder)
    for kilobytes in FREE if ROUNDS != 1 else FREE[1:4:2]:
        place.reset()
        filled(disk, kilobytes)
        environ = {**os.environ, "TMPDIR": str(disk), "XDG_STATE_HOME": str(disk), "XDG_CACHE_HOME": str(disk)}
        ended = subprocess.run(place.line, capture_output=True, text=True, env=environ)
        (disk / "ballast").unlink()
        assert ended.returncode in (0, 1, 3), (kilobytes, ended.stderr)
        assert "Traceback" not in ended.stderr, (kilobytes, ended.stderr)
        assert "failed unexpectedly" not in ended.stderr, (kilobytes, ended.stderr)
        assert bool(ended.stderr.strip()) == bool(ended.returncode), (kilobytes, ended.stderr)
        if ended.returncode:
            assert (place.now(), outputs(place.folder)) == (before, {}), (kilobytes, ended.stderr)
            assert subprocess.run(place.line, capture_output=True).returncode == 0, "once there is space"
        else:
            assert (place.now(), outputs(place.folder)) == (after, made), kilobytes
        assert all(content(copy) == before for copy in place.folder.glob("*.bak")), kilobytes
        assert not place.hidden(), kilobytes
