"""Applications under test, driven by keys: each key is handled before the next is sent, without timed waits."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.timer import Timer

QUIET = 4
"""So often all widgets have nothing to do before the screen counts as settled: a message may lead to others."""
SOON = 0.2
"""Seconds: what is to happen by itself within them is waited for."""


async def settle(app: App[object], pilot: Pilot[object]) -> None:
    """Wait until no request is pending, no typing pause is running, and nothing is left to draw."""
    quiet = 0
    while quiet < QUIET and not app._exit:
        if not app.screen_stack:  # it has only just started
            await asyncio.sleep(0.004)
            continue
        await pilot.pause(0)
        quiet = 0 if _busy(app) else quiet + 1
        if not quiet:
            await asyncio.sleep(0.004)


def _busy(app: App[object]) -> bool:
    """Whether a key is pending, a thread is at work, or something waits for a redraw or a timer."""
    if app._under_way or app._typed or any(not worker.is_finished for worker in app.workers):
        return True
    screen = app.screen  # a covered one may wait until it is shown again
    if app._resize_event or screen._callbacks or screen._layout_required or screen._scroll_required:
        return True
    if screen._repaint_required or screen._dirty_widgets:
        return True
    pumps = [app, *app.screen_stack, *screen.walk_children()]
    timers = [timer for pump in pumps for timer in pump._timers]
    return any(timer._repeat == 0 and timer._interval <= SOON and _awaited(timer) for timer in timers)


def _awaited(timer: Timer) -> bool:
    return timer._task is not None and not timer._task.done()


async def resize(app: App[object], pilot: Pilot[object], width: int, height: int) -> None:
    """Change the size of the terminal."""
    await pilot.resize_terminal(width, height)
    await settle(app, pilot)
    assert app.screen.size == (width, height)


def lines(app: App[object]) -> list[str]:
    """The lines that the terminal shows, as composed and after the filters."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """After each key a pilot of Textual checks by the clock whether the machine is idle; ``settle`` knows better."""

    async def none(*_seconds: float) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr("textual.app.wait_for_idle", none)
