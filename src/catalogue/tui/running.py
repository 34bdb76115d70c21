"""Long operations on many rows in a thread: they report progress and can be stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from msgspec import Struct, field

_EVERY = 0.1  # seconds between two reports of progress


class Stopped(Exception):
    """Raised to stop: it unwinds what was begun, and nothing is written."""


class Run(Struct):
    """One operation in a thread: ``stop`` ends it, ``tell`` is called with rows done and share, 0 to 1.

    ``left_out`` are the ids of records that are written without their personal contact data.
    """

    tell: Callable[[int, float], None]
    stop: threading.Event = field(default_factory=threading.Event)
    left_out: list[str] = field(default_factory=list)
    _told_at: float = 0.0

    def step(self, _step: object) -> None:
        """Called after every row: returns, or raises ``Stopped``."""
        if self.stop.is_set():
            raise Stopped

    def progress(self, rows: int, share: float) -> None:
        """Report progress from time to time; raises ``Stopped`` too."""
        self.step(None)
        now = time.monotonic()
        if now - self._told_at >= _EVERY:
            self._told_at = now
            self.tell(rows, share)
