"""Import, export and dossiers from the browsing screen, and updating the list after an import."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from catalogue.i18n import gettext as _
from catalogue.text.safe import one_line
from catalogue.tui import asking, telling
from catalogue.tui.commands import BY_ID, key_shown
from catalogue.tui.screens.arranging import ArrangingScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from catalogue.present.shapes import Line
    from catalogue.tui.dossiers import Read
    from catalogue.tui.outgoing import Outgoing, Scope
    from catalogue.tui.screens.briefing import DossierScreen
    from catalogue.tui.screens.prompts import Answer
    from catalogue.tui.state import ViewState


class MovingScreen(ArrangingScreen):
    """Opens the import, the export of the current list, and dossiers."""

    _read_before: Read | None = None

    def action_import(self) -> None:
        """Import records from a file."""
        if self.session.read_only:
            self.say(_("This catalogue can only be read; nothing can be imported."), severity="warning")
            return
        from catalogue.tui.screens.importing import ImportScreen

        screen = ImportScreen(self.session, self.own_thread.write, remapped=self.keys.remapped)
        self.app.push_screen(screen, self._brought_in)

    def action_export(self) -> None:
        """Export the current list to a file: records, or the numbers of the charts."""
        if self.view.shows == "charts":
            self.export_numbers()
            return
        from catalogue.tui.screens.exporting import ExportScreen

        self.app.push_screen(ExportScreen(self.session, self._going(), remapped=self.keys.remapped))

    def _going(self) -> Outgoing:
        """What can be exported: the marked records, this one, the list, everything."""
        from catalogue.tui.outgoing import AGENDA, Outgoing, of_ids

        queries: dict[Scope, str] = {}
        kinds: dict[Scope, str] = {"this": "", "marked": "", "list": self.view.kind or "", "agenda": "", "all": ""}
        counts: dict[Scope, int] = {"marked": len(self.marked)}
        if self.card:
            queries["this"], kinds["this"] = of_ids((self.card.record.id,)), self.card.record.kind
        if self.marked:
            queries["marked"], kinds["marked"] = of_ids(tuple(self.marked)), _only(self.marked.values())
        listed: Scope = "agenda" if self.view.shows == "agenda" else "list"
        if self.view.shows != "saved":
            queries[listed] = self.looking.query
        if self.view.shows == "records":
            counts["list"] = self.results.total
        queries["all"] = ""
        first: tuple[Scope, ...] = ("agenda", "marked", "list", "all")
        scope = next(each for each in first if each in queries)
        form = AGENDA if scope == "agenda" else "csv"
        return Outgoing(
            queries, kinds, counts, self.view.id, scope=scope, format=form, ahead=asking.HORIZONS[self.horizon]
        )

    def _brought_in(self, batch: str | None) -> None:
        from catalogue.tui.screens.stepping import UNDONE

        if batch == UNDONE:
            self.action_reload()
        elif batch:
            self.recount()
            self.ask("own", partial(asking.of_batch, self.session, batch), partial(self._show_batch, batch))

    def _show_batch(self, batch: str, looking: ViewState) -> None:
        """Show exactly the records that an import added or changed."""
        self.stale = False
        self.go(looking)
        self.enter("results")
        key = key_shown(BY_ID["back"].bound(self.keys.remapped)[0])
        text = _("These records were added or changed by batch {number}; {key} goes back to the list before.")
        self.say(text.format(number=batch, key=key))

    # ---------------------------------------------------------------- dossiers

    def action_dossier(self) -> None:
        """Ask what the dossier is to be about, and show it."""
        from catalogue.tui import boards, dossiers

        listed = boards.query_of(self.looking) if self.view.shows != "saved" else ""
        question = partial(
            dossiers.subjects, self.session, tuple(self.marked), self.card, listed, before=self._read_before
        )
        self.ask("own", question, self._ask_subject)

    def _ask_subject(self, lines: tuple[Line, ...]) -> None:
        from catalogue.tui.dossiers import ANOTHER
        from catalogue.tui.screens.prompts import Prompt

        def chosen(answer: Answer | None) -> None:
            if answer and answer.chosen == ANOTHER:
                self._ask_partner()
            elif answer:
                self._show_dossier(answer.chosen)

        if lines:
            prompt = Prompt(_("Dossier"), _("part of a name"), lines, choosing=True)
            self.app.push_screen(prompt, chosen)

    def _ask_partner(self) -> None:
        """Ask for a record with which the one on the card may have something in common."""
        from catalogue.api import dossier
        from catalogue.tui import dossiers
        from catalogue.tui.screens.finding import RecordPrompt

        if self.card is None:
            return
        one = self.card.record.id
        heading = telling.short(f"{one_line(self.card.label)} – …")
        prompt = RecordPrompt(self.session, heading, dossier.PARTNERS, first=dossiers.partners(self.card))

        def chosen(other: str | None) -> None:
            if other:
                pair = partial(dossier.query_on, self.session, (one, other))
                self.ask("own", pair, self._show_dossier)

        self.app.push_screen(prompt, chosen)

    def _show_dossier(self, query: str) -> None:
        from catalogue.tui.screens.briefing import DossierScreen

        before = self._read_before
        at = before.followed if before and before.query == query else ""
        screen = DossierScreen(self.session, query, at=at, remapped=self.keys.remapped)
        self.app.push_screen(screen, partial(self._leave_dossier, screen))

    def _leave_dossier(self, screen: DossierScreen, followed: str | None) -> None:
        """Open the record of the link that was followed; the next ``D`` offers the way back."""
        from catalogue.tui.dossiers import Read

        self._read_before = Read(screen.asked, screen.title_text, followed) if followed else None
        self._compared(followed)

    def action_reload(self) -> None:
        """Read the catalogue again."""
        raise NotImplementedError


def _only(kinds: Iterable[str]) -> str:
    """The kind, if there is one, else ""."""
    several = set(kinds)
    return several.pop() if len(several) == 1 else ""
