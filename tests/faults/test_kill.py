"""A killed operation leaves the catalogue and every output as before, or as after; never in between.

FAULT_ROUNDS says how often each operation is killed; 20 make 260 rounds.
"""

from __future__ import annotations

import csv
import hashlib
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from offices import OTHER, Exchange, put

WORDS = [
    "экспорт",
    "кластер",
    "сотрудничество",
    "water",
    "energy",
    "cooperation",
    "trade",
    "forum",
    "sanoat",
    "hamkorlik",
]


def register(path: Path, rows: int) -> Path:
    """A CSV of agreements, each with two parties."""
    chosen = random.Random(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["id", "form", "status", "name_en", "name_ru", "summary", "signed", "party"])
        for number in range(rows):
            words = chosen.choices(WORDS, k=4)
            out.writerow(
                [
                    f"agr-made-{number:06}",
                    "memorandum",
                    "signed",
                    f"Memorandum {number} on {words[0]}",
                    f"Меморандум {number} о {words[1]}",
                    " ".join(chosen.choices(WORDS, k=20)),
                    f"{2000 + number % 25}-04",
                    "org-akit | org-fergana-region",
                ]
            )
    return path


def command(database: Path, *args: str) -> list[str]:
    return [sys.executable, "-m", "catalogue", "--db", str(database), *args]


def content(database: Path) -> str:
    """A hash of what a reader sees, after whatever recovery the next start makes; times of writing aside."""
    told = hashlib.sha256()
    with closing(sqlite3.connect(database)) as opened:
        for table in ("record", "name", "link", "term", "claim", "batch", "change", "within", "entry", "tag"):
            for row in opened.execute(f"SELECT * FROM {table}"):
                told.update(repr([cell for cell in row if not TIME.fullmatch(str(cell))]).encode())
    return told.hexdigest()


TIME = re.compile(r"20[0-9-]{8}T[0-9:]{8}Z")
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))
OPERATIONS: dict[str, tuple[str, ...]] = {
    "import": ("import", "{register}", "--kind", "agreement"),
    "undo": ("undo",),
    "edit": ("edit", "park-chirchiq", "summary=other", "--basis", "editor"),
    "restore": ("db", "restore", "{other}"),
    "vacuum": ("db", "vacuum"),
    "reindex": ("db", "reindex"),
    "repair": ("db", "repair"),
    "migrate": ("db", "migrate"),
    "backup": ("db", "backup", "{folder}/out.db"),
    "salvage": ("db", "salvage", "{database}", "{folder}/out.db"),
    "export": ("export", "--all", "-o", "{folder}/out.jsonl"),
    "package": ("export", "--all", "-o", "{folder}/out"),
    "bundle": ("bundle", "apply", "{bundle}"),
}


def outputs(folder: Path) -> dict[str, str]:
    """A hash of each file that an operation has put in its place; hidden ones are not yet."""
    found = {}
    for path in sorted(folder.glob("out*")):
        for file in [path] if path.is_file() else sorted(path.iterdir()):
            is_copy = file.suffix == ".db"
            found[str(file)] = content(file) if is_copy else hashlib.sha256(file.read_bytes()).hexdigest()
    return found


@pytest.fixture(scope="module")
def prepared(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A register, a catalogue that has read it, one of an older schema, and a bundle for the shipped one."""
    folder = tmp_path_factory.mktemp("prepared")
    found = {"register": register(folder / "register.csv", 300), "shipped": built}
    for name in ("grown", "older"):
        found[name] = Path(shutil.copy(built, folder / f"{name}.db"))
    found["other"] = found["grown"]
    line = command(found["grown"], "-q", "import", str(found["register"]), "--kind", "agreement")
    subprocess.run(line, check=True)
    with closing(sqlite3.connect(found["older"])) as older:
        older.execute("PRAGMA user_version=0")
    offices = Exchange(folder, 1)
    put(offices.path("office-0"), *(replace(OTHER, id=f"park-{number}") for number in range(200)))
    found |= {"bundle": Path(offices.make("office-0")), "hub": offices.path("hub")}
    return found


STARTS = {"undo": "grown", "vacuum": "grown", "reindex": "grown", "repair": "grown", "backup": "grown",
          "export": "grown", "package": "grown", "migrate": "older", "bundle": "hub"}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_killed_at_any_moment_is_whole_or_has_not_happened(prepared, tmp_path, operation):
    start, folder = prepared[STARTS.get(operation, "shipped")], tmp_path / "work"
    database = folder / "c.db"
    places = {**prepared, "folder": folder, "database": database}
    line = command(database, "-q", *(part.format(**places) for part in OPERATIONS[operation]))

    def anew() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copy(start, database)

    anew()
    before, began = content(database), time.monotonic()
    subprocess.run(line, check=True, capture_output=True)
    lasts, after, made = time.monotonic() - began, content(database), outputs(folder)
    for _ in range(ROUNDS):
        anew()
        running = subprocess.Popen(line, stdout=subprocess.DEVNULL)
        time.sleep(random.uniform(0.15, max(lasts, 0.2)))
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert content(database) in (before, after)
        assert outputs(folder).items() <= made.items()
        if operation != "migrate":
            checked = subprocess.run(command(database, "check"), capture_output=True, text=True)
            assert checked.returncode == 0, checked.stdout + checked.stderr


def kill_rounds(shipped: Path, folder: Path, *, rows: int, rounds: int) -> None:
    source = register(folder / "register.csv", rows)
    whole = Path(shutil.copy(shipped, folder / "whole.db"))
    started = time.monotonic()
    subprocess.run(command(whole, "-q", "import", str(source), "--kind", "agreement"), check=True)
    lasts = time.monotonic() - started
    before, after = content(shipped), content(whole)
    killed = 0
    for number in range(rounds):
        database = Path(shutil.copy(shipped, folder / f"killed-{number}.db"))
        running = subprocess.Popen(command(database, "-q", "import", str(source), "--kind", "agreement"))
        time.sleep(random.uniform(0.05, lasts))
        running.send_signal(signal.SIGKILL)
        killed += running.wait() == -signal.SIGKILL
        checked = subprocess.run(command(database, "check", "--json"), capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert content(database) in (before, after)
        for left in folder.glob(f"killed-{number}.db*"):
            left.unlink()
    assert killed, "no round was in time to kill anything"


@pytest.mark.slow
def test_an_import_that_fills_the_log_killed_at_any_moment_is_whole_or_has_not_happened(shipped, tmp_path):
    """Enough rows for several chunks of the index and pages written ahead; more of them prove no more."""
    kill_rounds(shipped, tmp_path, rows=20_000, rounds=3 * ROUNDS)
