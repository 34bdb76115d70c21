"""The application: one catalogue, its screens, and restoring the terminal on exit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.app import SystemCommand
from textual.screen import Screen
from textual.widget import Widget

from catalogue import i18n
from catalogue.api.session import Session
from catalogue.config import Config
from catalogue.tui import asking, remembering
from catalogue.tui.commands import BY_ID, COMMANDS, Command, bindings
from catalogue.tui.remembering import Appearance
from catalogue.tui.screens.browse import Browse
from catalogue.tui.screens.panes import Drafting, Relabelled
from catalogue.tui.state import Position, ViewState
from catalogue.tui.typeahead import SafeApp
from catalogue.tui.views import asked, find
from catalogue.tui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from catalogue.present.shapes import Line
    from catalogue.tui.screens.prompts import Answer


class CatalogueApp(SafeApp):
    """The screens for one catalogue, opened at once. Raises ``UnusableCatalogue``, ``ConfigError``, ``NotFound``."""

    CSS_PATH = Path(__file__).parent / "styles" / "catalogue.tcss"
    TITLE = "catalogue"
    BINDINGS = bindings("app")
    ENABLE_COMMAND_PALETTE = False  # Textual would bind its key; ours is in the table of commands

    def __init__(
        self,
        path: Path,
        *,
        lang: str | None = None,
        query: str = "",
        view: str | None = None,
        select: str | None = None,
        saved: str = "",
        read_only: bool = False,
        settings: Config | None = None,
        memory: Path | None = None,
        importing: bool = False,
    ) -> None:
        """``memory`` is the file with the reader's last position, used unless a view, query, record or ``saved`` search
        is given.

        With ``importing`` the first question is for a file to import.
        """
        super().__init__()
        given = settings or Config()
        self.settings = given
        if given.keys:
            from catalogue.tui import keymap

            self.settings = replace(given, keys=keymap.read(given.keys))
        self.memory = memory
        self.begun_with = Appearance(self.theme, i18n.use(lang))
        self.importing = importing
        self.session = Session.open(path, lang=i18n.use(lang), read_only=read_only)
        begun = find(view) if view else asked(query)
        named = asking.view_of(self.session, select) if select and not view else begun.id
        spot = self._remembered(path) if not (query or view or select or saved) else None
        looking = spot.looking if spot else ViewState(query, select or "", named)
        if saved:
            looking = replace(asking.opened(self.session, saved, query), chosen=select or "")
        self.browse = Browse(self.session, looking, remapped=self.settings.keys, spot=spot)
        self.browse.columns = remembering.columns(memory) if memory else {}

    def _remembered(self, path: Path) -> Position | None:
        """Where the reader was last, if known; a record that no longer exists is dropped."""
        spot = remembering.load(self.memory, path) if self.memory else None
        return asking.still(self.session, spot) if spot else None

    def get_default_screen(self) -> Screen[str]:
        """The browsing screen."""
        return self.browse

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """No commands of Textual's own: in particular no screenshots of what may be personal data."""
        return ()

    def on_mount(self) -> None:
        """Apply the reader's theme and keys."""
        if self.settings.theme in self.available_themes:
            self.theme = str(self.settings.theme)
        self.begun_with = Appearance(self.theme, i18n.language())
        self.set_keymap(self.settings.keys)
        if self.importing:
            self.call_after_refresh(self.browse.action_import)

    def on_unmount(self) -> None:
        """Save the reader's position and choices, stop open queries, close the catalogue."""
        if self.memory:
            chosen = Appearance(self.theme, i18n.language()).chosen_since(self.begun_with)
            remembering.save(self.memory, self.session.path, self.browse.here(), chosen, columns=self.browse.columns)
        self.session.interrupt()
        self.session.close()

    # ---------------------------------------------------------------- keys

    def action_keys(self) -> None:
        """Show all keys, those of the focused pane first."""
        if bar := self._bar:
            from catalogue.tui.screens.keys import KeysScreen

            self.push_screen(KeysScreen(bar.scopes, self.settings.keys))

    def action_palette(self) -> None:
        """Find a command, a view, a saved search or a record by its name."""
        screen, pane = self.screen, self.focused
        if (bar := self._bar) and "palette" in bar.absent:
            return  # anything opened from there would leave the form
        from catalogue.tui import finding
        from catalogue.tui.screens.palette import Palette

        def lookup(typed: str) -> tuple[Line, ...]:
            return self.session.answered(partial(finding.lines, self.session, typed))

        commands = tuple(self._offered(screen))
        self.push_screen(Palette(commands, self.settings.keys, lookup), partial(self._found, screen, pane))

    @property
    def _bar(self) -> KeyBar | None:
        """The key bar of a full-size screen; a small window has none."""
        bar = getattr(self.screen, "keys", None)
        return bar if isinstance(bar, KeyBar) else None

    def _offered(self, screen: Screen[object]) -> Iterator[Command]:
        """The commands that have an effect now."""
        scopes = self._bar.scopes if self._bar else ()
        for command in COMMANDS:
            here = command.scope == "browse" and screen is self.browse
            useful = command.in_palette and screen.check_action(command.id, ()) is not False
            if useful and (here or command.scope in ("app", *scopes)):
                yield command

    async def _found(self, screen: Screen[object], pane: Widget | None, answer: Answer | None) -> None:
        """Carry out the choice made in the palette."""
        what, _colon, name = answer.chosen.partition(":") if answer else ("", "", "")
        if what == "command":
            action = BY_ID[name].action
            method = f"action_{action.partition('(')[0]}"
            await self.run_action(
                action, next(target for target in (pane, screen, self) if target and hasattr(target, method))
            )
        elif what:
            while self.screen is not self.browse:
                self.pop_screen()
            self.browse.open_found(what, name)

    async def action_quit(self) -> None:
        """Leave the screen, as escape does; in the list, the program."""
        screen = self.screen
        names = (own.id for own in COMMANDS if own.scope != "browse" and "escape" in own.keys.split(","))
        leaving = next((name for name in names if hasattr(screen, f"action_{name}")), "quit_all")
        await self.run_action(leaving, self if screen is self.browse else screen)

    async def action_quit_all(self) -> None:
        """Leave the program; unsaved changes must be given up first."""
        holding = [screen for screen in self.screen_stack if isinstance(screen, Drafting) and not screen.may_leave()]
        if not holding:
            self.exit()

    def action_suspend(self) -> None:
        """Suspend the program until the shell resumes it; does nothing without a shell."""
        self.action_suspend_process()

    def action_language(self) -> None:
        """Switch to the next language of the interface on every open screen."""
        if (bar := self._bar) and "language" in bar.absent:
            return  # only a screen that redraws itself may change its language
        languages = i18n.LANGUAGES
        self.session.lang = i18n.use(languages[(languages.index(i18n.language()) + 1) % len(languages)])
        for screen in self.screen_stack:
            if isinstance(screen, Relabelled):
                screen.relabel()

    def action_theme(self) -> None:
        """Choose the theme."""
        from catalogue.tui.screens.palette import Themes

        self.push_screen(Themes(self.available_themes, self.theme))
