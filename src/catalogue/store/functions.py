"""The questions that SQL cannot answer by itself, asked only on rows that the rest of a query has left."""

from __future__ import annotations

import sqlite3

from catalogue.model import quantities
from catalogue.query import match
from catalogue.query.nodes import FigureOp


def register(connection: sqlite3.Connection) -> None:
    """Give a connection ``has_words(text, words, prefix)``, ``recurs(date, month, day)``, ``figure_meets(...)``."""
    connection.create_function("has_words", 3, _has_words, deterministic=True)
    connection.create_function("recurs", 3, _recurs, deterministic=True)
    connection.create_function("figure_meets", 3, _figure_meets, deterministic=True)


def _has_words(text: str, words: str, prefix: int) -> int:
    return int(match.has_words(text, words, prefix=bool(prefix)))


def _recurs(date: str | None, month: int, day: int | None) -> int:
    return int(date is not None and match.recurs(date, month, day))


def _figure_meets(text: str, op: FigureOp, number: float) -> int:
    return int(quantities.compare(quantities.parse(text), op, number))
