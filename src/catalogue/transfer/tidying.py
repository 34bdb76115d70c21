"""Ways of writing dates and codes in registers that are none of their own notation, put into one that is.

Nothing here guesses: zeros for an unknown day or month are left out (``2019-05-00`` is ``2019-05``), signs between the
words of a date become blanks, a code before its label stands for itself (``62.01 Разработка…``), and years of two
digits get a century only where one was declared.
"""

from __future__ import annotations

import re

from catalogue.model import codes
from catalogue.model.fields import Field

_ZERO_LAST = re.compile(r"(\d{4})(?:([-./])(\d{2})\2|(?!\d{5,})(\d{2}))00(?:[ T]0{2}:.*)?")
_ZERO_FIRST = re.compile(r"00([-./])(\d{1,2})\1(\d{4})")
_WORDED = re.compile(r"(\d{1,2})[-/.\s]([^\W\d_]{3,})[-/.\s,]+(\d{4}|\d{2})(?!\d)")
_WEEKDAY = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс)"
    r"[a-z]*\.?,\s*(?=\d)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(\d{1,2}[-./]\d{1,2}[-./]|\d{1,2} [^\W\d_]{3,} |[^\W\d_]{3,}[-/. '’]+)(\d{2})")
_CODE_FIRST = re.compile(r"([A-U]?[ .]?\d{2}(?:\.\d{1,2}){0,3}|[A-U])(?:[.):;]|\s[-–—:]?)\s*\D")


def tidy(field: Field, text: str, century: int | None = None) -> str:
    """A cell of a field as it is to be read; ``century`` is the first year that two digits can mean."""
    if field.type == "date":
        return date(text, century)
    return _sector(text) if field.type == "sector" else text


def date(text: str, century: int | None = None) -> str:
    """A date in a notation that can be read."""
    text = _WEEKDAY.sub("", text.strip())
    if match := _ZERO_LAST.fullmatch(text):
        year, month = match[1], match[3] or match[4]
        return year if month == "00" else f"{year}-{month}"
    if match := _ZERO_FIRST.fullmatch(text):
        return match[3] if match[2] in ("0", "00") else f"{match[3]}-{int(match[2]):02}"
    if match := _WORDED.match(text):
        text = f"{match[1]} {match[2]} {match[3]}{text[match.end() :]}"
    if century is not None and (match := _SHORT_YEAR.fullmatch(text)):
        return match[1].rstrip("'’") + str(_whole_year(int(match[2]), century))
    return text


def _whole_year(short: int, century: int) -> int:
    return century + (short - century) % 100


def _sector(text: str) -> str:
    """A code with its label behind it is the code, if there is such a code."""
    match = _CODE_FIRST.match(text.strip())
    if match is not None and codes.find_sector(text) is None and codes.find_sector(match[1]) is not None:
        return match[1]
    return text
