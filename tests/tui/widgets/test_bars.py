"""The bars fit at every width: the current view and the keys for help and quit are always shown."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from catalogue.tui import messages
from catalogue.tui.widgets.bars import KeyBar, ViewBar

VIEWS = (
    ("agreements", "1", "Agreements"),
    ("technoparks", "2", "Technoparks"),
    ("clusters", "3", "Clusters"),
    ("all", "4", "All"),
    ("agenda", "5", "Agenda"),
    ("charts", "6", "Charts"),
    ("saved", "7", "Saved"),
)
COUNTS = {"agreements": 13, "technoparks": 13, "clusters": 4, "all": 250_000, "agenda": "⚑2", "saved": 3}


class Host(App[None]):
    CSS = "ViewBar, KeyBar { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.picked: list[str] = []

    def compose(self) -> ComposeResult:
        yield ViewBar(id="views")
        yield KeyBar()

    def on_mount(self) -> None:
        bar = self.query_one(ViewBar)
        bar.views, bar.counts, bar.here = VIEWS, COUNTS, "technoparks"
        bar.name_of_file = "[/] \x1b[31m.db"
        self.query_one(KeyBar).scopes = ("results", "move", "browse", "app")

    def on_view_picked(self, event: messages.ViewPicked) -> None:
        self.picked.append(event.view)


def lines(app: App[None]) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


async def test_bars_fit_at_every_width():
    app = Host()
    async with app.run_test(size=(40, 5)) as pilot:
        for width in (40, 60, 80, 100, 120, 160):
            await pilot.resize_terminal(width, 5)
            await pilot.pause()
            views, keys, *_ = lines(app)
            assert "2 Technoparks 13" in views
            assert all(f"{key} " in f"{views} ".replace("│", " ") for key in "1234567")
            assert "⚑2" in views
            assert keys.endswith("? Keys  q Quit")
            if width == 80:  # names without counts if both do not fit
                assert views == " 1 Agreements│2 Technoparks 13│3 Clusters│4 All│5 Agenda ⚑2│6 Charts│7 Saved"
            if width == 120:
                assert views.endswith("[/] ␛[31m.db")
        long = tuple((own, key, {"4": "Все"}.get(key, "Сохранённые")) for own, key, _name in VIEWS)
        await pilot.resize_terminal(80, 5)
        app.query_one(ViewBar).views = long
        await pilot.pause()
        shown = lines(app)[0]
        assert "1 Сохр" in shown, "names are shortened before they are left out"
        assert "2 Сохранённые 13" in shown
        assert "4 Все" in shown


async def test_a_click_on_a_view_selects_it():
    app = Host()
    async with app.run_test(size=(120, 5)) as pilot:
        for view, _key, name in VIEWS:
            await pilot.click(ViewBar, offset=(lines(app)[0].index(name) + 1, 0))
            assert app.picked[-1] == view


async def test_a_click_on_a_key_presses_it():
    app = Host()
    pressed = []
    async with app.run_test(size=(120, 5)) as pilot:
        app.simulate_key = pressed.append
        await pilot.click(KeyBar, offset=(lines(app)[1].index("Filters"), 0))
        assert pressed == ["f"]


@pytest.mark.parametrize("lang", ["en", "ru", "uz"])
async def test_all_names_fit_80_columns_in_every_language(opened, lang):
    async with opened(size=(80, 24), lang=lang) as screens:
        named = screens.browse.views.views
        assert [name for _view, _key, name in named if name not in screens.lines[0]] == []
