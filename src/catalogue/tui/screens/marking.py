"""Marked rows, and actions on them: copying, comparing, stars, tags, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from catalogue.api.session import Session
from catalogue.errors import CatalogueError, UnusableCatalogue
from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.present import words
from catalogue.text.safe import one_line
from catalogue.tui import asking, messages, telling
from catalogue.tui.screens.walking import WalkingScreen
from catalogue.tui.state import ViewState
from catalogue.tui.watch import Watch

if TYPE_CHECKING:
    from catalogue.tui import annotating
    from catalogue.tui.screens.prompts import Answer

Again = Callable[[], None] | None
"""What asks once more for a text that was typed; None where nothing was."""
LOOK_EVERY = 2.0
"""Seconds between two checks whether somebody else has written."""


class MarkingScreen(WalkingScreen):
    """Keeps the marked records, in order of marking, across views and queries; writes the reader's marks."""

    def __init__(self, session: Session, looking: ViewState, *, remapped: Mapping[str, str]) -> None:
        super().__init__(session, looking, remapped=remapped)
        self.marked: dict[str, str] = {}
        """The ids with their kinds; "" for those marked together in a list of several kinds."""
        self._marked_last = 0
        told = partial(self.tell, self.changed_elsewhere)
        self.own_thread = Watch(session.changed, told, session.read_steadily)
        self.stale = False

    def on_mount(self) -> None:
        """Start checking for changes."""
        self.own_thread.look()
        self.set_interval(LOOK_EVERY, self.own_thread.look)

    def on_unmount(self) -> None:
        """Stop checking."""
        self.own_thread.close()

    def changed_elsewhere(self) -> None:
        """Called when somebody else has written: the screen still shows the earlier state."""
        self.stale = True

    # ---------------------------------------------------------------- marking

    @property
    def chosen(self) -> tuple[str, ...]:
        """The marked records, else the one whose card is shown."""
        return tuple(self.marked) or ((self.card.record.id,) if self.card else ())

    def on_marking(self, event: messages.Marking) -> None:
        """Mark or unmark rows."""
        row = self.results.row_at(event.row)
        if event.what == "none":
            self._set_marked({})
        elif event.what == "all":
            self._mark_rows(0, asking.MARKED)
        elif event.what == "range":
            first, last = sorted((min(self._marked_last, self.results.total - 1), event.row))
            self._mark_rows(first, min(last - first + 1, asking.MARKED))
        elif row is not None:
            others = {each: kind for each, kind in self.marked.items() if each != row.id}
            self._marked_last = event.row
            self._set_marked(others if row.id in self.marked else {**others, row.id: row.kind})

    def _mark_rows(self, offset: int, limit: int) -> None:
        question = partial(asking.ids, self.session, self.looking, offset=offset, limit=limit)
        kind = self.view.kind or ""
        self.ask("mark", question, lambda found: self._set_marked(self.marked | dict.fromkeys(found, kind)))

    def _set_marked(self, marked: dict[str, str]) -> None:
        self.marked = marked
        self.results.mark(marked)
        self.entitle()

    def entitle(self) -> None:
        """Set the title of the list."""
        raise NotImplementedError

    # ---------------------------------------------------------------- copying and comparing

    def action_copy(self) -> None:
        """Ask what to copy of the marked records or of this one."""
        from catalogue.tui.copied import MOST, Chosen
        from catalogue.tui.screens.copying import CopyMenu

        if len(self.marked) > MOST:
            text = _("At most {n} records are copied at once; “catalogue export” takes any number.")
            self.app.notify(text.format(n=MOST), severity="warning", markup=False)
        elif self.chosen:
            self.app.push_screen(CopyMenu(self.session, Chosen(self.chosen, self.looking, bool(self.marked))))

    def action_compare(self) -> None:
        """Compare the marked records side by side."""
        from catalogue.tui.screens.comparing import FEWEST, LARGEST, CompareScreen

        if FEWEST <= len(self.marked) <= LARGEST:
            screen = CompareScreen(self.session, tuple(self.marked), remapped=self.keys.remapped)
            self.app.push_screen(screen, self._compared)
        else:
            text = _("Mark {few} to {many} records of one kind with space to compare them.")
            self.app.notify(text.format(few=FEWEST, many=LARGEST), severity="warning", markup=False)

    def _compared(self, record: str | None) -> None:
        """Open the record chosen in the comparison."""
        if record:
            self.follow(record)
            self.enter("detail")

    # ---------------------------------------------------------------- stars, tags, notes

    def action_star(self) -> None:
        """Star the records; if all have a star, remove it."""
        if self.chosen:
            from catalogue.tui import annotating

            self.write(partial(annotating.toggle_star, self.session, self.chosen), self._starred)

    def _starred(self, put: bool) -> None:
        text = _("Starred: {records}") if put else _("Unstarred: {records}")
        self.say(text.format(records=self._which()))

    def _which(self) -> str:
        """The records that are acted on: one by its id, for it may be a marked one that is not in sight."""
        return one_line(self.chosen[0]) if len(self.chosen) == 1 else _records(len(self.chosen))

    def action_tags(self) -> None:
        """Ask for a tag, listing those that the records have."""
        if self.chosen:
            from catalogue.model.marks import LONGEST_NAME
            from catalogue.tui import annotating

            question = partial(annotating.tag_lines, self.session, self.chosen)
            whose = one_line(self.card.label, 60) if self.card and not self.marked else self._which()
            heading = f"{_('Tags')} · {whose}"
            answered = partial(self._tag, self.chosen)
            self.ask("own", question, partial(self._prompt, heading, _("a tag"), LONGEST_NAME, answered))

    def _tag(self, records: tuple[str, ...], answer: Answer, again: Again) -> None:
        from catalogue.api import marks

        call = (
            partial(marks.untag, self.session, answer.removed, records)
            if answer.removed
            else partial(marks.tag, self.session, answer.text, records)
        )
        name = answer.removed or answer.text
        text = _("Untagged {tag}: {records}") if answer.removed else _("Tagged {tag}: {records}")
        self.write(call, lambda number: self.say(text.format(tag=one_line(name), records=_records(number))), again)

    def action_notes(self) -> None:
        """Ask for a note, listing those that the record has."""
        if self.card:
            from catalogue.model.marks import LONGEST_NOTE
            from catalogue.tui import annotating

            record = self.card.record.id
            question = partial(annotating.note_lines, self.session, record)
            heading = f"{_('Notes')} · {one_line(self.card.label, 60)}"
            answered = partial(self._note_down, record)
            self.ask("own", question, partial(self._prompt, heading, _("a note"), LONGEST_NOTE, answered))

    def _note_down(self, record: str, answer: Answer, again: Again) -> None:
        from catalogue.api import marks

        if answer.removed:
            call: Callable[[], object] = partial(marks.unnote, self.session, record, int(answer.removed))
            self.write(call, lambda _gone: self.say(_("Note removed.")))
        else:
            call = partial(marks.note, self.session, record, answer.text)
            self.write(call, lambda _n: self.say(_("Note written.")), again)

    def _prompt(
        self,
        title: str,
        placeholder: str,
        limit: int,
        answered: Callable[[Answer, Again], None],
        lines: annotating.Lines,
        *,
        value: str = "",
    ) -> None:
        """Ask; ``answered`` also receives what asks again, with what was typed, should it not be written."""
        from catalogue.tui.screens.prompts import Prompt

        def taken(answer: Answer | None) -> None:
            if answer:
                again = partial(self._prompt, title, placeholder, limit, answered, lines, value=answer.text)
                answered(answer, again if answer.text else None)

        self.app.push_screen(Prompt(title, placeholder, lines, limit=limit, value=value), taken)

    # ---------------------------------------------------------------- writing

    def write(self, call: Callable[[], object], done: Callable[..., None], again: Again = None) -> None:
        """Write in a thread, then read the screen again; ``done`` receives what ``call`` returned.

        If it fails, the reason is shown; if the file is at fault, ``again`` then asks once more for what was typed.
        """

        def run() -> None:
            try:
                answer = self.own_thread.write(call)
            except CatalogueError as failure:
                text = telling.sentences(*words.explained(failure))
                faulty = isinstance(failure, UnusableCatalogue) and failure.code != "db.read_only"
                self.tell(partial(self._failed, text, again if faulty else None))
            else:
                self.tell(lambda: self._written(done, answer))

        self.run_worker(run, group="write", thread=True)

    def _failed(self, text: str, again: Again) -> None:
        self.say(text, severity="warning")
        if again:
            again()

    def _written(self, done: Callable[..., None], answer: object) -> None:
        done(answer)
        self.again()

    def again(self) -> None:
        """Read the screen again; positions stay."""
        self.search(row=self.results.cursor, top=self.results.top, keep=bool(self.looking.chosen))
        self.written()

    def written(self) -> None:
        """Called after a write of the reader's own; a screen may update its counts."""

    def say(self, text: str, *, severity: str = "information") -> None:
        """A short message."""
        self.app.notify(text, severity="warning" if severity == "warning" else "information", markup=False)


def _records(number: int) -> str:
    return ngettext("{n} record", "{n} records", number).format(n=number)
