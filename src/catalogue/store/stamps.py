"""Which version of the analyser, with which terms, made the keys of the index."""

from __future__ import annotations

import sqlite3

from catalogue.text import zones


def stamp(connection: sqlite3.Connection) -> None:
    """Store the version of the analyser that made the keys."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES ('analyser', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (zones.FINGERPRINT,),
    )


def current(connection: sqlite3.Connection) -> bool:
    """Whether the keys were made by the current version of the analyser."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'analyser'").fetchone()
    return found is not None and found[0] == zones.FINGERPRINT
