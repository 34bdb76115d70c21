"""The first minute with the unpacked program: keys only, in a real terminal, with an empty home."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

import catalogue
from catalogue import config

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
PATIENCE = 30


class Tmux:
    """A shell in an invisible terminal of 80×24."""

    def __init__(self, home: Path) -> None:
        self.name = f"newcomer-{uuid.uuid4().hex[:8]}"
        source = Path(catalogue.__file__).parent.parent
        result = {"HOME": str(home), "PYTHONPATH": str(source), "LC_ALL": "C.UTF-8", "PS1": "ready$ "}
        result["PATH"] = os.environ["PATH"]
        given = [f"{name}={value}" for name, value in result.items()]
        self._run("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", "env", "-i", *given, "sh")
        self.wait("ready$")

    def _run(self, *args: str) -> str:
        command = ["tmux", "-u", "-L", self.name, *args]
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout

    def type(self, text: str) -> None:
        """All letters at once, like a paste or a fast typist."""
        self._run("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    @property
    def text(self) -> str:
        return self._run("capture-pane", "-p")

    def wait(self, *parts: str) -> None:
        """Wait until all of these are on the screen."""
        end = time.monotonic() + PATIENCE
        while not all(part in self.text for part in parts):
            assert time.monotonic() < end, f"waited for {parts}:\n{self.text}"
            time.sleep(0.1)

    def wait_gone(self, part: str) -> None:
        """Wait until this is no longer on the screen."""
        end = time.monotonic() + PATIENCE
        while part in self.text:
            assert time.monotonic() < end, f"still {part}:\n{self.text}"
            time.sleep(0.1)

    def close(self) -> None:
        self._run("kill-server")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Tmux]:
    home = tmp_path / "home"
    home.mkdir()
    made = Tmux(home)
    yield made
    made.close()


def test_the_first_minute(terminal: Tmux, tmp_path: Path):
    sample = config.sample_path()
    assert sample is not None
    before = sample.read_bytes()
    terminal.type(f"{sys.executable} -m catalogue; echo code $?")
    terminal.press("Enter")
    terminal.wait("Agreements 13", "? Keys", "q Quit", "Fergana region")

    terminal.type("/фарғона")
    terminal.press("Enter")
    terminal.wait("фарғона", "of 13", "Fergana region – Bashkortostan")
    terminal.press("Enter")
    terminal.wait("Follow")
    terminal.press("Escape")
    terminal.wait("Open")

    terminal.type("/")
    terminal.press("C-u")
    terminal.type("status:si")
    terminal.wait("⇥ signed")
    terminal.press("Tab")
    terminal.press("Enter")
    terminal.wait("status:signed", "of 13")

    terminal.type("2")
    terminal.wait("Technoparks")
    terminal.type("[")
    terminal.wait("of 13", "status:signed")
    terminal.type("F")
    terminal.wait("words, or field:value")

    terminal.type("?language")
    terminal.wait("English, Russian, Uzbek in turn")
    terminal.press("Escape")
    terminal.wait_gone("Keys ─")
    terminal.type("L")
    terminal.wait("Соглашения")
    terminal.type(":чирчик")
    terminal.wait("Записи")
    terminal.press("Escape")
    terminal.wait_gone("Команды ─")
    terminal.type("q")
    terminal.wait("code 0")
    assert sample.read_bytes() == before, "browsing has written nothing"
    left = [file.name for file in (tmp_path / "home").rglob("*") if file.is_file()]
    assert left == ["state.json"], "only the reader's position is kept"
