"""Choosing records below the prompt."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from catalogue.tui.pick import PickApp


async def settle(app: PickApp, pilot) -> None:
    for _ in range(2):
        await pilot.pause(0.05)
        while any(not worker.is_finished for worker in app.workers):
            await pilot.pause(0.02)
    await pilot.pause()


async def picked(path: Path, query: str, *keys: str, multi: bool = False) -> object:
    """What is chosen with these keys."""
    app = PickApp(path, lang="en", query=query, multi=multi)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)
    assert app.failure is None
    return app.return_value


async def test_the_record_under_the_cursor_is_chosen_or_the_marked_ones_in_their_order(built):
    assert await picked(built, "kind:technopark chirchiq", "enter") == ("park-chirchiq",)
    two = await picked(built, "kind:cluster sort:name", "down", "tab", "up", "up", "tab", "enter", multi=True)
    assert isinstance(two, tuple)
    assert len(two) == 2
    one = await picked(built, "kind:cluster sort:name", "down", "tab", "enter")
    assert one == (two[0],), "without --multi nothing is marked"


async def test_typing_narrows_and_letters_are_text(built):
    assert await picked(built, "kind:technopark", "q", "backspace", "space", *"chirchiq", "enter") == ("park-chirchiq",)
    assert await picked(built, "", *"zzzzz", "enter", "escape") is None


async def test_nothing_is_chosen_with_escape(built):
    assert await picked(built, "", "down", "escape") is None
    assert await picked(built, "", "ctrl+c") is None


async def test_data_is_only_text(hostile):
    assert await picked(hostile, "kind:agreement", "pagedown", "pageup", "enter")


def test_it_needs_a_terminal_and_draws_nothing_on_standard_output(ask):
    done = ask("pick", "chirchiq")
    assert done.code == 2
    assert done.out == ""
    assert "catalogue search --ids" in done.err


pty = pytest.importorskip("pty")


def test_in_a_shell_the_ids_stand_on_standard_output_and_the_list_on_standard_error(built, tmp_path):
    """``id=$(catalogue pick …)``: the list is on the terminal while standard output is a pipe."""
    import select
    import subprocess
    import sys
    import time

    master, slave = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "catalogue", "--db", str(built), "pick", "kind:technopark chirchiq"]
    process = subprocess.Popen(
        command, stdin=slave, stdout=subprocess.PIPE, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    drawn, end = b"", time.monotonic() + 30
    while b"Chirchiq chemical" not in drawn and time.monotonic() < end:
        if select.select([master], [], [], 0.1)[0]:
            drawn += os.read(master, 65536)
    os.write(master, b"\r")
    while process.poll() is None and time.monotonic() < end:
        if select.select([master], [], [], 0.1)[0]:
            drawn += os.read(master, 65536)
    assert process.stdout is not None
    assert process.stdout.read() == b"park-chirchiq\n"
    assert process.wait(20) == 0
    os.close(master)
