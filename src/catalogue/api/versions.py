"""The versions of the schema and of SQLite; imports only what that needs."""

from __future__ import annotations

from catalogue.store.layout import SQLITE, VERSION


def versions() -> tuple[int, str]:
    """The schema version that this program writes, and the version of the SQLite library in use."""
    return VERSION, SQLITE
