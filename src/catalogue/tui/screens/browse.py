"""Browsing: views, search box, filters, list and card."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.content import Content

from catalogue import config
from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.model.answers import Facet, Note, Page
from catalogue.present import words
from catalogue.query import rewrite
from catalogue.text.safe import one_line
from catalogue.tui import asking, boards, matching, messages, telling
from catalogue.tui.commands import BY_ID, bindings, key_shown
from catalogue.tui.screens.moving import MovingScreen
from catalogue.tui.screens.threads import LULL, REST
from catalogue.tui.state import Position, ViewState
from catalogue.tui.views import VIEWS
from catalogue.tui.widgets.results import PAGE

if TYPE_CHECKING:
    from catalogue.query.suggest import Suggestion
    from catalogue.tui.screens.prompts import Answer


class Browse(MovingScreen):
    """One screen for every view. What it shows follows from ``looking``."""

    BINDINGS = bindings("browse", "agenda", "charts", "saved")

    def __init__(
        self, session: Session, looking: ViewState, *, remapped: Mapping[str, str], spot: Position | None
    ) -> None:
        super().__init__(session, looking, remapped=remapped)
        self.counts: Mapping[str, int] = {}
        self._counts_hold = False
        self.page = Page((), 0)
        self._begin = spot
        self._remark = ""
        self._spellings: tuple[str, ...] = ()

    def on_mount(self) -> None:
        """Fill the screen."""
        self.note("")
        self.box.put(self.looking.query)
        self.relabel()

    def relabel(self) -> None:
        """Redraw everything in the language of the interface, which may have changed; positions stay."""
        keys = {view.id: BY_ID[f"view_{view.id}"].bound(self.keys.remapped)[0] for view in VIEWS}
        self.views.views = tuple((own, key_shown(key), telling.view_label(own)) for own, key in keys.items())
        self.box.placeholder = _("words, or field:value")
        self.facets.border_title = Content(_("Filters"))
        self.keys.refresh()
        self.action_reload()

    # ---------------------------------------------------------------- asking and being answered

    def search(self, *, row: int = 0, top: int = 0, keep: bool = False) -> None:
        """Query the current list. With ``keep`` the chosen record stays, even if the list does not contain it."""
        self.hush()
        self.views.here = self.looking.view
        self.results.matching = matching.matcher(self.looking.query)
        self.facets.tick(asking.ticks(self.looking))
        self._spellings = ()
        self._say_also()
        self.set_out()
        if self.view.shows != "records":
            self.board(keep=keep)
            self._count()
            return
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
        self.list_or_lines(lines=not page.total)
        self.results.begin(self.view.columns, self.session.lang, page, row=row, top=top, tell=not outside)
        self.note(telling.notes(page.notes))
        self.entitle()
        if outside:
            self.show_card(chosen)
        elif not page.total:
            self.show_card("")
        self._ask_more(page)

    def _ask_more(self, page: Page) -> None:
        """Query what follows the list: filters, exact count, other spellings, ways out, the counts of the views."""
        self.ask_then("facets", partial(asking.facets, self.session, self.looking, capped=True), self._faceted_at_once)
        if page.capped:
            self.ask_then("exact", partial(asking.exact, self.session, self.looking), self._exactly, lull=REST)
        if self.results.matching is not matching.nothing:
            also = partial(asking.other_spellings, self.session, page, self.looking.query)
            self.ask_then("also", also, self._spelt, lull=REST)
        if not page.total:
            self._advise(())
            self.ask_then("ways", partial(asking.alternatives, self.session, self.looking), self._advise)
        self._count()

    def _count(self) -> None:
        if not self._counts_hold:
            self.ask_later("counts", partial(asking.counts, self.session), self._counted, seconds=LULL)
            self.ask_later("overdue", partial(asking.overdue, self.session), self._flagged, seconds=LULL)
            self.ask_later("index", partial(asking.is_indexed, self.session), self._indexed, seconds=LULL)
            self.written()

    def _indexed(self, answer: bool) -> None:
        if not answer:
            self.app.notify(telling.notes([Note("search.analyser", {})]), severity="warning", markup=False)

    def _faceted_at_once(self, facets: tuple[Facet, ...]) -> None:
        self.faceted(facets)
        if any(facet.capped for facet in facets):
            self.ask("facets", partial(asking.facets, self.session, self.looking), self.faceted)

    def faceted(self, facets: tuple[Facet, ...]) -> None:
        """Show the filters."""
        self.facets.show(facets, asking.ticks(self.looking), kind=self.view.kind)

    def _exactly(self, total: int) -> None:
        self.page = replace(self.page, total=total, capped=False)
        self.results.count(total)
        self.entitle()

    def _counted(self, counts: Mapping[str, int]) -> None:
        self.counts, self._counts_hold = counts, True
        self.views.counts = {**self.views.counts, **counts}
        self.entitle()
        if not sum(counts.values()) and self.view.shows == "records":
            self._advise(())

    def recount(self) -> None:
        """Count the records of the views again with the next list."""
        self._counts_hold = False

    def written(self) -> None:
        """Count the saved searches again."""
        self.ask_later("kept", partial(asking.saved_count, self.session), self._flagged, seconds=LULL)

    def _flagged(self, flags: Mapping[str, int | str]) -> None:
        self.views.counts = {**self.views.counts, **flags}
        self._say_also()

    def on_resize(self) -> None:
        """The name of the catalogue moves to where there is room."""
        self._say_also()

    def _spelt(self, spellings: tuple[str, ...]) -> None:
        self._spellings = spellings
        self._say_also()

    def _advise(self, ways: tuple[asking.Alternative, ...]) -> None:
        """In place of an empty list: what would find records again."""
        self.advice.entitle(_("Nothing found"))
        self.advice.show(telling.advice(self.looking, ways, self.counts, self.session.lang))

    def entitle(self) -> None:
        """Set the title of the list: how many of how many, how many are marked, in which order."""
        title, order = telling.title(self.page, self.looking, self.counts, self.session.lang)
        marked = boards.marked(len(self.marked))
        self.results.entitle(" · ".join(filter(None, [title, marked])), order)

    def note(self, text: str) -> None:
        """Show a message under the search box, with a remark if the catalogue has changed."""
        self._remark = text
        shown = telling.sentences(_("The catalogue has changed; R reloads it.") if self.stale else "", text)
        self.notes.display = bool(shown)
        self.notes.say(shown)

    def changed_elsewhere(self) -> None:
        """Say that the catalogue has changed and can be read again."""
        super().changed_elsewhere()
        self.note(self._remark)

    def failed(self, failure: CatalogueError) -> None:
        """Show the failure under the search box."""
        self.note(telling.sentences(*words.explained(failure)))

    def on_wanted(self, event: messages.Wanted) -> None:
        """Fetch rows that the list must show."""
        question = partial(asking.page, self.session, self.looking, offset=event.offset, limit=event.limit)
        self.ask("rows", question, self.results.put)

    # ---------------------------------------------------------------- what was done

    def on_followed(self, event: messages.Followed) -> None:
        """Follow a link: to a record, a saved search, or a way out of an empty list."""
        if event.pane == "advice" and self.view.shows == "saved":
            self.open_saved(event.target)
        elif self.view.shows == "charts":
            self.choose(event.target, event.pane)
        elif event.pane == "advice" and self.view.shows == "agenda" and event.target != boards.UNFILTERED:
            self.show_card(event.target)
            self.enter("detail")
        elif event.pane == "advice":
            view, query = telling.view_and_query(event.target)
            columns = self.looking.columns if view == self.looking.view else ()
            self.go(replace(self.looking, view=view, query=query, columns=columns))
        else:
            self.follow(event.target)

    def on_narrowed(self, event: messages.Narrowed) -> None:
        """The text of the search box changed; among saved searches it starts a search for records again."""
        view = self._records_view if self.view.shows == "saved" else self.looking.view
        self.looking, self.path = replace(self.looking, query=event.query, view=view), ()
        self.search()
        question = partial(asking.suggestions, self.session, event.query, self.box.cursor_position)
        self.ask_then("suggest", question, partial(self._offered, event.query))

    def _offered(self, text: str, found: tuple[Suggestion, ...]) -> None:
        self.box.offer(text, found)
        self._say_also()

    def _say_also(self) -> None:
        """Behind the search box: completions while typing, otherwise the other spellings found or which catalogue."""
        offered = telling.completions(self.box.offered, self.session.lang) if self.pane == "search" else ""
        self.box.say(offered or telling.other_spellings(self._spellings) or self._which_catalogue())

    def _which_catalogue(self) -> str:
        """The name of a catalogue of another name than the usual one, unless it stands above; whether it can change."""
        name = self.session.path.name
        named = name == config.FILE_NAME or self.views.names_file
        return telling.joined("" if named else one_line(name, 40), _("read only") if self.session.read_only else "")

    def pane_entered(self, pane: str) -> None:
        """Update the text behind the search box, which depends on the pane."""
        super().pane_entered(pane)
        if pane != "search":
            self.hasten()
        self._say_also()

    def on_left(self) -> None:
        """Move from the search box to the list."""
        self.enter("results")

    def on_ticked(self, event: messages.Ticked) -> None:
        """Put a tick into the query."""
        turn = rewrite.exclude if event.excluded else rewrite.toggle
        self.go(replace(self.looking, query=turn(self.looking.query, event.field, event.value)))

    def on_cleared(self, event: messages.Cleared) -> None:
        """Take a facet out of the query."""
        self.go(replace(self.looking, query=rewrite.without(self.looking.query, event.field)))

    def on_value_sought(self, event: messages.ValueSought) -> None:
        """Let the reader find one among all values of a facet."""
        question = partial(asking.values, self.session, self.looking, event.field)
        self.ask("own", question, partial(self._offer, event.field))

    def _offer(self, field: str, facet: Facet) -> None:
        from catalogue.present import tallies
        from catalogue.tui import facetlines
        from catalogue.tui.screens.prompts import Prompt

        prompt = Prompt(tallies.title(facet), _("part of a value"), facetlines.lines(facet), choosing=True)

        def chosen(answer: Answer | None) -> None:
            if answer:
                self.on_ticked(messages.Ticked(field, facetlines.value_of(answer.chosen)))

        self.app.push_screen(prompt, chosen)

    def on_view_picked(self, event: messages.ViewPicked) -> None:
        """Show the view that was clicked."""
        self.action_view(event.view)

    # ---------------------------------------------------------------- keys

    def action_view(self, view: str) -> None:
        """Show another view with the same query."""
        if view != self.looking.view:
            self.go(boards.with_view(self.looking, view))
        self.enter("results")

    def action_clear_facets(self) -> None:
        """Remove every filter, keep the words."""
        self.go(replace(self.looking, query=asking.untick(self.looking)))

    def action_sort(self) -> None:
        """Order by the next column."""
        self.go(replace(self.looking, query=asking.next_sort(self.looking, self.view.sorts)))

    def action_reverse(self) -> None:
        """Reverse the order."""
        self.go(replace(self.looking, query=asking.reversed_sort(self.looking)))

    def action_reload(self) -> None:
        """Read the catalogue again, another file if it was replaced; positions stay."""
        try:
            if self.session.replaced:
                self.session.open_again()
        except CatalogueError as failure:
            self.failed(failure)
            return
        self.recount()
        self.stale = False
        begin, self._begin = self._begin or self.here(), None
        self.search(row=begin.row, top=begin.top, keep=bool(self.looking.chosen))
