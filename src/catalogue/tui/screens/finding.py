"""A small window in which a record is found by typing a part of its name, in any script."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from catalogue.api import find
from catalogue.api.session import Session
from catalogue.i18n import gettext as _
from catalogue.model.kinds import KINDS
from catalogue.present import in_words
from catalogue.present.form import NONE
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.tui import messages
from catalogue.tui.commands import BY_ID, bindings, key_shown
from catalogue.tui.screens.leaving import SmallWindow
from catalogue.tui.screens.threads import AskingScreen
from catalogue.tui.widgets.lines import LineView

NEW = "+"
"""Begins the answer that a new record is wanted, before what was typed."""
NO_LABELS: Mapping[str, str] = {}
MOST = 100
"""Most records that are offered; typing more of a name narrows them."""


class RecordPrompt(AskingScreen, SmallWindow[str]):
    """Gives the id of the chosen record, ``NONE`` for none of them, ``NEW`` and what was typed for a new one, or None
    when nothing was chosen."""

    BINDINGS = bindings("prompt")
    AUTO_FOCUS = "#prompt-box"

    def __init__(
        self,
        session: Session,
        title: str,
        kinds: Collection[str],
        *,
        none: str = "",
        first: Mapping[str, str] = NO_LABELS,
        new: str = "",
    ) -> None:
        """``none`` is the text of a line for choosing no record at all, ``new`` that of one for a new record.

        ``first`` are records (ids and names) offered first as long as nothing is typed.
        """
        super().__init__(session)
        self.heading = title
        self.kinds = tuple(kinds)
        self.none = none
        self.first = first
        self.new = new
        self._typed = ""

    def compose(self) -> ComposeResult:
        """The box and the list."""
        with Vertical(id="prompt") as window:
            window.border_title = Content(self.heading)
            window.border_subtitle = Content(_("⏎: choose · tab: list · esc: cancel"))
            yield Input(placeholder=_("part of a name"), id="prompt-box", compact=True, max_length=200)
            yield LineView(id="prompt-items", steady=True)

    def on_mount(self) -> None:
        """Offer the first ones."""
        self._seek("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer the records that match the text."""
        self._seek(event.value)

    def _seek(self, typed: str) -> None:
        self._typed = typed.strip()
        self.ask("found", partial(found, self.session, typed, self.kinds), self._offer)

    def _offer(self, lines: tuple[Line, ...]) -> None:
        none = ((Span(self.none, "faint", NONE),),) if self.none else ()
        new = ((Span(self.new, "link", NEW + self._typed),),) if self.new else ()
        first = () if self._typed else tuple(_near(record, label) for record, label in self.first.items())
        rest = tuple(line for line in lines if self._typed or line[0].target not in self.first)
        shown = (*rest, *new, *none) if self._typed else (*first, *none, *new, *rest)
        at = "" if self._typed or first or none or not rest else str(rest[0][0].target)
        self.query_one(LineView).show(shown or _nothing(), target=at)

    def awaits(self, key: str) -> bool:
        """Whether a key that chooses must wait for the records that match the text."""
        return key in ("enter", "up", "down", "tab") and "found" in self.unanswered

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The record under the cursor of the list."""
        event.stop()
        if target := self.query_one(LineView).target:
            self.dismiss(target)

    def on_followed(self, event: messages.Followed) -> None:
        """A record was chosen."""
        event.stop()
        self.dismiss(event.target)

    def action_to_items(self) -> None:
        """From the box to the list, or back."""
        self.query_one("#prompt-box" if self.query_one(LineView).has_focus else "#prompt-items").focus()

    def action_item_down(self) -> None:
        """The next record."""
        self.query_one(LineView).action_down()

    def action_item_up(self) -> None:
        """The record before."""
        self.query_one(LineView).action_up()

    def action_remove_item(self) -> None:
        """Nothing is removed here."""

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)


def found(session: Session, typed: str, kinds: Collection[str]) -> tuple[Line, ...]:
    """The records of these kinds that match the text, the best match first, each a link to its id."""
    page = find.search(session, typed, kind=None if len(kinds) == len(KINDS) else kinds, limit=MOST, capped=True)
    return tuple(_line(row.id, row.label, row.kind, session.lang) for row in page.rows)


def _nothing() -> tuple[Line, ...]:
    """What to do when the record is not there yet."""
    key = key_shown(BY_ID["new_record"].bound()[0])
    hint = _("A record that is not there yet is added first: {key} in the list.").format(key=key)
    return ((Span(_("Nothing matches."), "faint"),), (Span(hint, "faint"),))


def _near(record: str, label: str) -> Line:
    return Span(f"{one_line(label, 200)} ", "", record), Span(one_line(record), "faint", record)


def _line(record: str, label: str, kind: str, lang: str) -> Line:
    details = f" ({in_words.kind(kind, lang)}) {one_line(record)}"
    return Span(one_line(label, 200), "", record), Span(details, "faint", record)
