"""Choosing records below the prompt."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import events

from catalogue.tui.pick import PickApp
from program import PROGRAM


async def settle(app: PickApp, pilot) -> None:
    for _ in range(2):
        await pilot.pause(0.05)
        while any(not worker.is_finished for worker in app.workers):
            await pilot.pause(0.02)
    await pilot.pause()


async def picked(path: Path, query: str, *keys: str, multi: bool = False) -> object:
    """The records chosen with these keys."""
    app = PickApp(path, lang="en", query=query, multi=multi)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(app, pilot)
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)
    assert app.failure is None
    return app.return_value


async def test_the_record_under_the_cursor_or_the_marked_ones_in_order_are_chosen(built):
    assert await picked(built, "kind:technopark chirchiq", "enter") == ("park-chirchiq",)
    two = await picked(built, "kind:cluster sort:name", "down", "tab", "up", "up", "tab", "enter", multi=True)
    assert isinstance(two, tuple)
    assert len(two) == 2
    one = await picked(built, "kind:cluster sort:name", "down", "tab", "enter")
    assert one == (two[0],), "without --multi nothing is marked"


async def test_typing_narrows_the_list_and_letters_are_text(built):
    assert await picked(built, "kind:technopark", "q", "backspace", "space", *"chirchiq", "enter") == ("park-chirchiq",)
    assert await picked(built, "", *"zzzzz", "enter", "escape") is None


async def test_escape_chooses_nothing(built):
    assert await picked(built, "", "down", "escape") is None
    assert await picked(built, "", "ctrl+c") is None


async def test_data_is_plain_text(hostile):
    assert await picked(hostile, "kind:agreement", "pagedown", "pageup", "enter")


def test_it_needs_a_terminal_and_draws_nothing_on_standard_output(ask):
    done = ask("pick", "chirchiq")
    assert done.code == 2
    assert done.out == ""
    assert "catalogue search --ids" in done.err


pty = pytest.importorskip("pty")


def _started(built):
    """The picker in a terminal of its own, its standard output a pipe; and the other end of the terminal."""
    import subprocess
    import sys

    master, slave = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [*PROGRAM, "--db", str(built), "pick", "kind:technopark chirchiq"]
    process = subprocess.Popen(
        command, stdin=slave, stdout=subprocess.PIPE, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    return process, master


def _drawn(process, master, wanted: bytes) -> bytes:
    """What is drawn until ``wanted`` appears or the program ends, at most 30 seconds."""
    import select
    import time

    drawn, end = b"", time.monotonic() + 30
    while wanted not in drawn and process.poll() is None and time.monotonic() < end:
        if select.select([master], [], [], 0.1)[0]:
            try:
                drawn += os.read(master, 65536)
            except OSError:  # nobody is at the other end any more
                break
    return drawn


def test_in_a_shell_ids_go_to_standard_output_and_the_list_to_standard_error(built):
    """``id=$(catalogue pick …)``: the list is on the terminal while standard output is a pipe."""
    process, master = _started(built)
    assert b"chemical" in _drawn(process, master, b"chemical")
    os.write(master, b"\r")
    _drawn(process, master, b"nothing of the sort")
    assert process.stdout is not None
    assert process.stdout.read() == b"park-chirchiq\n"
    assert process.wait(20) == 0
    os.close(master)


def test_it_ends_when_its_terminal_is_gone(built):
    import signal

    process, master = _started(built)
    assert b"chemical" in _drawn(process, master, b"chemical")
    os.close(master)
    process.send_signal(signal.SIGHUP)
    assert process.wait(20) == 129


def test_it_ends_with_a_message_when_its_input_ends_without_a_signal(built):
    """The list is drawn on a different terminal from the one that is read, and nobody sends a signal."""
    import subprocess
    import sys

    master, slave = pty.openpty()
    shown, drawing = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [*PROGRAM, "--db", str(built), "--lang", "en", "pick", "chirchiq"]
    process = subprocess.Popen(command, stdin=slave, stdout=subprocess.PIPE, stderr=drawing, env=environment)
    os.close(slave)
    os.close(drawing)
    assert b"chemical" in _drawn(process, shown, b"chemical")
    os.close(master)
    assert b"The terminal was closed; nothing was chosen." in _drawn(process, shown, b"nothing was chosen.")
    assert process.wait(20) == 129
    os.close(shown)


async def test_enter_right_after_typing_chooses_from_the_list_for_that_text(built):
    """A fast typist, or a paste: the list on the screen is still the previous one."""
    app = PickApp(built, lang="en", query="kind:technopark")
    async with app.run_test(size=(80, 24)) as pilot:
        for letter in " chirchiq":
            app.post_message(events.Key("space" if letter == " " else letter, letter))
        app.post_message(events.Key("enter", None))
        await settle(app, pilot)
        await settle(app, pilot)
    assert app.return_value == ("park-chirchiq",)
