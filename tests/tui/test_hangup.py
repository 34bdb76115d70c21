"""A closed terminal ends the program; it does not wait for output that nobody reads."""

from __future__ import annotations

import os
import select
import signal
import time
from pathlib import Path

import pytest

from program import PROGRAM

pty = pytest.importorskip("pty")


def ended(process: int, seconds: float) -> int | None:
    """The exit code; None if the program still runs after this time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return None


@pytest.mark.parametrize("also", [(), (signal.SIGCONT,)])
def test_closing_the_terminal_ends_the_program(built: Path, also: tuple[int, ...]) -> None:
    """The system then sends SIGHUP and SIGCONT, and every write fails."""
    process, terminal = pty.fork()
    if not process:
        os.execvpe(PROGRAM[0], [*PROGRAM, "--db", str(built)], os.environ | {"TERM": "xterm-256color"})
    drawn, until = b"", time.monotonic() + 60
    while b"Agenda" not in drawn and time.monotonic() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            drawn += os.read(terminal, 65536)
    for number in also:
        os.kill(process, number)
    os.close(terminal)
    assert ended(process, 60) == 128 + signal.SIGHUP
