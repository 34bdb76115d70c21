"""A dismissed screen is closed once, with the windows over it."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App

from catalogue.present.shapes import Span
from catalogue.tui.screens.confirming import Confirm
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


@pytest.mark.parametrize("steps", range(12))
async def test_a_window_may_be_closed_at_any_moment_of_its_opening(steps):
    app = App[None]()
    async with app.run_test() as pilot:
        window = Confirm("Undo this?", ((Span("x"),),), "")
        app.push_screen(window)
        for _ in range(steps):
            await asyncio.sleep(0)
        window.dismiss(None)
        await pilot.pause()
        assert len(app.screen_stack) == 1
