"""Other programs to compare with, each in its own environment, created when first needed.

They are in ``~/.cache/catalogue-bench`` (or ``CATALOGUE_BENCH``), never in the repository; none is needed to run the
catalogue.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CACHE = Path(os.environ.get("CATALOGUE_BENCH") or Path.home() / ".cache" / "catalogue-bench")
PIP = ("-q", "--retries", "1", "--timeout", "10", "--only-binary", ":all:")
PACKAGES = {
    "sqlite-utils": "sqlite-utils",
    "csvs-to-sqlite": "csvs-to-sqlite",
    "datasette": "datasette",
    "duckdb": "duckdb",
    "harlequin": "harlequin",
    "litecli": "litecli",
    "visidata": "visidata",
}


class Missing(Exception):
    """A peer that is not available here, and why."""


def command(name: str, *, of: str = "") -> str:
    """The path of a peer's command; ``of`` is the package that contains it. Raises ``Missing``."""
    if name == "sqlite3":
        found = shutil.which("sqlite3")
        if found is None:
            raise Missing("the sqlite3 shell is not installed")
        return found
    return str(_environment(of or name) / name)


def python(name: str) -> str:
    """The interpreter that has a peer installed. Raises ``Missing``."""
    return str(_environment(name) / "python")


def _environment(name: str) -> Path:
    folder = CACHE / "peers" / name
    stamp = folder / "stamp"
    if not stamp.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = _quiet(sys.executable, "-m", "venv", "--clear", str(folder))
        if not made or not _quiet(str(folder / "bin" / "python"), "-m", "pip", "install", *PIP, PACKAGES[name]):
            stamp.parent.mkdir(parents=True, exist_ok=True)
            stamp.write_text("missing\n")
        else:
            stamp.write_text("ready\n")
    if stamp.read_text() != "ready\n":
        raise Missing(f"pip could not install it; to try again, remove {folder}")
    return folder / "bin"


def _quiet(*asked: str) -> bool:
    environment = {name: result for name, result in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(asked, env=environment, capture_output=True, check=False).returncode == 0
