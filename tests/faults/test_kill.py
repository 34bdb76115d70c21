"""A killed import leaves the catalogue as it was before, or as it is after; never in between."""

from __future__ import annotations

import csv
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

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


def content(database: Path) -> tuple[int, ...]:
    """What a reader sees, after whatever recovery the next start makes."""
    with closing(sqlite3.connect(database)) as opened:
        tables = ("record", "name", "link", "term", "claim", "batch", "change", "within", "entry")
        return tuple(opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def kill_rounds(shipped: Path, folder: Path, *, rows: int, rounds: int) -> None:
    source = register(folder / "register.csv", rows)
    whole = Path(shutil.copy(shipped, folder / "whole.db"))
    started = time.monotonic()
    subprocess.run(command(whole, "-q", "import", str(source), "--kind", "agreement"), check=True)
    lasts = time.monotonic() - started
    before, after = content(shipped), content(whole)
    assert after[0] == before[0] + rows
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


def test_an_import_killed_at_any_moment_is_whole_or_has_not_happened(shipped, tmp_path):
    kill_rounds(shipped, tmp_path, rows=2_000, rounds=6)


@pytest.mark.slow
def test_an_import_that_fills_the_log_killed_at_any_moment_is_whole_or_has_not_happened(shipped, tmp_path):
    """Enough rows for several chunks of the index and pages written ahead; more of them prove no more."""
    kill_rounds(shipped, tmp_path, rows=20_000, rounds=12)
