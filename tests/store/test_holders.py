"""The program that has a catalogue locked is named where the system knows it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from catalogue.store.holders import holder

pytestmark = pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the system does not tell")
HOLDS = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    held.execute(statement).fetchone()
print("held", flush=True)
sys.stdin.read()
"""
READS = ("BEGIN", "SELECT key FROM meta")


@contextmanager
def held(path: Path, *statements: str) -> Iterator[int]:
    line = [sys.executable, "-c", HOLDS, str(path), *statements]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield other.pid
        other.kill()


@pytest.mark.parametrize(
    "statements", [("BEGIN IMMEDIATE",), ("BEGIN EXCLUSIVE",), ("PRAGMA journal_mode=WAL", "BEGIN IMMEDIATE"), READS]
)
def test_the_blocking_program_is_named(shipped: Path, statements: tuple[str, ...]) -> None:
    with held(shipped, *statements) as process:
        assert holder(shipped) == (Path(sys.executable).name[:15], process)
    assert holder(shipped) is None


def test_a_writer_is_named_before_a_reader_and_readers_in_wal_mode_are_not(shipped: Path) -> None:
    with held(shipped, *READS), held(shipped, "BEGIN IMMEDIATE") as writer:
        found = holder(shipped)
        assert found is not None
        assert found[1] == writer
    with held(shipped, "PRAGMA journal_mode=WAL", *READS):
        assert holder(shipped) is None


def test_nobody_is_named_for_a_missing_file(tmp_path: Path) -> None:
    assert holder(tmp_path / "none.db") is None


def test_where_files_have_no_device_numbers_nobody_is_named(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where ``os.major`` does not exist and there is no list of locks."""
    monkeypatch.delattr("os.major")
    monkeypatch.setattr("catalogue.store.holders._LOCKS", tmp_path / "locks")
    assert holder(shipped) is None
