"""Dates in texts and queries as tokens: 2022-03, 15.05.2024, март 2022, 15 мая 2024, 24 июня, 2 квартал 2024.

A token is ``°`` with year and month (``°202203``), with year, month and day, or with month and day of any year
(``°0624``). A date in a text gives all of these that apply, so that it is found by each; a date in a query gives only
its most precise token, a quarter or half year the tokens of its months.
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
DateWord = tuple[str, int | None]
"""A word's key, and the number of the month if it is a month's name."""

YEAR_WORDS = frozenset({"god", "goda", "godu", "iil", "iili", "iilning", "iilda", "jil", "jili", "jilgi", "ear"})
"""Keys of the words for "year" beside a year number: год, yil, жылы."""

_PARTS = {
    **dict.fromkeys(("kvartal", "kvartala", "kvartale", "corak", "coragi", "kuarter", "toksan", "toksani"), "Q"),
    **dict.fromkeys(("polugodie", "polugodia", "polugodii", "half", "jartijildik", "jartijildigi"), "H"),
}
_ORDERS = re.compile(r"DMYW?|YW?DM|MDY|YW?M|MYW?|DM|MD|D[QH]YW?|YW?D[QH]")
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
"""Roman numbers of quarters and half years."""


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
    return tokens(int(year), int(month), int(day) if day else None)


def in_words(words: Sequence[DateWord]) -> list[str]:
    """Return the tokens of the dates whose month is a word; day, month and year may be in any order."""
    kinds = "".join(map(_kind, words))
    found: dict[str, None] = {}
    for at, (_, month) in enumerate(words):
        if month is not None:
            found |= dict.fromkeys(_around_month(words, kinds, at))
    return list(found)


def date_at(words: Sequence[DateWord], start: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the end and the tokens of the date that begins with the word at ``start``."""
    match = _ORDERS.match("".join(map(_kind, words[start : start + 5])))
    found = _of_query(words[start : start + match.end()], match[0]) if match else []
    return (start + match.end(), tuple(found)) if match and found else None


def beside_year(words: Sequence[DateWord], at: int) -> bool:
    """Return whether the word only marks the number before it as a year: 2019 год."""
    return at > 0 and _kind(words[at]) == "W" and _kind(words[at - 1]) == "Y"


def tokens(year: int | None, month: int, day: int | None) -> list[str]:
    """Return the tokens of a date, the most precise last; none for an invalid date and for a month without a year."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return []
    of_day = [] if day is None else [f"{DATE_MARK}{month:02}{day:02}"]
    if year is None:
        return of_day
    of_month = f"{DATE_MARK}{year:04}{month:02}"
    return [of_month] if day is None else [of_month, *of_day, f"{of_month}{day:02}"]


def _kind(date_word: DateWord) -> str:
    word, month = date_word
    if month is not None:
        return "M"
    if word.isdigit():
        return "Y" if _YEAR.match(word) else "D" if _DIGITS.match(word) else "."
    return "W" if word in YEAR_WORDS else _PARTS.get(word, ".")


def _around_month(words: Sequence[DateWord], kinds: str, at: int) -> list[str]:
    """Return the tokens of the date around the month at ``at``."""
    before, after = kinds[max(at - 3, 0) : at], kinds[at + 1 : at + 3]
    day = at - 1 if before.endswith("D") else at + 1 if after.startswith("D") else None
    if after.startswith("Y"):
        year: int | None = at + 1
    elif day == at + 1 and after == "DY":
        year = at + 2
    else:
        found = re.search("(Y)W?D?$" if day == at - 1 else "(Y)W?$", before)
        year = at - len(before) + found.start() if found else None
    number_of = {place: int(words[place][0]) for place in (year, day) if place is not None}
    return tokens(
        number_of.get(year) if year is not None else None,
        words[at][1] or 0,
        number_of.get(day) if day is not None else None,
    )


def _of_query(words: Sequence[DateWord], kinds: str) -> list[str]:
    """Return the most precise token of a date in a query; for a quarter or half year the tokens of its months."""
    by_kind = dict(zip(kinds, words, strict=True))
    year = int(by_kind["Y"][0]) if "Y" in by_kind else None
    number = int(by_kind["D"][0]) if "D" in by_kind else None
    part = next((kind for kind in "QH" if kind in by_kind), "")
    if not part:
        return tokens(year, by_kind["M"][1] or 0, number)[-1:]
    length = 3 if part == "Q" else 6
    if year is None or number is None or not 1 <= number <= 12 // length:
        return []
    return [f"{DATE_MARK}{year:04}{month:02}" for month in range((number - 1) * length + 1, number * length + 1)]
