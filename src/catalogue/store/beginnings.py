"""Beginnings of words spelled out by the vocabulary.

Three letters have an index of their own. For a longer beginning FTS5 would first gather every row of every word that
begins so; the words themselves, one by one, it reads only as far as they are needed.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from catalogue.store.compile import Compiled
from catalogue.text import zones

_BEGINNING = re.compile(r'"([^"]+)" \*')
_MOST = 1_024  # words that an expression may spell out: 30 ms at a million records, where gathering takes over 100
_INDEXED = int(zones.PREFIX)


def spelled_out(connection: sqlite3.Connection, compiled: Compiled) -> Compiled:
    """The same query with beginnings of more than three letters replaced by the words that begin so."""
    spell = partial(_BEGINNING.sub, partial(_words, cache(partial(_begun, connection))))
    return replace(compiled, match=spell(compiled.match), tiers=tuple(map(spell, compiled.tiers)))


def _words(begun: Callable[[str], Sequence[str] | None], found: re.Match[str]) -> str:
    typed = found[1].removeprefix(zones.NAMED)
    mark = found[1][: len(found[1]) - len(typed)]
    if len(found[1]) <= _INDEXED or not typed[0].isalpha():
        return found[0]
    words = begun(typed)
    return found[0] if words is None else f"({zones.these([mark + word for word in words] or [found[1]])})"


def _begun(connection: sqlite3.Connection, typed: str) -> Sequence[str] | None:
    """The words that begin so; None where they are too many."""
    words = connection.execute(
        "SELECT text FROM word WHERE text >= ? AND text < ? LIMIT ?", (typed, typed + "\U0010ffff", _MOST + 1)
    ).fetchall()
    return None if len(words) > _MOST else [text for (text,) in words]
