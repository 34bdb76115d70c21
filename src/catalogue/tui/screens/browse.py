"""Browsing: views, search box, filters, list and card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from textual.content import Content

from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.model.answers import Card, Facet, Page
from catalogue.present import words
from catalogue.present.record import sheet
from catalogue.query import rewrite
from catalogue.text.safe import one_line
from catalogue.tui import asking, messages, telling
from catalogue.tui.commands import bindings
from catalogue.tui.screens.copying import CopyMenu
from catalogue.tui.screens.panes import PaneScreen
from catalogue.tui.state import Looking, Spot, Trail
from catalogue.tui.views import VIEWS, find
from catalogue.tui.widgets.results import PAGE
from catalogue.tui.widgets.searchbox import LONGEST


class Browse(PaneScreen):
    """One screen for every view of records. What it shows follows from ``looking``."""

    BINDINGS = bindings("browse")

    def __init__(self, session: Session, looking: Looking, *, remapped: Mapping[str, str]) -> None:
        super().__init__(session, remapped=remapped)
        self.looking = replace(looking, query=one_line(looking.query, LONGEST))
        self.trail = Trail()
        self.counts: Mapping[str, int] = {}
        self.card: Card | None = None
        self.page = Page((), 0)
        self._typing_from: Spot | None = None

    def on_mount(self) -> None:
        """Fill the screen."""
        self._note("")
        self.box.put(self.looking.query)
        self.relabel()

    def relabel(self) -> None:
        """Say everything in the language of the interface, which may have changed; stay where one is."""
        self.views.views = tuple((view.id, telling.view(view, self.session.lang)) for view in VIEWS)
        self.box.placeholder = _("words, or field:value")
        self.facets.border_title = Content(_("Filters"))
        self.keys.refresh()
        self.action_reload()

    # ---------------------------------------------------------------- asking and being answered

    def search(self, *, row: int = 0, top: int = 0, keep: bool = False) -> None:
        """Ask for what is looked at. With ``keep`` the chosen record stays, whether the list holds it or not."""
        self.hush()
        self.views.here = self.looking.view
        self.facets.tick(asking.ticks(self.looking))
        first = min(row, top) // PAGE * PAGE
        question = partial(asking.page, self.session, self.looking, offset=first, limit=2 * PAGE if first else PAGE)
        self.ask("page", question, partial(self._listed, row=row, top=top, keep=keep))

    def _listed(self, page: Page, *, row: int, top: int, keep: bool) -> None:
        self.page = page
        ids = [own.id for own in page.rows]
        chosen = self.looking.chosen if keep else ""
        outside = bool(chosen) and chosen not in ids
        if chosen in ids:
            row = page.offset + ids.index(chosen)
        view = find(self.looking.view)
        self.list_or_advice(empty=not page.total)
        self.results.begin(view.columns, self.session.lang, page, row=row, top=top, tell=not outside)
        self._note(telling.notes(page.notes))
        self._entitle()
        if outside:
            self.show_card(chosen)
        elif not page.total:
            self.show_card("")
        self.ask("facets", partial(asking.facets, self.session, self.looking), self._faceted)
        if page.capped:
            self.ask("exact", partial(asking.exact, self.session, self.looking), self._exactly)
        if not page.total:
            self._advise(())
            self.ask("ways", partial(asking.ways_out, self.session, self.looking), self._advise)
        if not self.counts:
            self.ask("counts", partial(asking.counts, self.session), self._counted)

    def _faceted(self, facets: tuple[Facet, ...]) -> None:
        self.facets.show(facets, asking.ticks(self.looking), kind=find(self.looking.view).kind)

    def _exactly(self, total: int) -> None:
        self.page = replace(self.page, total=total, capped=False)
        self.results.count(total)
        self._entitle()

    def _counted(self, counts: Mapping[str, int]) -> None:
        self.counts = self.views.counts = counts
        self._entitle()
        if not sum(counts.values()):
            self._advise(())

    def _advise(self, ways: tuple[asking.Way, ...]) -> None:
        """In the place of an empty list: what would bring records back."""
        self.advice.border_title = Content(_("Nothing found"))
        self.advice.show(telling.advice(self.looking, ways, self.counts, self.session.lang))

    def _entitle(self) -> None:
        self.results.entitle(*telling.title(self.page, self.looking, self.counts, self.session.lang))

    def _note(self, text: str) -> None:
        self.notes.display = bool(text)
        self.notes.update(Content(text))

    def failed(self, failure: CatalogueError) -> None:
        """Say it under the search box."""
        self._note(telling.sentences(*words.told(failure)))

    def on_wanted(self, event: messages.Wanted) -> None:
        """Fetch rows that the list has to show."""
        question = partial(asking.page, self.session, self.looking, offset=event.offset, limit=event.limit)
        self.ask("rows", question, self.results.put)

    # ---------------------------------------------------------------- the card

    def show_card(self, record: str, *, target: str = "") -> None:
        """Show a record, the cursor on its link to ``target`` if it has one; nothing for ""."""
        self.looking = replace(self.looking, chosen=record)
        if record:
            held = self.results.index_of(record) is not None
            question = partial(asking.card_beside, self.session, record, self.looking, held=held)
            self.ask("card", question, partial(self._carded, target=target))
            return
        self.card = None
        self.add_class("-no-card")
        self.detail.show(())

    def _carded(self, found: tuple[Card, bool], *, target: str) -> None:
        card, inside = found
        again = self.card is not None and self.card.record.id == card.record.id
        self.card = card
        told = tuple(sheet(card, self.session.lang).lines())
        self.remove_class("-no-card")
        self.detail.show(told, target=target, keep=again)
        self.detail.border_title = Content(one_line(card.record.id))
        self.detail.border_subtitle = None if inside else Content(_("not in this list"))

    def on_chosen(self, event: messages.Chosen) -> None:
        """The cursor moved: its record's card follows."""
        self.show_card(event.id)

    def on_opened(self) -> None:
        """Go to the card."""
        self.enter("detail")

    def on_followed(self, event: messages.Followed) -> None:
        """Open the record a link leads to, wherever it is listed; or take a way out of an empty list."""
        if event.pane == "advice":
            view, query = telling.way_of(event.target)
            self.go(replace(self.looking, view=view, query=query))
            return
        self.trail.leave(self.here())
        index = self.results.index_of(event.target)
        if index is None:
            self.show_card(event.target)
        else:
            self.results.go(index)

    # ---------------------------------------------------------------- the way here and back

    def here(self) -> Spot:
        """What is looked at now, and how."""
        return Spot(self.looking, self.results.cursor, self.results.top, self.pane)

    def go(self, looking: Looking) -> None:
        """Look at something else, and remember where one was."""
        self.trail.leave(self.here())
        self.looking = looking
        self.box.put(looking.query)
        self.search()

    def action_back(self) -> None:
        """Where one was before; the cursor of the card stands on the link that was followed."""
        here = self.here()
        self._return(self.trail.back(here), came_from=here.looking.chosen)

    def action_forward(self) -> None:
        """Where one went back from."""
        self._return(self.trail.forward(self.here()))

    def _return(self, spot: Spot | None, *, came_from: str = "") -> None:
        if spot is None:
            return
        same = (spot.looking.query, spot.looking.view) == (self.looking.query, self.looking.view)
        self.looking = spot.looking
        self.box.put(spot.looking.query)
        self._typing_from = None
        if same:
            self.results.restore(spot.row, spot.top)
            self.show_card(spot.looking.chosen, target=came_from)
        else:
            self.search(row=spot.row, top=spot.top, keep=True)
        self.enter(spot.pane)

    # ---------------------------------------------------------------- the query

    def pane_entered(self, pane: str) -> None:
        """A query that was typed is a step of its own on the way back."""
        if pane == "search":
            self._typing_from = self._typing_from or self.here()
            return
        before, self._typing_from = self._typing_from, None
        if before and before.looking.query != self.looking.query:
            self.trail.leave(replace(before, pane="results"))

    def on_narrowed(self, event: messages.Narrowed) -> None:
        """The text of the box changed."""
        self.looking = replace(self.looking, query=event.query)
        self.search()

    def on_left(self) -> None:
        """From the box to the list."""
        self.enter("results")

    def on_ticked(self, event: messages.Ticked) -> None:
        """A tick edits the query."""
        turn = rewrite.exclude if event.excluded else rewrite.toggle
        self.go(replace(self.looking, query=turn(self.looking.query, event.field, event.value)))

    def on_view_picked(self, event: messages.ViewPicked) -> None:
        """A view was clicked."""
        self.action_view(event.view)

    # ---------------------------------------------------------------- keys

    def action_view(self, view: str) -> None:
        """Look at another view with the same query."""
        if view != self.looking.view:
            self.go(replace(self.looking, view=view, chosen=""))
        self.enter("results")

    def action_clear_facets(self) -> None:
        """Take every filter away, keep the words."""
        self.go(replace(self.looking, query=asking.untick(self.looking)))

    def action_sort(self) -> None:
        """Order by the next column."""
        self.go(replace(self.looking, query=asking.next_sort(self.looking)))

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.go(replace(self.looking, query=asking.reversed_sort(self.looking)))

    def action_reload(self) -> None:
        """Read the catalogue again, stay where one is."""
        self.counts = {}
        self.search(row=self.results.cursor, top=self.results.top, keep=bool(self.looking.chosen))

    def action_copy(self) -> None:
        """Ask what to copy of this record."""
        if self.card:
            self.app.push_screen(CopyMenu(self.card, self.looking))
