"""A fast start: almost nothing loaded before the first list is garbage, so collection is off until then."""

from __future__ import annotations

import gc
import os

DRAWINGS = "120"
"""How often a second Textual draws at most; an answer waits for the next time, with its usual 60 for up to 17 ms."""


def begin() -> None:
    """Turn garbage collection off while the screens are loaded; before Textual is imported, which reads its setting."""
    gc.disable()
    os.environ.setdefault("TEXTUAL_FPS", DRAWINGS)


def end() -> None:
    """Turn garbage collection on again, excluding everything loaded so far, which stays anyway."""
    gc.freeze()
    gc.enable()
