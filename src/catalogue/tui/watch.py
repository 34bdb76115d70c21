"""One thread that both watches for other programs' writes and makes the reader's own, to distinguish the two."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


class Watch:
    """Checks with ``changed`` whether somebody else has written, and reports it with ``tell``, both in its thread.

    That thread begins with ``begin``.
    """

    def __init__(self, changed: Callable[[], bool], tell: Callable[[], None], begin: Callable[[], None]) -> None:
        self._changed = changed
        self._tell = tell
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="watch", initializer=begin)

    def look(self) -> None:
        """Check now, without waiting for the answer."""
        self._thread.submit(self._look)

    def write(self, call: Callable[[], T]) -> T:
        """Write; the change does not count as somebody else's. Raises what ``call`` raises."""
        return self._thread.submit(self._write, call).result()

    def close(self) -> None:
        """Stop watching."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _look(self) -> None:
        if self._changed():
            self._tell()

    def _write(self, call: Callable[[], T]) -> T:
        self._look()
        try:
            return call()
        finally:
            with suppress(Exception):  # the write is done, or has failed for a reason of its own
                self._changed()
