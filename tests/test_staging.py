"""Unfinished files are private, deleted at the end, and removed later if their process was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from catalogue import staging

KILLED = (
    "import os, sys\nfrom pathlib import Path\nfrom catalogue import staging\n"
    "with getattr(staging, sys.argv[2])(Path(sys.argv[1])):\n    os.kill(os.getpid(), 9)\n"
)
linux = pytest.mark.skipif(not staging.HAS_LOCKS, reason="the system has no locks that end with their process")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_private_and_deleted_unless_moved(tmp_path: Path) -> None:
    for is_kept in (False, True):
        with staging.file(tmp_path / "a.txt") as (path, number):
            os.close(number)
            assert (path.stat().st_mode & 0o777, path.parent) == (0o600, tmp_path)
            if is_kept:
                path.replace(tmp_path / "a.txt")
        assert names(tmp_path) == ["a.txt"] * is_kept


def test_a_folder_is_private_and_deleted_with_its_content(tmp_path: Path) -> None:
    with staging.folder(tmp_path / "a.db") as path:
        assert path.stat().st_mode & 0o777 == 0o700
        (path / "a.db-wal").touch()
    assert names(tmp_path) == []


@linux
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_leftovers_of_a_killed_process_are_removed_by_the_next_and_nothing_else_is(tmp_path: Path, kind: str) -> None:
    for name in ("a.db", "a.db.before-repair-20260101T000000Z.bak", "b.db"):
        line = [sys.executable, "-c", KILLED, str(tmp_path / name), kind]
        assert subprocess.run(line).returncode == -signal.SIGKILL
    (tmp_path / ".a.db.notes.part").touch()
    assert len(names(tmp_path)) == 4
    with staging.folder(tmp_path / "a.db") as held, staging.folder(tmp_path / "a.db") as other:
        assert {held.name, other.name} < set(names(tmp_path))
    left = names(tmp_path)
    assert len(left) == 2
    assert left[0] == ".a.db.notes.part"
    assert left[1].startswith(".b.db.")


@linux
def test_a_folder_is_emptied_even_when_no_more_files_can_be_opened(tmp_path: Path) -> None:
    held = []
    with staging.folder(tmp_path / "a.db") as path:
        (path / "a.db").touch()
        resource = pytest.importorskip("resource")
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (256, before[1]))
        with suppress(OSError):
            while True:
                held.append(os.open(os.devnull, os.O_RDONLY))
    for number in held:
        os.close(number)
    resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert names(tmp_path) == []


def test_a_long_name_leaves_room_for_the_suffix(tmp_path: Path) -> None:
    with staging.folder(tmp_path / ("я" * 125)) as path:
        assert path.is_dir()
