"""The bars fit at every width: the present view and the keys for help and leaving are always shown."""

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
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        bar = self.query_one(ViewBar)
        bar.views, bar.counts, bar.here = VIEWS, COUNTS, "technoparks"
        bar.name_of_file = "[/] \x1b[31m.db"
        self.query_one(KeyBar).scopes = ("results", "move", "browse", "app")

    def on_view_picked(self, event: messages.ViewPicked) -> None:
        self.picked.append(event.view)


def lines(app: App[None]) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 160])
async def test_bars_fit(width):
    app = Host()
    async with app.run_test(size=(width, 5)):
        views, keys, *_ = lines(app)
        assert "2 Technoparks 13" in views
        assert all(f"{key} " in f"{views} ".replace("│", " ") for key in "1234567")
        assert "⚑2" in views
        assert keys.endswith("? Keys  q Quit")


async def test_names_stand_without_counts_where_both_do_not_fit_and_what_is_overdue_is_always_flagged():
    app = Host()
    async with app.run_test(size=(80, 5)):
        assert lines(app)[0] == " 1 Agreements│2 Technoparks 13│3 Clusters│4 All│5 Agenda ⚑2│6 Charts│7 Saved"


async def test_the_name_of_the_file_is_shown_safely_where_there_is_room():
    app = Host()
    async with app.run_test(size=(120, 5)):
        assert lines(app)[0].endswith("[/] ␛[31m.db")


async def test_a_click_on_a_view_picks_it():
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
