"""Short text of dates for columns of a list, in English, Russian and Uzbek (Latin).

==================  ==========================================================================
``5 Apr 2023``      names of months as the Unicode CLDR shortens them
``24 Jun ––``       a part that the source leaves out
``2 Feb 2024?``     a mark beside a part is that part's: ``?`` behind it, uncertain; ``~`` before it, approximate
``~ 2 Feb 2024 ?``  marks set apart belong to the whole date
``2023–2025``       an interval; what both ends share is said once
``Apr 2023 –``      an open end
``? – 2024``        an end that the source does not give
==================  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from catalogue.model.date_names import EN_SHORT, RU_SHORT, RU_SHORT_GENITIVE, UZ_SHORT
from catalogue.model.date_parts import marked_parts, missing_parts, whole_mark
from catalogue.model.when import OPEN, When

NOT_GIVEN: Final = "––"
"""Shown for a year, month or day that the source omits."""


def in_short(when: When, lang: str) -> str:
    """The shortest text of the date in ``en``, ``ru`` or ``uz`` (else English) that keeps its uncertainty."""
    grammar = _GRAMMARS.get(lang.replace("_", "-").split("-")[0].lower(), _GRAMMARS["en"])
    if not when.is_interval:
        return _single(grammar, when)
    start, end = when.start, when.end
    if isinstance(start, When) and isinstance(end, When):
        return _between(grammar, start, end)
    first = _single(grammar, start) if isinstance(start, When) else "" if start is OPEN else "?"
    last = _single(grammar, end) if isinstance(end, When) else "" if end is OPEN else "?"
    return _joined(first, last)


class _Grammar(NamedTuple):
    """How one language writes short dates; ``day_months`` follow a day."""

    months: Sequence[str]
    day_months: Sequence[str]
    seasons: Sequence[str]
    day: str
    dated: str
    decade: str


_GRAMMARS: Final = {
    "en": _Grammar(
        EN_SHORT, EN_SHORT, ("spring", "summer", "autumn", "winter"), "{day} {month}", "{text} {year}", "{year}s"
    ),
    "ru": _Grammar(
        RU_SHORT, RU_SHORT_GENITIVE, ("весна", "лето", "осень", "зима"), "{day} {month}", "{text} {year}", "{year}-е"
    ),
    "uz": _Grammar(
        UZ_SHORT, UZ_SHORT, ("bahor", "yoz", "kuz", "qish"), "{day}-{month}", "{text}, {year}", "{year}-yillar"
    ),
}


def _single(grammar: _Grammar, when: When) -> str:
    parts = marked_parts(when)
    whole = whole_mark(when) if len(parts) > 1 else ""
    marks = {} if whole else dict(parts)
    text = _in_year(grammar, when, _day_month(grammar, when, marks), marks)
    before, behind = _signs(whole)
    return " ".join(part for part in (before, text, behind) if part)


def _signs(mark: str) -> tuple[str, str]:
    """What is written before and after a text with this mark."""
    return "~" if mark in ("~", "%") else "", "?" if mark in ("?", "%") else ""


def _marked(text: str, mark: str) -> str:
    before, behind = _signs(mark)
    return before + text + behind


def _in_year(grammar: _Grammar, when: When, text: str, marks: dict[int, str]) -> str:
    if when.precision == "century":
        year = f"{when.text[:2]}00–{when.text[:2]}99"
    elif when.precision == "decade":
        year = grammar.decade.format(year=f"{when.text[:3]}0")
    else:
        year = NOT_GIVEN if when.year is None else str(when.year)
    result = _marked(year, marks.get(0, ""))
    return grammar.dated.format(text=text, year=result) if text else result


def _day_month(grammar: _Grammar, when: When, marks: dict[int, str]) -> str:
    """Day and month, the month or season alone, or nothing."""
    missing = missing_parts(when)
    if when.season:
        month = grammar.seasons[when.season - 21]
    elif when.month:
        month = (grammar.months if when.day is None else grammar.day_months)[when.month - 1]
    else:
        month = NOT_GIVEN if 1 in missing else ""
    month = _marked(month, marks.get(1, "")) if month else ""
    if when.day is not None and month:
        return grammar.day.format(day=_marked(str(when.day), marks.get(2, "")), month=month)
    return f"{NOT_GIVEN} {month}" if 2 in missing else month


def _between(grammar: _Grammar, start: When, end: When) -> str:
    if start == end:
        return _single(grammar, start)
    return _shared(grammar, start, end) or _joined(_single(grammar, start), _single(grammar, end))


def _shared(grammar: _Grammar, start: When, end: When) -> str:
    """Both ends with a shared year, and if possible a shared month, written once; "" if nothing can be shared."""
    marked = start.marks != end.marks or any(end.marks[1:])
    left_out = {*missing_parts(start), *missing_parts(end)} - {0}
    if marked or left_out or start.year != end.year or start.precision != end.precision or start.month is None:
        return ""
    year = dict(marked_parts(end)[:1]) if end.has_year else {}
    last = _day_month(grammar, end, {})
    if start.day is not None and start.month == end.month:
        return _in_year(grammar, end, f"{start.day}–{last}", year)
    dash = "–" if start.day is None else " – "
    return _in_year(grammar, end, f"{_day_month(grammar, start, {})}{dash}{last}", year)


def _joined(first: str, last: str) -> str:
    """Two ends with a dash; the dash has spaces around it if an end has several words."""
    return f"{first} – {last}".strip() if " " in first or " " in last else f"{first}–{last}"
