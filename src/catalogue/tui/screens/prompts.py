"""A small window with a box and a list below it: for naming something, or finding one thing among many."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from catalogue.i18n import gettext as _
from catalogue.present.shapes import Line, Span, text_of
from catalogue.tui import messages
from catalogue.tui.commands import BY_ID, bindings, key_shown
from catalogue.tui.matching import marked, matcher
from catalogue.tui.screens.leaving import SmallWindow
from catalogue.tui.widgets.lines import LineView

MOST = 500
"""Most lines of the list that are shown; typing part of a name narrows them."""


class Answer(Struct, frozen=True):
    """What was typed, or the target of the line that was chosen or is to be removed."""

    text: str = ""
    chosen: str = ""
    removed: str = ""


class Prompt(SmallWindow[Answer | None]):
    """Asks for a text.

    ``lines`` are listed below the box, each with one link. With ``choosing``, typing narrows them, the cursor is first
    on the link to ``at``, and the answer is one of them. Otherwise the answer is the text, at first ``value``, or
    the line to be removed. ``accept`` is the hint for the enter key.
    """

    BINDINGS = bindings("prompt")
    AUTO_FOCUS = "#prompt-box"

    def __init__(
        self,
        title: str,
        placeholder: str,
        lines: Sequence[Line] = (),
        *,
        choosing: bool = False,
        limit: int = 0,
        value: str = "",
        at: str = "",
        accept: str = "",
    ) -> None:
        super().__init__()
        self.heading = title
        self.placeholder = placeholder
        self.lines = tuple(lines)
        self.choosing = choosing
        self.limit = limit
        self.value = value
        self.at = at
        self.accept = accept

    def compose(self) -> ComposeResult:
        """The box and the list."""
        with Vertical(id="prompt") as window:
            window.border_title = Content(self.heading)
            window.border_subtitle = Content(self._hint())
            yield Input(self.value, placeholder=self.placeholder, id="prompt-box", compact=True, max_length=self.limit)
            yield LineView(id="prompt-items", steady=self.choosing)

    def _hint(self) -> str:
        hints = [self.accept or (_("⏎: choose") if self.choosing else _("⏎: add"))]
        if self.lines and not self.choosing:
            hints += [_("tab: list"), _("{key}: remove there").format(key=key_shown(BY_ID["remove_item"].bound()[0]))]
        return " · ".join([*hints, _("esc: close")])

    def on_mount(self) -> None:
        """Show all lines."""
        self._show("", self.at)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the lines."""
        if self.choosing:
            self._show(event.value)

    def _show(self, typed: str, at: str = "") -> None:
        items = self.query_one(LineView)
        items.set_class(not self.lines, "-hidden")
        found = narrowed(self.lines, typed)[:MOST]
        items.show(found or ((Span(_("Nothing matches."), "faint"),),), target=at)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the text, or with the line under the cursor of the list."""
        event.stop()
        if not self.choosing:
            text = event.value.strip()
            self.dismiss(Answer(text=text) if text else None)
        elif target := self.query_one(LineView).target:
            self.dismiss(Answer(chosen=target))

    def on_followed(self, event: messages.Followed) -> None:
        """Answer with the chosen line."""
        event.stop()
        if self.choosing:
            self.dismiss(Answer(chosen=event.target))

    def action_to_items(self) -> None:
        """From the box to the list, or back."""
        items = self.query_one(LineView)
        self.query_one("#prompt-box" if items.has_focus or not self.lines else "#prompt-items").focus()

    def action_item_down(self) -> None:
        """Move to the next line; go to the list if no line is to be chosen."""
        if self.choosing:
            self.query_one(LineView).action_down()
        else:
            self.action_to_items()

    def action_item_up(self) -> None:
        """The line before."""
        self.query_one(LineView).action_up()

    def action_remove_item(self) -> None:
        """Answer that the line under the cursor is to be removed."""
        items = self.query_one(LineView)
        if items.has_focus and items.target and not self.choosing:
            self.dismiss(Answer(removed=items.target))

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


def narrowed(lines: Sequence[Line], typed: str) -> tuple[Line, ...]:
    """The lines that contain the text in any spelling or script, with matches highlighted; all for no text.

    A code or an id typed in full is found, too, though the line may not show it.
    """
    if not typed.strip():
        return tuple(lines)
    plain, matching = typed.strip().casefold(), matcher(" ".join(typed.replace(":", " ").split()))
    return tuple(
        marked(line, matching)
        for line in lines
        if plain in text_of(line).casefold()
        or any(matching(span.text) or plain == span.target.casefold() for span in line)
    )
