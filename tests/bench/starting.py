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
import os, sys
from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, OptionList, Static
class Bare(App):
    CSS = "Static, Input { height: 1; } #box { height: 1; } #filters { width: 30; } OptionList { height: 1fr; }"
    def compose(self):
        yield Static("views")
        with Horizontal(id="box"):
            yield Static("/"); yield Input(compact=True); yield Static("")
        yield Static("")
        with Horizontal():
            yield OptionList(*[f"value {n}" for n in range(40)], id="filters")
            with Vertical():
                yield OptionList(*[f"row {n}" for n in range(50)]); yield OptionList(); yield OptionList("card")
        yield Static("keys")
    def on_mount(self):
        self.call_after_refresh(os._exit, 0)
Bare().run(headless=True, size=(120, 36))
sys.exit(1)
"""
"""A Textual program of stock widgets: as many as the screen of the catalogue has, in the same places. It ends, like the
others, as soon as its list has been drawn."""
FIRST = """
import os, sys
from pathlib import Path
from catalogue.tui import starting
starting.begin()
from catalogue.tui.app import CatalogueApp
class Once(CatalogueApp):
    def on_mount(self):
        self.set_interval(0.01, self.look)
    def look(self):
        if self.browse.page.rows:
            self.call_after_refresh(os._exit, 0)
Once(Path(sys.argv[1]), lang="en").run(headless=True, size=(120, 36))
sys.exit(1)
"""
HARLEQUIN = """
import os, sys
from pathlib import Path
import harlequin.app
from harlequin import Harlequin
from harlequin_sqlite import HarlequinSqliteAdapter
class Once(Harlequin):
    CSS_PATH = [Path(harlequin.app.__file__).with_name(name) for name in ("global.tcss", "app.tcss")]
    def on_mount(self):
        self.set_interval(0.01, self.look)
    def look(self):
        if self.data_catalog.database_tree.root.children:
            self.call_after_refresh(os._exit, 0)
Once(HarlequinSqliteAdapter((sys.argv[1],), read_only=True)).run(headless=True, size=(120, 36))
sys.exit(1)
"""
OFTEN = ("agenda", "lint", "coverage", "stats")


def starts(stock: Stock) -> Iterable[Row]:
    """Everyday commands compared with a bare start of click, and other programs' starts."""
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
    """The first list on the screen, compared with an empty Textual program of as many widgets and harlequin, which
    lists the tables of the same file."""
    own: Callable[[], Ran] = partial(ran, sys.executable, "-P", _file(stock, "first.py", FIRST), str(stock.catalogue))
    own()  # compiled once
    beside: Peers = {"bare Textual": partial(ran, sys.executable, "-P", _file(stock, "bare.py", BARE))}
    try:
        code = _file(stock, "harlequin.py", HARLEQUIN)
        beside["harlequin"] = partial(ran, peers.python("harlequin"), "-P", code, str(stock.catalogue))
    except peers.Missing as missing:
        beside["harlequin"] = str(missing)
    yield from commands("first list on the screen", own, beside, turns=TURNS)


def _file(stock: Stock, name: str, code: str) -> str:
    """The code as a file: Textual inspects the source of an application."""
    path = stock.fresh(name)
    path.write_text(code, encoding="utf-8")
    return str(path)


def keys(stock: Stock) -> Iterable[Row]:
    """From a key in the search box until its rows are drawn: the work of all threads."""
    times = asyncio.run(_typed(stock))
    middle, most = median_and_most(times)
    yield Row("key to rows on the screen", 1000 * middle, "ms", 1000 * most)


async def _typed(stock: Stock) -> list[float]:
    from textual import events

    from catalogue.tui.app import CatalogueApp

    app = CatalogueApp(stock.catalogue, lang="en")
    times: list[float] = []
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(1)
        await pilot.press("slash")
        for word in ("water", "energy", "region", "вода", "clust"):
            for letter in word:
                before, start = app.browse.page, time.process_time()
                # sent at once; a pilot's key waits for an idle machine
                app._driver.send_message(events.Key(letter, letter))
                await _other_than(before, app)
                await app.browse.wait_for_refresh()
                times.append(time.process_time() - start)
                await pilot.pause(0.1)
            await pilot.press("ctrl+u")
            await pilot.pause(0.5)
    return times


async def _other_than(page: object, app: object) -> None:
    """Wait until another page is shown, at most five seconds."""
    for _ in range(5_000):
        if app.browse.page is not page:  # type: ignore[attr-defined]
            return
        await asyncio.sleep(0.001)
