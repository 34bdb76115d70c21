"""Units that a register declares for a column: ``acres``, ``тыс. кв. м``, ``mln USD``, and how they convert.

Only units of one size convert, exactly: land and power. Sources: the international acre and mile (1959), SI.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from msgspec import Struct

from catalogue.model.quantity import COUNT, CURRENCIES, MONEY, QuantityProblem, known_unit, unreadable
from catalogue.model.quantity_tokens import tokens
from catalogue.model.typed import cleaned

_SQUARE_METRES: Final = {
    "m2": Decimal(1), "ha": Decimal(10_000), "km2": Decimal(1_000_000), "acre": Decimal("4046.8564224"),
    "mi2": Decimal("2589988.110336"), "ft2": Decimal("0.09290304"), "are": Decimal(100),
}  # fmt: skip
_KILOWATTS: Final = {"kW": Decimal(1), "MW": Decimal(1_000), "GW": Decimal(1_000_000)}
_MEASURES: Final = (_SQUARE_METRES, _KILOWATTS)
# Units that columns are declared in, and that no figure of the catalogue has.
_NAMES: Final = {
    "acre": r"acres?|ac|акр(?:а|ов|ы)?|akr",
    "mi2": r"sq\.? ?mi(?:les?)?|square miles?|mi2|mi²",
    "ft2": r"sq\.? ?f(?:ee|oo)?t|square feet|ft2|ft²",
    "are": r"сотк[аи]|соток|sotix|ares?",
}


class Declared(Struct, frozen=True):
    """The unit code of figures (None for a count), and how many of it one of the column's figures is."""

    unit: str | None
    scale: Decimal


def declared(text: str, expected: str | None) -> Declared:
    """The unit of a column in that of its field (a code, ``COUNT``, ``MONEY``, or None for any).

    Raises QuantityProblem: ``quantity.unreadable``, or ``quantity.unit`` for one that does not convert.
    """
    unit, scale = _named(text)
    if expected in (None, unit) or (expected == MONEY and unit in CURRENCIES) or (expected == COUNT and unit is None):
        if unit is not None and not known_unit(unit):
            raise QuantityProblem("quantity.unit", unit=unit)
        return Declared(unit, scale)
    measure = next((each for each in _MEASURES if unit in each and expected in each), None)
    if measure is None or unit is None or expected is None:
        raise QuantityProblem("quantity.unit", unit=unit, expected=expected)
    return Declared(expected, scale * measure[unit] / measure[expected])


def _named(text: str) -> tuple[str | None, Decimal]:
    """The unit and the scale that a text names: ``тыс. кв. м`` is m2 and 1000."""
    if known_unit(text.strip()):
        return text.strip(), Decimal(1)
    words = cleaned(text)
    for code, names in _NAMES.items():
        if match := re.fullmatch(rf"(?P<scale>.*?)\s*(?<![^\W_])(?:{names})", words):
            return code, _scale(text, match["scale"])
    found = tokens(text, words)
    units = [token.meaning for token in found if token.kind == "u"]
    if len(units) > 1 or any(token.kind not in "uck." for token in found) or not found:
        raise unreadable(text)
    return (units[0] if units else None), _power([token.meaning for token in found if token.kind == "c"])


def _scale(text: str, words: str) -> Decimal:
    found = tokens(text, words) if words else []
    if any(token.kind != "c" for token in found):
        raise unreadable(text)
    return _power([token.meaning for token in found])


def _power(powers: list[str]) -> Decimal:
    return Decimal(10) ** sum(map(int, powers))
