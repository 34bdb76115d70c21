"""Records side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from textual.app import ComposeResult

from catalogue.api import compare
from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.model.comparison import Comparison
from catalogue.present import words
from catalogue.present.comparison import lines
from catalogue.present.shapes import Line
from catalogue.tui import messages, telling
from catalogue.tui.commands import bindings
from catalogue.tui.screens.threads import AskingScreen
from catalogue.tui.widgets.bars import KeyBar
from catalogue.tui.widgets.lines import LineView

FEWEST, LARGEST = 2, 4


class CompareScreen(AskingScreen):
    """One line per field, one column per record; differences are highlighted. The names at the top are links."""

    BINDINGS = bindings("compare")
    AUTO_FOCUS = "#compared"

    def __init__(self, session: Session, ids: Sequence[str], *, remapped: Mapping[str, str]) -> None:
        super().__init__(session)
        self.ids = tuple(ids)
        self.differing = False
        self.comparison: Comparison | None = None
        self.lines = LineView(id="compared")
        self.keys = KeyBar(("compare", "lines", "move", "app"), remapped)

    def compose(self) -> ComposeResult:
        """The columns, and the keys below."""
        yield self.lines
        yield self.keys

    def on_mount(self) -> None:
        """Query the comparison."""
        self.ask("compare", partial(compare.compare, self.session, self.ids), self._compared)

    def _compared(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._show()

    def _show(self) -> None:
        if self.comparison is None:
            return
        self.lines.draw(self._drawn, keep=True)
        differing = sum(row.differs for row in self.comparison.rows)
        shown = (
            _("{n} differences").format(n=differing)
            if self.differing
            else _("{n} of {all} fields differ").format(n=differing, all=len(self.comparison.rows))
        )
        self.lines.entitle(_("Side by side"), shown)

    def _drawn(self, width: int, height: int) -> Sequence[Line]:
        """The lines; the names of the records stay at the top if they stand there and leave room for the rest."""
        if self.comparison is None:
            return ()
        drawn = tuple(lines(self.comparison, self.session.lang, max(width, 20), differing=self.differing))
        heads = drawn.index(()) + 1 if () in drawn else 0
        self.lines.fixed = heads if heads <= height // 2 else 0
        return drawn

    def relabel(self) -> None:
        """Redraw in another language."""
        self.keys.refresh()
        self._show()

    def failed(self, failure: CatalogueError) -> None:
        """Say why these records cannot be compared, and go back."""
        self.app.notify(telling.sentences(*words.explained(failure)), severity="warning", markup=False)
        self.dismiss()

    def on_followed(self, event: messages.Followed) -> None:
        """Open a record in the list."""
        event.stop()
        self.dismiss(event.target)

    def action_differences(self) -> None:
        """Switch between only the differences and all fields."""
        self.differing = not self.differing
        self._show()

    def action_leave_comparison(self) -> None:
        """Back to the list."""
        self.dismiss()
