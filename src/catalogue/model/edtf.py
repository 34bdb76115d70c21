"""The strict grammar of dates: from text to canonical text, parts and bounds.

The notation is EDTF, ISO 8601-2:2019 level 1 (https://www.loc.gov/standards/datetime/), with the level 2 forms that
occur in news and registers: a day or month without a year (``XXXX-06-24``, ``XXXX-06``) and marks on a single component
(``2024?-02-02``). Years are 0001 to 9999, so that bounds are plain ISO days that sort as text; the longer and negative
years of level 1 are refused.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval", "partial"]

YEARLESS: Final = "XXXX"
LONGEST: Final = 200
"""Longest text that is read, in characters; every real date is far shorter."""


class DateProblem(ValueError):
    """A text that cannot be read as a date.

    ``code`` is ``date.unreadable``, ``date.impossible`` (no such day), ``date.ambiguous`` (several readings) or
    ``date.reversed`` (an interval that ends before it starts); ``params`` holds the text and further details of the
    fault.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class View(NamedTuple):
    """What is computed from the text of a date; ``start`` and ``end`` are set for intervals only."""

    text: str
    precision: Precision
    earliest: str | None
    latest: str | None
    year: int | None
    month: int | None
    day: int | None
    marks: tuple[str, str, str]
    start: str | None = None
    end: str | None = None


_MARK = "([?~%]?)"
_POINT = re.compile(
    rf"{_MARK}([0-9]{{4}}|[0-9]{{3}}X|[0-9]{{2}}XX|XXXX){_MARK}"
    rf"(?:-{_MARK}([0-9]{{2}}|XX){_MARK}(?:-{_MARK}([0-9]{{2}}|XX){_MARK})?)?"
)
_BITS = {"": 0, "?": 1, "~": 2, "%": 3}
_SIGNS = ("", "?", "~", "%")
_PLAIN = ("", "", "")
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def unreadable(text: str) -> DateProblem:
    """The problem of a text that is not a date, with the text shortened for a message."""
    return DateProblem("date.unreadable", text=text[:80])


def impossible(text: str, part: str) -> DateProblem:
    """The problem of a text with a year, month or day that does not exist."""
    return DateProblem("date.impossible", text=text[:80], part=part)


@lru_cache(maxsize=16384)
def view_of(text: str) -> View:
    """Parts and bounds of a text in any spelling of the grammar; raises DateProblem as ``when.parse`` does."""
    if len(text) > LONGEST:
        raise unreadable(text)
    return _interval(text) if "/" in text else _point(text)


def _point(text: str) -> View:
    match = _POINT.fullmatch(text)
    if match is None:
        raise unreadable(text)
    before_y, year, after_y, before_m, month, after_m, before_d, day, after_d = match.groups("")
    if before_y or after_y or before_m or after_m or before_d or after_d:
        # EDTF level 2: a mark after a component applies to it and all before it; a mark before it applies only to it.
        whole = _BITS[after_d]
        upto_m = whole | _BITS[after_m]
        bits = (upto_m | _BITS[after_y] | _BITS[before_y], upto_m | _BITS[before_m], whole | _BITS[before_d])
        marks = (_SIGNS[bits[0]], _SIGNS[bits[1]] if month else "", _SIGNS[bits[2]] if day else "")
        text = _spell((year, month, day), marks)
    else:
        marks = _PLAIN
    if "X" in year:
        return _vague_year(text, year, month, day, marks)
    if year == "0000":
        raise impossible(text, "year")
    return _known_year(text, year, month, day, marks)


def _spell(parts: tuple[str, str, str], marks: tuple[str, str, str]) -> str:
    """The canonical spelling of marked parts: a mark shared from the year on is written after the last part it
    covers."""
    known = [(part, mark) for part, mark in zip(parts, marks, strict=True) if part]
    shared = 0
    if marks[0]:
        while shared < len(known) and known[shared][1] == marks[0]:
            shared += 1
    spelled = [
        part + (marks[0] if index == shared - 1 else "") if index < shared else mark + part
        for index, (part, mark) in enumerate(known)
    ]
    return "-".join(spelled)


def _vague_year(text: str, year: str, month: str, day: str, marks: tuple[str, str, str]) -> View:
    if year != YEARLESS:
        if month:
            raise unreadable(text)
        low = max(int(year.replace("X", "0")), 1)
        high = year.replace("X", "9")
        precision: Precision = "century" if year.endswith("XX") else "decade"
        return View(text, precision, f"{low:04}-01-01", f"{high}-12-31", None, None, None, marks)
    if not month or month == "XX" or day == "XX":
        raise unreadable(text)
    number = int(month)
    if not 1 <= number <= 12:
        raise impossible(text, "month")
    if day and not 1 <= int(day) <= (29 if number == 2 else _MONTH_DAYS[number - 1]):
        raise impossible(text, "day")
    return View(text, "partial", None, None, None, number, int(day) if day else None, marks)


def _known_year(text: str, year: str, month: str, day: str, marks: tuple[str, str, str]) -> View:
    number = int(year)
    if not month or month == "XX":
        if day and day != "XX":
            raise unreadable(text)
        return View(text, "year", f"{year}-01-01", f"{year}-12-31", number, None, None, marks)
    value = int(month)
    if 21 <= value <= 24 and not day:
        return _season(text, number, value, marks)
    if not 1 <= value <= 12:
        raise impossible(text, "month")
    last = month_days(number, value)
    if day and day != "XX":
        if not 1 <= int(day) <= last:
            raise impossible(text, "day")
        bound = f"{year}-{month}-{day}"
        return View(text, "day", bound, bound, number, value, int(day), marks)
    first = f"{year}-{month}-01"
    return View(text, "month", first, f"{year}-{month}-{last}", number, value, None, marks)


def _season(text: str, year: int, season: int, marks: tuple[str, str, str]) -> View:
    """Bounds of a season: the three meteorological months of the northern hemisphere; winter begins in December."""
    first = (season - 20) * 3
    ending = min(year + 1, 9999) if season == 24 else year
    last = 2 if season == 24 and year < 9999 else min(first + 2, 12)
    latest = f"{ending:04}-{last:02}-{month_days(ending, last):02}"
    return View(text, "season", f"{year:04}-{first:02}-01", latest, year, None, None, marks)


def month_days(year: int, month: int) -> int:
    """How many days the month has in the Gregorian calendar."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _MONTH_DAYS[month - 1]


def _interval(text: str) -> View:
    sides = text.split("/")
    if len(sides) != 2:
        raise unreadable(text)
    start = _point(sides[0]) if sides[0] not in ("", "..") else None
    end = _point(sides[1]) if sides[1] not in ("", "..") else None
    if start is None and end is None:
        raise unreadable(text)
    if start is not None and end is not None:
        _check_order(text, start, end)
    left = start.text if start else sides[0]
    right = end.text if end else sides[1]
    year, month, day = _shared(start, end)
    return View(
        f"{left}/{right}",
        "interval",
        start.earliest if start else None,
        end.latest if end else None,
        year,
        month,
        day,
        _PLAIN,
        left,
        right,
    )


def _check_order(text: str, start: View, end: View) -> None:
    """Refuse an end before the start, also within one month without a year."""
    yearless = start.precision == "partial"
    if yearless != (end.precision == "partial"):
        raise unreadable(text)
    if start.earliest and end.latest and start.earliest > end.latest:
        raise DateProblem("date.reversed", text=text[:80], start=start.text, end=end.text)
    if not yearless or start.month != end.month or not start.day or not end.day:
        return
    # XXXX-12-30/XXXX-01-02 spans New Year; within one month an end before the start has no valid reading.
    if start.day > end.day:
        raise DateProblem("date.reversed", text=text[:80], start=start.text, end=end.text)


def _shared(start: View | None, end: View | None) -> tuple[int | None, int | None, int | None]:
    """The year, month and day that both ends share, each only if the larger unit is the same."""
    if start is None or end is None or start.year != end.year:
        return None, None, None
    if start.month != end.month:
        return start.year, None, None
    return start.year, start.month, start.day if start.day == end.day else None
