"""The views made of lines instead of rows: the agenda, and the saved searches."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from catalogue.api.session import Session
from catalogue.i18n import gettext as _
from catalogue.model.answers import Facet, Gap
from catalogue.text.safe import one_line
from catalogue.tui import asking, boards, messages, telling
from catalogue.tui.commands import COMMANDS
from catalogue.tui.screens.correcting import CorrectingScreen
from catalogue.tui.screens.panes import LINE_SCOPES
from catalogue.tui.state import ViewState

if TYPE_CHECKING:
    from catalogue.model.agenda import Agenda
    from catalogue.model.marks import Saved
    from catalogue.tui.screens.prompts import Answer

_OF_ROWS = ("sort", "reverse", "columns")
_OF_CARDS = ("copy", "star", "tags", "notes", "compare", "edit", "values", "open_source")
_OF_QUERY = ("facets", "clear_facets", "detail", "place", "save", "dossier")
_NOT_THERE = {
    "records": (),
    "agenda": _OF_ROWS,
    "charts": (*_OF_ROWS, *_OF_CARDS),
    "saved": (*_OF_ROWS, *_OF_CARDS, *_OF_QUERY),
}
ABSENT: Mapping[str, frozenset[str]] = {
    shows: frozenset((*absent, *(own.id for own in COMMANDS if own.scope in _NOT_THERE and own.scope != shows)))
    for shows, absent in _NOT_THERE.items()
}
"""By what a view shows: the commands that have no effect there."""


class BoardScreen(CorrectingScreen):
    """Shows lines in the place of the list, each with a link."""

    def __init__(self, session: Session, looking: ViewState, *, remapped: Mapping[str, str]) -> None:
        super().__init__(session, looking, remapped=remapped)
        self.horizon = 1
        self._records_view = looking.view

    def set_out(self) -> None:
        """Arrange panes and keys for the view."""
        shows = self.view.shows
        self.set_class(shows == "saved", "-plain")
        self.set_class(shows == "charts", "-charts")
        self.keys.absent = ABSENT[shows]
        self.keys.scopes = self.scopes_of(self.pane)
        if shows != "saved":
            self._records_view = self.looking.view

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command has an effect in this view."""
        if action in ABSENT[self.view.shows] or (action == "place" and self.has_class("-narrow")):
            return False
        return super().check_action(action, parameters)

    def scopes_of(self, pane: str) -> tuple[str, ...]:
        """The scopes of the keys; those of the view come first in its pane of lines."""
        if (pane == "advice" and self.view.shows != "records") or (pane == "detail" and self.view.shows == "charts"):
            return (self.view.shows, *LINE_SCOPES)
        return super().scopes_of(pane)

    def board(self, *, keep: bool) -> None:
        """Query the lines of the view."""
        self.list_or_lines(lines=True)
        if self.view.shows == "saved":
            self.ask("page", partial(asking.saved, self.session), partial(self._saved_listed, keep=keep))
            return
        days = asking.HORIZONS[self.horizon]
        question = partial(asking.agenda, self.session, self.looking, days)
        self.ask("page", question, partial(self._agenda_listed, keep=keep))
        self.ask("facets", partial(asking.facets, self.session, self.looking), self.faceted)

    def faceted(self, facets: tuple[Facet, ...]) -> None:
        """Show the filters."""
        raise NotImplementedError

    def note(self, text: str) -> None:
        """Show a message under the search box."""
        raise NotImplementedError

    # ---------------------------------------------------------------- the agenda

    def _agenda_listed(self, agenda: Agenda, *, keep: bool) -> None:
        days = asking.HORIZONS[self.horizon]
        chosen = self.looking.chosen if keep else ""
        self.advice.entitle(boards.agenda_title(agenda, days, self.session.lang))
        self.advice.show(boards.agenda(agenda, (), days, self.session.lang, self.looking.query), target=chosen)
        self.note(telling.notes(agenda.notes))
        if chosen and chosen not in self.advice.targets:
            self.show_card(chosen)
        elif not self.advice.targets or self.advice.target == boards.UNFILTERED:
            self.show_card("")
        self.ask_then(
            "gaps", partial(asking.gaps, self.session, self.looking), partial(self._gaps_listed, agenda, chosen)
        )

    def _gaps_listed(self, agenda: Agenda, chosen: str, gaps: tuple[Gap, ...]) -> None:
        """Add the records that are declared but missing. The cursor stays unless the requested record is only there."""
        before, at = self.advice.targets, self.advice.at
        lines = boards.agenda(agenda, gaps, asking.HORIZONS[self.horizon], self.session.lang, self.looking.query)
        self.advice.show(lines, keep=bool(before))
        if chosen not in before and at <= 0:
            self.advice.point_to(chosen)

    def on_pointed(self, event: messages.Pointed) -> None:
        """The card follows the cursor of the agenda."""
        if event.pane == "advice" and self.view.shows == "agenda" and event.target not in ("", boards.UNFILTERED):
            self.path = ()
            self.show_card(event.target)

    def action_further(self) -> None:
        """Look further ahead."""
        self._look_ahead(1)

    def action_nearer(self) -> None:
        """Look less far ahead."""
        self._look_ahead(-1)

    def _look_ahead(self, by: int) -> None:
        self.horizon = max(0, min(self.horizon + by, len(asking.HORIZONS) - 1))
        self.board(keep=True)

    # ---------------------------------------------------------------- saved searches

    def shown_columns(self) -> tuple[str, ...]:
        """The columns of the list."""
        raise NotImplementedError

    def _saved_listed(self, found: tuple[tuple[Saved, int], ...], *, keep: bool) -> None:
        self.advice.entitle(_("Saved searches"))
        self.advice.show(boards.saved(found, self.session.lang), keep=keep)
        self.note("")

    def open_saved(self, name: str) -> None:
        """Show the records of a saved search, in the view of its kind."""
        from catalogue.api import marks

        self.ask("own", partial(marks.saved, self.session, name), self._opened)

    def open_found(self, what: str, name: str) -> None:
        """Open what was found in the palette: a ``saved`` search by its name, a ``record`` by its id."""
        if what == "saved":
            self.open_saved(name)
        else:
            self.follow(name)
            self.enter("detail")

    def _opened(self, saved: Saved) -> None:
        self.go(boards.opened(saved))
        self.enter("results")

    def action_save(self, typed: str = "") -> None:
        """Ask for a name under which to save the current search; ``typed`` was not written."""
        from catalogue.model.marks import LONGEST_NAME
        from catalogue.tui.screens.prompts import Prompt

        query = boards.query_of(self.looking)
        heading = _("Save {query}").format(query=query) if query else _("Save everything")
        prompt = Prompt(telling.short(heading), _("a name"), limit=LONGEST_NAME, value=typed, accept=_("⏎: save"))
        self.app.push_screen(prompt, lambda answer: self._save(answer, query) if answer else None)

    def _save(self, answer: Answer, query: str) -> None:
        from catalogue.api import marks

        call = partial(marks.save, self.session, answer.text, query, self.shown_columns())
        again = partial(self.action_save, answer.text)
        self.write(call, lambda kept: self.say(boards.saved_note(kept.saved, kept.before)), again)

    def action_rename(self, typed: str = "") -> None:
        """Ask for another name of the saved search under the cursor; ``typed`` was not written."""
        if name := self.advice.target:
            from catalogue.model.marks import LONGEST_NAME
            from catalogue.tui.screens.prompts import Prompt

            heading = telling.short(_("Rename {name}").format(name=one_line(name)))
            prompt = Prompt(heading, _("a name"), limit=LONGEST_NAME, value=typed or name, accept=_("⏎: save"))
            self.app.push_screen(prompt, lambda answer: self._rename(name, answer.text) if answer else None)

    def _rename(self, name: str, new: str) -> None:
        from catalogue.api import marks

        call = partial(marks.rename, self.session, name, new)
        self.write(call, self._renamed, partial(self.action_rename, new))

    def _renamed(self, saved: Saved) -> None:
        self.say(_("The saved search is now called {name}.").format(name=one_line(saved.name)))

    def action_remove(self) -> None:
        """Delete the saved search under the cursor."""
        if name := self.advice.target:
            from catalogue.api import marks

            call = partial(marks.forget, self.session, name)
            self.write(call, lambda gone: self.say(boards.removed_note(gone)))
