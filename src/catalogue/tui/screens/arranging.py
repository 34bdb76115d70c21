"""Which columns the list has: the usual ones of its view, or those that the reader chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from catalogue.api.session import Session
from catalogue.i18n import gettext as _
from catalogue.present import listing
from catalogue.present.shapes import Line, Span
from catalogue.tui import views
from catalogue.tui.screens.charting import ChartingScreen
from catalogue.tui.state import ViewState
from catalogue.tui.views import View

if TYPE_CHECKING:
    from catalogue.tui.screens.prompts import Answer

_USUAL = "*"


class ArrangingScreen(ChartingScreen):
    """Lets the reader choose the columns of each view."""

    def __init__(self, session: Session, looking: ViewState, *, remapped: Mapping[str, str]) -> None:
        super().__init__(session, looking, remapped=remapped)
        self.columns: dict[str, tuple[str, ...]] = {}
        """By view, the columns that the reader chose."""

    @property
    def view(self) -> View:
        """The current view, with the columns that the reader chose for it."""
        return views.arranged(super().view, self.columns.get(self.looking.view, ()))

    def action_columns(self) -> None:
        """Choose columns, one after another."""
        self._choose_column("")

    def _choose_column(self, at: str) -> None:
        from catalogue.tui.screens.prompts import Prompt

        prompt = Prompt(_("Columns"), _("part of a name"), self._column_lines(), choosing=True, at=at)
        self.app.push_screen(prompt, self._turn)

    def _column_lines(self) -> tuple[Line, ...]:
        lang, chosen = self.session.lang, self.columns.get(self.view.id, ())
        shown = chosen or views.usual(self.view)
        usual = Span(_("the usual ones"), "link", _USUAL), Span("" if chosen else "  ✓", "good")
        return (usual, *(_line(name, lang, shown=name in shown) for name in views.choosable(self.view)))

    def _turn(self, answer: Answer | None) -> None:
        """Add or remove a column, and ask for the next one."""
        if answer is None:
            return
        view, name = self.view, answer.chosen
        shown = self.columns.get(view.id, ()) or views.usual(view)
        turned = tuple(own for own in shown if own != name) if name in shown else (*shown, name)
        self.columns[view.id] = () if name == _USUAL or turned == views.usual(view) else turned
        self.again()
        if name != _USUAL:
            self._choose_column(name)


def _line(name: str, lang: str, *, shown: bool) -> Line:
    heading = listing.column(name, lang).heading
    named = () if heading.replace(" ", "_") == name else (Span(f"  {name}", "faint", name),)
    return Span(heading, "link", name), *named, Span("  ✓" if shown else "", "good")
