"""One thread that sees what others write, and writes what the reader adds: so the two are told apart."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Watch:
    """Asks ``changed`` whether somebody else has written, and tells so with ``tell``; both are called in its thread."""

    def __init__(self, changed: Callable[[], bool], tell: Callable[[], None]) -> None:
        self._changed = changed
        self._tell = tell
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="watch")

    def look(self) -> None:
        """Look now, without waiting for the answer."""
        self._thread.submit(self._look)

    def write(self, call: Callable[[], T]) -> T:
        """Write; what is written so is nobody else's change. Raises what ``call`` raises."""
        return self._thread.submit(self._write, call).result()

    def close(self) -> None:
        """Look no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _look(self) -> None:
        if self._changed():
            self._tell()

    def _write(self, call: Callable[[], T]) -> T:
        self._look()
        try:
            return call()
        finally:
            self._changed()
