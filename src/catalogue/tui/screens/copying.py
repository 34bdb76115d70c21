"""What to copy: one more key after ``y``."""

from __future__ import annotations

import shlex
from functools import partial

from textual.app import App, ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from catalogue.i18n import gettext as _
from catalogue.model.answers import Card
from catalogue.text.safe import one_line
from catalogue.text.width import fit
from catalogue.tui.clipboard import copy_natively
from catalogue.tui.commands import bindings, keys_shown, of
from catalogue.tui.state import Looking
from catalogue.tui.views import find

SCOPE = "copy"
LONGEST = 20_000


class CopyMenu(ModalScreen[None]):
    """A small menu; it copies, says how that went, and is gone."""

    BINDINGS = bindings(SCOPE)

    def __init__(self, card: Card, looking: Looking) -> None:
        super().__init__()
        self.card = card
        self.looking = looking

    def compose(self) -> ComposeResult:
        """A line for each thing that can be copied."""
        lines = [f"{keys_shown(command):>4}  {_(command.help)}" for command in of((SCOPE,))]
        menu = Static(Content("\n".join(lines)), id="menu")
        menu.border_title = Content(_("Copy"))
        yield menu

    def action_copy_reference(self) -> None:
        """Name and id."""
        self._copy(f"{one_line(self.card.label)} [{self.card.record.id}]")

    def action_copy_id(self) -> None:
        """The id."""
        self._copy(self.card.record.id)

    def action_copy_command(self) -> None:
        """The shell command that lists the same."""
        kind = find(self.looking.view).kind
        words = ["catalogue", "search", *(["--kind", kind] if kind else []), "--", self.looking.query]
        self._copy(shlex.join(words))

    def action_cancel(self) -> None:
        """Nothing."""
        self.dismiss()

    def _copy(self, text: str) -> None:
        """Copy in a thread, for a tool may take its time."""
        self.app.run_worker(partial(_copied, self.app, one_line(text, LONGEST)), thread=True, group=SCOPE)
        self.dismiss()


def _copied(app: App[object], text: str) -> None:
    natively = copy_natively(text)
    app.call_later(_told, app, text, natively)


def _told(app: App[object], text: str, natively: bool) -> None:
    if not natively:
        app.copy_to_clipboard(text)
    how = _("Copied: {text}") if natively else _("Given to the terminal to copy, which may ignore it: {text}")
    app.notify(how.format(text=fit(text, 80)), markup=False)
