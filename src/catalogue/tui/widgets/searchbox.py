"""The search box: one line for the one query string."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Input

from catalogue.text.safe import one_line
from catalogue.text.width import cells, fit
from catalogue.tui.commands import bindings
from catalogue.tui.messages import Left, Narrowed

if TYPE_CHECKING:
    from catalogue.query.suggest import Suggestion

LONGEST = 1000
PAUSE = 0.03
"""Seconds without a key after which the text is sent while keys follow one another closely, as when one is held."""
CLOSELY = 2 * PAUSE
"""Seconds between two keys below which they follow one another closely; people type letters 0.1 to 0.3 s apart."""

_UNFINISHED = ' :=<>,.("-'
"""Last characters of a query after which the next one belongs to the same word or condition."""
LEAST, APART = 10, 2
"""Cells below which a remark is left out, and cells between the query and a remark."""


class QueryBox(Input):
    """Takes any text, removes control characters from a paste, and sends its text once it is drawn.

    Of keys that follow one another closely only the first sends its text at once, the others when there is a pause.
    """

    virtual_size = Reactive(Size(0, 0))  # without a layout of the whole screen at each key

    def __init__(self, *, id: str) -> None:  # noqa: A002 - a widget's id
        super().__init__(id=id, max_length=LONGEST, select_on_focus=False, compact=True)
        self._timer: Timer | None = None
        self._changed = -CLOSELY
        self._spaced = False
        self.sent = ""

    def put(self, query: str) -> None:
        """Show another query without sending it."""
        self._stop()
        self.sent = query
        self.value = query
        self.cursor_position = len(query)

    def add_space(self) -> None:
        """Put a space after the last word, so that what is typed next is a word of its own; ``on_blur`` removes it."""
        if self.value and self.value[-1] not in _UNFINISHED and len(self.value) < LONGEST:
            self.put(f"{self.value} ")
            self._spaced = True

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert typed text; the space that many type there is not put a second time."""
        if not (text == " " and self._spaced):
            super().insert_text_at_cursor(text)
        self._spaced = False

    def on_blur(self) -> None:
        """Remove spaces at the end."""
        if self.value == self.sent and self.value != self.value.rstrip():
            self.put(self.value.rstrip())

    def watch_value(self) -> None:
        """Send the text once it is drawn, or after a pause."""
        self._stop()
        before, self._changed = self._changed, time.monotonic()
        if not self.is_mounted or self.value == self.sent:
            return
        if self._changed - before < CLOSELY:
            self._timer = self.set_timer(PAUSE, self.send)
        else:
            self.call_after_refresh(self.send)

    def send(self) -> None:
        """Send the text now."""
        self._stop()
        if self.value != self.sent:
            self.sent = self.value
            self.post_message(Narrowed(self.value))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _on_paste(self, event: events.Paste) -> None:
        """Paste as one line, with invisible characters made visible."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self.replace(one_line(event.text, LONGEST), start, end)


class SearchBox(QueryBox, inherit_bindings=True):
    """The box above a list, with a key to move to the list."""

    BINDINGS = bindings("search")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"searchbox--remark"}

    remark = ""
    """A few words at the right end, as far as the query leaves room."""

    offered: tuple[Suggestion, ...] = ()
    """Completions of the word before the cursor; valid only for the present text."""

    def offer(self, text: str, suggestions: Sequence[Suggestion]) -> bool:
        """Offer completions of a text, unless the text has changed since or they are the same as before."""
        useful = tuple(
            suggestion for suggestion in suggestions if suggestion.text != text[suggestion.start : suggestion.end]
        )
        self.offered = useful if text == self.value else ()
        return bool(self.offered)

    def say(self, remark: str) -> None:
        """Show another remark."""
        if remark != self.remark:
            self.remark = remark
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The query, then the remark."""
        line, width = super().render_line(y), self.size.width
        room = min(width - cells(one_line(self.value)) - APART, width * 3 // 5)  # apart enough not to be read as one
        if y or not self.remark or room < LEAST:
            return line
        words = f" {fit(one_line(self.remark), room - 2)} "
        kept = line.adjust_cell_length(width - cells(words))
        return Strip([*kept, Segment(words, self.get_component_rich_style("searchbox--remark"))], width)

    def watch_value(self) -> None:
        """Drop completions that were for another text."""
        self.offered = ()
        super().watch_value()

    def action_complete(self) -> None:
        """Take the first completion; if there is none, go to the next pane."""
        if not self.offered:
            self.send()
            self.screen.focus_next()
            return
        first = self.offered[0]
        self.replace(first.text, first.start, first.end)
        self.cursor_position = first.start + len(first.text)

    def action_cursor_right(self, select: bool = False) -> None:
        """Move right; at the end take the completion."""
        if self.offered and not select and self.cursor_position == len(self.value):
            self.action_complete()
        else:
            super().action_cursor_right(select)

    def action_to_results(self) -> None:
        """Leave the box for the list."""
        self.send()
        self.post_message(Left())

    def action_done(self) -> None:
        """Leave the box, keep its text."""
        self.action_to_results()

    def action_clear(self) -> None:
        """Empty the box."""
        self.value = ""
