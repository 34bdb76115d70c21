"""The form of one name, link or claim: one row per column."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.api import edit
from catalogue.api.edit import Piece
from catalogue.api.session import Session
from catalogue.i18n import gettext as _
from catalogue.model.edits import cells_of, part_of
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.labels import Label
from catalogue.model.records import Entry, entry_text
from catalogue.model.roles import ROLES
from catalogue.model.vocabularies import BASIS, NAME_TYPE, RANK
from catalogue.present import form
from catalogue.tui import readback
from catalogue.tui.screens.citing import CitingScreen
from catalogue.tui.screens.forms import ABSENT

_CODED = {"type": NAME_TYPE, "basis": BASIS, "rank": RANK}
_ABSENT = ABSENT | {"add_entry", "restore", "remove_record", "read_again", "write"}


class EntryScreen(CitingScreen):
    """Changes one entry of a record of a kind; ends with the resulting entry (``entry_text``), or None."""

    def __init__(
        self,
        session: Session,
        kind: str,
        entry: Entry,
        labels: Mapping[str, str],
        *,
        whose: str,
        remapped: Mapping[str, str],
    ) -> None:
        """``whose`` names the record in the title."""
        super().__init__(session, remapped=remapped, absent=_ABSENT)
        self.kind = kind
        self.whose = whose
        self.part = part_of(entry)
        self.before = self.cells = cells_of(entry)
        self.labels = labels
        self._column = ""

    def on_mount(self) -> None:
        """Show the columns."""
        self.redraw()

    def redraw(self) -> None:
        """Show the columns."""
        lines = tuple(form.entry_lines(self.part, self.cells, self.kind, self.named(), self.lang))
        self.show(lines, f"{_(form.PARTS[self.part])} · {self.whose}", _("esc: back, with what was changed"))

    def change(self, target: str) -> None:
        """Ask for one column."""
        column = self._column = target.partition(":")[2]
        now, title = self.cells.get(column, ""), _(form.COLUMNS[column])
        if column in ("role", "field"):
            self.say(_("Remove it and add another: what it is about cannot be changed."))
        elif column in _CODED:
            self.ask_choice(Field(column, "choice", Label("", ""), vocabulary=_CODED[column]), title, now)
        elif column == "source":
            self.ask_record(title, ("source",), none=_("no source"))
        elif column == "object":
            self.ask_record(title, tuple(sorted(ROLES[self.cells["role"]].objects)))
        else:
            self._ask_text(column, title, now)

    def _ask_text(self, column: str, title: str, now: str) -> None:
        field = KINDS[self.kind].field(self.cells.get("field", "")) if column == "value" else None
        if field is not None and form.choices(field, now, self.lang):
            self.ask_choice(field, title, now)
        else:
            read = readback.of_cell(self.kind, self.part, self.cells, column, self.lang)
            self.ask_value(title, now, read, long=column == "value" and self.cells.get("field") in ("note", "summary"))

    def taken(self, text: str) -> None:
        """Set the column to its new value."""
        given = {**self.cells, self._column: text}
        made = edit.read_piece(self.kind, Piece(self.part, {name: own for name, own in given.items() if own}))
        if isinstance(made, tuple):
            self.say(readback.problem(made[0]))
            return
        self.cells, self.warned = cells_of(made), False
        if self._column in ("source", "object") and text:
            self.fetch_labels([text])
        self.redraw()

    def action_take_away(self) -> None:
        """Empty the column, if it may be empty."""
        self._column = self.form.target.partition(":")[2]
        if self._column and self.cells.get(self._column):
            self.taken("")

    @property
    def unsaved(self) -> bool:
        """Whether the entry was changed; the record does not have it yet."""
        return self.cells != self.before

    def action_leave_form(self) -> None:
        """Go back, with the entry as it is now."""
        made = edit.read_piece(self.kind, Piece(self.part, self.cells))
        self.dismiss(None if isinstance(made, tuple) else entry_text(made))

    def action_write(self) -> None:
        """Go back to the record, which is written as a whole."""
        self.action_leave_form()
