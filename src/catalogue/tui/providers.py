"""The palette: actions and views by their names. Nothing in it comes from the catalogue's data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.theme import ThemeProvider

from catalogue.i18n import gettext as _
from catalogue.tui.commands import COMMANDS, Command

__all__ = ["Commands", "ThemeProvider", "palette"]


def palette(provider: type[Provider], placeholder: str) -> CommandPalette:
    """The screen on which one of a provider's commands is chosen."""
    return CommandPalette(providers=[provider], placeholder=placeholder)


class Commands(Provider):
    """Every command that makes sense wherever the focus is."""

    async def discover(self) -> Hits:
        """All of them."""
        for command in _offered():
            yield DiscoveryHit(Content(_(command.words)), self._run(command), _(command.words), _(command.help))

    async def search(self, query: str) -> Hits:
        """Those whose name or help is like the text."""
        matcher = self.matcher(query)
        for command in _offered():
            name, help_text = _(command.words), _(command.help)
            score = max(matcher.match(name), matcher.match(help_text) / 2)
            if score > 0:
                yield Hit(score, matcher.highlight(name), self._run(command), name, help_text)

    def _run(self, command: Command) -> Callable[[], Awaitable[bool]]:
        node = self.app if command.scope == "app" else self.screen
        return partial(self.app.run_action, command.action, node)


def _offered() -> Iterator[Command]:
    return (command for command in COMMANDS if command.in_palette)
