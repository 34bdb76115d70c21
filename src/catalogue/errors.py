"""The one family of failures.

    CatalogueError            exit 1   the operation failed; nothing was changed
    ├── NotFound              exit 1   no record, batch or file of that name
    ├── Refused               exit 1   the request is understood and will not be done
    ├── ImportRefused         exit 1   rows were wrong; the issues come along, nothing was written
    ├── Conflict              exit 1   somebody changed the same thing meanwhile
    ├── BadUsage              exit 2   options that do not fit together, or an unusable argument
    ├── ConfigError           exit 2   config.toml cannot be used
    └── UnusableCatalogue     exit 3   missing, not SQLite, not ours, newer schema, locked, corrupt

An error carries a code and parameters, never words: the words, in the reader's language, are in
``catalogue.present.words``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class CatalogueError(Exception):
    """A failure that is meant for a person: ``code`` names it, ``params`` fill its sentence."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        params = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({params})"


class NotFound(CatalogueError):
    """There is no record, batch or file of that name."""


class Refused(CatalogueError):
    """The request is understood and will not be done."""


class ImportRefused(CatalogueError):
    """Rows were wrong and nothing was written; ``issues`` are ``catalogue.model.issues.Issue`` values."""

    def __init__(self, code: str, issues: Sequence[object] = (), **params: object) -> None:
        super().__init__(code, **params)
        self.issues = tuple(issues)


class Conflict(CatalogueError):
    """Somebody changed the same thing meanwhile."""


class BadUsage(CatalogueError):
    """Options that do not fit together, or an argument that cannot be used."""

    exit_code = 2


class ConfigError(CatalogueError):
    """The settings file cannot be used."""

    exit_code = 2


class UnusableCatalogue(CatalogueError):
    """The database is missing, is not a catalogue, is newer, locked or damaged."""

    exit_code = 3
