"""What a draft mapping declares of a whole register: the decimal sign, the order of day and month, the century.

Each is declared where the values decide it; where they leave it open, the line is a comment that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from catalogue.i18n import gettext as _
from catalogue.model.values import DateOrder, Decimals
from catalogue.transfer.drafts import countries
from catalogue.transfer.drafts.guessing import Profile, country_codes, in_milliseconds

_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}")
_SHORT_YEAR = re.compile(r"\d{1,2}[-./ ](?:\d{1,2}|[^\W\d_]{3,9})[-./ ](\d{2})")
_WHOLE_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_SIGN = {
    ",": re.compile(r"(?<![\d.,])(?:\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:[ .\u00a0\u202f]\d{3})+,\d+|0,\d+)(?![\d.,])"),
    ".": re.compile(r"(?<![\d.,])(?:\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+\.\d+|0\.\d+)(?![\d.,])"),
}
_GROUPED = {
    ",": re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.])"),
    ".": re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])"),
}
_MOST_NAMED = 5
_EITHER = re.compile(r"(?<![\d.,])[1-9]\d{0,2}[.,]\d{3}(?![\d.,])")


def date_order(cells: Iterable[str]) -> tuple[DateOrder | None, bool]:
    """The order of day and month that dates with slashes agree on, and whether any of them is ambiguous."""
    found = [match for cell in cells if (match := _SLASHED.match(cell.strip()))]
    first = any(int(match[1]) > 12 for match in found)
    second = any(int(match[2]) > 12 for match in found)
    if first is second:
        return None, bool(found)
    return ("dmy" if first else "mdy"), True


class Figures(NamedTuple):
    """The columns whose decimal sign matters, and those among them that count things, which have no fractions."""

    columns: Sequence[Profile]
    counts: Sequence[Profile]


def lines(profiles: Sequence[Profile], figures: Figures, order: DateOrder | None, *, asked: bool) -> Iterator[str]:
    """The lines of ``[table]``; with ``asked`` some dates need the order of day and month."""
    if asked:
        unsure = _("the order of day and month is unclear")
        yield f'date_order = "{order}"' if order else f'# date_order = "dmy"   # {unsure}'
    if any(each.looks == "date" and all(map(in_milliseconds, each.texts)) for each in profiles):
        yield 'serial_dates = "unix_ms"'
    if scheme := next(filter(None, (country_codes(each.heading, each.texts) for each in profiles)), None):
        yield f'country_codes = "{scheme}"'
    elif short := [text for each in profiles for text in countries.abbreviations(each)]:
        names_alone = _("countries are given by name; these are not codes: {names}").format(
            names=", ".join(short[:_MOST_NAMED])
        )
        coded = any(map(countries.are_coded, profiles))
        yield f'{"# " if coded else ""}country_codes = "none"   # {names_alone}'
    yield from _century([each for each in profiles if each.looks == "date"])
    yield from _decimal(*([text for each in listed for text in each.texts] for listed in figures))


def _decimal(texts: Sequence[str], counts: Sequence[str]) -> Iterator[str]:
    """The decimal sign, if figures show it, or some of them could be read both ways."""
    signs: tuple[Decimals, ...] = (",", ".")
    grouped = {"." if "," in found else "," for text in counts for found in _EITHER.findall(text)}
    shown = [
        sign
        for sign in signs
        if sign in grouped or any(_SIGN[sign].search(text) or _GROUPED[sign].search(text) for text in texts)
    ]
    if len(shown) == 1:
        yield f'decimal = "{shown[0]}"'
    elif either := next((text for text in texts if _EITHER.search(text)), ""):
        unsure = _("it is unclear whether {figure} has decimals").format(figure=_EITHER.findall(either)[0])
        yield f'# decimal = ","   # {unsure}'


def _century(dates: Sequence[Profile]) -> Iterator[str]:
    """The first year that two digits mean, if dates with all four digits show it."""
    texts = [text for each in dates for text in each.texts]
    short = {int(match[1]) for text in texts if (match := _SHORT_YEAR.fullmatch(text))}
    if not short:
        return
    whole = [int(year) for text in texts for year in _WHOLE_YEAR.findall(text)]
    first = min(whole, default=0) // 10 * 10
    if whole and all(first + (year - first) % 100 <= max(whole) for year in short):
        yield f"century = {first}"
    else:
        unsure = _("the century of two-digit years is unclear")
        yield f"# century = 1950   # {unsure}"
