"""A small window in which one value is typed, with its meaning shown while typing."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from catalogue.i18n import gettext as _
from catalogue.tui.commands import bindings
from catalogue.tui.readback import Reader
from catalogue.tui.screens.leaving import SmallWindow

LONGEST = 1_000_000


class ValuePrompt(SmallWindow[str | None]):
    """Gives the text as it is to be stored, "" for none, or None when nothing is to be changed."""

    BINDINGS = bindings("value")
    AUTO_FOCUS = "#value"

    def __init__(self, title: str, text: str, read: Reader, *, long: bool = False) -> None:
        """``long`` texts have several lines."""
        super().__init__()
        self.heading = title
        self.text = text
        self.read = read
        self.long = long
        self._unchanged = ""

    def compose(self) -> ComposeResult:
        """The box, and below it the meaning of its text."""
        with Vertical(id="prompt") as window:
            window.border_title = Content(self.heading)
            window.border_subtitle = Content(
                _("^s: accept · esc: cancel") if self.long else _("⏎: accept · esc: cancel")
            )
            if self.long:
                yield TextArea(self.text, id="value", soft_wrap=True, compact=True)
            else:
                yield Input(self.text, id="value", compact=True, max_length=LONGEST)
            yield Static("", id="feedback", markup=False)

    def on_mount(self) -> None:
        """Show the meaning of the present text."""
        self._unchanged = self._in_box
        self._tell()

    @property
    def typed(self) -> str:
        """The text in the box; the given text as long as it is not edited, because the box knows one line end only."""
        return self.text if self._in_box == self._unchanged else self._in_box

    @property
    def _in_box(self) -> str:
        box = self.query_one("#value")
        return box.text if isinstance(box, TextArea) else box.value if isinstance(box, Input) else ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the meaning of the new text."""
        event.stop()
        self._tell()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Show the meaning of the new text."""
        event.stop()
        self._tell()

    def _tell(self) -> None:
        found = self.read(self.typed)
        feedback = self.query_one("#feedback", Static)
        feedback.set_class(bool(found.problem), "-wrong")
        feedback.update(Content(found.problem or found.words))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Accept the text."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Accept the text if it is valid."""
        found = self.read(self.typed)
        if found.problem:
            self.app.bell()
        else:
            self.dismiss(found.text)

    def action_leave_value(self) -> None:
        """Close without a change."""
        self.dismiss(None)
