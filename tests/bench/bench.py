"""How long things take beside programs that do a part of them, on a register of any size.

    python tests/bench/bench.py N [FOLDER]

generates a register of N agreements, imports it, and prints a table in Markdown. A figure of its own says little: each
stands beside a peer in the same run, where the peer is installed (the ``sqlite3`` shell, ``sqlite-utils``).
"""

from __future__ import annotations

import csv
import importlib.util
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from generate import write

from catalogue.api import find
from catalogue.api.session import Session

PROGRAM = (sys.executable, "-m", "catalogue")
PEER = (sys.executable, "-m", "sqlite_utils")
FACETS = ("kind", "form", "status", "country", "year")
RUNS = 5


@dataclass(frozen=True, slots=True)
class Ran:
    """What a process took: seconds on the clock, seconds of work, and the most memory it held, in MB."""

    clock: float
    work: float
    memory: int


def ran(*command: str) -> Ran:
    """Run a command to its end; raises ``RuntimeError`` when it fails."""
    start = time.perf_counter()
    quiet = os.open(os.devnull, os.O_WRONLY)
    child = os.posix_spawn(shutil.which(command[0]) or command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, quiet, 1)
    ])  # fmt: skip
    os.close(quiet)
    _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError(" ".join(command))
    return Ran(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def importing(tables: Sequence[Path], folder: Path) -> Iterator[tuple[str, str, str]]:
    """Import, import again, and the size of the file."""
    database = folder / "catalogue.db"
    ran(*PROGRAM, "--db", str(database), "db", "init", "--empty")
    command = (*PROGRAM, "--db", str(database), "-q", "import", *map(str, tables))
    own, peers = ran(*command), peers_of(tables[-1], folder)
    yield "import", f"{own.work:.1f} s, {own.memory} MB", _beside(own.work, peers)
    again = ran(*command)
    yield "import again, nothing new", f"{again.work:.1f} s", _beside(again.work, peers)
    given = sum(table.stat().st_size for table in tables)
    size = database.stat().st_size
    yield "file", f"{size / 1e6:.0f} MB", f"{size / given:.2f} × the {given / 1e6:.0f} MB that came in"


def peers_of(table: Path, folder: Path) -> dict[str, float]:
    """What others take for the agreements alone, without links, checks, history and word forms."""
    found: dict[str, float] = {}
    if shutil.which("sqlite3"):
        shell = ("sqlite3", str(folder / "shell.db"), ".mode csv", f".import {table} t")
        found["sqlite3 .import"] = ran(*shell).work
    if importlib.util.find_spec("sqlite_utils"):
        there = str(folder / "utils.db")
        made = ran(*PEER, "insert", there, "t", str(table), "--csv", "--pk", "id", "--silent").work
        names = ("name_en", "name_ru", "name_uz", "name_uz_cyrl", "summary")
        found["sqlite-utils insert, enable-fts"] = made + ran(*PEER, "enable-fts", there, "t", *names).work
        upsert = ran(*PEER, "upsert", there, "t", str(table), "--csv", "--pk", "id", "--silent")
        found["sqlite-utils upsert"] = upsert.work
    return found


def _beside(own: float, peers: dict[str, float]) -> str:
    return "; ".join(f"{own / work:.1f} × {name} ({work:.1f} s)" for name, work in peers.items())


def typing(database: Path, agreements: Path) -> Iterator[tuple[str, str, str]]:
    """What a key pressed in the search box takes, by the kind of what is typed; and the facets that follow."""
    with Session.open(database, read_only=True) as session:
        for name, asked in classes(agreements).items():
            pages = [_taken(lambda text=text: find.search(session, text, capped=True, exact=True)) for text in asked]
            facets = [
                _taken(lambda text=text: find.facets(session, text, FACETS, capped=True, exact=True))
                for text in asked[:8]
            ]
            yield name, _spread(pages), _spread(facets)
        slips = [_slip(word) for word in classes(agreements)["word"] if len(word) > 7][:10]
        yield "slip, rescued", _spread([_taken(lambda t=t: find.search(session, t, capped=True)) for t in slips]), ""


def classes(agreements: Path) -> dict[str, list[str]]:
    """Questions of each kind, drawn from what is there."""
    random = Random(1)
    with agreements.open(encoding="utf-8", newline="") as file:
        rows = [row for row, _ in zip(csv.DictReader(file), range(2_000), strict=False)]
    texts = [row["summary"].rstrip(".").split() for row in random.sample(rows, 40)]
    words = [random.choice([word for word in text if len(word) > 3]) for text in texts]
    common = ["соглашение", "agreement", "область", "region", "kelishuv"]
    filters = [
        "status:signed",
        "form:memorandum",
        "sector:C",
        "country:UZ",
        "place:RU-TA",
        "date:2003",
        "signed:2010..",
    ]
    return {
        "1 letter": [word[:1] for word in words],
        "2 letters": [word[:2] for word in words],
        "3 letters": [word[:3] for word in words],
        "5 letters": [word[:5] for word in words],
        "common word": common * 4,
        "word": words,
        "two words": [f"{one} {other}" for one, other in zip(words, reversed(words), strict=True)],
        "common word, beginning": [f"{one} {word[:3]}" for one in common for word in words[:8]],
        "phrase": [f'"{" ".join(text[3:5])}"' for text in texts],
        "filter": filters * 3,
        "word, filter": [f"{word} {one}" for word in (*words[:5], *common) for one in filters],
        "figure": ["residents:>50", "jobs:<100", "area_ha:100..200"] * 5,
        "not": [f"-{word}" for word in common] + [f"{common[1]} -{word}" for word in words[:15]],
    }


def _slip(word: str) -> str:
    return word[:3] + word[4] + word[3] + word[5:]


def _taken(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - start)


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    most = ordered[max(0, round(0.95 * len(ordered)) - 1)]
    return f"{statistics.median(ordered):.1f} / {most:.1f} ms"


def starting(database: Path) -> Iterator[tuple[str, str, str]]:
    """A search from the shell beside ``--help``, in turn."""
    commands = {"--help": ("--help",), "search": ("--db", str(database), "search", "--csv", "--limit", "20", "energy")}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            times[name].append(ran(*PROGRAM, *command).clock)
    own, peer = (statistics.median(each) for each in (times["search"], times["--help"]))
    yield "search from the shell", f"{own:.2f} s", f"{own / peer:.1f} × --help ({peer:.2f} s)"


def main(size: int, folder: Path) -> None:
    """Print the table."""
    tables = write(size, folder)
    print(f"\n{size:,} agreements; Python {platform.python_version()}, {os.cpu_count()} cores")
    print("\n| what | | beside |\n|---|---|---|")
    for row in (*importing(tables, folder), *starting(folder / "catalogue.db")):
        print("| {} | {} | {} |".format(*row), flush=True)
    print("\n| typed | page: median / 95 % | facets |\n|---|---|---|")
    for row in typing(folder / "catalogue.db", tables[-1]):
        print("| {} | {} | {} |".format(*row), flush=True)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or not sys.argv[1].isdigit():
        sys.exit("usage: bench.py N [FOLDER]")
    if len(sys.argv) == 3:
        main(int(sys.argv[1]), Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(int(sys.argv[1]), Path(made))
