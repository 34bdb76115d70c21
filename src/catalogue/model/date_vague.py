"""Dates that say only where in a year, a month or a decade: ``early 1998``, ``конец 2024``, ``mid-2024``.

EDTF has no notation for them and where "early" ends is anybody's guess, so the date is the whole period, and whoever
stores it keeps the words with it.
"""

from __future__ import annotations

import re
from functools import cache

from catalogue.model.date_forms import read
from catalogue.model.date_tokens import Order
from catalogue.model.edtf import unreadable
from catalogue.model.typed import cleaned
from catalogue.model.when import When

_BEFORE = (
    "early|late|mid|middle|(?:the )?(?:beginning|start|middle|end)(?: of)?"
    "|(?:в |во )?(?:начал[оеу]|середин[ауе]|конец|конц[еу])|початок|кінець"
    "|début|mi|fin|anfang|mitte|ende|principios de|mediados de|finales de"
)
_BEHIND = (
    "bosh(?:i|ida|lari|larida)|o'rta(?:si|sida|lari|larida)|oxir(?:i|ida|lari|larida)"
    "|бош(?:и|ида|лари|ларида)|ўрта(?:си|сида|лари|ларида)|охир(?:и|ида|лари|ларида)"
    "|бас(?:ы|ында)|ортас(?:ы|ында)|соң(?:ы|ында)|başı|ortası|sonu"
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:in )?(?:{_BEFORE})[ -]+(?P<before>.+)|(?P<behind>.+?)[ -]+(?:{_BEHIND})")


def read_around(text: str, order: Order | None = None) -> When:
    """The period that a text like ``early 1998`` lies in: a year, month, season, decade or century.

    Raises DateProblem (``date.unreadable``) for a text of another form, and as ``read`` for the period.
    """
    match = _pattern().fullmatch(cleaned(text[:_LONGEST]))
    period = read(match["before"] or match["behind"], order) if match else None
    if period is None or period.is_interval or period.precision in ("day", "partial"):
        raise unreadable(text)
    return period


_LONGEST = 80
