"""Dates in texts and queries as tokens: 2022-03, 15.05.2024, март 2022, 15 мая 2024, 24 июня, 2 квартал 2024.

A token is ``°`` with year and month (``°202203``), with year, month and day, or with month and day of any year
(``°0624``). A date in a text gives all of these that apply, so that it is found by each; a date in a query gives only
its most precise token, a quarter or half year the tokens of its months.

A recorded date that lacks its year or its day also has tokens that say so (``vague``), which a query for a day or month
that it could be asks for besides: 24 июня 2021 finds ``XXXX-06-24``. Both begin with ``°x``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_NUMERIC = re.compile(
    r"(?<![\d.-])(?:(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4}))(?![\d-])"
)
_HINT = re.compile(r"\d[-./]\d")
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.(\d\d)\.(\d\d)(?![\d.])")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d\Z")
_DIGITS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")
_PART_OF_YEAR = re.compile(r"[QH][1-4]\Z")
_PART_TYPED = re.compile(r"(?:([1-4])q|q([1-4])|([12])h|h([12]))\Z", re.IGNORECASE)
DATE_MARK = "°"
VAGUE_MARK = "°x"
DateWord = tuple[str, int | None]
"""A word's key, and the number of the month if it is a month's name."""

YEAR_WORDS = frozenset(
    "god goda godu gode godi godov godah godam g gg iil iili iilgi iilning iilda iilar iilari iilarda i ear ears"  # noqa: SIM905
    " jil jili jilgi jildar jildari".split()
)
"""Keys of the words for "year" and "years" beside a year number: год, г., yil, жылы."""

_ORDINAL_ENDINGS = frozenset({"i", "go", "e", "ia", "oe", "of"})
"""Keys of what stands between a day and its month: 24-го, 24th of, 1-й."""

_PARTS = {
    **dict.fromkeys(("kvartal", "kvartala", "kvartale", "kv", "corak", "coragi", "kuarter", "toksan", "toksani"), "Q"),
    **dict.fromkeys(("polugodie", "polugodia", "polugodii", "half", "jartijildik", "jartijildigi"), "H"),
}
_ORDERS = re.compile(r"DE*MYW?|YW?DE*M|MDY|YW?M|MYW?|DE*M|MD|DE?[QH]YW?|YW?DE?[QH]|SYW?|YW?S")
_ORDINALS = {"§first": "1", "§second": "2", "§third": "3", "§fourth": "4"}
"""The concepts of the numbers that a quarter or half year may have: I, первый, birinchi."""


def in_text(text: str) -> list[str]:
    """Return the tokens of the dates written in figures; an ISO date needs four digits for the year."""
    return [token for _, _, tokens in in_figures(text) for token in tokens]


def in_figures(text: str) -> list[tuple[int, int, list[str]]]:
    """Return start, end and tokens of the dates written in figures; the last token is the most precise."""
    if _HINT.search(text) is None:
        return []
    found = [(match.start(), match.end(), _figures(match)) for match in _NUMERIC.finditer(text)]
    return [each for each in found if each[2]]


def asked_in_figures(text: str) -> list[tuple[int, int, list[str]]]:
    """Return start, end and tokens of the dates of a query in figures, also of those with a year of two digits.

    Such a year is of this century: in texts it would make dates of section numbers.
    """
    short = [
        (match.start(), match.end(), tokens(2000 + int(match[3]), int(match[2]), int(match[1])))
        for match in _SHORT_YEAR.finditer(text)
    ]
    return [*in_figures(text), *(each for each in short if each[2])]


def _figures(match: re.Match[str]) -> list[str]:
    year, month, day = (match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])
    return tokens(int(year), int(month), int(day) if day else None)


def in_words(words: Sequence[DateWord]) -> list[str]:
    """Return the tokens of the dates whose month is a word; day, month and year may be in any order."""
    kinds = _kinds(words)
    found: dict[str, None] = {}
    for at, (_, month) in enumerate(words):
        if month is not None:
            found |= dict.fromkeys(_around_month(words, kinds, at))
    return list(found)


def date_at(words: Sequence[DateWord], start: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the end and the tokens of the date that begins with the word at ``start``."""
    match = _ORDERS.match(_kinds(words[start : start + 6]))
    found = _of_query(words[start : start + match.end()], match[0]) if match else []
    return (start + match.end(), tuple(found)) if match and found else None


def beside_year(words: Sequence[DateWord], at: int) -> bool:
    """Return whether the word only marks the number before it as a year: 2019 год."""
    return at > 0 and _kinds(words[at - 1 : at + 1]) == "YW"


def tokens(year: int | None, month: int, day: int | None) -> list[str]:
    """Return the tokens of a date, the most precise last; none for an invalid date and for a month without a year."""
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return []
    of_day = [] if day is None else [f"{DATE_MARK}{month:02}{day:02}"]
    if year is None:
        return of_day
    of_month = f"{DATE_MARK}{year:04}{month:02}"
    return [of_month] if day is None else [of_month, *of_day, f"{of_month}{day:02}"]


def number_of(typed: str, concepts: Iterable[str]) -> str:
    """Return the number that an ordinal means, and Q1 and 2H as a word of their own; "" for all other words."""
    if match := _PART_TYPED.match(typed):
        return ("Q" if "q" in typed.lower() else "H") + "".join(filter(None, match.groups()))
    return next((_ORDINALS[token] for token in concepts if token in _ORDINALS), "")


def asked(found: Sequence[str]) -> tuple[str, ...]:
    """Return the tokens of a date in a query, and then those of the vague dates that could be that date."""
    return tuple(dict.fromkeys([*found, *(token for each in found for token in could_be(each))]))


def vague(year: int | None, month: int, day: int | None) -> list[str]:
    """Return the tokens of a recorded date without a year or without a day; ``month`` is known."""
    if year is None:
        return [f"{VAGUE_MARK}{month:02}", f"{VAGUE_MARK}{month:02}" + (f"{day:02}" if day else "00")]
    return [] if day else [f"{VAGUE_MARK}{year:04}{month:02}00"]


def could_be(token: str) -> tuple[str, ...]:
    """Return the tokens of the vague dates that could be the date of a query's ``token``.

    A date that lacks its month is not among them: it is found by its year.
    """
    digits = token.removeprefix(DATE_MARK)
    if len(digits) == 4:
        return (f"{VAGUE_MARK}{digits[:2]}00",)
    month = digits[4:6]
    if len(digits) == 6:
        return (f"{VAGUE_MARK}{month}",)
    return (f"{VAGUE_MARK}{digits[4:]}", f"{VAGUE_MARK}{month}00", f"{VAGUE_MARK}{digits[:6]}00")


def _kinds(words: Sequence[DateWord]) -> str:
    """Return one letter for each word: Day, its Ending, Month, Year, Word for year, Quarter, Half year, S for Q1."""
    kinds = ""
    for word, month in words:
        kinds += _kind(word, month, kinds[-1:])
    return kinds


def _kind(word: str, month: int | None, before: str) -> str:
    if month is not None:
        return "M"
    if word[:1].isdigit():
        return "Y" if _YEAR.match(word) else "D" if _DIGITS.match(word) else "."
    if before in ("D", "E") and word in _ORDINAL_ENDINGS:
        return "E"
    if word in YEAR_WORDS:
        return "W"
    return "S" if _PART_OF_YEAR.match(word) else _PARTS.get(word, ".")


def _number(word: str) -> int:
    return int(word.rstrip("dhnrst"))


def _around_month(words: Sequence[DateWord], kinds: str, at: int) -> list[str]:
    """Return the tokens of the date around the month at ``at``."""
    before, after = kinds[max(at - 5, 0) : at], kinds[at + 1 : at + 3]
    first = re.search("DE*$", before)
    day = at - len(first[0]) if first else at + 1 if after.startswith("D") else None
    if after.startswith("Y"):
        year: int | None = at + 1
    elif day == at + 1 and after == "DY":
        year = at + 2
    else:
        found = re.search("(Y)W?DE*$" if first else "(Y)W?$", before)
        year = at - len(before) + found.start() if found else None
    number_of = {place: _number(words[place][0]) for place in (year, day) if place is not None}
    return tokens(
        number_of.get(year) if year is not None else None,
        words[at][1] or 0,
        number_of.get(day) if day is not None else None,
    )


def _of_query(words: Sequence[DateWord], kinds: str) -> list[str]:
    """Return the most precise token of a date in a query; for a quarter or half year the tokens of its months."""
    by_kind = dict(zip(kinds, words, strict=True))
    year = int(by_kind["Y"][0]) if "Y" in by_kind else None
    number = _number(by_kind["D"][0]) if "D" in by_kind else None
    part = next((kind for kind in "QH" if kind in by_kind), "")
    if "S" in by_kind:
        part, number = by_kind["S"][0][0], int(by_kind["S"][0][1])
    if not part:
        return tokens(year, by_kind["M"][1] or 0, number)[-1:]
    length = 3 if part == "Q" else 6
    if year is None or number is None or not 1 <= number <= 12 // length:
        return []
    return [f"{DATE_MARK}{year:04}{month:02}" for month in range((number - 1) * length + 1, number * length + 1)]
