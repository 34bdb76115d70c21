"""Copying: the desktop's own tool first, because terminals may ignore the escape sequence for copying."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_SECONDS = 2


def copy_natively(text: str) -> bool:
    """Put the text on the desktop's clipboard; False if there is none or it fails."""
    for command in _tools():
        if shutil.which(command[0]):
            return _piped(command, text)
    return False


def _tools() -> list[list[str]]:
    if sys.platform == "darwin":
        return [["pbcopy"]]
    if sys.platform == "win32":
        return [["clip"]]
    if os.environ.get("WAYLAND_DISPLAY"):
        return [["wl-copy"]]
    if os.environ.get("DISPLAY"):
        return [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return []


def _piped(command: list[str], text: str) -> bool:
    encoded = text.encode("utf-16" if command == ["clip"] else "utf-8", "replace")
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(command, input=encoded, stdout=quiet, stderr=quiet, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
