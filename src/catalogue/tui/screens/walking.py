"""Going from record to record: the card, the links on it, and the way back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from catalogue.api.session import Session
from catalogue.i18n import gettext as _
from catalogue.text.safe import one_line
from catalogue.tui import matching, messages, tabs
from catalogue.tui.screens.panes import PaneScreen
from catalogue.tui.screens.threads import REST
from catalogue.tui.state import Position, Trail, ViewState
from catalogue.tui.views import View, find
from catalogue.tui.widgets.lines import GUTTER
from catalogue.tui.widgets.searchbox import LONGEST

if TYPE_CHECKING:
    from catalogue.model.card import Card


class WalkingScreen(PaneScreen):
    """Holds what is viewed (``looking``), shows the card of the chosen record, and remembers the trail."""

    def __init__(self, session: Session, looking: ViewState, *, remapped: Mapping[str, str]) -> None:
        super().__init__(session, remapped=remapped)
        self.looking = replace(looking, query=one_line(looking.query, LONGEST))
        self.trail = Trail()
        self.card: Card | None = None
        self.tab = tabs.OVERVIEW
        self.path: tuple[str, ...] = ()
        """The records from which links were followed to the one on the card."""
        self._followed = ""
        self._heard = {self.results: 0, self.advice: 0}
        self._typing_from: Position | None = None

    @property
    def view(self) -> View:
        """The current view."""
        return find(self.looking.view)

    def search(self, *, row: int = 0, top: int = 0, keep: bool = False) -> None:
        """Query the current list. With ``keep`` the chosen record stays, even if the list does not contain it."""
        raise NotImplementedError

    # ---------------------------------------------------------------- the card

    def show_card(self, record: str, *, target: str = "") -> None:
        """Show a record, the cursor on its link to ``target`` if it has one; nothing for "".

        If the same record is shown again but no longer exists, another takes its place.
        """
        self.looking = replace(self.looking, chosen=record)
        if record:
            self._ask_tab(record, target, kept=self.card is not None and self.card.record.id == record)
            return
        self.card = None
        self.add_class("-no-card")
        self.detail.entitle("")
        self.detail.show(())

    def _ask_tab(self, record: str, target: str = "", *, first: int = 0, kept: bool = False) -> None:
        ask = tabs.tab_if_there if kept else tabs.tab
        room = self.detail.scrollable_content_region.width - GUTTER
        asked = tabs.Asked(record, self.tab, first, self.held(record), self.path, room)
        question = partial(ask, self.session, asked, self.looking)
        self.ask_then("card", question, partial(self._carded, target=target, top=bool(first)), lull=REST)

    def on_resized(self) -> None:
        """Fit the way to the record on the card to the new width."""
        if self.path and self.looking.chosen:
            self._ask_tab(self.looking.chosen, kept=True)

    def held(self, record: str) -> bool | None:
        """Whether the list contains a record; None if it may, on a page that is not loaded."""
        if self.view.shows == "records":
            return True if self.results.index_of(record) is not None else None
        return record in self.advice.targets

    def _carded(self, tab: tabs.Tab | None, *, target: str, top: bool) -> None:
        if tab is None:
            self._show_another()
            return
        card = tab.card
        again = self.card is not None and self.card.record.id == card.record.id and self.detail.here == tab.name
        self.card = card
        lines = tuple(matching.marked(line, self.results.matching) for line in tab.lines)
        self.remove_class("-no-card")
        self.detail.show(lines, target=target, keep=again and not top, first=tab.crumbs)
        self.detail.turn(tabs.titles(card), tab.name, card.record.id, "" if tab.inside else _("not in this list"))

    def _show_another(self) -> None:
        """The record on the card no longer exists: show the one under the cursor of the list."""
        if self.view.shows == "records" and self.results.total:
            self.results.go(self.results.cursor)
        else:
            self.show_card(self.advice.target if self.view.shows == "agenda" else "")

    def on_tab_turned(self, event: messages.TabTurned) -> None:
        """Show another tab of the card, for this record and those that follow."""
        self.tab = event.tab
        if self.card:
            self._ask_tab(self.card.record.id)

    def open_groups(self) -> Collection[str]:
        """The card is open, too, while the message that the cursor is on another record is on its way."""
        pane = self.advice if self.lined else self.results
        return super().open_groups() if pane.sent == self._heard[pane] else {*super().open_groups(), "card"}

    def on_pointed(self, event: messages.Pointed) -> None:
        """The message of the lines in the place of the list has arrived."""
        if event.pane == self.advice.id:
            self._heard[self.advice] = event.number

    def action_neighbours(self) -> None:
        """Show what is linked to the record, and what is linked to that."""
        if self.card:
            self.on_tab_turned(messages.TabTurned(tabs.AROUND))
            self.enter("detail")

    def on_chosen(self, event: messages.Chosen) -> None:
        """Show the card of the record under the cursor; unless a link led there, a new way begins."""
        self._heard[self.results] = event.number
        if event.id != self._followed:
            self.path = ()
        self.show_card(event.id)

    def on_opened(self) -> None:
        """Go to the card."""
        self.enter("detail")

    def follow(self, record: str) -> None:
        """Open the record that a link leads to, wherever it is listed; or another page of links."""
        from catalogue.present.card_tabs import page_of

        first = page_of(record)
        if first is not None and self.card:
            self._ask_tab(self.card.record.id, first=first)
            return
        if steps := tabs.steps_in(record):
            for _step in range(steps):
                self.action_back()
            return
        self.trail.leave(self.here())
        if self.looking.chosen:
            self.path = (*self.path, self.looking.chosen)
        self._followed, self.looking = record, replace(self.looking, chosen=record)
        index = self.results.index_of(record) if self.view.shows == "records" else None
        sent = self.results.sent
        if index is not None:
            self.results.go(index)
        if self.results.sent == sent:  # not in the list, or under its cursor all the time
            self.show_card(record)

    # ---------------------------------------------------------------- the way here and back

    def here(self) -> Position:
        """The current spot."""
        return Position(self.looking, self.results.cursor, self.results.top, self.pane, self.path)

    def go(self, looking: ViewState) -> None:
        """View something else, and remember the present spot."""
        self.trail.leave(self.here())
        self.looking, self.path = looking, ()
        self.box.put(looking.query)
        self.search()

    def action_back(self) -> None:
        """Go to the spot before; the cursor of the card is on the link that was followed."""
        here = self.here()
        self._return(self.trail.back(here), came_from=here.looking.chosen)

    def action_forward(self) -> None:
        """Go forward again to the position that was left by going back."""
        self._return(self.trail.forward(self.here()))

    def _return(self, spot: Position | None, *, came_from: str = "") -> None:
        if spot is None:
            return
        same = replace(spot.looking, chosen="") == replace(self.looking, chosen="")
        self.looking, self.path, self._followed = spot.looking, spot.path, spot.looking.chosen
        self.box.put(spot.looking.query)
        self._typing_from = None
        if same:
            self.results.restore(spot.row, spot.top)
            self.show_card(spot.looking.chosen, target=came_from)
        else:
            self.search(row=spot.row, top=spot.top, keep=True)
        self.enter(spot.pane)

    def pane_entered(self, pane: str) -> None:
        """Make a typed query a step of its own in the trail."""
        if pane == "search":
            self._typing_from = self._typing_from or self.here()
            return
        before, self._typing_from = self._typing_from, None
        if before and before.looking.query != self.looking.query:
            self.trail.leave(replace(before, pane="results"))
