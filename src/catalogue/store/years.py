"""The years of a date as index tokens, so that a year in a query costs no more than a word.

A date of the years 1900 to 2099 has a token for each decade that it touches, and for each year that it could be in, or
for a decade that it fills. ``before`` and ``after`` are the tokens for years outside this range and for open ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from catalogue.model import dates
from catalogue.model.dates import When
from catalogue.text import datekeys, zones

FIRST, END = 1900, 2100


def tokens(name: str, text: str) -> str:
    """The tokens of a date (EDTF) in the field ``name``, separated by spaces; none for a date without a year."""
    return _tokens(name, *_bounds(text))


@lru_cache(16_384)
def _bounds(text: str) -> tuple[int | None, int | None]:
    """The first and the last year that a date could be in."""
    when = dates.parse(text)
    return (int(when.earliest[:4]) if when.earliest else None, int(when.latest[:4]) if when.latest else None)


@lru_cache(16_384)
def _tokens(name: str, low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    low, high = FIRST - 1 if low is None else low, END if high is None else high
    spans = ["before"] * (low < FIRST) + ["after"] * (high >= END)
    low, high = max(low, FIRST), min(high, END - 1)
    for decade in range(low - low % 10, high + 1, 10):
        spans.append(f"touches{decade}")
        if low <= decade and decade + 9 <= high:
            spans.append(f"fills{decade}")
        else:
            spans += map(str, range(max(low, decade), min(high, decade + 9) + 1))
    return " ".join(zones.value(name, each) for each in spans)


@lru_cache(16_384)
def word_tokens(text: str) -> str:
    """The keys by which a date (EDTF), exact or vague, is found when its day, month or year is typed as a word.

    They are separated by spaces. An interval has those of its ends, of the months between them up to a year, and of the
    years up to a decade.
    """
    when = dates.parse(text)
    ends = [end for end in (when.start, when.end) if isinstance(end, When)]
    found = [
        token
        for end in ends
        if end.month
        for tokens in (datekeys.tokens, datekeys.vague)
        for token in tokens(end.year, end.month, end.day)
    ]
    if len(ends) == 2 and ends[0].year and ends[1].year:
        low, high = (12 * (end.year or 0) + (end.month or 0) - 1 for end in ends)
        if ends[0].month and ends[1].month and high - low < _MONTHS:
            found += [token for at in range(low, high) for token in datekeys.tokens(at // 12, at % 12 + 1, None)]
        if ends[1].year - ends[0].year < _YEARS:
            found += map(str, range(ends[0].year, ends[1].year + 1))
    return " ".join(dict.fromkeys(found))


_MONTHS, _YEARS = 12, 10


def tokens_between(name: str, low: str | None, high: str | None) -> tuple[str, bool] | None:
    """The expression for dates that could lie between two days, and whether it finds only those; None for days outside
    the years that have tokens."""
    first, last = int(low[:4]) if low else FIRST, int(high[:4]) if high else END - 1
    if not FIRST <= first <= last < END:
        return None
    exact = (low is None or low[5:] == "01-01") and (high is None or high[5:] == "12-31")
    asked_tokens = [*_decade_tokens(first, last), *["before"] * (low is None), *["after"] * (high is None)]
    return zones.any_of(zones.value(name, each) for each in asked_tokens), exact


def _decade_tokens(first: int, last: int) -> Iterator[str]:
    for decade in range(first - first % 10, last + 1, 10):
        if first <= decade and decade + 9 <= last:
            yield f"touches{decade}"
        else:
            yield f"fills{decade}"
            yield from map(str, range(max(first, decade), min(last, decade + 9) + 1))
