"""The initial state for the operations of ``operations``."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from offices import OTHER, Exchange, put
from operations import command, register


@pytest.fixture(scope="session")
def prepared(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A register, a catalogue that has imported it, one with an older schema, and a bundle for the shipped one."""
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
