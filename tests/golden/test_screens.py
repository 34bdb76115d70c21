"""The screens on the shipped data, as text.

UPDATE_GOLDEN=1 rewrites them; review what changed. Each is opened once and taken through its sizes.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.scrollbar import ScrollBarRender
from textual.widgets import Input

import driving
from catalogue import i18n
from catalogue.tui.app import CatalogueApp
from catalogue.tui.welcome import Welcome

ROOT = Path(__file__).parents[2]
GRIDS = Path(__file__).parent / "screens"
TINY, SMALL, MIDDLE, WIDE = (40, 12), (80, 24), (120, 36), (160, 45)
USUAL = (SMALL, MIDDLE, WIDE)


@dataclass(frozen=True)
class Case:
    """The screens with some options, after some keys.

    A key that begins with = is a text put into the box; a case that ``writes`` gets a copy of the catalogue.
    """

    keys: tuple[str, ...] = ()
    options: dict[str, str] = field(default_factory=dict)
    sizes: tuple[tuple[int, int], ...] = USUAL
    writes: bool = False


PLAN = {"select": "agr-fergana-bashkortostan"}
NAMED = ("e", "ctrl+d", "ctrl+d", "enter")
CORRECTED = ("e", "j", "enter", *"in", "space", "f", "enter", "w", "enter")
CORRECTED_RU = ("e", "j", "enter", *"дей", "enter", "w", "enter")
PARKS = ("i", "=tests/data/parks.csv", "enter")
TRIED = (*PARKS, "n", "n")
SIGNED = {"query": "bashkortostan status:signed"}
PAIR = {"view": "all", "query": "id:place-uz,place-ru"}
RU, UZ = {"lang": "ru"}, {"lang": "uz"}

CASES: dict[str, Case] = {
    "agreements": Case(sizes=(TINY, *USUAL)),
    "agreements-ru": Case(options=RU),
    "agreements-uz": Case(options=UZ),
    "technoparks": Case(("j",), {"view": "technoparks"}),
    "clusters": Case(options={"view": "clusters"}),
    "all": Case(options={"view": "all", "query": "чирчик"}),
    "typing": Case(("slash", "space", *"stat"), {"query": "bashkortostan"}),
    "found": Case(("j", "j", "j", "enter"), {"view": "all", "query": "farg'ona"}, (MIDDLE,)),
    "nothing-found": Case(options={"query": "farg'ona status:agreed"}),
    "filters": Case(("f", "j", "space")),
    "value": Case(("f", "g", "enter", "p", "a", "r"), {"view": "all"}),
    "marked": Case(("j", "j", "space", "space", "y")),
    "keys": Case(("question_mark", *"filt")),
    "palette": Case(("colon", *"chir")),
    "beside": Case(("A", "C"), SIGNED),
    "beside-differences": Case(("A", "C", "d", "j"), SIGNED, (SMALL,)),
    "dossier": Case(("A", "D", "enter", "j", "j"), PAIR),
    "dossier-ru": Case(("A", "D", "enter", "end"), {**PAIR, **RU}, (MIDDLE,)),
    "dossier-uz": Case(("D",), {"view": "all", "select": "place-uz", **UZ}, (SMALL,)),
    "turned": Case(("P",), sizes=(MIDDLE,)),
    "overview": Case(("enter", "j"), PLAN),
    "card": Case(("enter", "z", "end"), PLAN, (SMALL,)),
    "links": Case(("enter", "right"), {"select": "park-alabuga"}),
    "way": Case(("enter", "l", "enter", "enter"), PLAN),
    "around": Case(("N", "j"), PLAN),
    "timeline": Case(("enter", "l", "l", "l"), {"select": "evt-forum-3"}),
    "sources": Case(("enter", "h", "h"), {"select": "park-alabuga"}),
    "history": Case(("enter", "h"), PLAN),
    "agenda": Case(options={"view": "agenda"}, sizes=(TINY, *USUAL)),
    "agenda-ru": Case(("j",), {"view": "agenda", **RU}),
    "agenda-uz": Case(("j",), {"view": "agenda", **UZ}, (SMALL,)),
    "charts": Case(("tab",), {"view": "charts", "query": "kind:agreement"}),
    "charts-map": Case(("m",), {"view": "charts"}, (MIDDLE,)),
    "charts-ru": Case(("v",), {"view": "charts", "query": "kind:technopark", **RU}, (MIDDLE,)),
    "saved": Case(("7",)),
    "edit": Case(("e",), PLAN),
    "new-uz": Case(("a", "enter"), {"view": "technoparks", **UZ}, (SMALL,)),
    "edit-ru": Case(("e", "j", "enter", *"дей"), {**PLAN, **RU}, (MIDDLE,)),
    "name": Case(NAMED, PLAN),
    "name-uz": Case(NAMED, {**PLAN, **UZ}, (SMALL,)),
    "difference": Case(CORRECTED, PLAN),
    "difference-ru": Case(CORRECTED_RU, {**PLAN, **RU}, (MIDDLE,)),
    "import": Case(PARKS),
    "import-ru": Case(PARKS, RU, (MIDDLE,)),
    "import-columns": Case((*PARKS, "n", "j", "j")),
    "import-target": Case((*PARKS, "n", "j", "j", "enter"), sizes=(MIDDLE,)),
    "import-trial": Case(TRIED),
    "import-result": Case((*TRIED, "j", "enter", "n"), writes=True),
    "export": Case(("x",)),
    "export-columns": Case(("space", "x", "j", "j", "enter"), {"view": "technoparks"}, (MIDDLE,)),
}


async def press(app: App[object], pilot: Pilot[object], keys: tuple[str, ...]) -> None:
    for key in keys:
        if key.startswith("="):
            app.screen.query_one("#prompt-box", Input).value = key.removeprefix("=")
        else:
            await pilot.press(key)
        await driving.settle(app, pilot)


async def shown(app: App[object], name: str, case: Case) -> dict[str, str]:
    """What the screens show at each size, by the name of the grid."""
    found = {}
    async with app.run_test(size=case.sizes[0]) as pilot:
        await driving.settle(app, pilot)
        await press(app, pilot, case.keys)
        for width, height in case.sizes:
            if app.size != (width, height):
                await driving.resize(app, pilot, width, height)
            found[f"{name}-{width}x{height}"] = "\n".join(line.rstrip() for line in driving.lines(app)) + "\n"
    return found


def compare(found: dict[str, str]) -> None:
    for name, text in found.items():
        file = GRIDS / f"{name}.txt"
        if os.environ.get("UPDATE_GOLDEN"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8"), name


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day, a folder, and no glyphs at the ends of scroll bars: they only show how long a list is."""
    monkeypatch.setenv("CATALOGUE_TODAY", "2026-03-01")
    monkeypatch.chdir(ROOT)
    driving.at_once(monkeypatch)
    monkeypatch.setattr(ScrollBarRender, "VERTICAL_BARS", [" "] * len(ScrollBarRender.VERTICAL_BARS))


@pytest.mark.parametrize("name", CASES)
async def test_the_screen_is_as_recorded(name: str, built: Path, tmp_path: Path, monkeypatch):
    case = CASES[name]
    path = Path(shutil.copy(built, tmp_path / "catalogue.db")) if case.writes else built
    monkeypatch.setenv("CATALOGUE_DB", str(path))
    compare(await shown(CatalogueApp(path, **{"lang": "en", **case.options}), name, case))


@pytest.mark.parametrize("lang", ["en", "ru"])
async def test_the_welcome_screen_is_as_recorded(lang: str):
    i18n.use(lang)
    name = "welcome" if lang == "en" else f"welcome-{lang}"
    compare(
        await shown(Welcome(Path("/home/desk/catalogue.db")), name, Case(sizes=USUAL if lang == "en" else (SMALL,)))
    )


def test_no_recorded_screen_is_unused():
    known = {f"{name}-{width}x{height}" for name, case in CASES.items() for width, height in case.sizes}
    known |= {f"welcome-{width}x{height}" for width, height in USUAL} | {"welcome-ru-80x24"}
    assert {file.stem for file in GRIDS.iterdir()} == known
