"""A fast start: almost nothing loaded before the first list is garbage, so collection is off until then."""

from __future__ import annotations

import gc


def begin() -> None:
    """Turn garbage collection off while the screens are loaded."""
    gc.disable()


def begun() -> None:
    """Turn garbage collection on again, excluding everything loaded so far, which stays anyway."""
    gc.freeze()
    gc.enable()
