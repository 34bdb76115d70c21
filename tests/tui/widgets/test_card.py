"""The border of a card names as many of its tabs as fit; keys and clicks switch between them."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from catalogue.text.width import cells
from catalogue.tui import messages
from catalogue.tui.widgets.card import CardView, heading

TABS = (("overview", "Overview"), ("links", "Links 1000"), ("history", "История"))


@pytest.mark.parametrize(
    ("width", "result"),
    [
        (60, "agr-x · Overview │ [Links 1000] │ История"),
        (36, "Overview │ [Links 1000] │ История"),
        (30, "Overview│[Links 1000]│История"),
        (26, "‹ [Links 1000]│История"),
        (20, "‹ [Links 1000] ›"),
    ],
)
def test_the_names_of_the_sides_fit(width, result):
    assert heading(TABS, "links", "agr-x", width) == result
    assert cells(result) <= width


class Host(App[None]):
    CSS = "CardView { border: round white; height: 10; }"

    def __init__(self) -> None:
        super().__init__()
        self.turned: list[str] = []

    def compose(self) -> ComposeResult:
        yield CardView(id="card")

    def on_tab_turned(self, event: messages.TabTurned) -> None:
        self.turned.append(event.tab)


async def test_keys_cycle_through_the_sides_a_click_selects_one_and_without_sides_nothing_happens():
    app = Host()
    async with app.run_test(size=(60, 12)) as pilot:
        card = app.query_one(CardView)
        await pilot.press("tab", "right")
        card.turn(TABS, "history", "[/] \x1b", "not in this list")
        await pilot.press("right", "left", "l", "h")
        assert app.turned == ["overview", "links", "overview", "links"]
        await pilot.click(CardView, offset=(3 + card.heading.index("Overview"), 0))
        assert app.turned[-1] == "overview"
        assert "[/] ␛ · Overview" in card.heading
        card.entitle("Map")
        await pilot.resize_terminal(30, 12)
        await pilot.pause()
        assert str(card.border_title) == "Map"
