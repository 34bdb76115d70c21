"""A terminal that was closed: noticing it, and not waiting for it."""

from __future__ import annotations

import select
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from textual.driver import Driver


def gone() -> Callable[[], bool] | None:
    """A function that returns whether the terminal being read is gone; None if that cannot be checked."""
    if not hasattr(select, "poll") or sys.__stdin__ is None or not sys.__stdin__.isatty():
        return None
    poll = select.poll()
    poll.register(sys.__stdin__.fileno(), 0)  # a hangup is reported whatever is asked for
    return lambda: any(event & select.POLLHUP for _file, event in poll.poll(0))


class _Output:
    """The terminal as a file that accepts everything, even once the terminal is closed."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()


def outlasting(driver: type[Driver]) -> type[Driver]:
    """The driver, with a writer that keeps working when the terminal is closed.

    Textual's own ends at the first failure; its queue of 30 texts then fills up, and the program blocks forever.
    """

    class Outlasting(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            if file := getattr(self, "_file", None):
                self._file = _Output(file)

    return Outlasting
