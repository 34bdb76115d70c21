"""Lines that say where the reader is and what can be done: the views above, the keys below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from catalogue.i18n import gettext as _
from catalogue.text.safe import one_line
from catalogue.text.width import cells, fit
from catalogue.tui.commands import ALWAYS, NO_KEYS, Command, footer
from catalogue.tui.messages import ViewPicked

FEW, MANY, WIDE = 8, 10, 100
"""Keys in the footer of a narrow and of a wide terminal, and the number of columns from which it is wide."""
WIDE_APART, CLOSE = " │ ", "│"
WHOLE, SHORTEST = 40, 5
LEAST = 6
"""Fewest cells in which the name of the catalogue is shown."""
LEAVE = "quit"
"""The command that leaves a screen, and at the first one the program."""
_STEPS = (
    (WHOLE, True, WIDE_APART),
    (WHOLE, False, WIDE_APART),
    (WHOLE, False, CLOSE),
    *((most, False, CLOSE) for most in range(12, SHORTEST - 1, -1)),
    (0, True, WIDE_APART),
    (0, False, WIDE_APART),
)
"""The levels of detail of the view bar, from most to least room: cells of a name, counts, and the separator."""


class ViewBar(Widget):
    """The views with their keys and counts, the present one marked, and the name of the catalogue."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"viewbar--here", "viewbar--faint"}
    ALLOW_SELECT = False

    views: reactive[tuple[tuple[str, str, str], ...]] = reactive((), layout=False)
    """Each view's id, key and name in order."""
    here: reactive[str] = reactive("")
    counts: reactive[Mapping[str, int | str]] = reactive({})
    name_of_file: reactive[str] = reactive("")

    def render(self) -> Content:
        """As much as fits: names and counts, names, shortened names, or only the present view's name."""
        parts, between = self._parts()
        here, faint = self.get_visual_style("viewbar--here"), self.get_visual_style("viewbar--faint")
        styled: list[str | tuple[str, Style]] = []
        for view, text in parts:
            styled.append((between, faint) if styled else " ")
            styled.append((text, here) if view == self.here else text)
        line, room = Content.assemble(*styled), self._room(parts, between)
        if room < LEAST:
            return line
        name = fit(one_line(self.name_of_file), room - 2)
        return line + Content.assemble(" " * (room - cells(name)), (name, faint))

    @property
    def names_file(self) -> bool:
        """Whether there is room for the name of the catalogue."""
        return self._room(*self._parts()) >= LEAST

    def _room(self, parts: Sequence[tuple[str, str]], between: str) -> int:
        return self.size.width - _wide(parts, between) - 2

    def _parts(self) -> tuple[list[tuple[str, str]], str]:
        """The label of each view, in as much detail as fits for all, and the separator between them."""
        for most, counts, apart in _STEPS:
            parts = self._said_all(most, counts=counts)
            if _wide(parts, apart) <= self.size.width:
                return parts, apart
        return self._said_all(0, counts=False), CLOSE

    def _said_all(self, most: int, *, counts: bool) -> list[tuple[str, str]]:
        return [(view, self._tab_text(view, key, name, (most, counts))) for view, key, name in self.views]

    def _tab_text(self, view: str, key: str, name: str, shown: tuple[int, bool]) -> str:
        """Key, name and count; the present view has all three, a flagged count is always shown."""
        count = self.counts.get(view)
        here, flagged = view == self.here, isinstance(count, str)
        words = [key, name if here else fit(name, shown[0])]
        words.append(str(count) if count is not None and (shown[1] or here or flagged) else "")
        return " ".join(filter(None, words))

    def on_click(self, event: events.Click) -> None:
        """A click on a view chooses it."""
        parts, between = self._parts()
        at = 1
        for view, text in parts:
            if at - 1 <= event.x <= at + cells(text):
                self.post_message(ViewPicked(view))
                return
            at += cells(text) + len(between)


def _wide(parts: Sequence[tuple[str, str]], between: str) -> int:
    return 1 + sum(cells(text) for _view, text in parts) + len(between) * (len(parts) - 1)


class KeyBar(Widget):
    """The keys that matter for the focused pane: as many as fit, always including help and leaving."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key"}
    ALLOW_SELECT = False

    scopes: reactive[tuple[str, ...]] = reactive(())
    typing: reactive[bool] = reactive(bool)
    remapped: reactive[Mapping[str, str]] = reactive({})
    absent: reactive[frozenset[str]] = reactive(frozenset())
    """Ids of commands that have no effect at the moment."""
    further: reactive[bool] = reactive(bool)
    """Whether this is not the first screen."""

    def __init__(
        self,
        scopes: tuple[str, ...] = (),
        remapped: Mapping[str, str] = NO_KEYS,
        absent: frozenset[str] = frozenset(),
        *,
        id: str = "keys",  # noqa: A002 - a widget's id
    ) -> None:
        super().__init__(id=id)
        if scopes:
            self.set_reactive(KeyBar.scopes, scopes)
        if remapped:
            self.set_reactive(KeyBar.remapped, remapped)
        if absent:
            self.set_reactive(KeyBar.absent, absent)

    def on_mount(self) -> None:
        """Find out which screen this is."""
        self.further = self.screen is not self.app.screen_stack[0]

    def render(self) -> Content:
        """Key, words, key, words."""
        style = self.get_visual_style("keybar--key")
        parts: list[str | tuple[str, Style]] = [" "]
        for command, key in self.fitting(self.size.width):
            parts += [(key, style), f" {self._words(command)}  "]
        return Content.assemble(*parts)

    def fitting(self, width: int) -> list[tuple[Command, str]]:
        """The commands shown at a width, each with the key that is shown."""
        offered = footer(self.scopes, self.remapped, typing=self.typing, absent=self.absent)
        fixed = [each for each in offered if each[0].id in ALWAYS]
        most = MANY if width >= WIDE else FEW
        left = width - 1 - sum(map(self._width, fixed)) + 2
        kept: list[tuple[Command, str]] = []
        for each in offered:
            if each in fixed or len(kept) + len(fixed) >= most:
                continue
            left -= self._width(each)
            if left < 0:
                break
            kept.append(each)
        return [*kept, *fixed]

    def on_click(self, event: events.Click) -> None:
        """A click on a key presses it."""
        at = 1
        for command, key in self.fitting(self.size.width):
            if at <= event.x < at + self._width((command, key)):
                self.app.simulate_key(command.bound(self.remapped)[0])
                return
            at += self._width((command, key))

    def _width(self, shown: tuple[Command, str]) -> int:
        return cells(shown[1]) + 1 + cells(self._words(shown[0])) + 2

    def _words(self, command: Command) -> str:
        """The words of a command; the key that leaves the program leads back from a further screen."""
        return _("Back") if self.further and command.id == LEAVE else _(command.words)
