"""Beginnings of words spelled out by the vocabulary.

Three letters have an index of their own. For a longer beginning FTS5 would first gather every row of every word that
begins so; the words themselves, one by one, it reads only as far as they are needed.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from functools import partial

from catalogue.store.compile import Compiled
from catalogue.text import zones

_BEGINNING = re.compile(r'"([^"]+)" \*')
_MOST = 64  # more words than these are not read any quicker one by one
_INDEXED = int(zones.PREFIX)


def spelled_out(connection: sqlite3.Connection, compiled: Compiled) -> Compiled:
    """The same query with beginnings of more than three letters replaced by the words that begin so."""
    spell = partial(_BEGINNING.sub, partial(_words, connection))
    return replace(compiled, match=spell(compiled.match), tiers=tuple(map(spell, compiled.tiers)))


def _words(connection: sqlite3.Connection, found: re.Match[str]) -> str:
    typed = found[1].removeprefix(zones.NAMED)
    mark = found[1][: len(found[1]) - len(typed)]
    if len(found[1]) <= _INDEXED or not typed[0].isalpha():
        return found[0]
    words = connection.execute(
        "SELECT text FROM word WHERE text >= ? AND text < ? LIMIT ?", (typed, typed + "\U0010ffff", _MOST + 1)
    ).fetchall()
    if len(words) > _MOST:
        return found[0]
    return f"({zones.these([mark + text for (text,) in words] or [found[1]])})"
