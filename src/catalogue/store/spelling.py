"""The words of the index as records spell them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from catalogue.text import keys, zones
from catalogue.text.normalise import words as words_of
from catalogue.text.scripts import script

_TEXTS = (
    "SELECT text FROM name WHERE record = ?1 "
    "UNION ALL SELECT summary FROM record WHERE num = ?1 AND summary IS NOT NULL "
    "UNION ALL SELECT n.text FROM link l JOIN name n ON n.record = l.object WHERE l.subject = ?1"
)
_LOOKED_AT = 3  # records
_LONGEST = 2_000  # characters of a text that are searched


def holders(connection: sqlite3.Connection, expression: str, limit: int) -> list[int]:
    """The row numbers of the first records that a full-text expression finds; none for an empty one."""
    if not expression:
        return []
    found = connection.execute(
        "SELECT e.record FROM search CROSS JOIN entry e ON e.row = search.rowid WHERE search MATCH ? "
        "AND e.record IS NOT NULL LIMIT ?",
        (expression, limit),
    )
    return [num for (num,) in found]


def as_spelled(connection: sqlite3.Connection, key: str, typed: str = "") -> str | None:
    """A key of the index as some record spells it, preferably in the script of ``typed``."""
    wanted = script(typed)
    found: str | None = None
    for num in holders(connection, zones.any_of([key]), _LOOKED_AT):
        for word in _words_of(connection, num):
            if (not found or script(word) == wanted) and any(key in each.keys for each in keys.analyser().keyed(word)):
                found = word
                if not typed or script(word) == wanted:
                    return word
    return found


def _words_of(connection: sqlite3.Connection, num: int) -> Iterator[str]:
    for (text,) in connection.execute(_TEXTS, (num,)):
        yield from (word.text for word in words_of(text[:_LONGEST]))


def beginning(connection: sqlite3.Connection, prefixes: Iterable[str], limit: int) -> list[str]:
    """Whole words of the vocabulary (keys) that begin with any of these, shortest first; by ranges of its index."""
    found = [
        text
        for prefix in prefixes
        for (text,) in connection.execute(
            "SELECT text FROM word WHERE text >= ? AND text < ? AND whole LIMIT ?",
            (prefix, prefix + "\U0010ffff", limit),
        )
    ]
    return sorted(dict.fromkeys(found), key=lambda text: (len(text), text))[:limit]
