"""Time, work and memory of commands and calls, and comparisons that alternate between two."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.peers import CACHE

Call = Callable[[], object]
_OWN = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
QUIET = {name: result for name, result in os.environ.items() if name not in _OWN} | {
    "PYTHONPATH": os.pathsep.join(
        each for each in os.environ.get("PYTHONPATH", "").split(os.pathsep) if each and Path(each).name != "tests"
    ),
    "PYTHONPYCACHEPREFIX": str(CACHE / "bytecode"),
}
"""The environment of what is measured: that of the bench without the bench, and with modules compiled beforehand, as
those of every installed program are."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took: seconds on the clock, seconds of work on all cores, peak memory in MB."""

    clock: float
    work: float
    memory: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what was measured, in which unit, and against which peer.

    ``ratio`` is ours to the peer's: the median of the turns, with the least and the greatest; None without a peer, and
    ``remark`` then says why if there should be one.
    """

    name: str
    own: float
    unit: str = "s"
    most: float | None = None
    memory: int | None = None
    peer: str = ""
    theirs: float | None = None
    ratio: tuple[float, float, float] | None = None
    remark: str = ""


def ran(*command: str, out: Path | None = None) -> Ran:
    """Run a command to its end, discarding its output or writing it to a file; raises ``RuntimeError`` if it fails."""
    start = time.perf_counter()
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    quiet = os.open(out or os.devnull, flags, 0o600)
    actions = [(os.POSIX_SPAWN_DUP2, quiet, 1)]
    child = os.posix_spawn(shutil.which(command[0]) or command[0], command, QUIET, file_actions=actions)
    os.close(quiet)
    _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError(" ".join(command))
    return Ran(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def worked(call: Call) -> float:
    """Milliseconds of work of this process for a call."""
    start = time.process_time()
    call()
    return 1000 * (time.process_time() - start)


def commands(name: str, own: Callable[[], Ran], peers: dict[str, Callable[[], Ran] | str], *, turns: int) -> list[Row]:
    """Rows for commands that alternate with their peers; a peer that is a text says why it is missing."""
    mine: list[Ran] = []
    theirs: dict[str, list[Ran]] = {peer: [] for peer in peers}
    for _ in range(turns):
        mine.append(own())
        for peer, run in peers.items():
            if not isinstance(run, str):
                theirs[peer].append(run())
    work, memory = statistics.median(each.work for each in mine), max(each.memory for each in mine)
    rows = []
    for peer, run in peers.items():
        if isinstance(run, str):
            rows.append(Row(name, work, memory=memory, peer=peer, remark=run))
        else:
            ratios = [a.work / max(b.work, 1e-3) for a, b in zip(mine, theirs[peer], strict=True)]
            other = statistics.median(each.work for each in theirs[peer])
            rows.append(Row(name, work, memory=memory, peer=peer, theirs=other, ratio=spread(ratios)))
    return rows or [Row(name, work, memory=memory)]


def calls(name: str, own: Sequence[Call], peer: str = "", theirs: Sequence[Call] = ()) -> Row:
    """A row for calls in this process, each followed by the peer's: median and 95th percentile in ms."""
    mine, others = [], []
    for at, call in enumerate(own):
        mine.append(worked(call))
        if theirs:
            others.append(worked(theirs[at]))
    middle, most = median_and_most(mine)
    if not others:
        return Row(name, middle, "ms", most, peer=peer)
    ratios = [a / max(b, 1e-3) for a, b in zip(mine, others, strict=True)]
    return Row(name, middle, "ms", most, peer=peer, theirs=statistics.median(others), ratio=spread(ratios))


def median_and_most(times: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[max(0, round(0.95 * len(ordered)) - 1)]


def spread(ratios: Sequence[float]) -> tuple[float, float, float]:
    """The median, the least and the greatest."""
    return statistics.median(ratios), min(ratios), max(ratios)


def line(row: Row) -> str:
    """The row as a line of a Markdown table."""
    own = _figure(row.own, row.unit) + (f" / {_figure(row.most, row.unit)}" if row.most is not None else "")
    memory = f"{row.memory} MB" if row.memory else ""
    theirs = _figure(row.theirs, row.unit) if row.theirs is not None else row.remark
    ratio = "{:.2f} ({:.2f}–{:.2f})".format(*row.ratio) if row.ratio else ""
    return f"| {row.name} | {own} | {memory} | {row.peer} | {theirs} | {ratio} |"


HEAD = "| what | ours | memory | beside | takes | ratio (spread) |\n|---|---|---|---|---|---|"


def _figure(number: float | None, unit: str) -> str:
    if number is None:
        return ""
    return (
        f"{number:.0f} {unit}" if number >= 100 else f"{number:.2f} {unit}" if number < 10 else f"{number:.1f} {unit}"
    )
