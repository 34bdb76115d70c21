"""The row of a record in the full-text index: the later its main date, the higher.

FTS5 returns rows in row order at no cost, in any other order only after finding them all. So the row numbers follow the
order that people want, newest first, and a page of a million hits costs as much as a page of fifty.

A year has 2^22 rows: 2^20 for its first day, which is also used for dates known only to the year, 2^16 for the first of
a month, 4,096 for any other day. A full day overflows into the days before it. Undated records come last. Records close
in time are close in the index, whose lists of rows are stored as differences: this narrow numbering makes it a third
smaller.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from functools import lru_cache

_YEAR, _FIRST_OF_YEAR, _FIRST_OF_MONTH, _DAY = 1 << 22, 1 << 20, 1 << 16, 1 << 12
_MONTH = _FIRST_OF_MONTH + 30 * _DAY
_LONG_AGO = -(1 << 62)
DATED = _YEAR
"""The first row of a record with a date."""


@lru_cache(4096)
def block(day: str) -> tuple[int, int]:
    """The rows of an ISO day: the first, and the one after the last; of all undated records for any other text."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return _LONG_AGO, _YEAR
    start = when.year * _YEAR
    if (when.month, when.day) == (1, 1):
        return start, start + _FIRST_OF_YEAR
    start += _FIRST_OF_YEAR + (when.month - 1) * _MONTH
    if when.day == 1:
        return start, start + _FIRST_OF_MONTH
    start += _FIRST_OF_MONTH + (when.day - 2) * _DAY
    return start, start + _DAY


class Rows:
    """Allocates free rows during one write; no row is ever allocated twice, because a dropped row keeps its keys."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next: dict[int, int] = {}

    def free(self, day: str) -> int:
        """The next free row of a day (ISO, "" when there is none): later ones get lower numbers, so come after."""
        while True:
            start, end = block(day)
            free = self._next.get(start)
            if free is None:
                free = self._below(start, end)
            if free >= start:
                self._next[start] = free - 1
                return free
            day = _before(day)

    def _below(self, start: int, end: int) -> int:
        lowest = self._connection.execute(
            "SELECT min(row) FROM entry WHERE row >= ? AND row < ?", (start, end)
        ).fetchone()[0]
        return (end if lowest is None else int(lowest)) - 1


def _before(day: str) -> str:
    when = date.fromisoformat(day)
    return "" if when == date.min else (when - timedelta(days=1)).isoformat()
