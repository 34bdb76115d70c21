"""Keys in any order and in bursts, clicks anywhere and changes of size: nothing fails and nothing hangs."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from pathlib import Path

import pytest
from textual import events
from textual.errors import NoWidget

from catalogue.tui.commands import COMMANDS

SIZES = ((80, 24), (120, 36), (160, 45), (40, 12), (20, 5), (99, 19))
LEAVING = ("quit", "quit_all", "suspend", "leave_welcome", "give_up", "open_source")
"""Commands that end the screens or start other programs."""
KEYS = [key for own in COMMANDS if own.id not in LEAVING for key in own.bound() if key not in ("q", "o")]
STEPS = 120


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
async def test_nothing_fails_whatever_is_pressed(opened, shipped: Path, tmp_path: Path, monkeypatch, seed: int):
    monkeypatch.chdir(tmp_path)
    chance = random.Random(seed)
    view = ("agreements", "technoparks", "all", "agenda", "charts", "saved")[seed]
    async with opened(shipped, view=view, lang=("en", "ru", "uz")[seed % 3], size=SIZES[seed % 3]) as screens:
        for _ in range(STEPS):
            if not screens.app.is_running:
                break  # a click on the footer or a line of the palette left the program
            if chance.random() < 0.05:
                await screens.pilot.resize_terminal(*chance.choice(SIZES))
            elif chance.random() < 0.05:
                size = screens.app.size
                with suppress(NoWidget):  # the screen may be laid out for another size yet
                    await screens.pilot.click(offset=(chance.randrange(size.width), chance.randrange(size.height)))
            for key in chance.choices(
                [*KEYS, "enter", "escape", "escape", "down", "x", "я"], k=chance.choice((1, 1, 6))
            ):
                screens.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await asyncio.sleep(chance.choice((0, 0.01, 0.05)))
        if screens.app.is_running:
            await screens.settle()
        assert not screens.app.return_code
