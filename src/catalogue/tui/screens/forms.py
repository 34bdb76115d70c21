"""A form: rows with a cursor, and the keys below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.content import Content

from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.model.fields import Field
from catalogue.present import form
from catalogue.present.shapes import Line
from catalogue.tui import messages, readback
from catalogue.tui.commands import bindings
from catalogue.tui.readback import Reader
from catalogue.tui.screens.prompts import Answer, Prompt
from catalogue.tui.screens.threads import AskingScreen
from catalogue.tui.screens.valuing import ValuePrompt
from catalogue.tui.widgets.bars import KeyBar
from catalogue.tui.widgets.lines import LineView

SCOPES = ("form", "move", "app")
ABSENT = frozenset(("palette",))


class FormScreen(AskingScreen):
    """Shows rows and asks for new values; subclasses define what a row means."""

    BINDINGS = bindings("form")
    AUTO_FOCUS = "#form"

    def __init__(self, session: Session, *, remapped: Mapping[str, str], absent: frozenset[str] = ABSENT) -> None:
        super().__init__(session)
        self.warned = False
        self.form = LineView(id="form")
        self.keys = KeyBar(SCOPES, remapped, absent)

    def compose(self) -> ComposeResult:
        """The rows, and the keys below."""
        yield self.form
        yield self.keys

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.session.lang

    # ---------------------------------------------------------------- showing

    def show(self, lines: Sequence[Line], title: str, subtitle: str, *, target: str = "") -> None:
        """Show the rows, the cursor where it was, or on the row that leads to ``target``."""
        self.form.border_title = Content(title)
        self.form.border_subtitle = Content(subtitle)
        self.form.show(lines, target=target, keep=True)
        if self.form.at < 0:
            self.form.action_top()

    def redraw(self) -> None:
        """Show the rows again."""
        raise NotImplementedError

    def relabel(self) -> None:
        """Redraw in another language."""
        self.keys.refresh()
        self.redraw()

    @property
    def unsaved(self) -> bool:
        """Whether the form holds changes that leaving the program would lose."""
        return False

    def may_leave(self) -> bool:
        """Whether nothing would be lost, or the reader was already warned."""
        lost, self.warned = self.unsaved and not self.warned, True
        if lost:
            self.say(_("Your changes are not saved; once more discards them."))
        return not lost

    def say(self, text: str) -> None:
        """A short message."""
        self.app.notify(text, severity="warning", markup=False)

    def failed(self, failure: CatalogueError) -> None:
        """Report the failure, with every problem of the record."""
        self.say(readback.failure(failure))

    # ---------------------------------------------------------------- asking for values

    def ask_value(self, title: str, text: str, read: Reader, *, long: bool = False) -> None:
        """Ask for a text; ``taken`` receives its value."""
        self.app.push_screen(ValuePrompt(title, text, read, long=long), self._taken)

    def ask_choice(self, field: Field, title: str, now: str) -> None:
        """Ask for one of the values of a coded field."""
        lines = form.choices(field, now, self.lang)

        def chosen(answer: Answer | None) -> None:
            if answer:
                self._taken("" if answer.chosen == form.NONE else answer.chosen)

        self.app.push_screen(Prompt(title, _("part of a value"), lines, choosing=True), chosen)

    def ask_line(self, title: str, lines: Sequence[Line]) -> None:
        """Ask for one of some lines; ``taken`` receives its link target."""
        prompt = Prompt(title, _("part of a name"), lines, choosing=True)
        self.app.push_screen(prompt, lambda answer: self._taken(answer.chosen) if answer else None)

    def _taken(self, text: str | None) -> None:
        if text is not None:
            self.taken(text)

    def taken(self, text: str) -> None:
        """Receive the answer."""
        raise NotImplementedError

    # ---------------------------------------------------------------- keys

    def change(self, target: str) -> None:
        """Ask for the new content of a row."""
        raise NotImplementedError

    def on_followed(self, event: messages.Followed) -> None:
        """A row was chosen."""
        event.stop()
        self.change(event.target)

    def action_change(self) -> None:
        """Change the row under the cursor."""
        self.change(self.form.target)
