"""Choosing records below the prompt: a box, a few rows, and the ids of the chosen records."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual.app import ComposeResult

from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.model.answers import Page
from catalogue.present import words
from catalogue.text.safe import one_line
from catalogue.tui import asking, awaiting, boards, matching, messages, telling
from catalogue.tui.commands import bindings, of
from catalogue.tui.screens.threads import AskingScreen
from catalogue.tui.state import ViewState
from catalogue.tui.views import find
from catalogue.tui.widgets.bars import KeyBar
from catalogue.tui.widgets.remark import Remark
from catalogue.tui.widgets.results import PAGE, Results
from catalogue.tui.widgets.searchbox import LONGEST, QueryBox


class PickScreen(AskingScreen):
    """Narrows a list while the reader types; ends the application with the chosen ids, or with None."""

    BINDINGS = bindings("pick")
    AUTO_FOCUS = "#pick-box"

    def __init__(self, session: Session, query: str, *, multi: bool, remapped: Mapping[str, str]) -> None:
        super().__init__(session)
        self.looking = ViewState(one_line(query, LONGEST), view="all")
        self.multi = multi
        self.marked: dict[str, None] = {}
        self.box = QueryBox(id="pick-box")
        self.results = Results(id="pick-results")
        self.results.can_focus = False
        self.notes = Remark(id="pick-notes")
        self.keys = KeyBar(("pick",), remapped, frozenset() if multi else frozenset(("pick_mark",)), id="pick-keys")
        self.keys.set_reactive(KeyBar.typing, True)  # noqa: FBT003 - the value of an attribute

    def compose(self) -> ComposeResult:
        """The box, the rows, the keys."""
        yield self.box
        yield self.results
        yield self.notes
        yield self.keys

    def on_mount(self) -> None:
        """Start with the given query."""
        self.box.placeholder = _("words, or field:value")
        self.box.put(self.looking.query)
        self._search()

    def on_narrowed(self, event: messages.Narrowed) -> None:
        """Query the list for the new text."""
        self.looking = ViewState(event.query, view="all")
        self._search()

    def _search(self) -> None:
        self.hush()
        self.results.matching = matching.matcher(self.looking.query)
        self.ask("page", partial(asking.page, self.session, self.looking, offset=0, limit=PAGE), self._listed)

    def _listed(self, page: Page) -> None:
        self.results.begin(find("all").columns, self.session.lang, page)
        self._entitle(page)
        self._note(telling.notes(page.notes))

    def _entitle(self, page: Page) -> None:
        total, _order = telling.title(page, self.looking, {}, self.session.lang)
        self.results.entitle(" · ".join(filter(None, (total, boards.marked(len(self.marked))))))
        self._page = page

    def _note(self, text: str) -> None:
        self.notes.display = bool(text)
        self.notes.say(text)

    def failed(self, failure: CatalogueError) -> None:
        """Show the failure below the list."""
        self._note(telling.sentences(*words.explained(failure)))

    def on_wanted(self, event: messages.Wanted) -> None:
        """Fetch rows that the list must show."""
        question = partial(asking.page, self.session, self.looking, offset=event.offset, limit=event.limit)
        self.ask("rows", question, self.results.put)

    def on_opened(self, event: messages.Opened) -> None:
        """A double click chooses the row."""
        self.app.exit(tuple(self.marked) or (event.id,))

    # ---------------------------------------------------------------- keys

    def awaits(self, key: str) -> bool:
        """Whether the list for the typed text is still to come: a key that is not text acts on that list."""
        if not any(key in command.bound(self.keys.remapped) for command in of(("pick",)) if command.id != "give_up"):
            return False
        self.box.send()
        return self.box.sent != self.looking.query or not self.unanswered.isdisjoint(awaiting.ROWS)

    def on_input_submitted(self) -> None:
        """Keep Enter from doing anything in the box itself."""
        self.action_pick()

    def action_pick(self) -> None:
        """End with the marked records, else with the one under the cursor; do nothing if there is none."""
        self.box.send()
        row = self.results.row_at(self.results.cursor)
        if self.marked:
            self.app.exit(tuple(self.marked))
        elif row is not None:
            self.app.exit((row.id,))

    def action_pick_mark(self) -> None:
        """Mark or unmark the record under the cursor, and move to the next."""
        row = self.results.row_at(self.results.cursor)
        if row is None or not self.multi:
            return
        if row.id in self.marked:
            del self.marked[row.id]
        else:
            self.marked[row.id] = None
        self.results.mark(self.marked)
        self._entitle(self._page)
        self.results.action_down()

    def action_pick_down(self) -> None:
        """One row down."""
        self.results.action_down()

    def action_pick_up(self) -> None:
        """One row up."""
        self.results.action_up()

    def action_pick_page_down(self) -> None:
        """One screen down."""
        self.results.action_page_down()

    def action_pick_page_up(self) -> None:
        """One screen up."""
        self.results.action_page_up()

    def action_give_up(self) -> None:
        """End without a choice."""
        self.app.exit(None)
