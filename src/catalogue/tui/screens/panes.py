"""A screen of panes: which there are, which has the focus, and which are shown at which size."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import Static

from catalogue.api.session import Session
from catalogue.tui import awaiting
from catalogue.tui.screens.threads import AskingScreen
from catalogue.tui.widgets.bars import KeyBar, ViewBar
from catalogue.tui.widgets.card import CardView
from catalogue.tui.widgets.facets import Facets
from catalogue.tui.widgets.lines import LineView
from catalogue.tui.widgets.remark import Remark
from catalogue.tui.widgets.results import Results
from catalogue.tui.widgets.searchbox import SearchBox

PANES = ("search", "facets", "results", "advice", "detail")
SCOPES = {
    "search": ("search", "app"),
    "facets": ("facets", "move", "browse", "app"),
    "results": ("results", "move", "browse", "app"),
}
WIDTHS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]
HEIGHTS = [(0, "-low"), (20, "-tall"), (32, "-roomy")]
LINE_SCOPES = ("lines", "move", "browse", "app")
CARD_SCOPES = ("card", *LINE_SCOPES)


def reached(steps: Sequence[tuple[int, str]], size: int) -> str:
    """The class for a width or a height in cells: that of the largest step not above it."""
    return [name for least, name in steps if least <= size][-1]


@runtime_checkable
class Relabelled(Protocol):
    """A screen that can redraw in another language of the interface."""

    def relabel(self) -> None:
        """Called when the language has changed."""


@runtime_checkable
class Drafting(Protocol):
    """A screen that may hold unsaved changes."""

    def may_leave(self) -> bool:
        """Whether nothing would be lost; otherwise warns the reader."""


class PaneScreen(AskingScreen):
    """Search box, filters, list and card.

    The style sheet arranges them by the classes set here: ``-in-PANE`` for the focus, ``-no-detail``, ``-zoom``, and by
    width and height.
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = "#results"

    def __init__(self, session: Session, *, remapped: Mapping[str, str]) -> None:
        super().__init__(session)
        self.add_class("-in-results")
        self.views = ViewBar(id="views")
        self.box = SearchBox(id="search")
        self.notes = Remark(id="notes")
        self.facets = Facets(id="facets")
        self.results = Results(id="results")
        self.advice = LineView(id="advice")
        self.advice.add_class("-hidden")
        self.detail = CardView(id="detail")
        self.keys = KeyBar(remapped=remapped)
        self.lined = False
        self.facets.remapped = remapped
        self.views.set_reactive(ViewBar.name_of_file, session.path.name)

    def compose(self) -> ComposeResult:
        """Bars above and below, the panes between them. The classes of the size are there before the first layout."""
        width, height = self.app.size
        self.add_class(reached(WIDTHS, width), reached(HEIGHTS, height), update=False)
        yield self.views
        with Horizontal(id="box"):
            yield Static("/", id="slash", markup=False)
            yield self.box
        yield self.notes
        with Horizontal(id="body"):
            yield self.facets
            with Vertical(id="panes"):
                yield self.results
                yield self.advice
                yield self.detail
        yield self.keys

    @property
    def pane(self) -> str:
        """The id of the pane that has the focus; the list if none has."""
        return next((name for name in PANES if self.has_class(f"-in-{name}")), "results")

    def enter(self, pane: str) -> None:
        """Focus a pane, and show it if it is hidden."""
        if pane in ("results", "advice"):
            pane = "advice" if self.lined else "results"
        if pane == "detail":
            self.remove_class("-no-detail")
        self._mark(pane)
        # At once, not with the next message: what is typed after `/` belongs in the box.
        self.screen.set_focus(self.query_one(f"#{pane}", Widget))

    def list_or_lines(self, *, lines: bool) -> None:
        """Show the list of rows, or lines in its place; the focus stays there."""
        changed, self.lined = lines != self.lined, lines
        self.results.set_class(lines, "-hidden")
        self.advice.set_class(not lines, "-hidden")
        if changed and self.pane in ("results", "advice"):
            self.enter("results")

    def _mark(self, pane: str) -> None:
        self.update_classes({f"-in-{name}": name == pane for name in PANES})

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Layout and footer follow the focus."""
        pane = event.widget.id or ""
        if pane in PANES:
            self._mark(pane)
            self.keys.scopes = self.scopes_of(pane)
            self.keys.typing = pane == "search"
            self.pane_entered(pane)

    def scopes_of(self, pane: str) -> tuple[str, ...]:
        """The scopes whose keys work in a pane."""
        return CARD_SCOPES if pane == "detail" else SCOPES.get(pane, LINE_SCOPES)

    def awaits(self, key: str) -> bool:
        """Whether something that a key acts on is still pending."""
        if not (open_groups := self.open_groups()):
            return False
        needed = awaiting.needed(key, self.scopes_of(self.pane), self.keys.remapped, pane=self.pane)
        return not needed.isdisjoint(open_groups)

    def open_groups(self) -> Collection[str]:
        """The groups of queries that are not answered yet, or are about to be asked."""
        return self.unanswered

    def pane_entered(self, pane: str) -> None:
        """Called when the focus has moved to another pane."""

    # ---------------------------------------------------------------- keys

    def action_search(self) -> None:
        """Go to the search box, to add to its words."""
        if self.pane != "search":
            self.box.add_space()
        self.enter("search")

    def action_facets(self) -> None:
        """Go to the filters, or back to the list."""
        self.enter("results" if self.pane == "facets" else "facets")

    def action_detail(self) -> None:
        """Show or hide the card; on a low screen it takes the place of the list."""
        if self.has_class("-low") or self.has_class("-zoom"):
            self.enter("results" if self.pane == "detail" else "detail")
            return
        inside = self.pane == "detail"
        self.toggle_class("-no-detail")
        if inside:
            self.enter("results")

    def action_place(self) -> None:
        """Move the card: next to the list or below it."""
        self.toggle_class("-turned")

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or undo that."""
        self.toggle_class("-zoom")

    def action_next_pane(self) -> None:
        """To the next pane on the screen."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """To the pane before."""
        self.focus_previous()

    def action_up_a_step(self) -> None:
        """Undo the zoom, else go to the list."""
        if self.has_class("-zoom"):
            self.remove_class("-zoom")
        elif self.pane not in ("results", "advice"):
            self.enter("results")
