"""A dismissed screen is closed once, with the windows over it."""

from __future__ import annotations

from textual.app import App

from catalogue.tui.screens.leaving import LeavingScreen, SmallWindow


class Window(SmallWindow[str]):
    pass


class Lower(LeavingScreen[str]):
    pass


async def test_a_screen_is_closed_once_with_the_window_over_it():
    app, given = App[None](), []
    async with app.run_test() as pilot:
        lower, window = Lower(), Window()
        app.push_screen(lower, given.append)
        app.push_screen(window, given.append)
        await pilot.pause()
        lower.dismiss("done")
        lower.dismiss("again")
        window.dismiss("late")
        await pilot.pause()
        assert given == ["done"]
        assert len(app.screen_stack) == 1
