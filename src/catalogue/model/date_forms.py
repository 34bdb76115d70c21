"""Reading dates as people type them and as spreadsheets contain them.

Nothing is guessed: a text with two readings is refused as ambiguous, a day that does not exist as impossible, and
serial numbers of spreadsheets are not accepted as dates because any number looks like one. Times of day are dropped; a
year of two digits is ambiguous in any order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model import date_names
from catalogue.model.date_tokens import Order, Token, tokens
from catalogue.model.edtf import LONGEST, DateProblem, unreadable
from catalogue.model.typed import cleaned
from catalogue.model.when import When, parse

SHORT_DECADE = re.compile(r"(?<![0-9])(?P<year>[0-9]0)(?:-?(?:е|х)|['’]?s)(?![^\W_])", re.IGNORECASE)
"""A decade whose century is not said: 90-е годы, 90s."""


@lru_cache(maxsize=16384)
def read(text: str, order: Order | None = None) -> When:
    """Read a date as typed: EDTF first, then digits, then words in English, Russian, Uzbek and Kazakh.

    ``24.06.2021`` is always day first, a leading year of four digits always year first; ``02/07/2012``
    needs ``order`` (``dmy`` or ``mdy``) unless one part exceeds 12, and with ``order`` given it is binding.
    Quarters and half years become intervals of months, ``до 2025`` becomes ``../2025``, ``24 июня``
    becomes ``XXXX-06-24``.
    Raises DateProblem (see there); the text in its params is the one given.
    """
    if len(text) > LONGEST:
        raise unreadable(text)
    if years := _two_years(text):
        return parse(years)
    try:
        return _strict(text.strip()) or parse(_edtf(_plain(cleaned(_with_start(text))), order))
    except DateProblem as problem:
        raise DateProblem(problem.code, **{**problem.params, "text": text[:80]}) from None


_TWO_YEARS = re.compile(r"\s*([0-9]{4})([-–/])([0-9]{2})\s*")
_LAST_SEASON = 24


def _two_years(text: str) -> str:
    """The interval of two successive years, the second in short (``1998/99``), where it can be no month or season."""
    match = _TWO_YEARS.fullmatch(text)
    if match is None:
        return ""
    first, last = int(match[1]), int(match[3])
    known = range(1, (12 if match[2] == "/" else _LAST_SEASON) + 1)
    return f"{first:04}/{first + 1:04}" if (first + 1) % 100 == last and last not in known else ""


def _strict(text: str) -> When | None:
    """The date of the strict grammar, or None if digits and words should be tried."""
    try:
        return parse(text)
    except DateProblem as problem:
        if problem.code == "date.unreadable":
            return None
        raise


# Phrases of several words, and the word that replaces each.
_UNTIL = ("не позднее", "не позже", "до конца", "к концу", "no later than", "not later than", "up to")
_SINCE = ("не ранее", "не раньше", "начиная с", "с начала", "no earlier than", "not earlier than")
_PHRASES = {
    "by the end of": "until",
    "until the end of": "until",
    **dict.fromkeys(_UNTIL, "until"),
    **dict.fromkeys(_SINCE, "since"),
    "п/г": " полугодие ",
}


_SPACED = re.compile(r"(?<![0-9])([0-9]{1,2})\. ?([0-9]{1,2})\. ([0-9]{4})(?![0-9])")  # 2. 12. 2020


_OPEN_START = re.compile(r"^\s*\.\.\s*(?=[0-9])")  # ..2001
_OPEN_END = re.compile(r"[^.](?:.*[0-9])?\s*\.\.\s*")


def _with_start(text: str) -> str:
    """Two dots for an open start as a word, before dots at the ends of a text are dropped.

    Raises DateProblem: after a date they may mean an open end, or be a slip.
    """
    if _OPEN_END.fullmatch(text):
        raise unreadable(text)
    return _OPEN_START.sub("until ", text)


def _plain(text: str) -> str:
    text = _SPACED.sub(r"\1.\2.\3", text)
    if match := SHORT_DECADE.search(text):
        raise DateProblem("date.ambiguous", text=text, year=match["year"])
    for phrase, word in _PHRASES.items():
        text = text.replace(phrase, word)
    return text


# The ways of writing an interval around its start (a) and its end (b); S is what one side may contain.
_INTERVALS = (
    "F(?P<a1>S)(?:-?T|-)(?P<b1>S)",
    "(?P<a2>S)f(?P<b2>S)t",
    "(?P<a3>S)(?:-?T|-)(?P<b3>S)",
    "T(?P<b4>S)",
    "(?P<b5>S)t",
    "F(?P<a6>S)",
    "(?P<a7>S)f",
)
_SIDE = "[YNMROZdSQHDPE_?~]+"


@cache
def _interval_pattern() -> re.Pattern[str]:
    return re.compile("|".join(_INTERVALS).replace("S", _SIDE))


class _Draft(Struct, frozen=True):
    """The parts of one side of an interval, or of a date: ``month`` to ``last`` for a quarter (``length`` 3) or a half
    year (6).

    ``bare`` is a number without context that takes its meaning from the other side.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last: int | None = None
    length: int = 0
    bare: int | None = None
    whole: str = ""
    mark: str = ""

    def first_text(self) -> str:
        return self._text(self.month)

    def last_text(self) -> str:
        return self._text(self.last or self.month)

    def _text(self, month: int | None) -> str:
        if self.whole:
            return self.whole + self.mark
        year = "XXXX" if self.year is None else f"{self.year:04}"
        parts = [f"{part:02}" for part in (month, self.day) if part is not None]
        return "-".join([year, *parts]) + self.mark


def _edtf(text: str, order: Order | None) -> str:
    """The EDTF text of a cleaned text; it may still contain a day that does not exist."""
    found = tokens(text, order)
    kinds = "".join(token.kind for token in found)
    match = _interval_pattern().fullmatch(kinds)
    if match is None:
        draft = _single(text, found)
        return draft.first_text() if draft.last is None else f"{draft.first_text()}/{draft.last_text()}"
    sides = {name[0]: found[slice(*match.span(name))] for name, side in match.groupdict().items() if side}
    if len(sides) == 2:
        return _span(text, sides["a"], sides["b"])
    if "a" in sides and found[0].word != _DATED:
        return f"{_single(text, sides['a']).first_text()}/.."
    if "a" in sides:
        draft = _single(text, sides["a"])
        return draft.first_text() if draft.last is None else f"{draft.first_text()}/{draft.last_text()}"
    return f"../{_single(text, sides['b']).last_text()}"


_DATED = "от"  # "от 14 апреля 1998 года" is how a document is dated; a time that begins has "с"


def _span(text: str, left: Sequence[Token], right: Sequence[Token]) -> str:
    if [token.kind for token in right] == ["E"]:
        return f"{_single(text, left).first_text()}/.."
    start, end = _draft(text, left), _draft(text, right)
    start, end = _month(start, left, end), _month(end, right, start)
    start, end = _inherit(start, end), _inherit(end, start)
    for side in (start, end):
        day = side.day if side.day is not None else side.bare
        if not side.whole and side.month is None and (day is not None or side.year is None):
            raise unreadable(text)
    if left[0].kind == "~" and not end.mark:
        end = replace(end, mark="~")
    short = start.year is None and any(token.kind == "d" for token in (*left, *right))
    if short or (_kinds(right) == "N" and _kinds(left).endswith("M")):
        # 10.12-12.12 and 24-Jun-21: a month or a year may be meant.
        raise DateProblem("date.ambiguous", text=text)
    return f"{start.first_text()}/{end.last_text()}"


def _month(side: _Draft, tokens: Sequence[Token], other: _Draft) -> _Draft:
    """A Roman numeral next to a month is a month, too: ``IX–X 2020``, ``IX–октябрь 2020``."""
    if _kinds(tokens) != "R" or other.month is None or other.day is not None or other.length:
        return side
    return replace(side, month=side.bare, bare=None)


def _inherit(side: _Draft, other: _Draft) -> _Draft:
    """Fill in what the other side gives for both: ``2-3 июня 2024``, ``28 May - 3 June 2024``, ``I-II кв. 2023``."""
    if side.whole:
        return side
    year = side.year if side.year is not None or other.whole else other.year
    if side.bare is not None and other.length:
        return replace(_part_of_year(side.bare, other.length), year=year, mark=side.mark)
    if side.day is not None and side.month is None and other.day is not None:
        return replace(side, year=year, month=other.month)
    return replace(side, year=year)


def _single(text: str, side: Sequence[Token]) -> _Draft:
    """A single date, which must be complete in itself."""
    draft = _draft(text, side)
    kinds = _kinds(side)
    if kinds == "d" or (kinds in ("MN", "M_N") and not _english_day(side)):
        # 10.12 could be a day or a month with a year; 23 in Apr-23 and апр 23 could be a day or a year.
        raise DateProblem("date.ambiguous", text=text)
    if draft.length and draft.year is None:
        raise unreadable(text)
    if not draft.whole and draft.month is None and (draft.day is not None or draft.year is None):
        raise unreadable(text)
    return draft


def _english_day(side: Sequence[Token]) -> bool:
    """Whether it has the form ``June 24``: the full English name, a space, the day."""
    words = {token.word for token in side if token.kind == "M"}
    return all(token.kind != "_" for token in side) and words <= {name.lower() for name in date_names.EN}


def _kinds(side: Sequence[Token]) -> str:
    return "".join(token.kind for token in side if token.kind not in "?~")


_ORDERS = "NMY MNY YMN YNM NM MN MY YM M Y YP N YN NY NRY RY YR R O"
_DATES = frozenset(_ORDERS.split())
_QUARTERS = 4
_PART_OF_YEAR = "Y?(?:[NRO][QH]|[QH][NR])Y?"


def _draft(text: str, side: Sequence[Token]) -> _Draft:
    kinds = _kinds(side).replace("_", "")
    numbers = {token.kind: token.numbers for token in side}
    draft = _whole(kinds, numbers) or _part(kinds, numbers) or _day(kinds, numbers)
    if draft is None:
        if kinds == "NMN":
            raise DateProblem("date.ambiguous", text=text, year=f"{numbers['N'][0]:02}")
        if kinds in ("MNN", "NRN", "RY", "YR"):
            raise DateProblem("date.ambiguous", text=text)
        raise unreadable(text)
    marks = {token.kind for token in side}
    mark = "%" if marks >= {"?", "~"} else "?" if "?" in marks else "~" if "~" in marks else ""
    return replace(draft, mark=mark)


def _day(kinds: str, numbers: Mapping[str, tuple[int, ...]]) -> _Draft | None:
    if kinds == "Z":
        known = (*numbers["Z"], None)
        return _Draft(known[0], known[1], known[2])
    if kinds == "d":
        return _Draft(None, numbers["d"][0], numbers["d"][1])
    if kinds not in _DATES:
        return None
    year, month, day = (numbers.get(kind, (None,))[0] for kind in ("Y", "M", "N"))
    if kinds in ("RY", "YR") and numbers["R"][0] <= _QUARTERS:
        return None  # IV 2023 could be a month or a quarter
    if kinds in ("NRY", "RY", "YR"):
        month = numbers["R"][0]
    bare = numbers[kinds][0] if kinds in ("N", "R", "O") else None
    return _Draft(year, month, day, bare=bare)


def _part(kinds: str, numbers: Mapping[str, tuple[int, ...]]) -> _Draft | None:
    """A quarter or a half year, as its first and last month."""
    if re.fullmatch(_PART_OF_YEAR, kinds) is None or kinds.count("Y") > 1:
        return None
    number = next(numbers[kind][0] for kind in kinds if kind in "NRO")
    draft = _part_of_year(number, 3 if "Q" in kinds else 6)
    return replace(draft, year=numbers["Y"][0]) if "Y" in numbers else draft


def _part_of_year(number: int, length: int) -> _Draft:
    """The months of a quarter (``length`` 3) or a half year (6)."""
    if not 1 <= number <= 12 // length:
        raise DateProblem("date.impossible", part="quarter" if length == 3 else "half")
    return _Draft(month=(number - 1) * length + 1, last=number * length, length=length)


def _whole(kinds: str, numbers: Mapping[str, tuple[int, ...]]) -> _Draft | None:
    """A season or a decade, which EDTF writes as a unit."""
    year = numbers.get("Y", (0,))[0]
    if kinds in ("SY", "YS"):
        return _Draft(whole=f"{year:04}-{numbers['S'][0]}")
    if kinds in ("YD", "YDP", "YP") and year % 10 == 0:
        return _Draft(whole=f"{year // 10:03}X")
    return None
