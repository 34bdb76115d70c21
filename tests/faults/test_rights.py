"""Missing permissions are reported, with advice, and nothing is left behind."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from operations import command


@pytest.fixture(scope="session")
def unprivileged() -> list[str]:
    """A command prefix that makes permissions apply even where the tests run as root."""
    if os.name == "nt":
        pytest.skip("the system has other rights")
    if os.geteuid() != 0:
        return []
    line = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]
    if not shutil.which("setpriv") or subprocess.run([*line, "true"], capture_output=True).returncode:
        pytest.skip("root may do everything here")
    return line


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


CASES = {
    "closed to everybody": (0o000, 0o700, ("search", "water"), 3, "Permission denied"),
    "in a closed folder": (0o600, 0o000, ("search", "water"), 3, "Permission denied"),
    "a read-only file": (0o400, 0o700, ("edit", "park-chirchiq", "summary=x"), 3, "write-protected"),
    "a read-only folder": (0o600, 0o500, ("edit", "park-chirchiq", "summary=x"), 3, "write-protected"),
    "restoring over a read-only file": (0o400, 0o700, ("db", "restore", "{other}"), 3, "write-protected"),
    "writing into a read-only folder": (0o400, 0o500, ("db", "backup", "{folder}/out.db"), 3, "Permission denied"),
    "exporting into a read-only folder": (0o400, 0o500, ("export", "", "-o", "{folder}/o.csv"), 1, "Permission denied"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_missing_permission_is_reported_and_changes_nothing(
    built: Path, tmp_path: Path, unprivileged, case: str
) -> None:
    file_mode, folder_mode, given, code, result = CASES[case]
    folder = tmp_path / "closed"
    folder.mkdir()
    database = Path(shutil.copy(built, folder / "c.db"))
    other = Path(shutil.copy(built, tmp_path / "other.db"))
    database.chmod(file_mode)
    folder.chmod(folder_mode)
    line = command(database, *(part.format(folder=folder, other=other) for part in given))
    ended = subprocess.run([*unprivileged, *line], capture_output=True, text=True)
    folder.chmod(0o700)
    database.chmod(0o600)
    assert (ended.returncode, result in ended.stderr) == (code, True), ended.stderr
    assert (beside(folder), database.read_bytes()) == (["c.db"], built.read_bytes())


def test_an_inaccessible_home_folder_does_no_harm(built: Path, tmp_path: Path, unprivileged) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o000)
    places = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "STATE", "DATA", "CACHE")}
    line = [*unprivileged, *command(built, "search", "water", "--count")]
    ended = subprocess.run(line, capture_output=True, text=True, env={**os.environ, "HOME": str(home), **places})
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip().isdigit()


@pytest.mark.parametrize("side", ["-wal", "-journal"])
def test_an_unfinished_file_in_a_read_only_folder_is_not_read_without_its_log_or_journal(
    built: Path, tmp_path: Path, unprivileged, side: str
) -> None:
    """Without its log it would lack committed changes, without its journal it would be half-written."""
    source, folder = Path(shutil.copy(built, tmp_path / "source.db")), tmp_path / "closed"
    folder.mkdir()
    with closing(sqlite3.connect(source, isolation_level=None)) as writing:
        if side == "-wal":
            writing.execute("PRAGMA journal_mode=WAL")
            writing.execute("DELETE FROM star")
            writing.execute("INSERT INTO star (record, at) VALUES ('park-chirchiq', '2026-01-01')")
        else:
            writing.execute("PRAGMA cache_size=1")
            writing.execute("BEGIN IMMEDIATE")
            writing.execute("UPDATE record SET label = label || 'x'")
        for end in ("", side):
            shutil.copy(f"{source}{end}", folder / f"c.db{end}")
    for path in folder.iterdir():
        path.chmod(0o400)
    folder.chmod(0o500)
    line = command(folder / "c.db", "search", "is:starred", "--ids")
    ended = subprocess.run([*unprivileged, *line], capture_output=True, text=True)
    folder.chmod(0o700)
    assert (ended.returncode, "was cut short" in ended.stderr) == (3, True), ended.stderr
    for path in folder.iterdir():
        path.chmod(0o600)
    assert subprocess.run(line, capture_output=True).returncode == 0
