"""The screens on the shipped data, as text. UPDATE_GOLDEN=1 writes them anew; look at what changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from catalogue.tui.app import CatalogueApp

ROOT = Path(__file__).parents[2]
GRIDS = Path(__file__).parent / "screens"
SMALL, MIDDLE, WIDE = (80, 24), (120, 36), (160, 45)
PLAN = {"select": "agr-fergana-bashkortostan"}
CORRECTED = ("j", "enter", *"in", "space", "f", "enter")
GROUNDED = ("w", "enter")
PARKS = ("i", "=tests/data/parks.csv", "enter")
"""The file named in the import; a key that begins with = is a text put into the box."""
CASES: dict[str, tuple[tuple[int, int], dict[str, str], tuple[str, ...]]] = {
    "agreements-80x24": (SMALL, {}, ()),
    "agreements-120x36": (MIDDLE, {}, ()),
    "agreements-160x45": (WIDE, {}, ()),
    "technoparks-120x36": (MIDDLE, {"view": "technoparks"}, ("j",)),
    "clusters-80x24": (SMALL, {"view": "clusters"}, ()),
    "all-120x36": (MIDDLE, {"view": "all", "query": "chirchiq"}, ()),
    "filters-80x24": (SMALL, {}, ("f", "j", "space")),
    "card-80x24": (SMALL, {"select": "agr-fergana-bashkortostan"}, ("enter", "z", "end")),
    "nothing-found-80x24": (SMALL, {"query": "farg'ona status:agreed"}, ()),
    "list-40x12": ((40, 12), {}, ()),
    "found-120x36": (MIDDLE, {"view": "all", "query": "farg'ona"}, ("j", "j", "j", "enter")),
    "agenda-80x24": (SMALL, {"view": "agenda"}, ()),
    "agenda-120x36": (MIDDLE, {"view": "agenda"}, ("j",)),
    "agenda-160x45": (WIDE, {"view": "agenda", "query": "bashkortostan"}, ()),
    "agenda-40x12": ((40, 12), {"view": "agenda"}, ()),
    "marked-120x36": (MIDDLE, {}, ("j", "j", "space", "space", "y")),
    "beside-120x36": (MIDDLE, {"query": "bashkortostan status:signed"}, ("A", "C")),
    "beside-80x24": (SMALL, {"query": "bashkortostan status:signed"}, ("A", "C", "d", "j")),
    "turned-120x36": (MIDDLE, {}, ("P",)),
    "value-80x24": (SMALL, {"view": "all"}, ("f", "g", "enter", "p", "a", "r")),
    "charts-80x24": (SMALL, {}, ("6",)),
    "charts-120x36": (MIDDLE, {"view": "charts"}, ("tab",)),
    "charts-160x45": (WIDE, {"view": "charts", "query": "kind:agreement"}, ("m",)),
    "charts-ru-120x36": (MIDDLE, {"view": "charts", "query": "kind:technopark", "lang": "ru"}, ("v",)),
    "around-80x24": (SMALL, {"select": "agr-fergana-bashkortostan"}, ("N", "z")),
    "around-120x36": (MIDDLE, {"select": "agr-fergana-bashkortostan"}, ("N", "j")),
    "around-160x45": (WIDE, {"select": "agr-fergana-bashkortostan"}, ("N",)),
    "links-80x24": (SMALL, {"select": "park-alabuga"}, ("enter", "right")),
    "timeline-120x36": (MIDDLE, {"select": "evt-forum-3"}, ("enter", "l", "l", "l")),
    "sources-160x45": (WIDE, {"select": "park-alabuga"}, ("enter", "h", "h")),
    "saved-80x24": (SMALL, {}, ("7",)),
    "edit-80x24": (SMALL, PLAN, ("e",)),
    "edit-120x36": (MIDDLE, PLAN, ("e", "end")),
    "edit-160x45": (WIDE, PLAN, ("e",)),
    "edit-ru-120x36": (MIDDLE, {**PLAN, "lang": "ru"}, ("e", "j", "enter", *"дей")),
    "difference-ru-120x36": (MIDDLE, {**PLAN, "lang": "ru"}, ("e", "j", "enter", *"дей", "enter", *GROUNDED)),
    "difference-80x24": (SMALL, PLAN, ("e", *CORRECTED, *GROUNDED)),
    "difference-120x36": (MIDDLE, PLAN, ("e", *CORRECTED, *GROUNDED)),
    "difference-160x45": (WIDE, PLAN, ("e", *CORRECTED, *GROUNDED)),
    "import-80x24": (SMALL, {}, PARKS),
    "import-120x36": (MIDDLE, {}, PARKS),
    "import-160x45": (WIDE, {}, (*PARKS, "tab", "l", "l")),
    "import-ru-120x36": (MIDDLE, {"lang": "ru"}, PARKS),
    "import-columns-80x24": (SMALL, {}, (*PARKS, "n", "j", "j")),
    "import-columns-120x36": (MIDDLE, {}, (*PARKS, "n", "j", "j", "enter")),
    "import-trial-80x24": (SMALL, {}, (*PARKS, "n", "n")),
    "import-trial-120x36": (MIDDLE, {}, (*PARKS, "n", "n", "j", "enter")),
    "export-80x24": (SMALL, {}, ("x",)),
    "export-120x36": (MIDDLE, {"view": "technoparks"}, ("space", "x", "j", "j", "enter")),
}


async def settle(app: CatalogueApp, pilot: Pilot[object]) -> None:
    for _ in range(3):
        await pilot.pause(0.05)
        while any(not worker.is_finished for worker in app.workers):
            await pilot.pause(0.02)
    await pilot.pause()


@pytest.mark.parametrize("name", CASES)
async def test_the_screen_is_as_it_was_looked_at(name: str, built: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CATALOGUE_TODAY", "2026-03-01")
    monkeypatch.setenv("CATALOGUE_DB", str(built))
    monkeypatch.chdir(ROOT)
    size, options, keys = CASES[name]
    app = CatalogueApp(built, **{"lang": "en", **options})
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        for key in keys:
            if key.startswith("="):
                app.screen.query_one("#prompt-box", Input).value = key.removeprefix("=")
            else:
                await pilot.press(key)
            await settle(app, pilot)
        strips = app.screen._compositor.render_strips()
        shown = "\n".join(strip.text.rstrip() for strip in strips) + "\n"
    file = GRIDS / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def test_no_grid_is_left_over():
    assert {file.stem for file in GRIDS.iterdir()} == set(CASES)
