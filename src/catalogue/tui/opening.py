"""Opening an address or a file with the desktop's own program. Only web pages and documents: nothing that would run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

WEB = ("http://", "https://")
DOCUMENTS = frozenset(
    (".pdf", ".txt", ".md", ".html", ".htm", ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".csv", ".png", ".jpg", ".jpeg")
)


def is_web(place: str) -> bool:
    """Whether it is the address of a web page."""
    return place.startswith(WEB) and place.isprintable() and " " not in place


def is_document(file: Path) -> bool:
    """Whether the desktop displays such a file rather than running it."""
    return file.suffix.lower() in DOCUMENTS


def open_natively(place: str) -> bool:
    """Let the desktop open an address or a document; False if there is no desktop or it fails."""
    command = _tool()
    if command is None:
        return False
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen([*command, place], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    return True


def _tool() -> list[str] | None:
    if sys.platform == "darwin":
        return ["open"]
    if sys.platform == "win32":
        return ["rundll32", "url.dll,FileProtocolHandler"]
    if (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and shutil.which("xdg-open"):
        return ["xdg-open"]
    return None
