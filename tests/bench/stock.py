"""The catalogues that are measured: made once for each size and index, and cached."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench import peers
from bench.generate import write
from bench.measure import ran
from catalogue.text import zones

PROGRAM = (sys.executable, "-P", "-m", "catalogue")
TEXTS = ("name_en", "name_ru", "name_uz", "name_uz_cyrl", "summary")


@dataclass(frozen=True)
class Stock:
    """Files of one size: the tables to import, a catalogue of them, and the agreements as a peer stores them."""

    size: int

    @property
    def folder(self) -> Path:
        return peers.CACHE / str(self.size)

    @cached_property
    def tables(self) -> tuple[Path, ...]:
        """Organisations, technoparks, agreements."""
        found = tuple(self.folder / name for name in ("organisations.csv", "technoparks.jsonl", "agreements.csv"))
        return found if all(table.exists() for table in found) else write(self.size, self.folder)

    @property
    def agreements(self) -> Path:
        return self.tables[-1]

    @cached_property
    def catalogue(self) -> Path:
        """The catalogue of the tables, with the current index."""
        path = self.folder / f"catalogue-{zones.FINGERPRINT}.db"
        if not path.exists():
            for old in self.folder.glob("catalogue-*.db*"):
                old.unlink()
            path = self.empty(path.name)
            ran(*importing(path, *self.tables))
        return path

    @cached_property
    def utils(self) -> Path:
        """The agreements in SQLite with full-text search, by sqlite-utils. Raises ``Missing``."""
        path = self.folder / "utils.db"
        if not path.exists():
            utils = peers.command("sqlite-utils")
            ran(utils, "insert", str(path), "t", str(self.agreements), "--csv", "--pk", "id", "--silent")
            ran(utils, "enable-fts", str(path), "t", *TEXTS)
        return path

    def empty(self, name: str) -> Path:
        """A new catalogue without records."""
        path = self.fresh(name)
        ran(*PROGRAM, "--db", str(path), "db", "init", "--empty")
        return path

    def fresh(self, name: str) -> Path:
        """An unused path in the folder."""
        path = self.folder / name
        for old in self.folder.glob(f"{name}*"):
            old.unlink()
        return path


def importing(database: Path, *files: Path) -> tuple[str, ...]:
    """The command that imports files."""
    return *PROGRAM, "--db", str(database), "-q", "import", *map(str, files)
