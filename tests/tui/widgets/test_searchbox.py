"""The search box accepts any text, sends it once it is drawn, and removes control characters from pasted text."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult

from catalogue.tui import messages
from catalogue.tui.widgets.searchbox import LONGEST, PAUSE, SearchBox


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.sent: list[str] = []
        self.left = 0

    def compose(self) -> ComposeResult:
        yield SearchBox(id="search")

    def on_mount(self) -> None:
        self.box = self.query_one(SearchBox)
        self.box.focus()

    def on_narrowed(self, event: messages.Narrowed) -> None:
        self.sent.append(event.query)

    def on_left(self) -> None:
        self.left += 1


async def test_texts_in_quick_succession_are_sent_once():
    app = Host()
    async with app.run_test() as pilot:
        app.box.value = "p"
        app.box.value = "park"
        await pilot.pause(PAUSE * 3)
        assert app.sent == ["park"]


async def test_a_first_key_is_sent_at_once_and_quickly_following_ones_together():
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("p")
        assert app.sent == ["p"]
        for text in ("pa", "par", "park"):
            app.box.value = text
        await pilot.pause(PAUSE * 3)
        assert app.sent == ["p", "park"]


async def test_leaving_the_box_sends_at_once_and_keeps_the_text():
    app = Host()
    async with app.run_test() as pilot:
        app.box.value = "park"
        await pilot.press("enter")
        assert (app.sent, app.left, app.box.value) == (["park"], 1, "park")
        await pilot.press("escape", "down")
        assert (app.sent, app.left) == (["park"], 3)


async def test_text_set_by_the_program_is_not_sent():
    app = Host()
    async with app.run_test() as pilot:
        app.box.put("status:signed")
        await pilot.pause(PAUSE * 3)
        assert app.sent == []
        await pilot.press("x")
        await pilot.pause(PAUSE * 3)
        assert app.sent == ["status:signedx"]


async def test_pasted_text_becomes_one_line_of_limited_length_without_control_characters():
    app = Host()
    async with app.run_test() as pilot:
        app.box.value = "[]"
        app.box.cursor_position = 1
        app.box.post_message(events.Paste("a\x1b]52;c;x\x07\nb\tc"))
        await pilot.pause(PAUSE * 3)
        assert app.box.value == "[a␛]52;c;x␇ b c]"
        app.box.post_message(events.Paste("x" * 5000))
        await pilot.pause(PAUSE * 3)
        assert len(app.box.value) <= LONGEST


async def test_clearing_empties_the_box():
    app = Host()
    async with app.run_test() as pilot:
        app.box.put("abc")
        await pilot.press("ctrl+u")
        await pilot.pause(PAUSE * 3)
        assert app.sent == [""]


async def test_what_is_typed_after_going_back_to_the_box_is_a_word_of_its_own():
    app = Host()
    async with app.run_test() as pilot:
        app.box.put("fergana")
        app.box.add_space()
        await pilot.press("x")
        await pilot.pause(PAUSE * 3)
        assert (app.sent, app.box.value) == (["fergana x"], "fergana x")
        app.box.put("fergana")
        app.box.add_space()
        await pilot.press("space", "y", "space", "space")
        assert app.box.value == "fergana y  ", "only the first space is there already"
        app.box.put("status:")
        app.box.add_space()
        assert app.box.value == "status:", "the value of a condition is still missing"


async def test_going_to_the_box_and_away_changes_and_sends_nothing():
    app = Host()
    async with app.run_test() as pilot:
        app.box.put("fergana")
        app.box.add_space()
        app.screen.set_focus(None)
        await pilot.pause(PAUSE * 3)
        assert (app.sent, app.box.value) == ([], "fergana")
