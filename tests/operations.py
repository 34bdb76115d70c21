"""The operations that are killed, starved and interrupted, and what they leave behind."""

from __future__ import annotations

import csv
import hashlib
import random
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from program import PROGRAM

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
    "export": ("export", "", "-o", "{folder}/out.jsonl"),
    "package": ("export", "--all", "-o", "{folder}/out"),
    "bundle": ("bundle", "apply", "{bundle}"),
}
STARTS = {"undo": "grown", "vacuum": "grown", "reindex": "grown", "repair": "grown", "backup": "grown",
          "export": "grown", "package": "grown", "migrate": "older", "bundle": "hub"}  # fmt: skip
_TIME = re.compile(r"20[0-9-]{8}T[0-9:]{8}Z")


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
    """Run the program in a subprocess."""
    return [*PROGRAM, "--db", str(database), *args]


def content(database: Path) -> str:
    """A hash of what a reader sees, after any recovery by the next start; write times are left out."""
    result = hashlib.sha256()
    with closing(sqlite3.connect(f"file:{database}?mode=rw", uri=True)) as opened:
        for table in ("record", "name", "link", "term", "claim", "batch", "change", "within", "entry", "tag"):
            for row in opened.execute(f"SELECT * FROM {table}"):
                result.update(repr([cell for cell in row if not _TIME.fullmatch(str(cell))]).encode())
    return result.hexdigest()


def outputs(folder: Path) -> dict[str, str]:
    """A hash of each finished output file, by path; hidden files are unfinished."""
    found = {}
    for path in sorted(folder.glob("out*")):
        for file in [path] if path.is_file() else sorted(path.iterdir()):
            is_copy = file.suffix == ".db"
            found[str(file.relative_to(folder))] = (
                content(file) if is_copy else hashlib.sha256(file.read_bytes()).hexdigest()
            )
    return found


class Place:
    """A folder with a catalogue in which one operation is tried repeatedly."""

    def __init__(self, operation: str, folder: Path, prepared: dict[str, Path]) -> None:
        self.operation, self.folder, self.database = operation, folder, folder / "c.db"
        self._start = prepared[STARTS.get(operation, "shipped")]
        places = {**prepared, "folder": folder, "database": self.database}
        self.line = command(self.database, "-q", *(part.format(**places) for part in OPERATIONS[operation]))

    def reset(self) -> None:
        """Restore the catalogue and delete everything else."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        shutil.copy(self._start, self.database)

    def now(self) -> str:
        """What the catalogue now holds."""
        return content(self.database)

    def hidden(self) -> list[str]:
        """Unfinished output files."""
        return sorted(path.name for path in self.folder.iterdir() if path.name.startswith("."))
