"""Lines that say where one is and what one can do: the views above, the keys below."""

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
from catalogue.tui.commands import ALWAYS, Command, footer
from catalogue.tui.messages import ViewPicked

FEW, MANY, WIDE = 8, 10, 100
"""Keys in the footer of a narrow and of a wide terminal, and from how many columns on it is wide."""
SEPARATOR = " │ "


class ViewBar(Widget):
    """The views with their keys and counts, the present one marked, and the name of the catalogue."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"viewbar--here", "viewbar--faint"}
    ALLOW_SELECT = False

    views: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=False)
    """Each view's id and name in order; their keys are 1, 2, 3 …"""
    here: reactive[str] = reactive("")
    counts: reactive[Mapping[str, int]] = reactive({})
    name_of_file: reactive[str] = reactive("")

    def render(self) -> Content:
        """As much as fits: names and counts, else only the present view's name."""
        parts = self._parts(full=True)
        if self._wide(parts) > self.size.width:
            parts = self._parts(full=False)
        here, faint = self.get_visual_style("viewbar--here"), self.get_visual_style("viewbar--faint")
        styled: list[str | tuple[str, Style]] = []
        for view, text in parts:
            styled.append((SEPARATOR, faint) if styled else " ")
            styled.append((text, here) if view == self.here else text)
        line = Content.assemble(*styled)
        room = self.size.width - self._wide(parts) - 2
        if room < 6:
            return line
        name = fit(one_line(self.name_of_file), room - 2)
        return line + Content.assemble(" " * (room - cells(name)), (name, faint))

    def _parts(self, *, full: bool) -> list[tuple[str, str]]:
        parts = []
        for number, (view, name) in enumerate(self.views, 1):
            count = self.counts.get(view)
            words = [str(number)] + ([name] if full or view == self.here else [])
            words += [str(count)] if count is not None and (full or view == self.here) else []
            parts.append((view, " ".join(words)))
        return parts

    def _wide(self, parts: Sequence[tuple[str, str]]) -> int:
        return 1 + sum(cells(text) for _view, text in parts) + len(SEPARATOR) * (len(parts) - 1)

    def on_click(self, event: events.Click) -> None:
        """A click on a view chooses it."""
        parts = self._parts(full=self._wide(self._parts(full=True)) <= self.size.width)
        at = 1
        for view, text in parts:
            if at - 1 <= event.x <= at + cells(text):
                self.post_message(ViewPicked(view))
                return
            at += cells(text) + len(SEPARATOR)


class KeyBar(Widget):
    """The keys that matter where the focus is: as many as fit, those for help and for leaving always."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key"}
    ALLOW_SELECT = False

    scopes: reactive[tuple[str, ...]] = reactive(())
    typing: reactive[bool] = reactive(bool)
    remapped: reactive[Mapping[str, str]] = reactive({})

    def render(self) -> Content:
        """Key, words, key, words."""
        style = self.get_visual_style("keybar--key")
        parts: list[str | tuple[str, Style]] = [" "]
        for command, key in self.fitting(self.size.width):
            parts += [(key, style), f" {_(command.words)}  "]
        return Content.assemble(*parts)

    def fitting(self, width: int) -> list[tuple[Command, str]]:
        """The commands that are shown at a width, with the key that is shown."""
        offered = footer(self.scopes, self.remapped, typing=self.typing)
        fixed = [own for own in offered if own[0].id in ALWAYS]
        most = MANY if width >= WIDE else FEW
        left = width - 1 - sum(_width(own) for own in fixed) + 2
        kept: list[tuple[Command, str]] = []
        for own in offered:
            if own in fixed or len(kept) + len(fixed) >= most:
                continue
            left -= _width(own)
            if left < 0:
                break
            kept.append(own)
        return [*kept, *fixed]

    def on_click(self, event: events.Click) -> None:
        """A click on a key presses it."""
        at = 1
        for command, key in self.fitting(self.size.width):
            if at <= event.x < at + _width((command, key)):
                self.app.simulate_key(command.bound(self.remapped)[0])
                return
            at += _width((command, key))


def _width(own: tuple[Command, str]) -> int:
    return cells(own[1]) + 1 + cells(_(own[0].words)) + 2
