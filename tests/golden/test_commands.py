"""The output of the work-list commands on the shipped data, byte for byte, each on a fixed day.

After an intended change, ``UPDATE_GOLDEN=1`` rewrites the outputs; review the difference before committing it.
"""

from __future__ import annotations

import csv
import os
import shlex
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "commands"
CASES = list(csv.DictReader((FOLDER / "cases.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_the_output_is_as_recorded(ask, monkeypatch: pytest.MonkeyPatch, case: dict[str, str]) -> None:
    monkeypatch.setenv("CATALOGUE_TODAY", case["today"])
    ended = ask(*shlex.split(case["command"]))
    assert ended.code == int(case["code"]), ended.err
    recorded = FOLDER / case["file"]
    if os.environ.get("UPDATE_GOLDEN"):
        recorded.write_bytes(ended.raw)
    assert ended.raw.decode() == recorded.read_bytes().decode()


def test_every_recorded_output_has_its_command() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {"cases.csv", *(case["file"] for case in CASES)}
