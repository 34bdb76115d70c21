"""The copy menu: one more key after ``y`` chooses what to copy."""

from __future__ import annotations

from functools import partial

from textual.app import App, ComposeResult
from textual.content import Content

from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.present import words
from catalogue.present.shapes import Span
from catalogue.text.safe import one_line
from catalogue.text.width import fit
from catalogue.tui import boards, copied, messages, telling
from catalogue.tui.clipboard import copy_natively
from catalogue.tui.commands import bindings, keys_shown, of
from catalogue.tui.screens.leaving import SmallWindow
from catalogue.tui.widgets.lines import LineView

SCOPE = "copy"


class Menu(LineView, can_focus=False, inherit_bindings=False):
    """Lines that are chosen by their keys, or by a click."""


class CopyMenu(SmallWindow[None]):
    """A small menu; it copies, reports the outcome, and closes."""

    BINDINGS = bindings(SCOPE)

    def __init__(self, session: Session, chosen: copied.Chosen) -> None:
        super().__init__()
        self.session = session
        self.chosen = chosen

    def compose(self) -> ComposeResult:
        """A line for each thing that can be copied."""
        menu = Menu(id="menu")
        number = len(self.chosen.ids)
        menu.border_title = Content(_("Copy"))
        counted = ngettext("{n} record", "{n} records", number).format(n=number)
        menu.border_subtitle = Content(boards.marked(number) if self.chosen.marked else counted)
        yield menu

    def on_mount(self) -> None:
        """Show the lines."""
        self.query_one(Menu).show(
            tuple(
                (Span(f"{keys_shown(command):>4}  ", "label"), Span(_(command.help), "", command.id))
                for command in of((SCOPE,))
            )
        )

    async def on_followed(self, event: messages.Followed) -> None:
        """A line was clicked."""
        event.stop()
        await self.run_action(event.target)

    def action_copy_citation(self) -> None:
        """The citation."""
        self._copy("citation")

    def action_copy_reference(self) -> None:
        """Name and id."""
        self._copy("reference")

    def action_copy_id(self) -> None:
        """The id."""
        self._copy("id")

    def action_copy_tsv(self) -> None:
        """The rows, values apart by tabs."""
        self._copy("tsv")

    def action_copy_json(self) -> None:
        """The whole record as JSON."""
        self._copy("json")

    def action_copy_markdown(self) -> None:
        """The card as Markdown."""
        self._copy("markdown")

    def action_copy_command(self) -> None:
        """The shell command that shows the same."""
        self._copy("command")

    def action_cancel(self) -> None:
        """Copy nothing."""
        self.dismiss()

    def _copy(self, what: str) -> None:
        """Copy in a thread, because queries and clipboard tools may take time."""
        question = partial(_copied, self.app, self.session, what, self.chosen)
        self.app.run_worker(question, thread=True, group=SCOPE)
        self.dismiss()


def copy_text(app: App[object], text: str) -> None:
    """Copy a text in a thread, and report the outcome."""

    def run() -> None:
        app.call_later(_report, app, text, copy_natively(text))

    app.run_worker(run, thread=True, group=SCOPE)


def _copied(app: App[object], session: Session, what: str, chosen: copied.Chosen) -> None:
    try:
        text = session.answered(partial(copied.text, what, session, chosen))
    except CatalogueError as failure:
        app.call_later(
            partial(app.notify, telling.sentences(*words.explained(failure)), severity="warning", markup=False)
        )
        return
    natively = copy_natively(text)
    app.call_later(_report, app, text, natively)


def _report(app: App[object], text: str, natively: bool) -> None:
    if not natively:
        app.copy_to_clipboard(text)
    how = _("Copied: {text}") if natively else _("Sent to the terminal to copy (it may ignore this): {text}")
    app.notify(how.format(text=fit(one_line(text), 80)), markup=False)
