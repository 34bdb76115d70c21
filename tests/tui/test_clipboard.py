"""Copying: with the desktop's tool if there is one, and no error if there is none or it fails."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from catalogue.tui.clipboard import copy_natively

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the tools of this desktop")


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    return tmp_path


def tool(folder: Path, does: str) -> None:
    file = folder / "wl-copy"
    file.write_text(f"#!/bin/sh\n{does}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def test_the_tool_receives_the_text(desktop: Path):
    tool(desktop, f"cat > {desktop}/got")
    assert copy_natively("Farg‘ona \ud800")
    assert (desktop / "got").read_text(encoding="utf-8") == "Farg‘ona ?"


def test_a_failing_tool_does_not_count_as_copying(desktop: Path):
    tool(desktop, "exit 3")
    assert not copy_natively("x")


def test_without_a_desktop_no_tool_is_run(desktop: Path, monkeypatch: pytest.MonkeyPatch):
    tool(desktop, f"touch {desktop}/got")
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.delenv("DISPLAY", raising=False)
    assert not copy_natively("x")
    assert not (desktop / "got").exists()
