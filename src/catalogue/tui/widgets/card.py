"""The card of a record: one of its tabs at a time, with the names of all on its border."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from catalogue.text.safe import one_line
from catalogue.text.width import cells
from catalogue.tui.commands import bindings
from catalogue.tui.messages import Resized, TabTurned
from catalogue.tui.widgets.lines import LineView
from catalogue.tui.widgets.titled import BETWEEN

Tab = tuple[str, str]  # its id and its name
EDGES = 6
"""Cells of a border that a title cannot use."""


class CardView(LineView):
    """Lines under a row of tabs; sends a message when another tab is wanted. ``entitle`` shows it without tabs."""

    BINDINGS = bindings("card")

    def __init__(self, *, id: str) -> None:  # noqa: A002 - a widget's id
        super().__init__(id=id)
        self.tabs: tuple[Tab, ...] = ()
        self.here = ""
        self._whose = ""

    def entitle(self, title: str, remark: str = "") -> None:
        """Set a title, without tabs."""
        self.tabs = ()
        super().entitle(title, remark)

    def turn(self, tabs: Sequence[Tab], here: str, name: str, remark: str = "") -> None:
        """Set the name of the record, its tabs and which of them is shown."""
        self.tabs, self.here, self._whose = tuple(tabs), here, one_line(name)
        super().entitle(self._heading(one_line(remark)), remark)

    def _heading(self, remark: str) -> str:
        """The tabs; a remark on the same line gets its space, too."""
        width = self.outer_size.width - EDGES
        beside = cells(remark) + len(BETWEEN) if remark and not self.whole else 0
        return heading(self.tabs, self.here, self._whose, width - beside)

    def on_resize(self) -> None:
        """Refit the names of the tabs to the new width."""
        if self.tabs:
            super().entitle(self._heading(self.remark), self.remark)
        self.post_message(Resized())

    def _next(self, by: int) -> None:
        ids = [tab for tab, _label in self.tabs]
        if self.here in ids:
            self.post_message(TabTurned(ids[(ids.index(self.here) + by) % len(ids)]))

    def action_next_tab(self) -> None:
        """Ask for the next tab."""
        self._next(1)

    def action_previous_tab(self) -> None:
        """Ask for the previous tab."""
        self._next(-1)

    def on_click(self, event: events.Click) -> None:
        """A click on the name of a tab asks for it."""
        if event.y == 0 and event.get_content_offset(self) is None:
            for tab, label in self.tabs:
                at = self.heading.find(label)
                if at >= 0 and at <= event.x - 3 <= at + cells(label):
                    self.post_message(TabTurned(tab))


def heading(tabs: Sequence[Tab], here: str, name: str, width: int) -> str:
    """The names of the tabs, the present one in brackets; the record's name and tabs far from that only if they fit."""
    names = [f"[{label}]" if tab == here else label for tab, label in tabs]
    for text in (f"{name} · {' │ '.join(names)}", " │ ".join(names), "│".join(names)):
        if cells(text) <= width:
            return text
    at = next((at for at, (tab, _label) in enumerate(tabs) if tab == here), 0)
    return _part(names, at, width) if names else name


def _part(names: Sequence[str], at: int, width: int) -> str:
    """The names beside the one at ``at`` that fit, those after it first; arrows where there are more."""

    def text(first: int, last: int) -> str:
        shown = "│".join(names[first : last + 1])
        return ("‹ " if first else "") + shown + (" ›" if last + 1 < len(names) else "")

    first = last = at
    while True:
        wider = [span for span in ((first, last + 1), (first - 1, last)) if span[0] >= 0 and span[1] < len(names)]
        span = next((span for span in wider if cells(text(*span)) <= width), None)
        if span is None:
            return text(first, last)
        first, last = span
