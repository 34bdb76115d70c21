"""A question that shows everything an action would do."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from catalogue.present.shapes import Line
from catalogue.tui.commands import bindings
from catalogue.tui.screens.leaving import SmallWindow
from catalogue.tui.widgets.lines import LineView

YES = "yes"


class Shown(LineView, inherit_bindings=False):
    """Lines for reading only: the key that would follow a link answers the question."""

    BINDINGS = bindings("move")


class Confirm(SmallWindow[str]):
    """Shows lines and asks for confirmation: ``YES`` or None. ``hint`` names the keys."""

    BINDINGS = bindings("confirm")
    AUTO_FOCUS = "#question"

    def __init__(self, title: str, lines: Sequence[Line], hint: str) -> None:
        super().__init__()
        self.heading = title
        self.lines = tuple(lines)
        self.hint = hint

    def compose(self) -> ComposeResult:
        """The lines in a frame."""
        with Vertical(id="sheet") as sheet:
            sheet.border_title = Content(self.heading)
            sheet.border_subtitle = Content(self.hint)
            yield Shown(id="question")

    def on_mount(self) -> None:
        """Show the lines."""
        self.query_one(Shown).show(self.lines)

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(YES)

    def action_no(self) -> None:
        """Do nothing."""
        self.dismiss(None)
