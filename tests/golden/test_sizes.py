"""Each screen at three sizes, as text. UPDATE_GOLDEN=1 writes them anew; look at what changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from catalogue.tui.app import CatalogueApp

GRIDS = Path(__file__).parent / "sizes"
SIZES = ((160, 45), (120, 36), (80, 24))
SCREENS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "technoparks": ({"view": "technoparks"}, ("j",)),
    "clusters": ({"view": "clusters"}, ()),
    "everything": ({"view": "all", "query": "чирчик"}, ()),
    "typing": ({"query": "bashkortostan"}, ("slash", "space", "s", "t", "a", "t")),
    "nothing": ({"query": "farg'ona status:agreed"}, ()),
    "saved": ({"view": "saved"}, ()),
    "filters": ({}, ("f", "j", "space")),
    "keys": ({}, ("question_mark", "f", "i", "l", "t")),
    "palette": ({}, ("colon", "c", "h", "i", "r")),
    "copying": ({}, ("y",)),
    "compare": ({"query": "bashkortostan status:signed"}, ("A", "C")),
    "browse-ru": ({"lang": "ru"}, ("j",)),
    "agenda-ru": ({"lang": "ru", "view": "agenda"}, ("j",)),
    "browse-uz": ({"lang": "uz"}, ()),
}


async def settle(app: CatalogueApp, pilot: Pilot[object]) -> None:
    for _ in range(3):
        await pilot.pause(0.05)
        while any(not worker.is_finished for worker in app.workers):
            await pilot.pause(0.02)
    await pilot.pause()


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_is_at_every_size_as_it_was_looked_at(name: str, built: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CATALOGUE_TODAY", "2026-03-01")
    options, keys = SCREENS[name]
    app = CatalogueApp(built, **{"lang": "en", **options})
    shown = {}
    async with app.run_test(size=SIZES[0]) as pilot:
        await settle(app, pilot)
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await pilot.pause(0.15)
            await settle(app, pilot)
            strips = app.screen._compositor.render_strips()
            shown[f"{name}-{width}x{height}"] = "\n".join(strip.text.rstrip() for strip in strips) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GRIDS.mkdir(exist_ok=True)
        for grid, text in shown.items():
            (GRIDS / f"{grid}.txt").write_text(text, encoding="utf-8")
    assert shown == {grid: (GRIDS / f"{grid}.txt").read_text(encoding="utf-8") for grid in shown}


def test_no_grid_is_left_over():
    wanted = {f"{name}-{width}x{height}" for name in SCREENS for width, height in SIZES}
    assert {file.stem for file in GRIDS.iterdir()} == wanted
