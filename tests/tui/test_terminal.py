"""In a real terminal: no byte of the data is interpreted, and the terminal is restored however the program ends."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pyte
import pytest

from program import INSTALLED, PROGRAM

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")
fcntl = pytest.importorskip("fcntl")

MARKER = b"QkFE"
POINTER = re.compile(rb"\x1b\]22;[a-z-]*\x07")  # Textual requests the default shape of the mouse pointer


class Terminal:
    """The program in a pseudo-terminal, and what it wrote there."""

    def __init__(self, path: Path, columns: int = 100, rows: int = 40) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        command = [*PROGRAM, "--db", str(path), "browse"]
        environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        if not INSTALLED:
            environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        self.master = master

    def read(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not select.select([self.master], [], [], 0.1)[0]:
                continue
            try:
                piece = os.read(self.master, 65536)
            except OSError:
                return
            self.raw += piece
            self.stream.feed(piece)

    def stops(self, seconds: float) -> bool:
        """Whether the program stops within this many seconds; its output is read so that it cannot block."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
            if found:
                return os.WIFSTOPPED(status)
            self.read(0.1)
        return False

    def wait_for(self, text: str, seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while text not in self.text and time.monotonic() < end:
            self.read(0.2)
        assert text in self.text, self.text

    def press(self, keys: str) -> None:
        """Type, and read until the program has answered and fallen silent; not every key is answered."""
        os.write(self.master, keys.encode())
        before = len(self.raw)
        for _ in range(4):
            known = len(self.raw)
            self.read(0.4)
            if before < known == len(self.raw):
                break

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def end(self) -> int:
        for _ in range(40):  # a terminal that nobody reads blocks whoever writes to it
            self.read(0.5)
            if self.process.poll() is not None:
                break
        code = self.process.wait(1)
        self.read(0.3)
        os.close(self.master)
        return code


def left_as_found(raw: bytes) -> bool:
    """The normal screen is back, the cursor is visible, the mouse is not reported."""
    ends = {what: raw.rfind(what) for what in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l")}
    begins = {what: raw.rfind(what) for what in (b"\x1b[?1049h", b"\x1b[?25l", b"\x1b[?1000h")}
    return all(end > begin for end, begin in zip(ends.values(), begins.values(), strict=True))


def test_no_control_byte_of_the_data_reaches_the_terminal(hostile: Path):
    terminal = Terminal(hostile)
    terminal.wait_for("clipboard")
    paste = "\x1b[200~\x1b]52;c;QkFE\x07\x1b[201~"
    for keys in ("jjjjj", "\r", "j\r", "[", "f", "jjjjj ", "F", f"/[/] {paste}", "\r", "?", "\x1b", "\x1b"):
        terminal.press(keys)
    terminal.press("q")
    assert terminal.end() == 0
    assert MARKER in terminal.raw
    assert not re.search(rb"\x1b\][^\x1b\x07]*" + MARKER, terminal.raw)
    assert b"\x1b]0;" not in terminal.raw
    assert b"\x1b]52" not in terminal.raw
    assert b"\x07" not in POINTER.sub(b"", terminal.raw)
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069]", terminal.raw.decode("utf-8"))
    assert left_as_found(terminal.raw)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(built: Path, number: int):
    terminal = Terminal(built)
    terminal.wait_for("Fergana region")
    terminal.process.send_signal(number)
    assert terminal.end() == 128 + number
    assert left_as_found(terminal.raw)


def test_quitting_exits_with_0_even_from_the_search_box(built: Path):
    terminal = Terminal(built)
    terminal.wait_for("Fergana region")
    terminal.press("/qqq")
    terminal.press("\x11")
    assert terminal.end() == 0
    assert left_as_found(terminal.raw)


def test_suspending_restores_the_terminal_and_continuing_redraws_everything(built: Path):
    terminal = Terminal(built)
    terminal.wait_for("Fergana region")
    os.write(terminal.master, b"\x1a")
    assert terminal.stops(20)
    terminal.read(0.3)
    assert left_as_found(terminal.raw)
    terminal.screen.reset()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait_for("Fergana region")
    terminal.press("q")
    assert terminal.end() == 0
