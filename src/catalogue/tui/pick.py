"""``catalogue pick``: an application of a few lines below the prompt, drawn on standard error."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from textual.screen import Screen

from catalogue import config, i18n
from catalogue.api.session import Session
from catalogue.config import Config
from catalogue.i18n import gettext as _
from catalogue.tui import keymap, remembering
from catalogue.tui.screens.picking import PickScreen
from catalogue.tui.typeahead import ENDED_BY_SIGNAL, HANGUP, SafeApp


class PickApp(SafeApp):
    """Choose records of one catalogue, which is only read. Raises ``UnusableCatalogue``, ``ConfigError``."""

    CSS_PATH = Path(__file__).parent / "styles" / "pick.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, path: Path, *, lang: str | None, query: str = "", multi: bool = False, settings: Config | None = None
    ) -> None:
        super().__init__()
        given = settings or Config()
        self.wanted_theme = given.theme
        self.session = Session.open(path, lang=i18n.use(lang), read_only=True)
        self.picking = PickScreen(self.session, query, multi=multi, remapped=keymap.read(given.keys))
        self.set_keymap(keymap.read(given.keys))

    def get_default_screen(self) -> Screen[str]:
        """The box and the rows."""
        return self.picking

    def on_mount(self) -> None:
        """Apply the reader's theme."""
        if self.wanted_theme in self.available_themes:
            self.theme = str(self.wanted_theme)

    def _end(self, number: int) -> None:
        # Textual's inline driver keeps reading from a closed terminal, and never ends.
        if number == HANGUP:
            text = _("The terminal was closed; nothing was chosen.")
            with suppress(OSError):
                os.write(2, f"{text}\n".encode())
            os._exit(ENDED_BY_SIGNAL + number)
        super()._end(number)

    def on_unmount(self) -> None:
        """Close the catalogue."""
        self.session.interrupt()
        self.session.close()


def pick(path: Path, *, lang: str | None, query: str = "", multi: bool = False) -> tuple[str, ...] | None:
    """Let the reader choose records; returns their ids in the order of marking, None if nothing was chosen.

    Raises ``UnusableCatalogue``, ``ConfigError``, and any exception that ended the application.
    """
    settings = remembering.preferred(config.load(), config.state_path())
    app = PickApp(path, lang=lang or settings.lang, query=query, multi=multi, settings=settings)
    chosen = app.run(inline=True)
    if app.failure is not None:
        raise app.failure
    return chosen if isinstance(chosen, tuple) else None
