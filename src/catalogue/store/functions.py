"""SQL functions for tests that SQL cannot do itself, called only on rows that passed the rest of a query."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from threading import local
from typing import TYPE_CHECKING

from catalogue.query.nodes import FigureOp
from catalogue.text import phrases

if TYPE_CHECKING:
    from catalogue.text.indexed import Indexer

# What a function needs is loaded at its first call: most queries call none.


def register(connection: sqlite3.Connection) -> None:
    """Register the functions that conditions use on a connection."""
    connection.create_function("holds_phrase", 2, _holds_phrase, deterministic=True)
    connection.create_function("has_text", 3, _has_text, deterministic=True)
    connection.create_function("has_words", 3, _has_words, deterministic=True)
    connection.create_function("recurs", 3, _recurs, deterministic=True)
    connection.create_function("figure_meets", 3, _figure_meets, deterministic=True)


@lru_cache(1_024)  # rows that were counted are asked once more to be listed
def _holds_phrase(texts: str, phrase: str) -> int:
    """Whether one of the texts, joined by the unit separator, contains a phrase."""
    return int(phrases.in_texts(texts.split("\x1f"), phrase))


def _has_text(texts: str, words: str, prefix: int) -> int:
    """Whether texts, joined by the unit separator, contain all these words; with ``prefix`` the last word is a
    prefix."""
    typed = words.split()
    asked = [(word, bool(prefix) and at == len(typed)) for at, word in enumerate(typed, start=1)]
    return int(_indexer().contains(texts.split("\x1f"), asked, complete=not prefix))


def _indexer() -> Indexer:
    """The indexer of this thread."""
    from catalogue.text.indexed import Indexer

    found: Indexer | None = getattr(_LOCAL, "indexer", None)
    if found is None:
        found = _LOCAL.indexer = Indexer()
    return found


_LOCAL = local()


def _has_words(text: str, words: str, prefix: int) -> int:
    from catalogue.query import match

    return int(match.has_words(text, words, prefix=bool(prefix)))


def _recurs(date: str | None, month: int, day: int | None) -> int:
    from catalogue.query import match

    return int(date is not None and match.recurs(date, month, day))


def _figure_meets(text: str, op: FigureOp, number: float) -> int:
    from catalogue.model import quantities

    return int(quantities.compare(quantities.parse(text), op, number))
