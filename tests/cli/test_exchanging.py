"""``catalogue bundle``: two offices and a hub at the prompt, and a process killed halfway."""

from __future__ import annotations

import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from program import PROGRAM


@pytest.fixture
def office(run, tmp_path: Path):
    """Two copies of the current catalogue; it becomes the hub."""
    assert run("bundle", "init", "--hub").code == 0
    for name in ("north", "south"):
        assert run("db", "backup", str(tmp_path / f"{name}.db")).code == 0
        assert run("--db", str(tmp_path / f"{name}.db"), "bundle", "init", "--office", name).code == 0

    def at(name: str, *args: str):
        return run("--db", str(tmp_path / f"{name}.db"), *args)

    return at


def _rows(tmp_path: Path, status: str) -> str:
    path = tmp_path / f"{status}.csv"
    path.write_text(f"id,form,name_en,status\nagr-common,roadmap,Common plan,{status}\n", encoding="utf-8")
    return str(path)


def test_two_offices_and_a_hub_end_with_the_same_content(run, office, tmp_path: Path) -> None:
    for name, status in (("north", "signed"), ("south", "agreed")):
        assert office(name, "import", "--kind", "agreement", _rows(tmp_path, status)).code == 0
        made = office(name, "bundle", "create", "-o", str(tmp_path / f"{name}.bundle"))
        assert (made.code, "records 1" in made.err) == (0, True)
    trial = run("bundle", "apply", "-n", str(tmp_path / "north.bundle"))
    assert "would change 1" in trial.err
    result = run("bundle", "apply", str(tmp_path / "north.bundle"), str(tmp_path / "south.bundle"))
    assert result.code == 0
    assert "Conflicts to be settled: 1" in result.err
    (conflict,) = run("bundle", "conflicts", "--json").json()
    assert (conflict["record"], conflict["field"], conflict["ours"], conflict["theirs"], conflict["partner"]) == (
        "agr-common", "status", "signed", "agreed", "south",
    )  # fmt: skip
    result = run("bundle", "conflicts").out
    assert "agr-common · status" in result
    assert re.findall(r"(?:ours|theirs) +(\w+)  \((north|south), ", result) == [
        ("signed", "north"),
        ("agreed", "south"),
    ]
    assert run("bundle", "conflicts", "--settle", "1").code == 2
    assert run("bundle", "conflicts", "--take", "theirs").code == 2
    assert run("bundle", "conflicts", "--settle", "1", "--take", "theirs").code == 0
    for name in ("north", "south"):
        assert run("bundle", "create", "--to", name, "-o", str(tmp_path / "answer")).code == 0
        assert office(name, "bundle", "apply", str(tmp_path / "answer")).code == 0
        exported = [office(name, "export", "-o", "-", "--format", "jsonl").raw]
        assert exported == [run("export", "-o", "-", "--format", "jsonl").raw]
    assert {row["partner"] for row in run("bundle", "status", "--json").json()} == {"north", "south"}
    assert "0" in office("north", "bundle", "status").err
    assert {row["office"] for row in office("south", "bundle", "log", "--json").json()} == {"north", "hub"}


def test_impossible_calls_are_refused_with_advice(run, office, tmp_path: Path) -> None:
    assert run("bundle", "init").code == 2
    assert run("bundle", "init", "--hub", "--office", "x").code == 2
    for args, code, words in (
        (("bundle", "init", "--hub"), 1, "already"),
        (("bundle", "create", "-o", str(tmp_path / "x")), 2, "--to OFFICE"),
        (("bundle", "create", "--to", "west", "-o", str(tmp_path / "x")), 1, "west"),
        (("bundle", "apply", str(tmp_path / "none")), 1, "none"),
        (("bundle", "apply", str(tmp_path / "north.db")), 1, "is not a bundle"),
        (("bundle", "conflicts", "--settle", "7", "--take", "ours"), 1, "no conflict 7"),
    ):
        result = run(*args)
        assert (result.code, result.out) == (code, "")
        assert words in result.err
    assert not (tmp_path / "x").exists()


def test_a_copy_changed_by_another_program_is_neither_exchanged_nor_changed(office, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "north.db")) as other, other:
        other.execute("UPDATE record SET residents = '99' WHERE id = 'park-chirchiq'")
    for args in (("create", "-o", str(tmp_path / "x")), ("apply", str(tmp_path / "x"))):
        result = office("north", "bundle", *args)
        assert (result.code, "park-chirchiq" in result.err, "db repair" in result.err) == (1, True, True)
    assert office("north", "db", "repair").code == 0
    assert "repair" in office("north", "log", "park-chirchiq").out
    assert "records 1" in office("north", "bundle", "create", "-o", str(tmp_path / "x")).err


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_apply_has_applied_all_or_nothing(office, shipped: Path, tmp_path: Path, seed: int) -> None:
    """Killed at a random moment; after applying again the copy is the same as without the kill."""
    rows = "".join(f"agr-{n},roadmap,Plan number {n},signed\n" for n in range(1_000))
    (tmp_path / "many.csv").write_text(f"id,form,name_en,status\n{rows}", encoding="utf-8")
    assert office("north", "import", "--kind", "agreement", str(tmp_path / "many.csv")).code == 0
    assert office("north", "bundle", "create", "-o", str(tmp_path / "north.bundle")).code == 0
    hub = tmp_path / "killed.db"
    shutil.copy(shipped, hub)
    command = [*PROGRAM, "--db", str(hub), "bundle", "apply", str(tmp_path / "north.bundle")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    time.sleep(0.2 + random.Random(seed).random())
    process.send_signal(signal.SIGKILL)
    process.wait()
    counted = subprocess.run(
        [*PROGRAM, "--db", str(hub), "search", "--kind", "agreement", "--count"], capture_output=True, check=True
    )
    assert subprocess.run([*PROGRAM, "--db", str(hub), "check"], capture_output=True).returncode == 0
    assert subprocess.run(command, capture_output=True).returncode == 0
    after = subprocess.run(
        [*PROGRAM, "--db", str(hub), "search", "--kind", "agreement", "--count"], capture_output=True, check=True
    )
    assert int(after.stdout) - int(counted.stdout) in (0, 1_000)
