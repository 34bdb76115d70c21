"""From the shell to an answer, and the screens: start, first list, key to repaint."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial

from bench import peers
from bench.measure import Ran, Row, commands, median_and_most, ran
from bench.moving import Peers
from bench.stock import PROGRAM, Stock

TURNS = 5
BARE = """
from textual.app import App
from textual.widgets import Header, Input, Footer, OptionList
class Bare(App):
    def compose(self):
        yield Header(); yield Input(); yield OptionList("card"); yield Footer()
        yield OptionList(*[f"row {n}" for n in range(50)])
    def on_mount(self):
        self.call_after_refresh(self.exit)
Bare().run(headless=True)
"""
FIRST = """
import sys
from pathlib import Path
from catalogue.tui.app import CatalogueApp
class Once(CatalogueApp):
    def on_mount(self):
        self.set_interval(0.01, self.look)
    def look(self):
        if getattr(self.browse, "page", None) and self.browse.page.rows:
            self.exit()
Once(Path(sys.argv[1]), lang="en").run(headless=True)
"""
OFTEN = ("agenda", "lint", "coverage", "stats")


def starts(stock: Stock) -> Iterable[Row]:
    """Commands of every day beside a bare start of click, and other programs' starts."""
    shown = {
        "--help": ("--help",),
        "--version": ("--version",),
        "search --csv": ("search", "--csv", "--limit", "20", "energy"),
        "search, a table": ("search", "--limit", "20", "--color", "always", "energy"),
        "show": ("show", "agr-0000001"),
        "facets": ("facets", "status"),
    }
    others = _others()
    for name, asked in shown.items():
        command = (*PROGRAM, "--db", str(stock.catalogue), *asked)
        yield from commands(name, partial(ran, *command), others if name == "--help" else _click(), turns=TURNS)
    for name in OFTEN:
        command = (*PROGRAM, "--db", str(stock.catalogue), name)
        yield from commands(name, partial(ran, *command), {}, turns=1)


def _click() -> Peers:
    return {"import click": partial(ran, sys.executable, "-c", "import click")}


def _others() -> Peers:
    found = _click()
    for name in ("sqlite-utils", "datasette", "litecli", "visidata", "harlequin"):
        try:
            found[f"{name} --version"] = partial(_version, peers.command({"visidata": "vd"}.get(name, name), of=name))
        except peers.Missing as missing:
            found[f"{name} --version"] = str(missing)
    return found


def _version(command: str) -> Ran:
    return ran(command, "--version")


def screens(stock: Stock) -> Iterable[Row]:
    """The first list on the screen, beside an empty Textual program with as many widgets."""
    own: Callable[[], Ran] = partial(ran, sys.executable, "-P", _file(stock, "first.py", FIRST), str(stock.catalogue))
    bare: Peers = {"bare Textual": partial(ran, sys.executable, "-P", _file(stock, "bare.py", BARE))}
    yield from commands("first list on the screen", own, bare, turns=TURNS)


def _file(stock: Stock, name: str, code: str) -> str:
    """The code as a file, for Textual wants to see where an application comes from."""
    path = stock.fresh(name)
    path.write_text(code, encoding="utf-8")
    return str(path)


def keys(stock: Stock) -> Iterable[Row]:
    """From a key in the search box to the rows that answer it, on the clock."""
    times = asyncio.run(_typed(stock))
    middle, most = median_and_most(times)
    yield Row("key to rows on the screen", 1000 * middle, "ms", 1000 * most)


async def _typed(stock: Stock) -> list[float]:
    from catalogue.tui.app import CatalogueApp

    app = CatalogueApp(stock.catalogue, lang="en")
    times: list[float] = []
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(1)
        await pilot.press("slash")
        for word in ("water", "energy", "region", "вода", "clust"):
            for letter in word:
                before, start = app.browse.page, time.perf_counter()
                await pilot.press(letter)
                await _other_than(before, app)
                times.append(time.perf_counter() - start)
            await pilot.press("ctrl+u")
            await pilot.pause(0.5)
    return times


async def _other_than(page: object, app: object) -> None:
    """Wait until another page is shown, five seconds at most."""
    for _ in range(5_000):
        if app.browse.page is not page:  # type: ignore[attr-defined]
            return
        await asyncio.sleep(0.001)
