"""Several programs on one catalogue: no write is lost, and readers see the file before or after it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from operations import command, register

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))


def start(database: Path, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(command(database, *args), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(running: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = running.communicate(timeout=120)
    return running.returncode, out, err


@pytest.mark.slow
def test_simultaneous_imports_edits_copies_and_exports_all_succeed(shipped: Path, tmp_path: Path) -> None:
    rows = 300
    files = [register(tmp_path / "a.csv", rows), tmp_path / "b.csv"]
    files[1].write_text(files[0].read_text("utf-8").replace("agr-made", "agr-more"), "utf-8")
    running = [start(shipped, "import", str(file), "--kind", "agreement") for file in files]
    for park in ("park-chirchiq", "park-alabuga"):
        running += [
            start(shipped, "edit", park, "summary=other", "--basis", "editor"),
            start(shipped, "tag", "t", park),
        ]
    running += [start(shipped, "db", "backup", str(tmp_path / f"copy-{n}.db")) for n in range(2)]
    running += [start(shipped, "export", "", "-o", str(tmp_path / f"out-{n}.jsonl")) for n in range(2)]
    for code, _, err in map(ended, running):
        assert code == 0, err
    asked = {
        query: ended(start(shipped, "search", query, "--count"))[1].strip()
        for query in ("id:agr-made*", "id:agr-more*")
    }
    assert set(asked.values()) == {str(rows)}, asked
    for copy in (shipped, tmp_path / "copy-0.db", tmp_path / "copy-1.db"):
        assert ended(start(copy, "check"))[0] == 0
    for n in range(2):
        result = [json.loads(line) for line in (tmp_path / f"out-{n}.jsonl").read_text("utf-8").splitlines()]
        made = [sum(str(record["id"]).startswith(stem) for record in result) for stem in ("agr-made", "agr-more")]
        assert all(number in (0, rows) for number in made), made


@pytest.mark.slow
def test_readers_during_a_write_see_the_file_before_or_after_it(shipped: Path, tmp_path: Path) -> None:
    """Twenty of them with FAULT_ROUNDS=5."""
    file = register(tmp_path / "a.csv", 300)
    writing = start(shipped, "import", str(file), "--kind", "agreement")
    seen = [start(shipped, "search", "id:agr-made*", "--count") for _ in range(4 * ROUNDS)]
    assert {ended(each)[:2] for each in seen} <= {(0, "0\n"), (0, "300\n")}
    assert ended(writing)[0] == 0


HOLDS = """
import os, sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute('BEGIN EXCLUSIVE')
held.execute("INSERT INTO meta (key, value) VALUES ('held', 'x')")
print('held', flush=True)
sys.stdin.read()
"""


def test_a_long_lock_is_reported_and_that_of_a_dead_process_is_released(run, shipped: Path, monkeypatch) -> None:
    monkeypatch.setattr("catalogue.store.connection.BUSY_MS", 1_000)
    line = [sys.executable, "-c", HOLDS, str(shipped)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        for result in (run("search", "water"), run("edit", "park-chirchiq", "summary=x", "--basis", "editor")):
            assert (result.code, " seconds" in result.err) == (3, True), result.err
            assert not Path("/proc/locks").exists() or f"process {other.pid}" in result.err
        other.kill()
    began = time.monotonic()
    assert run("edit", "park-chirchiq", "summary=x", "--basis", "editor").code == 0
    assert time.monotonic() - began < 30
    with closing(sqlite3.connect(shipped)) as opened:
        assert opened.execute("SELECT count(*) FROM meta WHERE key = 'held'").fetchone() == (0,)
