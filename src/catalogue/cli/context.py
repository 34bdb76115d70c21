"""The values of the common options for the running command: catalogue, language, colours, format."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from catalogue import config, i18n
from catalogue.errors import BadUsage, ConfigError

if TYPE_CHECKING:
    from catalogue.api.session import Session
    from catalogue.present.formats import Format

Colour = Literal["auto", "always", "never"]


class Settings(Struct):
    """The common options, given before or after the command; the later one wins."""

    db: str | None = None
    lang: str | None = None
    color: Colour = "auto"
    quiet: bool = False
    debug: bool = False
    form: Format | None = None
    out: str | None = None

    def path(self) -> Path:
        """The catalogue to work on. Raises ``ConfigError``."""
        return config.database_path(self.db)

    def language(self) -> str:
        """Set and return the reader's language: from ``--lang``, settings, environment.

        Unreadable settings are ignored here: a command that needs them reports what is wrong with them.
        """
        return i18n.use(self.asked_language())

    def asked_language(self) -> str | None:
        """The language requested by an option, ``CATALOGUE_LANG`` or the settings; None if there is none."""
        given = self.lang or os.environ.get("CATALOGUE_LANG")
        if not given:
            with suppress(ConfigError):
                given = config.load().lang
        return given or None

    @contextmanager
    def session(self, *, read_only: bool = True, own_terms: bool = True) -> Iterator[Session]:
        """The catalogue, open while the block runs. Raises ``UnusableCatalogue``, ``ConfigError``."""
        from catalogue.api.session import Session

        with Session.open(self.path(), lang=self.language(), read_only=read_only, own_terms=own_terms) as session:
            yield session

    def actor(self) -> str:
        """The author written to the history: the name of the user account."""
        return config.account()

    def choose(self, form: Format) -> None:
        """Set the output format. Raises ``BadUsage`` if another was given."""
        if self.form not in (None, form):
            raise BadUsage("usage.formats", options=tuple(f"--{name}" for name in (self.form, form)))
        self.form = form


def draws() -> bool:
    """Whether the terminal can move its cursor: one that calls itself dumb cannot, as in an editor's shell window."""
    return os.environ.get("TERM") != "dumb"


def at_terminal() -> bool:
    """Whether screens can be shown: a terminal for input and output, or a driver that replaces it."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    return draws() and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
