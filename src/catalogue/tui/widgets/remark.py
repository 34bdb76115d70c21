"""A few words beside or below another widget."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Remark(Static):
    """Text that changes; setting the same text again causes no layout or drawing."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - a widget's id
        super().__init__("", id=id, markup=False)
        self.shown = ""

    def say(self, text: str) -> None:
        """Show this text; "" for none."""
        if text != self.shown:
            self.shown = text
            self.update(Content(text))
