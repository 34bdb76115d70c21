"""The palette: commands, views, saved searches and records, all found by a part of their name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from textual.message import Message
from textual.worker import get_current_worker

from catalogue.errors import CatalogueError
from catalogue.i18n import gettext as _
from catalogue.present.shapes import Line, Span
from catalogue.text.width import cells, pad
from catalogue.tui import messages
from catalogue.tui.commands import Command, keys_shown
from catalogue.tui.matching import marked, matcher
from catalogue.tui.screens.prompts import Prompt
from catalogue.tui.widgets.lines import LineView

PAUSE = 0.08
"""Seconds without a key after which records are searched."""
COMMAND, THEME = "command:", "theme:"
"""Prefixes of the targets of lines; ``finding`` has those of results from the catalogue."""

Lookup = Callable[[str], tuple[Line, ...]]


class Palette(Prompt):
    """Commands that match the text and, below them, what ``lookup`` finds in the catalogue, queried in a thread."""

    @dataclass
    class Found(Message, bubble=False):
        """The results from the catalogue for a text."""

        typed: str
        lines: tuple[Line, ...]

    def __init__(self, commands: Sequence[Command], remapped: Mapping[str, str], lookup: Lookup) -> None:
        super().__init__(_("Commands"), _("part of a command's or a record's name"), choosing=True)
        self.lines = tuple(command_lines(commands, remapped, ""))
        self.commands = tuple(commands)
        self.remapped = remapped
        self.lookup = lookup
        self._typed = self._told = ""
        self._own: tuple[Line, ...] = ()

    def _show(self, typed: str, at: str = "") -> None:
        """Show matching commands at once; the records follow."""
        self._typed = typed
        self._fill()
        self.set_timer(PAUSE, partial(self._ask, typed))

    def awaits(self, key: str) -> bool:
        """Whether nothing can be chosen until the records that match the text are there."""
        return key == "enter" and self._told != self._typed and not self.query_one(LineView).target

    def _fill(self) -> None:
        commands = tuple(command_lines(self.commands, self.remapped, self._typed))
        lines = (*commands, *self._own[0 if commands else 1 :])
        self.query_one(LineView).show(lines or ((Span(_("Nothing matches."), "faint"),),))

    def _ask(self, typed: str) -> None:
        if typed == self._typed:
            self.run_worker(partial(self._search, typed), group="palette", exclusive=True, thread=True)

    def _search(self, typed: str) -> None:
        worker = get_current_worker()
        try:
            lines = self.lookup(typed)
        except CatalogueError:
            lines = ()
        if not worker.is_cancelled:
            self.post_message(self.Found(typed, lines))

    def on_palette_found(self, event: Found) -> None:
        """Show the results, unless the text has changed since."""
        event.stop()
        self._told = event.typed
        if event.typed == self._typed and event.lines != self._own:
            self._own = event.lines
            here = self.query_one(LineView).target
            self._fill()
            self.query_one(LineView).point_to(here)


class Themes(Prompt):
    """Choose the theme; the screen previews the one under the cursor."""

    def __init__(self, names: Iterable[str], now: str) -> None:
        found = sorted(names, key=lambda name: (name != now, name))
        super().__init__(
            _("Colours"), _("part of a name"), [(Span(name, "link", THEME + name),) for name in found], choosing=True
        )
        self.before = now

    def on_pointed(self, event: messages.Pointed) -> None:
        """Preview the theme."""
        event.stop()
        self.app.theme = event.target.removeprefix(THEME) or self.before

    def action_leave(self) -> None:
        """Restore the previous theme."""
        self.app.theme = self.before
        self.dismiss(None)


def command_lines(commands: Sequence[Command], remapped: Mapping[str, str], typed: str) -> Iterator[Line]:
    """The commands whose words, help or id contain every word of a text; matches at a word's start come first."""
    wanted = typed.casefold().split()
    found = [command for command in commands if all(word in _searchable_text(command) for word in wanted)]
    start = " ".join(wanted)
    matching = matcher(" ".join(typed.replace(":", " ").split()))
    width = max((cells(_(command.words)) for command in found), default=0)
    keyed = max((cells(keys_shown(command, remapped)) for command in found), default=0)
    for command in sorted(found, key=lambda command: not _(command.words).casefold().startswith(start)):
        keys = keys_shown(command, remapped)
        line = (
            Span(_(command.words), "link", COMMAND + command.id),
            Span(" " * (width - cells(_(command.words))) + f"  {pad(keys, keyed)}", "label"),
            Span(f"  {_(command.help)}", "faint"),
        )
        yield marked(line, matching)


def _searchable_text(command: Command) -> str:
    return f"{_(command.words)} {_(command.help)} {command.id}".casefold()
