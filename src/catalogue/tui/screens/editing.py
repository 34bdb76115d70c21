"""Correcting a record, or creating one: the form of its kind, then the difference, then one write."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual.content import Content

from catalogue import config
from catalogue.api import edit
from catalogue.api.edit import Plan
from catalogue.api.session import Session
from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.model.draft import Draft
from catalogue.model.records import Record
from catalogue.present.planned import plan_lines
from catalogue.text.safe import one_line
from catalogue.tui import offering, readback
from catalogue.tui.commands import BY_ID, key_shown
from catalogue.tui.screens.confirming import Confirm
from catalogue.tui.screens.drafting import DraftScreen
from catalogue.tui.screens.forms import ABSENT
from catalogue.tui.watch import Watch

_OF_RECORD = frozenset(("remove_record", "read_again"))


class EditScreen(DraftScreen):
    """Writes the draft; ends with the id of the record that was written ("": it was removed), or None."""

    def __init__(
        self, session: Session, draft: Draft, watch: Watch, *, remapped: Mapping[str, str], at: str = ""
    ) -> None:
        absent = ABSENT if draft.record else ABSENT | _OF_RECORD
        super().__init__(session, draft, remapped=remapped, absent=absent, at=at)
        self.own_thread = watch
        self._grounded = False

    # ---------------------------------------------------------------- writing

    def action_write(self) -> None:
        """Ask for the ground of the change unless it is known, show the difference, write."""
        ground = self.draft.ground
        if not self.draft.changes:
            self.say(_("Nothing is changed."))
        elif self._grounded or ground.source or ground.basis or ground.reason:
            self.ask("plan", self._plan, self._planned)
        else:
            self.then = self._sourced
            none = _("no source: it is the editor’s own")
            self.ask_record(_("Which source says so?"), ("source",), none=none, first=self.own_sources())

    def _sourced(self, source: str) -> None:
        self._grounded = True
        if source:
            self.based_on(source=source)
            self.action_write()
        else:
            self.then = self._reasoned
            self.ask_value(_("Why? (may stay empty)"), "", readback.plain)

    def _reasoned(self, reason: str) -> None:
        self.based_on(basis="editor", reason=reason)
        self.action_write()

    def _plan(self) -> Plan:
        asked, record, today = self.draft.edit(), self.draft.record, config.today()
        if record is None:
            return edit.add(self.session, self.draft.kind, asked, today=today, new=self._new_sources())
        return edit.edit(self.session, record.id, asked, today=today, seen=record, new=self._new_sources())

    def _new_sources(self) -> tuple[Record, ...]:
        return tuple(self.sources.values())

    def _planned(self, plan: Plan) -> None:
        if plan.empty:
            self.say(_("The record already says exactly that."))
            return
        lines = tuple(plan_lines(plan.differences, plan.remarks, plan.flaws, self.lang, self.labels))
        title = _("Remove this record?") if plan.action == "remove" else _("Write this?")
        confirm = Confirm(title, lines, _("⏎: do it · esc: back to the form"))
        self.app.push_screen(confirm, lambda answer: self._write(plan) if answer else None)

    def _write(self, plan: Plan) -> None:
        if "write" in self.unanswered:
            return  # it was written before; that write may wait for another program
        call = partial(edit.write, self.session, plan, actor=config.account())
        self.ask("write", partial(self.own_thread.write, call), lambda batch: self._written(plan, batch))

    def _written(self, plan: Plan, batch: int | None) -> None:
        texts = {"edit": _("Changed: {id}"), "add": _("Added: {id}"), "remove": _("Removed: {id}")}[plan.action]
        key = key_shown(BY_ID["undo"].bound(self.keys.remapped)[0])
        more = _("{key} undoes it.").format(key=key) if batch is not None else ""
        self.app.notify(f"{texts.format(id=one_line(plan.id))}. {more}", markup=False)
        self.dismiss("" if plan.action == "remove" else plan.id)

    # ---------------------------------------------------------------- keys

    def action_add_entry(self) -> None:
        """Ask what to add."""
        self.then = self.add
        self.ask_line(_("What is to be added?"), offering.parts())

    def action_remove_record(self) -> None:
        """Show everything that removing the record would change, then remove it."""
        record = self.draft.record
        if record is not None:
            reason = self.draft.ground.reason
            self.ask("plan", partial(edit.remove, self.session, record.id, unlink=True, reason=reason), self._planned)

    def action_read_again(self) -> None:
        """Load the record as it is now and apply the changes made so far."""
        if self.draft.record is not None:
            self.ask("again", partial(edit.load, self.session, self.draft.record.id), self._again)

    def _again(self, record: Record) -> None:
        self.now(self.draft.rebased(record))
        self.mentioned(record)

    @property
    def unsaved(self) -> bool:
        """Whether the draft or a new source differs from what is stored."""
        return bool(self.draft.changes or self.sources)

    def action_leave_form(self) -> None:
        """Leave the form; unsaved changes must be given up twice. One that is being written closes by itself."""
        if "write" not in self.unanswered and self.may_leave():
            self.dismiss(None)

    def failed(self, failure: CatalogueError) -> None:
        """Report the failure; the draft stays."""
        super().failed(failure)
        if failure.code == "edit.changed_since":
            self.form.border_subtitle = Content(_("changed elsewhere; R reloads it and keeps your changes"))
