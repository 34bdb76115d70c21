"""The search box: one line for the one query string."""

from __future__ import annotations

from textual import events
from textual.timer import Timer
from textual.widgets import Input

from catalogue.text.safe import one_line
from catalogue.tui.commands import bindings
from catalogue.tui.messages import Left, Narrowed

LONGEST = 1000
PAUSE = 0.03
"""Seconds without a key after which the text is told."""


class SearchBox(Input, inherit_bindings=True):
    """Takes any text, keeps control characters of a paste out, and tells its text when the keys pause."""

    BINDINGS = bindings("search")

    def __init__(self, *, id: str) -> None:  # noqa: A002 - a widget's id
        super().__init__(id=id, max_length=LONGEST, select_on_focus=False, compact=True)
        self._timer: Timer | None = None
        self.told = ""

    def put(self, query: str) -> None:
        """Show another query without telling it."""
        self._stop()
        self.told = query
        self.value = query
        self.cursor_position = len(query)

    def watch_value(self) -> None:
        """Tell the text after a pause."""
        self._stop()
        if self.is_mounted and self.value != self.told:
            self._timer = self.set_timer(PAUSE, self.tell)

    def tell(self) -> None:
        """Tell the text now."""
        self._stop()
        if self.value != self.told:
            self.told = self.value
            self.post_message(Narrowed(self.value))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _on_paste(self, event: events.Paste) -> None:
        """Paste as one line, what cannot be seen made visible."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self.replace(one_line(event.text, LONGEST), start, end)

    def action_to_results(self) -> None:
        """Leave the box for the list."""
        self.tell()
        self.post_message(Left())

    def action_done(self) -> None:
        """Leave the box, keep its text."""
        self.action_to_results()

    def action_clear(self) -> None:
        """Empty the box."""
        self.value = ""
