"""The progress of a long import, on one line of the terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from catalogue.cli.context import Settings
from catalogue.i18n import gettext as _

_EVERY = 0.1
_CELLS = 20
_SURE = 0.02  # share of the input; before that an estimate of the time left would be a guess


class Progress:
    """A bar on standard error, if that is a terminal and without ``--quiet``; it is erased at the end."""

    def __init__(self, settings: Settings) -> None:
        self._wanted = not settings.quiet and sys.stderr is not None and sys.stderr.isatty()
        self._shown_at = 0.0
        self._drawn = False
        self._began = time.monotonic()

    def _left(self, now: float, share: float) -> float:
        """Seconds that the rest takes at the present speed."""
        return (now - self._began) * (1 - share) / share

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r" + " " * 70 + "\r")
            sys.stderr.flush()

    def show(self, rows: int, share: float) -> None:
        """Show how many rows were read and which share of the input that is (0 to 1)."""
        now = time.monotonic()
        if not self._wanted or now - self._shown_at < _EVERY:
            return
        self._shown_at, self._drawn = now, True
        done = round(min(max(share, 0.0), 1.0) * _CELLS)
        text = _("rows: {count}").format(count=rows)
        if share > _SURE and (left := self._left(now, share)) > 1:
            text += "  " + _("about {seconds} s left").format(seconds=round(left))
        sys.stderr.write(f"\r[{'#' * done}{'.' * (_CELLS - done)}] {share:4.0%}  {text}")
        sys.stderr.flush()
