"""A figure with the qualifiers its source gives, and the strict grammar in which it is stored.

``[op]number[..high] [unit] [phase] [@as_of]``: ``>30 planned``, ``60000000 USD planned @2024-02``, ``10..15``. The
operator ``=`` is never written. A range is exact or approximate (``~10..15``); the other operators bound one number.
Numbers are plain decimals without exponent, at most thirty digits, and have no trailing zeros, so that 1.50 and 1.5
give the same text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, cast, get_args

from msgspec import Struct
from msgspec.structs import force_setattr

from catalogue.model.edtf import DateProblem
from catalogue.model.when import When
from catalogue.model.when import parse as parse_date

Op = Literal["=", ">", ">=", "<", "<=", "~"]
Phase = Literal["actual", "planned", "declared", "target"]
OPS: Final[tuple[Op, ...]] = get_args(Op)
PHASES: Final[tuple[Phase, ...]] = get_args(Phase)

LONGEST: Final = 200
"""Longest text that is read, in characters."""
DIGITS: Final = 30
"""Most digits of a number; enough for any figure, and far below what makes arithmetic slow."""

COUNT: Final = "count"
"""Unit of a field that holds counts: its figures carry no unit."""
MONEY: Final = "currency"
"""Unit of a field that holds money: its figures carry a currency, any one."""

_UNITS = "% ha m m2 m3 km km2 t kg kW MW GW kWh MWh GWh m3/h m3/d km/h l MVA Gcal Gcal/h Mbit/s"
UNITS: Final = frozenset(_UNITS.split())
"""Unit codes besides currencies: SI symbols and units accepted with SI, powers written as plain digits."""

_CURRENCIES = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES: Final = frozenset(_CURRENCIES.split())
"""Currency codes in use, ISO 4217, with the special drawing right and without funds and metals."""


class QuantityProblem(ValueError):
    """A text that cannot be read as a figure.

    ``code`` is ``quantity.unreadable``, ``quantity.unit`` (unknown, or not the field's), ``quantity.currency`` (money
    without its currency), ``quantity.range`` (ends in the wrong order), ``quantity.size`` (too many digits) or
    ``quantity.ambiguous`` (several readings); ``params`` holds the text and further details.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Quantity(Struct, frozen=True):
    """One figure. ``high`` is the upper end of a range that starts at ``number``.

    ``unit`` is an ISO 4217 currency, a code of UNITS, or None for a count; ``as_of`` says when it held.
    """

    op: Op
    number: Decimal
    unit: str | None = None
    phase: Phase | None = None
    as_of: When | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        if self.op not in OPS or (self.phase is not None and self.phase not in PHASES):
            raise QuantityProblem("quantity.unreadable", text=f"{self.op} {self.phase}")
        if self.unit is not None and not known_unit(self.unit):
            raise QuantityProblem("quantity.unit", unit=self.unit[:80])
        force_setattr(self, "number", _plain(self.number))
        if self.high is not None:
            force_setattr(self, "high", _plain(self.high))
            if self.op not in ("=", "~") or self.high <= self.number:
                raise QuantityProblem("quantity.range", text=f"{self.op}{self.number}..{self.high}")

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The canonical text; ``parse`` gives back the same value."""
        sign = "" if self.op == "=" else self.op
        span = f"{self.number:f}" if self.high is None else f"{self.number:f}..{self.high:f}"
        as_of = f"@{self.as_of.text}" if self.as_of else None
        return sign + " ".join(part for part in (span, self.unit, self.phase, as_of) if part)


def known_unit(unit: str) -> bool:
    """Whether the code is a currency of ISO 4217 or one of UNITS."""
    return unit in CURRENCIES or unit in UNITS


_FIGURE = re.compile(
    r"(>=|<=|[><~])?(-?[0-9]+(?:\.[0-9]+)?)(?:\.\.(-?[0-9]+(?:\.[0-9]+)?))?"
    r"(?: ([A-Za-z%][A-Za-z0-9/%]*))?(?: (actual|planned|declared|target))?(?: @([0-9X?~%./-]+))?"
)


@lru_cache(maxsize=4096)
def parse(text: str, unit: str | None = None) -> Quantity:
    """Read the strict grammar (see the module); ``unit`` is the field's, as for ``agreed_unit``.

    Raises QuantityProblem, also for an ``as_of`` that is not an EDTF date.
    """
    match = _FIGURE.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        raise unreadable(text)
    op, number, high, given, phase, as_of = match.groups()
    if given in PHASES:
        if phase is not None:
            raise unreadable(text)
        given, phase = None, given
    try:
        when = parse_date(as_of) if as_of else None
    except DateProblem as problem:
        raise QuantityProblem("quantity.unreadable", text=text[:80], date=problem.code) from problem
    upper = _decimal(high, text) if high else None
    # The pattern accepts only the operators and phases of the two types.
    return Quantity(
        cast(Op, op or "="),
        _decimal(number, text),
        agreed_unit(given, unit),
        cast(Phase | None, phase),
        when,
        upper,
    )


def agreed_unit(given: str | None, expected: str | None) -> str | None:
    """The unit of a figure, given the unit of its field: a code, COUNT, MONEY, or None if it is unknown.

    A code is the default for figures without a unit. Raises ``quantity.unit`` when the two differ, and
    ``quantity.currency`` for money without a currency, which is never guessed.
    """
    if expected == MONEY and given is None:
        raise QuantityProblem("quantity.currency")
    fits = {None: True, MONEY: given in CURRENCIES, COUNT: given is None}.get(expected, given in (None, expected))
    if not fits:
        raise QuantityProblem("quantity.unit", unit=given, expected=expected)
    return given if expected in (None, MONEY, COUNT) else expected


def unreadable(text: str) -> QuantityProblem:
    """The problem of a text that is not a figure, with the text shortened for a message."""
    return QuantityProblem("quantity.unreadable", text=text[:80])


def _decimal(digits: str, text: str) -> Decimal:
    if len(digits) > 2 * DIGITS:
        raise QuantityProblem("quantity.size", text=text[:80], digits=DIGITS)
    return Decimal(digits)


def _plain(number: Decimal) -> Decimal:
    """The number without exponent, trailing zeros and minus zero; refuses infinities and too many digits."""
    if not number.is_finite():
        raise QuantityProblem("quantity.size", text=str(number), digits=DIGITS)
    _sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    if max(len(digits), len(digits) + exponent, -exponent) > DIGITS:
        raise QuantityProblem("quantity.size", text=str(number)[:80], digits=DIGITS)
    if not number:
        return Decimal(0)
    if exponent >= 0:
        return Decimal(int(number))
    plain = f"{number:f}".rstrip("0").rstrip(".")
    return Decimal(plain)
