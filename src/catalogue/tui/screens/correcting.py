"""Correcting, adding, and undoing the last write, from the browsing screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from catalogue import config
from catalogue.i18n import gettext as _
from catalogue.tui.screens.acting import ActingScreen

if TYPE_CHECKING:
    from catalogue.model.changes import Batch
    from catalogue.model.differences import Difference
    from catalogue.model.draft import Draft
    from catalogue.model.records import Record
    from catalogue.tui.screens.prompts import Answer


class CorrectingScreen(ActingScreen):
    """Opens the form of the record whose card is shown, or of a new one."""

    @property
    def _may_write(self) -> bool:
        """Whether the catalogue can be written to; if not, says why."""
        if self.session.read_only:
            self.say(_("This catalogue is open for reading only; nothing can be changed."), severity="warning")
        return not self.session.read_only

    def action_edit(self) -> None:
        """Correct the record, starting with the value under the cursor of the card."""
        if self._may_write and self.card:
            from catalogue.model.draft import Draft

            record = self.card.record
            target = self.detail.target if self.pane == "detail" else ""
            self._form(Draft(record.kind, record), at=_row(record, target))

    def action_new_record(self) -> None:
        """Ask for a kind, then open the form of a new record."""
        if not self._may_write:
            return
        from catalogue.model.draft import Draft
        from catalogue.tui import offering
        from catalogue.tui.screens.prompts import Prompt

        def chosen(answer: Answer | None) -> None:
            if answer:
                self._form(Draft(answer.chosen))

        lines = offering.kinds(self.view.kind, self.session.lang)
        self.app.push_screen(
            Prompt(_("A new record of which kind?"), _("part of a name"), lines, choosing=True), chosen
        )

    def _form(self, draft: Draft, *, at: str = "") -> None:
        from catalogue.tui.screens.editing import EditScreen

        screen = EditScreen(self.session, draft, self.own_thread, remapped=self.keys.remapped, at=at)
        self.app.push_screen(screen, self._corrected)

    def recount(self) -> None:
        """Count the records of the views again with the next list."""
        raise NotImplementedError

    def _corrected(self, record: str | None) -> None:
        """Show the record as it is now."""
        if record is not None:
            self.recount()
            self.show_card(record)
            self.again()

    def action_undo(self) -> None:
        """Show what undoing the last write would change, then undo it."""
        if self._may_write:
            from catalogue.api import history

            self.ask("own", partial(history.undoing, self.session), self._ask_undo)

    def _ask_undo(self, found: tuple[Batch, tuple[Difference, ...]]) -> None:
        from catalogue.api import history
        from catalogue.present.planned import undo_lines
        from catalogue.tui.screens.confirming import Confirm

        batch, differences = found
        lines = tuple(undo_lines(batch, differences, self.session.lang))
        call = partial(history.undo, self.session, batch.number, actor=config.account())

        def answered(answer: str | None) -> None:
            if answer:
                self.write(call, self._undone)

        self.app.push_screen(Confirm(_("Undo this?"), lines, _("⏎: undo it · esc: leave it")), answered)

    def _undone(self, done: Batch) -> None:
        self.recount()
        text = _("Batch {undone} is undone; records: {records}.")
        self.say(text.format(undone=done.undoes, records=done.records))


def _row(record: Record, target: str) -> str:
    """The row of the form for a link target on the card: a value, or a link of the record; "" for neither."""
    from catalogue.present.places import row_of

    return row_of(target) or next((f"link:{at}" for at, link in enumerate(record.links) if link.object == target), "")
