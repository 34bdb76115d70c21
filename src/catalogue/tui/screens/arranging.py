"""Which columns the list has: the usual ones of its view, those that the reader chose, those of a saved search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

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
        """The current view, with the columns of the saved search that was opened, or those chosen for the view."""
        usual = super().view
        return views.arranged(usual, views.possible(usual, self.looking.columns) or self.columns.get(usual.id, ()))

    def shown_columns(self) -> tuple[str, ...]:
        """The columns of the list besides the glyph, as a saved search keeps them."""
        return tuple(column.name for column in self.view.columns if column.name != views.MARK.name)

    def action_columns(self) -> None:
        """Choose columns, one after another."""
        self._choose_column("")

    def _choose_column(self, at: str) -> None:
        from catalogue.tui.screens.prompts import Prompt

        prompt = Prompt(_("Columns"), _("part of a name"), self._column_lines(), choosing=True, at=at)
        self.app.push_screen(prompt, self._turn)

    def _column_lines(self) -> tuple[Line, ...]:
        lang, shown = self.session.lang, views.shown(self.view)
        is_usual = shown == views.usual(self.view)
        usual = Span(_("the usual ones"), "link", _USUAL), Span("  ✓" if is_usual else "", "good")
        return (usual, *(_line(name, lang, shown=name in shown) for name in views.choosable(self.view)))

    def _turn(self, answer: Answer | None) -> None:
        """Add or remove a column, and ask for the next one."""
        if answer is None:
            return
        view, name = self.view, answer.chosen
        usual = views.usual(view)
        shown = views.possible(view, self.looking.columns) or self.columns.get(view.id) or usual
        turned = tuple(own for own in shown if own != name) if name in shown else (*shown, name)
        turned = usual if name == _USUAL else turned
        if self.looking.columns:
            self.looking = replace(self.looking, columns=turned)
        else:
            self.columns[view.id] = () if turned == usual else turned
        self.again()
        if name != _USUAL:
            self._choose_column(name)


def _line(name: str, lang: str, *, shown: bool) -> Line:
    heading = listing.column(name, lang).heading
    return Span(heading, "link", name), Span("  ✓" if shown else "", "good")
