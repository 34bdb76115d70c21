"""A dossier on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual.app import ComposeResult

from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.model.answers import Note
from catalogue.model.dossier import Dossier
from catalogue.present import document_lines, dossier, words
from catalogue.present.shapes import Span
from catalogue.tui import dossiers, messages, shell, telling
from catalogue.tui.commands import bindings
from catalogue.tui.screens.copying import copy_text
from catalogue.tui.screens.paths import PathPrompt
from catalogue.tui.screens.threads import AskingScreen
from catalogue.tui.widgets.bars import KeyBar
from catalogue.tui.widgets.lines import LineView

FILE = "dossier.md"


class DossierScreen(AskingScreen):
    """The dossier of a query. Every record named in it is a link; the screen ends with the id of the one followed."""

    BINDINGS = bindings("dossier")
    AUTO_FOCUS = "#dossier"

    def __init__(self, session: Session, query: str, *, at: str = "", remapped: Mapping[str, str]) -> None:
        """``at`` is the record that the cursor is on at first."""
        super().__init__(session)
        self.asked = query
        self.at = at
        self.brief: Dossier | None = None
        self.lines = LineView(id="dossier")
        self.keys = KeyBar(("dossier", "lines", "move", "app"), remapped)

    def compose(self) -> ComposeResult:
        """The text, and the keys below."""
        yield self.lines
        yield self.keys

    def on_mount(self) -> None:
        """Compile the dossier."""
        self.lines.entitle(_("Dossier"))
        self.lines.show(((Span(_("The dossier is being compiled …"), "faint"),),))
        self._compile()

    def _compile(self) -> None:
        self.ask("dossier", partial(dossiers.compiled, self.session, self.asked), self._compiled)

    def _compiled(self, brief: Dossier) -> None:
        first, self.brief = self.brief is None, brief
        counted = len(brief.all_cards())
        self.lines.entitle(
            f"{_('Dossier')} · {telling.short(self.title_text)}",
            ngettext("{n} record", "{n} records", counted).format(n=counted),
        )
        document = dossier.document(brief, self.session.lang)
        self.lines.draw(lambda width, _height: tuple(document_lines.lines(document, width)), keep=not first)
        if first:
            self.lines.point_to(self.at)
        if first and (remark := telling.notes(dossiers.remarks(brief))):
            self.say(remark)

    @property
    def title_text(self) -> str:
        """What it is about; "" before it is compiled."""
        return dossier.title(self.brief, self.session.lang) if self.brief else ""

    def relabel(self) -> None:
        """Compile it in another language."""
        self.keys.refresh()
        self._compile()

    def say(self, text: str) -> None:
        """A short message."""
        self.app.notify(text, markup=False)

    def failed(self, failure: CatalogueError) -> None:
        """Say why there is no dossier, and go back; or why it could not be written."""
        text = telling.sentences(*words.explained(failure))
        if failure.code == "dossier.nothing":
            wording = _("Nothing was found for the dossier: no record meets {query}.")
            text = wording.format(query=telling.short(self.asked))
        self.app.notify(text, severity="warning", markup=False)
        if self.brief is None:
            self.dismiss()

    def on_followed(self, event: messages.Followed) -> None:
        """Open a record in the list."""
        event.stop()
        self.dismiss(event.target)

    def action_write_dossier(self) -> None:
        """Ask for a file name, and write the dossier to that file."""
        if self.brief is not None:
            heading = _("Write the dossier (.md, .html or .json)")
            prompt = PathPrompt(heading, value=FILE, suffixes=dossiers.SUFFIXES, new=True)
            self.app.push_screen(prompt, self._write)

    def _write(self, path: str | None) -> None:
        if path and self.brief is not None:
            self.ask("write", partial(dossiers.write, self.brief, path, self.session.lang), self._written)

    def _written(self, note: Note) -> None:
        self.say(telling.notes((note,)))

    def action_dossier_command(self) -> None:
        """Copy the equivalent shell command."""
        copy_text(self.app, shell.dossier(self.session.path, self.asked))

    def action_leave_dossier(self) -> None:
        """Back to the list."""
        self.dismiss()
