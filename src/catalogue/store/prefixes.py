"""Word prefixes expanded to the words of the vocabulary.

Prefixes of three letters have their own index. For a longer prefix FTS5 would first collect every row of every matching
word; when the words are listed in the expression instead, it reads their rows only as far as needed.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from functools import cache, partial

from msgspec.structs import replace

from catalogue.store.compile import Compiled
from catalogue.text import zones

_BEGINNING = re.compile(r'"([^"]+)" \*')
_MOST = 1_024  # words that an expression may list: 30 ms at a million records, where a prefix takes over 100 ms
_INDEXED = int(zones.PREFIX)


def expand_prefixes(connection: sqlite3.Connection, compiled: Compiled) -> Compiled:
    """The same query with prefixes of more than three letters replaced by the words that begin with them."""
    spell = partial(_BEGINNING.sub, partial(_listed, cache(partial(_words_beginning, connection))))
    return replace(compiled, match=spell(compiled.match), tiers=tuple(map(spell, compiled.tiers)))


def _listed(begun: Callable[[str], Sequence[str] | None], found: re.Match[str]) -> str:
    typed = found[1].removeprefix(zones.NAMED)
    mark = found[1][: len(found[1]) - len(typed)]
    if len(found[1]) <= _INDEXED or not typed[0].isalpha():
        return found[0]
    words = begun(typed)
    return found[0] if words is None else f"({zones.any_of([mark + word for word in words] or [found[1]])})"


def _words_beginning(connection: sqlite3.Connection, typed: str) -> Sequence[str] | None:
    """The words that begin with ``typed``; None if there are too many."""
    words = connection.execute(
        "SELECT text FROM word WHERE text >= ? AND text < ? LIMIT ?", (typed, typed + "\U0010ffff", _MOST + 1)
    ).fetchall()
    return None if len(words) > _MOST else [text for (text,) in words]
