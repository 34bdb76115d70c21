"""A quick start: hardly anything that is loaded before the first list is garbage, so none is looked for until then."""

from __future__ import annotations

import gc


def begin() -> None:
    """Look for no garbage while the screens are loaded."""
    gc.disable()


def begun() -> None:
    """Look for garbage as ever, but no more among what was loaded: it stays."""
    gc.freeze()
    gc.enable()
