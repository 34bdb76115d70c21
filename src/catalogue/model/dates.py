"""Dates: the public interface for reading, comparing, sorting and writing them.

The value is in ``when``, its strict grammar in ``edtf``, typed forms in ``date_forms`` and ``date_vague``, human text
in ``date_words``, its short form for lists in ``date_short``.
"""

from __future__ import annotations

from catalogue.model.date_forms import read
from catalogue.model.date_short import in_short
from catalogue.model.date_vague import read_around
from catalogue.model.date_words import in_words
from catalogue.model.edtf import DateProblem, Precision
from catalogue.model.when import OPEN, Open, When, parse

__all__ = [
    "OPEN",
    "DateProblem",
    "Open",
    "Precision",
    "When",
    "in_short",
    "in_words",
    "may_overlap",
    "parse",
    "read",
    "read_around",
    "sort_key",
]


def may_overlap(when: When, low: str | None, high: str | None) -> bool:
    """Whether ``when`` could fall within low to high (ISO days, inclusive; None leaves that side open).

    A vague date counts if any day it can mean lies inside. A date without a year is never found by a year: with any
    limit given the answer is no.
    """
    if low is None and high is None:
        return True
    if not when.has_year or (low is not None and high is not None and low > high):
        return False
    earliest, latest = when.earliest, when.latest
    too_late = high is not None and earliest is not None and earliest > high
    too_early = low is not None and latest is not None and latest < low
    return not (too_late or too_early)


def sort_key(when: When | None) -> tuple[int, str, str, str]:
    """Ascending order: dated by first day, then without a year by month and day, then none at all.

    An interval with an open start is sorted by its last day.
    """
    if when is None:
        return 2, "", "", ""
    if not when.has_year:
        return 1, when.text.replace("?", "").replace("~", "").replace("%", ""), "", when.text
    first = when.earliest or when.latest or ""
    return 0, first, when.latest or "9999-12-31", when.text
