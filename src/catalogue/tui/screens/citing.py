"""Records that a form refers to; and a new source, described inside a form and written together with its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from catalogue import config
from catalogue.api import edit
from catalogue.api.edit import Plan
from catalogue.api.session import Session
from catalogue.i18n import gettext as _
from catalogue.model.draft import Draft
from catalogue.model.edits import SOURCE
from catalogue.model.evidence import label_of
from catalogue.model.kinds import KINDS
from catalogue.model.records import Name, Record
from catalogue.present import form
from catalogue.tui import offering, readback
from catalogue.tui.screens.finding import NEW, NO_LABELS, RecordPrompt
from catalogue.tui.screens.forms import ABSENT, FormScreen
from catalogue.tui.screens.valuing import ValuePrompt

_ABSENT = ABSENT | {"add_entry", "restore", "remove_record", "read_again", "write"}


class SourceScreen(FormScreen):
    """Asks for the title of a new source, then shows its form; ends with its id, or None.

    ``record`` is the source, unless it exists already. ``others`` are the new sources that the surrounding form has.
    """

    def __init__(self, session: Session, title: str, others: Sequence[Record], *, remapped: Mapping[str, str]) -> None:
        super().__init__(session, remapped=remapped, absent=_ABSENT)
        self.title_text = title
        self.lang_of_title = ""
        self.others = tuple(others)
        self.draft = Draft(SOURCE)
        self.record: Record | None = None
        self._row = ""

    def on_mount(self) -> None:
        """Ask for the title."""
        self.redraw()
        self._ask_title()

    def redraw(self) -> None:
        """Show the rows."""
        lines = form.source_lines(self.title_text, self.lang_of_title, self.draft, self.lang)
        self.show(tuple(lines), _("New source"), _("esc: back to the form, with this source"))

    def _ask_title(self) -> None:
        title = _("Title of the new source")

        def typed(text: str | None) -> None:
            if text:
                first = not self.lang_of_title
                self.title_text = text
                self.redraw()
                if first:
                    self._ask_language()
            elif not self.lang_of_title:
                self.dismiss(None)

        self.app.push_screen(ValuePrompt(title, self.title_text, readback.plain), typed)

    def _ask_language(self) -> None:
        self._row = "lang"
        self.ask_line(_("In which language?"), offering.languages())

    # ---------------------------------------------------------------- rows

    def change(self, target: str) -> None:
        """Ask for the new content of a row."""
        sort, _colon, name = target.partition(":")
        if sort == "cell":
            self._ask_title() if name == "text" else self._ask_language()
            return
        field = KINDS[SOURCE].field(name)
        if field is None:
            return
        self._row = name
        title, now = field.label.text(self.lang), self.draft.now(name)
        if form.choices(field, now, self.lang):
            self.ask_choice(field, title, now)
        else:
            self.ask_value(title, now, readback.of_field(SOURCE, name, self.lang))

    def taken(self, text: str) -> None:
        """Set the row to its new value."""
        if self._row == "lang":
            self.lang_of_title = text
        else:
            self.draft = self.draft.with_value(self._row, text)
        self.warned = False
        self.redraw()

    def action_take_away(self) -> None:
        """Empty the row."""
        sort, _colon, name = self.form.target.partition(":")
        if sort == "set":
            self.draft = self.draft.with_value(name, "")
            self.redraw()

    # ---------------------------------------------------------------- leaving

    @property
    def unsaved(self) -> bool:
        """Whether the source has more than the title it was asked for with; the record does not have it yet."""
        return bool(self.lang_of_title or self.draft.changes)

    def action_leave_form(self) -> None:
        """Go back, with the source if it is valid."""
        self.ask("plan", self._plan, self._planned)

    def action_write(self) -> None:
        """Go back to the record, which is written as a whole."""
        self.action_leave_form()

    def _plan(self) -> Plan:
        named = self.draft.with_entry(Name(self.title_text, self.lang_of_title))
        return edit.add(self.session, SOURCE, named.edit(), today=config.today(), new=self.others)

    def _planned(self, plan: Plan) -> None:
        if plan.remarks:
            self.say("\n".join(map(readback.problem, plan.remarks)))
        self.record = next((own for _old, own in plan.steps if own), None)
        self.dismiss(plan.id)


class CitingScreen(FormScreen):
    """Asks for records that a form refers to, and keeps its new sources."""

    def __init__(self, session: Session, *, remapped: Mapping[str, str], absent: frozenset[str] = ABSENT) -> None:
        super().__init__(session, remapped=remapped, absent=absent)
        self.sources: dict[str, Record] = {}
        """By id, the new sources that were described in this form; a form opened from it has the same."""
        self.labels: Mapping[str, str] = {}
        """By id, the names of the records that the form refers to, as far as they were fetched."""

    def ask_record(
        self, title: str, kinds: Sequence[str], *, none: str = "", first: Mapping[str, str] = NO_LABELS
    ) -> None:
        """Ask for a record of some kinds; ``taken`` receives its id, "" for none. A source may be a new one."""
        citing = SOURCE in kinds
        made = {own.id: label_of(own, self.lang) for own in self.sources.values()} if citing else {}
        new = _("new source…") if citing else ""
        prompt = RecordPrompt(self.session, title, kinds, none=none, first={**made, **first}, new=new)

        def chosen(record: str | None) -> None:
            if record is not None and record.startswith(NEW):
                self._ask_source(record.removeprefix(NEW))
            else:
                self._taken("" if record == form.NONE else record)

        self.app.push_screen(prompt, chosen)

    def _ask_source(self, title: str) -> None:
        screen = SourceScreen(self.session, title, tuple(self.sources.values()), remapped=self.keys.remapped)

        def made(source: str | None) -> None:
            if screen.record is not None:
                self.sources[screen.record.id] = screen.record
            self._taken(source)

        self.app.push_screen(screen, made)

    def fetch_labels(self, ids: Sequence[str]) -> None:
        """Fetch the names of records, then show the rows again."""
        self.ask("labels", partial(edit.labels, self.session, ids), self._labelled)

    def _labelled(self, found: Mapping[str, str]) -> None:
        self.labels = {**self.labels, **found}
        self.redraw()

    def named(self) -> Mapping[str, str]:
        """The names of records by id, with those of the new sources."""
        return {**self.labels, **{own.id: label_of(own, self.lang) for own in self.sources.values()}}
