"""How long operations take compared with programs that do a part of them, on a catalogue of any size.

    python3 run.py bench [NAME …] [--size N] [--json FILE]

A figure of its own says little: each stands beside a peer in the same run, taking turns with it. Commands are measured
in seconds of work of all cores, calls in milliseconds of work (median / 95 %), so that a busy machine matters less.
What is made on the way lies in a cache outside the repository (``peers.CACHE``).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench import exchanging, finding, moving, peers, starting
from bench.measure import HEAD, Row, line
from bench.stock import Stock

BENCHES: dict[str, Callable[[Stock], Iterable[Row]]] = {
    "import": moving.imports,
    "reimport": moving.reimports,
    "search": finding.searches,
    "facets": finding.facets,
    "card": finding.cards,
    "start": starting.starts,
    "screen": starting.screens,
    "keys": starting.keys,
    "export": moving.exports,
    "care": moving.care,
    "bundle": exchanging.bundles,
}


def main() -> None:
    """Print a table for each benchmark, and write all rows to a file if one is wanted."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(BENCHES)}; all without one")
    parser.add_argument("--size", type=int, default=10_000, metavar="N", help="agreements in the catalogue (10000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    given = parser.parse_args()
    if unknown := set(given.names) - BENCHES.keys():
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    stock = Stock(given.size)
    where = {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "size": given.size,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "cores": os.cpu_count(),
        "machine": f"{platform.system()} {platform.machine()}",
    }
    print(f"{', '.join(f'{name} {place}' for name, place in where.items())}; made in {peers.CACHE}\n\n{HEAD}")
    rows: list[dict[str, object]] = []
    for name in given.names or BENCHES:
        for row in BENCHES[name](stock):
            print(line(row), flush=True)
            rows.append({"benchmark": name, **asdict(row)})
    if given.json:
        given.json.write_text(
            json.dumps({**where, "rows": rows}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
