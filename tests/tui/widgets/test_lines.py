"""A pane of lines: the cursor moves from link to link, scrolls where there are none, and follows only visible links."""

from __future__ import annotations

from textual.app import App, ComposeResult

from catalogue.present.shapes import Line, Span
from catalogue.tui import messages
from catalogue.tui.widgets.lines import LineView


def link(name: str) -> Line:
    return (Span("  → ", "mark"), Span(f"to {name}", "link", name))


def prose(count: int) -> list[Line]:
    return [(Span(f"line {number}"),) for number in range(count)]


class Host(App[None]):
    def __init__(self, *lines: Line) -> None:
        super().__init__()
        self.lines = lines
        self.followed: list[str] = []

    def compose(self) -> ComposeResult:
        yield LineView(id="detail")

    def on_mount(self) -> None:
        self.view = self.query_one(LineView)
        self.view.show(self.lines)
        self.view.focus()

    def on_followed(self, event: messages.Followed) -> None:
        self.followed.append(event.target)


async def test_down_and_up_move_from_link_to_link():
    app = Host(link("a"), *prose(3), link("b"), link("c"))
    async with app.run_test(size=(40, 20)) as pilot:
        assert app.view.target == "a"
        await pilot.press("j", "j")
        assert app.view.target == "c"
        await pilot.press("k", "enter")
        assert app.followed == ["b"]


async def test_a_link_off_the_screen_is_shown_before_it_is_followed():
    app = Host(*prose(50), link("far"))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert app.followed == []
        assert app.view.scroll_offset.y > 0
        await pilot.press("enter")
        assert app.followed == ["far"]


async def test_down_scrolls_line_by_line_until_the_next_link_is_visible():
    app = Host(link("near"), *prose(20), link("far"))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("j", "j")
        assert (app.view.target, app.view.scroll_offset.y) == ("near", 2)
        await pilot.press(*["j"] * 12)
        assert app.view.target == "far"


async def test_a_wrapped_link_is_one_link():
    name = "a name that is much longer than the pane is wide"
    app = Host((Span(name, "link", "a"),), link("b"))
    async with app.run_test(size=(20, 10)) as pilot:
        await pilot.press("j")
        assert app.view.target == "b"


async def test_paging_puts_the_cursor_on_the_first_link_of_the_page():
    app = Host(link("a"), *prose(12), link("b"), *prose(12))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("pagedown")
        assert app.view.target == "b"
        await pilot.press("home")
        assert app.view.target == "a"
        await pilot.press("end")
        assert app.view.target == "b"
        assert app.view.scroll_offset.y == app.view.max_scroll_y


async def test_showing_the_same_lines_again_keeps_the_position_and_other_lines_start_at_the_top():
    app = Host(*prose(30), link("a"), link("b"))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("end")
        before = app.view.scroll_offset.y
        app.view.show([*prose(30), link("a"), link("b")], keep=True)
        await pilot.pause()
        assert (app.view.target, app.view.scroll_offset.y) == ("b", before)
        app.view.show([*prose(30), link("c")])
        await pilot.pause()
        assert (app.view.target, app.view.scroll_offset.y) == ("c", 0)


async def test_a_click_on_a_link_follows_it():
    app = Host(link("a"), link("b"))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.click(LineView, offset=(6, 1))
        assert app.followed == ["b"]


async def test_lines_are_wrapped_again_when_a_scroll_bar_takes_a_column():
    """The size of the pane does not change."""

    class Narrow(App[None]):
        CSS = "LineView { height: 4; width: 11; overflow-x: hidden; scrollbar-size-vertical: 1; }"

        def compose(self) -> ComposeResult:
            yield LineView(id="lines")

    host = Narrow()
    async with host.run_test(size=(20, 10)) as pilot:
        view = host.query_one(LineView)
        view.show([(Span("0123456789"),)])
        await pilot.pause()
        assert view.text == "0123456789"
        view.show([(Span("0123456789"),)] * 5)
        await pilot.pause()
        await pilot.pause()
        assert view.text.splitlines()[0] == "012345678"
