"""Normalising foreign notations of dates and codes in registers to one that can be read.

Nothing here guesses. Zeros and question marks for an unknown day or month are left out (``2019-05-00`` and
``2019-05-??`` become ``2019-05``), two dots or a colon between dates are an interval, a day of the week is left out,
signs between the words of a date become blanks, ``2013年8月5日`` is 2013-08-05, a code
before its label counts as the code (``62.01 Разработка…``),
coordinates in degrees, minutes and seconds become decimals. Only if declared, years and decades of two digits get a
century, and the numbers by which spreadsheets count days become dates.
"""

from __future__ import annotations

import re
from datetime import date as day
from datetime import timedelta
from typing import Literal

from msgspec import Struct

from catalogue.model import codes, dates
from catalogue.model.date_forms import SHORT_DECADE
from catalogue.model.fields import Field
from catalogue.model.values import DateOrder, ValueProblem
from catalogue.transfer.rows import coordinates

_NOTHING = r"0{1,2}|\?\?"
_ZERO_LAST = re.compile(
    rf"(\d{{4}})(?:([-./])(\d{{1,2}}|\?\?)\2(?:{_NOTHING})|(?!\d{{5,}})(\d{{2}})00)(?:[ T]0{{2}}:.*)?", re.ASCII
)
_ZERO_FIRST = re.compile(rf"(?:{_NOTHING})([-./])(\d{{1,2}}|\?\?)\1(\d{{4}})", re.ASCII)
_DOTTED = re.compile(r"(\d[\d-]*)\.\.(\d[\d-]*)", re.ASCII)
_COLON = re.compile(r"(\d{4}(?:-\d\d){0,2}):(\d{4}(?:-\d\d){0,2})", re.ASCII)
_PART_OF_YEAR = re.compile(r"([QH][1-4])\s?/\s?(\d{4})|(\d{4})\s?/\s?([QH][1-4])", re.ASCII | re.IGNORECASE)
_YEAR_AND_MONTH = 8  # 20240517 is a day
_WORDED = re.compile(r"(\d{1,2})[-/.\s]([^\W\d_]{3,})[-/.\s,]+(\d{4}|\d{2})(?!\d)")
_WEEKDAY = re.compile(
    r"^(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс)\.?,\s*(?=\d)"
    r"|^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?(?:,\s*|\s+)(?=\d{1,2}(?!\d)|\d{4}-|[a-z]{3})",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(\d{1,2}[-./]\d{1,2}[-./]|\d{1,2} [^\W\d_]{3,} |[^\W\d_]{3,}[-/. '’]+)(\d{2})")
_CODE_FIRST = re.compile(r"([A-U]?[ .]?\d{2}(?:\.\d{1,2}){0,3}|[A-U])(?:[.):;]|\s[-–—:]?)\s*\D")
_FURTHER_CODE = re.compile(r"(?:[;,/|\n]|\s(?:и|and|va)\s)[^\S\n]*+[A-U]?[ .]?\d{2}(?:\.\d{1,2}){0,3}(?![\w.])")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년](?:\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일号])?)?", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EPOCH = re.compile(r"-?\d{1,13}(?:\.0+)?")
Serial = Literal["1900", "1904", "unix", "unix_ms"]
_SECONDS = {"unix": 1, "unix_ms": 1_000}
"""Of what services count from 1970 on, how many are a second."""
_DAY_0 = {"1900": day(1899, 12, 30), "1904": day(1904, 1, 1)}
"""Day 0 of the two calendars of workbooks (ECMA-376 part 1, 18.17.4); for "1900" of days after February 1900."""


class Notation(Struct, frozen=True):
    """What a register declares about its dates: the first year that two digits can mean, and day 0 of day numbers."""

    century: int | None = None
    serial: Serial | None = None


PLAIN = Notation()


def tidy(field: Field, text: str, notation: Notation = PLAIN) -> str:
    """A cell of a field in normal notation, ready to be read."""
    if field.type == "date":
        return date(text, notation)
    if field.type == "degrees":
        return coordinates.decimal(text, latitude=field.name == "lat")
    return _sector(text) if field.type == "sector" else text


def two_readings(number: str) -> ValueProblem:
    """The problem of a number like 1.200, in which the point may be decimal or separate thousands."""
    return ValueProblem("quantity.ambiguous", readings=(number.replace(".", ""), str(float(number))))


def advised(problem: ValueProblem, text: str) -> ValueProblem:
    """The problem of a date; if it could be a spreadsheet's day number, with the day that it would mean.

    Numbers of five digits: 18 May 1927 to 13 October 2173 by the usual calendar.
    """
    match = _SERIAL.fullmatch(text.strip())
    if match is None or problem.code != "date.unreadable":
        return problem
    return ValueProblem(problem.code, **{**problem.params, "serial": _counted(match[1], "1900")})


def _since_1970(number: str, unit: str) -> str:
    """The day of a number of seconds or milliseconds; "" for one beyond the years 1 to 9999."""
    try:
        return (day(1970, 1, 1) + timedelta(seconds=float(number) // _SECONDS[unit])).isoformat()
    except OverflowError:
        return ""


def _counted(number: str, calendar: str) -> str:
    return (_DAY_0[calendar] + timedelta(int(number))).isoformat()


def date(text: str, notation: Notation = PLAIN) -> str:
    """A date in a notation that can be read."""
    text = _WEEKDAY.sub("", text.strip(), count=1)
    if notation.serial in _SECONDS and len(text) > _YEAR_AND_MONTH and _EPOCH.fullmatch(text):
        return _since_1970(text, notation.serial) or text
    if notation.serial in _DAY_0 and (match := _SERIAL.fullmatch(text)):
        return _counted(match[1], notation.serial)
    if match := _ZERO_LAST.fullmatch(text):
        return _without_day(match[1], match[3] or match[4])
    if match := _ZERO_FIRST.fullmatch(text):
        return _without_day(match[3], match[2])
    if match := _DOTTED.fullmatch(text) or _COLON.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    if match := _PART_OF_YEAR.fullmatch(text):
        return f"{match[1] or match[4]} {match[2] or match[3]}"
    if match := _EAST_ASIAN.fullmatch(text):
        return "-".join(part.zfill(2) for part in match.groups() if part)
    if match := _WORDED.match(text):
        text = f"{match[1]} {match[2]} {match[3]}{text[match.end() :]}"
    return text if notation.century is None else _in_century(text, notation.century)


def _in_century(text: str, century: int) -> str:
    if match := _SHORT_YEAR.fullmatch(text):
        return match[1].rstrip("'’") + str(_whole_year(int(match[2]), century))
    return SHORT_DECADE.sub(lambda match: f"{_whole_year(int(match['year']), century)}s", text)


def period(field: Field, text: str, notation: Notation = PLAIN, order: DateOrder | None = None) -> str:
    """The period in which a date like ``early 1998`` lies; "" for any other text and field."""
    if field.type != "date":
        return ""
    try:
        return dates.read_around(date(text, notation), order).text
    except dates.DateProblem:
        return ""


def _without_day(year: str, month: str) -> str:
    return year if month in ("0", "00", "??") else f"{year}-{int(month):02}"


def _whole_year(short: int, century: int) -> int:
    return century + (short - century) % 100


def _sector(text: str) -> str:
    """The code of a text that is a code and its label, if the code exists; of several codes none is extracted."""
    match = _CODE_FIRST.match(text.strip())
    if (
        match is not None
        and _FURTHER_CODE.search(text.strip(), match.end(1)) is None
        and codes.find_sector(text) is None
        and codes.find_sector(match[1]) is not None
    ):
        return match[1]
    return text
