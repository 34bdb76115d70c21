"""A killed operation leaves the catalogue and every output as before, or as after; never in between.

FAULT_ROUNDS is how often each operation is killed; 20 make 260 rounds.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from operations import OPERATIONS, Place, command, content, outputs, register

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "2"))


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_killed_at_any_moment_is_complete_or_has_not_happened(prepared, tmp_path, operation):
    place = Place(operation, tmp_path / "work", prepared)
    place.reset()
    before, began = place.now(), time.monotonic()
    subprocess.run(place.line, check=True, capture_output=True)
    lasts, after, made = time.monotonic() - began, place.now(), outputs(place.folder)
    for _ in range(ROUNDS):
        place.reset()
        running = subprocess.Popen(place.line, stdout=subprocess.DEVNULL)
        time.sleep(random.uniform(0.15, max(lasts, 0.2)))
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert place.now() in (before, after)
        assert outputs(place.folder).items() <= made.items()
        if operation != "migrate":
            checked = subprocess.run(command(place.database, "check"), capture_output=True, text=True)
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
def test_an_import_that_fills_the_log_is_complete_or_has_not_happened_when_killed(shipped, tmp_path):
    """Enough rows for several chunks of the index and pages written ahead; more would prove no more."""
    kill_rounds(shipped, tmp_path, rows=20_000, rounds=3 * ROUNDS)
