"""All keys: those of the previous pane first, then the others, then what the signs mean; with a search box."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from catalogue.i18n import gettext as _
from catalogue.present import marks
from catalogue.present.shapes import Line, Span
from catalogue.text.width import cells, pad
from catalogue.tui.commands import ABOUT, COMMANDS, Command, bindings, keys_shown
from catalogue.tui.screens.leaving import SmallWindow
from catalogue.tui.widgets.lines import LineView


class KeysScreen(SmallWindow[None]):
    """The list of keys, made from the table of commands."""

    BINDINGS = bindings("keys")
    AUTO_FOCUS = "#find-key"

    def __init__(self, scopes: Iterable[str], remapped: Mapping[str, str]) -> None:
        super().__init__()
        self.scopes = tuple(scopes)
        self.remapped = remapped

    def compose(self) -> ComposeResult:
        """The box and the list."""
        with Vertical(id="sheet") as sheet:
            sheet.border_title = Content(_("Keys"))
            sheet.border_subtitle = Content(" · ".join((_("tab: list"), _("esc: close"))))
            yield Input(placeholder=_("part of a key or a word"), id="find-key", compact=True)
            yield LineView(id="all-keys")

    def on_mount(self) -> None:
        """Show all."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the keys whose name or words contain the text."""
        self._show(event.value)

    def _show(self, text: str) -> None:
        self.query_one(LineView).show(tuple(lines(self.scopes, self.remapped, text)))

    def action_to_lines(self) -> None:
        """From the box to the list."""
        self.query_one(LineView).focus()

    def action_close(self) -> None:
        """Back to the screen before."""
        self.dismiss()


def lines(scopes: Collection[str], remapped: Mapping[str, str], text: str) -> Iterator[Line]:
    """The commands of these scopes under one heading, then the others by scope, then the signs; only what matches."""
    wanted = text.strip().casefold()
    found = [each for each in COMMANDS if wanted in _searchable_text(each, remapped).casefold()]
    width = max((cells(keys_shown(each, remapped)) for each in found), default=0)
    here = [each for each in found if each.scope in scopes and each.scope not in ("app", "browse")]
    groups = dict.fromkeys(command.group for command in COMMANDS)
    others = [(_(group), [each for each in found if each.group == group and each not in here]) for group in groups]
    parts = [(_("Here"), here), *others]
    for heading, commands in parts:
        if commands:
            yield (Span(heading, "heading"),)
            yield from (_line(each, remapped, width) for each in commands)
            yield ()
    signs = [(sign, _(text)) for sign, text in marks.MEANINGS if wanted in f"{sign} {_(text)}".casefold()]
    if signs:
        width = max(width, *(cells(sign) for sign, _meaning in signs), 1)
        yield (Span(_("Signs"), "heading"),)
        yield from ((Span(f"  {pad(sign, width)}  ", "label"), Span(text)) for sign, text in signs)
    if not found and not signs:
        yield (Span(_("No key matches.")),)


def _searchable_text(command: Command, remapped: Mapping[str, str]) -> str:
    return f"{keys_shown(command, remapped)} {_(command.words)} {_(command.help)} {command.id}"


def _line(command: Command, remapped: Mapping[str, str], width: int) -> Line:
    keys = keys_shown(command, remapped)
    place = f" ({_(ABOUT[command.scope])})" if command.scope in ABOUT else ""
    return (
        Span("  " + keys + " " * (width - cells(keys)) + "  ", "label"),
        Span(_(command.help)),
        Span(place + f" · {command.id}", "faint"),
    )
