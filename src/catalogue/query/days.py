"""Reading and writing days and ranges of days in queries.

    day       2024 · 2024-05 · 2024-05-15 · 15.05.2024 · any date that ``model.dates`` reads · today · +90d · -1y
    range     day .. day, either side may be empty; > >= < <= day
    spans     this year · last month · next week · прошлый год · keyingi oy
    words     after 2023 · раньше 2023 · 2023 yildan keyin · между 2022 и 2024
    moving    <90d  from today to 90 days ahead        +90d  the same        -90d  from 90 days ago to today
              >90d  later than 90 days ahead           d, w, m, y: days, weeks, months, years
    any year  XXXX-06 · XXXX-06-24 · 24.06 · 24 июня · 24 iyun · June

A vague day (a year, a month) means all its days: ``2022..`` begins on 1 January 2022 and ``..2022`` ends on 31
December. ``>2022`` begins after the last of them, ``>=2022`` on the first.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from catalogue.model import dates
from catalogue.query.nodes import Range, Recurring, Star
from catalogue.text.normalise import clean

_TODAY = frozenset({"today", "сегодня", "bugun", "бугун"})
_NEAR_DAYS = {
    **dict.fromkeys(("yesterday", "вчера", "kecha"), ("yesterday", -1)),
    **dict.fromkeys(("tomorrow", "завтра", "ertaga"), ("tomorrow", 1)),
}
_WHICH = {
    **dict.fromkeys(("this", "этот", "эта", "этом", "этой", "текущий", "текущая", "текущем", "bu", "joriy"), 0),
    **dict.fromkeys(("last", "previous", "прошлый", "прошлая", "прошлом", "прошлой", "o'tgan"), -1),
    **dict.fromkeys(("next", "следующий", "следующая", "следующем", "следующей", "будущий", "будущем", "keyingi"), 1),
}
_OF_WHICH = {0: "this", -1: "last", 1: "next"}
_NEAR_UNITS = {
    **dict.fromkeys(("week", "неделя", "неделе", "неделю", "hafta"), "week"),
    **dict.fromkeys(("month", "месяц", "месяце", "oy", "oyda"), "month"),
    **dict.fromkeys(("year", "год", "году", "yil", "yilda"), "year"),
}
_UNITS = {"d": "d", "w": "w", "m": "m", "y": "y", "д": "d", "н": "w", "м": "m", "г": "y"}
_SHIFT = re.compile(r"([+-])(\d{1,5})([dwmyднмг])", re.IGNORECASE)
_AHEAD = re.compile(r"(<=?|>)(\d{1,5})([dwmyднмг])", re.IGNORECASE)
_RECURRING = re.compile(r"(?:XXXX|ХХХХ)-(\d\d)(?:-(\d\d))?", re.IGNORECASE)
_SHORT = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
_SIGN = re.compile(r"(>=|<=|>|<|=)\s*(.+)", re.DOTALL)
_LONGEST = 100
_OF_DAY = "(?:i|и)?(?:dan|дан)"
_IN_WORDS = {
    ">": re.compile(
        rf"(?:after|later than|после|позже|позднее) (?P<day>.+)|(?P<that>.+?) ?{_OF_DAY} (?:keyin|so'ng|кейин|сўнг)"
    ),
    "<": re.compile(
        rf"(?:before|earlier than|раньше|ранее) (?P<day>.+)|(?P<that>.+?) ?{_OF_DAY} (?:oldin|avval|олдин|аввал)"
    ),
    "=": re.compile(r"(?:around|approximately|примерно|приблизительно) (?P<day>.+)|(?P<that>.+) (?:atrofida|атрофида)"),
}
_BETWEEN = re.compile(r"между (.+?) и (.+)")


class _Span(Struct, frozen=True):
    """The days that one notation means, and its text if it is relative to today."""

    low: date | None
    high: date | None
    typed: str = ""


def read(text: str, today: date) -> Range | Recurring | Star | None:
    """A day or range as typed, or None if it cannot be read or is outside the years 1 to 9999.

    ``..`` alone is any date.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    try:
        return _recurring(text) or _range(_signed(text), today) or _any_year(text)
    except (dates.DateProblem, OverflowError, ValueError):
        return None


def show(when: Range | Recurring) -> str:
    """The shortest notation of a range: ``2024``, ``2024-05..``, ``XXXX-06-24``; a relative one as it was typed."""
    if isinstance(when, Recurring):
        return f"XXXX-{when.month:02}" + (f"-{when.day:02}" if when.day else "")
    if when.typed:
        return when.typed
    for length in (4, 7, 10):
        if when.low and when.high and when.low[:length] == when.high[:length]:
            whole = when.low[:length]
            if (_first(whole), _last(whole)) == (when.low, when.high):
                return whole
    return f"{_short(when.low, _first)}..{_short(when.high, _last)}"


def _short(day: str | None, bound: Callable[[str], str]) -> str:
    """The year or month if it gives the same bound, else the day itself; "" for None."""
    return next((day[:length] for length in (4, 7, 10) if bound(day[:length]) == day), "") if day else ""


def _first(text: str) -> str:
    return f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10]


def _last(text: str) -> str:
    if len(text) == 4:
        return f"{text}-12-31"
    year, month = int(text[:4]), int(text[5:7])
    return text if len(text) == 10 else f"{text}-{monthrange(year, month)[1]:02}"


def _signed(text: str) -> str:
    """The text with the signs of a comparison for its words, or the same text."""
    plain = clean(text)
    if between := _BETWEEN.fullmatch(plain):
        return f"{between[1]}..{between[2]}"
    found = ((sign, words) for sign, pattern in _IN_WORDS.items() if (words := pattern.fullmatch(plain)))
    return next((f"{sign}{words['day'] or words['that']}" for sign, words in found), text)


def _recurring(text: str) -> Recurring | None:
    match = _RECURRING.fullmatch(text)
    if not match:
        return None
    dates.parse(f"XXXX-{text[5:]}")  # refuses a month or day that exists in no year
    return Recurring(int(match[1]), int(match[2]) if match[2] else None)


def _any_year(text: str) -> Recurring | None:
    """A month or a day of a month without a year; digits mean day and month, the order used in the region."""
    short = _SHORT.fullmatch(text)
    when = dates.parse(f"XXXX-{int(short[2]):02}-{int(short[1]):02}") if short else dates.read(text)
    return None if when.has_year or when.month is None else Recurring(when.month, when.day)


def _range(text: str, today: date) -> Range | Star | None:
    """The days that a text with a year means; None for a text without."""
    if ahead := _AHEAD.fullmatch(text):
        return _ahead(ahead, today)
    if sign := _SIGN.fullmatch(text):
        return None if ".." in sign[2] else _compared(sign[1], _day(sign[2].strip(), today))
    if _SHIFT.fullmatch(text):
        day = _day(text, today)
        return _made(day.low, today, day.typed) if text[0] == "-" else _made(today, day.high, day.typed)
    if ".." in text and "/" not in text:
        left, _, right = text.partition("..")
        return _between(left.strip(), right.strip(), today)
    try:
        day = _day(text, today)
    except ValueError:
        return None
    return _made(day.low, day.high, day.typed)


def _ahead(match: re.Match[str], today: date) -> Range | None:
    sign, count, unit = match[1][0], match[2], _UNITS[match[3].lower()]
    edge = _shifted(today, int(count), unit)
    text = f"{sign}{int(count)}{unit}"
    return _made(today, edge, text) if sign == "<" else _made(edge + timedelta(days=1), None, text)


def _compared(sign: str, day: _Span) -> Range | None:
    typed = f"{sign}{day.typed}" if day.typed else ""
    if sign == "=":
        return _made(day.low, day.high, day.typed)
    if sign.startswith(">"):
        edge = day.low if sign == ">=" else day.high and day.high + timedelta(days=1)
        return _made(edge, None, typed)
    edge = day.high if sign == "<=" else day.low and day.low - timedelta(days=1)
    return _made(None, edge, typed)


def _between(left: str, right: str, today: date) -> Range | Star | None:
    if not left and not right:
        return Star()
    low = _day(left, today) if left else _Span(None, None)
    high = _day(right, today) if right else _Span(None, None)
    if (left and low.low is None) or (right and high.high is None):
        return None
    typed = ""
    if low.typed or high.typed:
        lower, upper = _short(_iso(low.low), _first), _short(_iso(high.high), _last)
        typed = f"{low.typed or lower}..{high.typed or upper}"
    return _made(low.low, high.high, typed)


def _day(text: str, today: date) -> _Span:
    """One day, month, year …. Raises ``ValueError`` for anything else."""
    if text.casefold() in _TODAY:
        return _Span(today, today, "today")
    if shift := _SHIFT.fullmatch(text):
        count, unit = int(shift[2]), _UNITS[shift[3].lower()]
        day = _shifted(today, count if shift[1] == "+" else -count, unit)
        return _Span(day, day, f"{shift[1]}{count}{unit}")
    if near := _near(clean(text).split(), today):
        return near
    when = dates.read(text)
    if not when.has_year:
        raise ValueError(text)
    low, high = (date.fromisoformat(bound) if bound else None for bound in (when.earliest, when.latest))
    return _Span(low, high)


def _near(words: Sequence[str], today: date) -> _Span | None:
    """Yesterday, this year, last month, next week (which begins on a Monday); None for anything else."""
    if len(words) == 1 and words[0] in _NEAR_DAYS:
        typed, ahead = _NEAR_DAYS[words[0]]
        day = today + timedelta(days=ahead)
        return _Span(day, day, typed)
    if len(words) != 2 or words[0] not in _WHICH or words[1] not in _NEAR_UNITS:
        return None
    ahead, unit = _WHICH[words[0]], _NEAR_UNITS[words[1]]
    typed = f"{_OF_WHICH[ahead]} {unit}"
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
        return _Span(monday, monday + timedelta(days=6), typed)
    there = _iso(_shifted(today, ahead, unit[0])) or ""
    whole = there[:4] if unit == "year" else there[:7]
    return _Span(date.fromisoformat(_first(whole)), date.fromisoformat(_last(whole)), typed)


def _shifted(day: date, count: int, unit: str) -> date:
    """The day a number of days, weeks, months or years later; in a shorter month the last day replaces days that do not
    exist."""
    if unit in "dw":
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _made(low: date | None, high: date | None, typed: str) -> Range | None:
    if low is None and high is None:
        return None
    if low and high and low > high:
        return None
    return Range(_iso(low), _iso(high), typed)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
