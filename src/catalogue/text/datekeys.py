"""Dates in texts and questions as one token each: 2022-03, 15.05.2024, март 2022, 15 мая 2024.

A token is ``°`` with year and month, or with year, month and day. A date in a text gives the token of its month
besides, so that it is found by both; a date in a question gives only its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMERIC = re.compile(
    r"(?<![\d.-])(?:(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4}))(?![\d-])"
)
_HINT = re.compile(r"\d[-./]\d")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d\Z")
_DIGITS = re.compile(r"\d{1,2}\Z")
DATE_MARK = "°"
Spoken = tuple[str, int | None]
"""A word's key, and the number of the month if it is a month's name."""


def in_text(text: str) -> list[str]:
    """Return the tokens of the dates written in figures; an ISO date needs four digits for the year."""
    return [token for _, _, tokens in in_figures(text) for token in tokens]


def in_figures(text: str) -> list[tuple[int, int, list[str]]]:
    """Return start, end and tokens of the dates written in figures; the last token is the most precise."""
    if _HINT.search(text) is None:
        return []
    found = [(match.start(), match.end(), _figures(match)) for match in _NUMERIC.finditer(text)]
    return [each for each in found if each[2]]


def _figures(match: re.Match[str]) -> list[str]:
    year, month, day = (match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])
    return _tokens(int(year), int(month), int(day) if day else None)


def in_words(spoken: Sequence[Spoken]) -> list[str]:
    """Return the tokens of the dates whose month is a word."""
    found: list[str] = []
    for at, (_, month) in enumerate(spoken):
        if month is not None:
            year = _year_near(spoken, at)
            day = _day_before(spoken, at)
            found += _tokens(year, month, day) if year else []
    return found


def at(spoken: Sequence[Spoken], start: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the end and token of the date that begins with the word at ``start`` ([day] month year, year month)."""
    for first, length in ((start + 1, 3), (start, 2), (start + 1, 2)):
        if first >= len(spoken) or start + length > len(spoken):
            continue
        month = spoken[first][1]
        outer = [word for at, (word, _) in enumerate(spoken[start : start + length], start) if at != first]
        if month is None or (length == 2 and not _YEAR.match(outer[0])):
            continue
        if length == 3 and not (_DIGITS.match(outer[0]) and _YEAR.match(outer[1])):
            continue
        day = int(outer[0]) if length == 3 else None
        if tokens := _tokens(int(outer[-1]), month, day):
            return start + length, (tokens[-1],)
    return None


def _year_near(spoken: Sequence[Spoken], at: int) -> int | None:
    after, before = spoken[at + 1 : at + 2], spoken[max(at - 1, 0) : at]
    for word, _ in (*after, *before):
        if _YEAR.match(word):
            return int(word)
    return None


def _day_before(spoken: Sequence[Spoken], at: int) -> int | None:
    word = spoken[at - 1][0] if at else ""
    return int(word) if _DIGITS.match(word) else None


def _tokens(year: int, month: int, day: int | None) -> list[str]:
    """Return the token of the month and that of the day; none for what is no date."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return []
    of_month = f"{DATE_MARK}{year:04}{month:02}"
    return [of_month] if day is None else [of_month, f"{of_month}{day:02}"]
