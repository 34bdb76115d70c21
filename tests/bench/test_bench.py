"""The benchmarks run from end to end on a small catalogue and report what they measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
OWN = ("reimport", "search", "facets", "card", "keys", "bundle")
"""Those that need no other program; the rest say which they did not find."""


def bench(folder: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    paths = [str(TESTS), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment = os.environ | {"CATALOGUE_BENCH": str(folder), "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-P", "-m", "bench", *asked]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=TESTS.parent, check=False)


@pytest.mark.slow
def test_every_row_has_a_figure_and_missing_peers_are_named(tmp_path: Path) -> None:
    for name in ("sqlite-utils", "csvs-to-sqlite", "duckdb", "datasette", "litecli", "visidata", "harlequin"):
        (tmp_path / "peers" / name).mkdir(parents=True)
        (tmp_path / "peers" / name / "stamp").write_text("missing\n")
    result = bench(tmp_path, *OWN, "--size", "200", "--json", str(tmp_path / "figures.json"))
    assert result.returncode == 0, result.stderr
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["size"] == 200
    assert {row["benchmark"] for row in figures["rows"]} == set(OWN)
    assert all(row["own"] > 0 for row in figures["rows"])
    missing = [row for row in figures["rows"] if row["peer"] == "sqlite-utils" and row["benchmark"] == "reimport"]
    assert missing
    assert all("could not install" in row["remark"] for row in missing)
    assert len([line for line in result.stdout.splitlines() if line.startswith("|")]) == len(figures["rows"]) + 2


def test_an_unknown_benchmark_is_reported_with_the_known_ones(tmp_path: Path) -> None:
    result = bench(tmp_path, "imports")
    assert result.returncode == 2
    assert "import, reimport, search" in result.stderr
