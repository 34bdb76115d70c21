"""A small window for the path of a file: typed and completed, pasted, or chosen from the list below."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from catalogue.i18n import gettext as _
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.tui import messages, paths
from catalogue.tui.commands import bindings
from catalogue.tui.screens.leaving import SmallWindow
from catalogue.tui.widgets.lines import LineView

LONGEST = 4_000


class PathPrompt(SmallWindow[str | None]):
    """Asks for a path.

    ``suffixes`` are those of the files that are offered. If the file is to be written (``new``), overwriting an
    existing one must be confirmed.
    """

    BINDINGS = bindings("paths")
    AUTO_FOCUS = "#prompt-box"

    def __init__(self, title: str, *, value: str = "", suffixes: Collection[str] = (), new: bool = False) -> None:
        super().__init__()
        self.heading = title
        self.suffixes = frozenset(suffixes)
        self.new = new
        self.box = Input(value, placeholder=_("a path; a file can be dragged here"), id="prompt-box", compact=True)
        self.items = LineView(id="prompt-items")
        self._sure = ""
        self._offered: tuple[paths.Entry, ...] = ()

    def compose(self) -> ComposeResult:
        """The box and the list."""
        with Vertical(id="prompt") as window:
            window.border_title = Content(self.heading)
            window.border_subtitle = Content(_("tab: complete · ↓: list · ⏎: accept · esc: close"))
            yield self.box
            yield self.items

    def on_mount(self) -> None:
        """Offer the entries of the folder."""
        self._look(self.box.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer the entries that begin with the text."""
        self._sure = ""
        self._look(event.value)

    def _look(self, typed: str) -> None:
        """Read the folder in a thread: it may be on a slow disk."""

        def run() -> None:
            found = paths.entries(typed[:LONGEST], self.suffixes)
            self.app.call_later(partial(self._offer, typed, found))

        self.run_worker(run, group="paths", exclusive=True, thread=True)

    def _offer(self, typed: str, found: tuple[paths.Entry, ...]) -> None:
        if not self.items.is_attached or typed != self.box.value or self._sure:  # the list must not cover a warning
            return
        self._offered = found
        lines = tuple(_line(entry) for entry in found)
        none = _("There is no such file yet.") if self.new else _("Nothing there begins like that.")
        self.items.show(lines or ((Span(none, "faint"),),))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Accept the typed path."""
        event.stop()
        self._take(event.value)

    def on_followed(self, event: messages.Followed) -> None:
        """Accept the chosen file, or open the folder."""
        event.stop()
        self.box.value = event.target
        self.box.cursor_position = len(event.target)
        self.box.focus()
        if not event.target.endswith(("/", "\\")):
            self._take(event.target)

    def _take(self, given: str) -> None:
        path = paths.cleaned(given)
        if not path:
            return
        if self.new and paths.there(path) and self._sure != path:
            self._sure = path
            text = _("{path} already exists. ⏎ again overwrites it.").format(path=one_line(path, 200))
            self.items.show(((Span(text, "bad"),),))
            return
        self.dismiss(path)

    def action_complete_path(self) -> None:
        """Complete the path as far as it is unambiguous; otherwise move to the list, or back."""
        longer = paths.completed(self.box.value, self._offered)
        if self.items.has_focus:
            self.box.focus()
        elif longer != self.box.value:
            self.box.value = longer
            self.box.cursor_position = len(longer)
        elif self._offered:
            self.items.focus()

    def action_path_list(self) -> None:
        """From the box to the list."""
        if self._offered:
            self.items.focus()

    def action_leave_path(self) -> None:
        """Close without a path."""
        self.dismiss(None)


def _line(entry: paths.Entry) -> Line:
    size = "" if entry.size is None else f"  {_size(entry.size)}"
    return Span(one_line(entry.name, 200), "link", entry.path), Span(size, "faint")


def _size(number: int) -> str:
    """A size in bytes in a readable unit."""
    if number < 1_000:
        return _("{n} B").format(n=number)
    if number < 1_000_000:
        return _("{n} kB").format(n=round(number / 1_000))
    return _("{n} MB").format(n=round(number / 1_000_000))
