"""Reading and writing figures in queries.

10 · >10 · >= 1000000 · ">= 1000000 USD" · 10..50 · ..50 · 10..50 ha · USD · planned · any figure that
``model.quantities`` reads
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from catalogue.model import quantities
from catalogue.model.fields import Field
from catalogue.model.quantity import CURRENCIES, MONEY, UNITS
from catalogue.query.nodes import Figure, FigureOp, FigureRange, Mark, Star

_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,12})?")
_LEADING = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_SIGN = re.compile(r"(>=|<=|>|<|=)?\s*(.*)", re.DOTALL)
_SCALED = re.compile(r"([+-]?\d{1,9}(?:[.,]\d{1,6})?)\s?([kmbкм])", re.IGNORECASE)
_SCALES = {"k": 1e3, "к": 1e3, "m": 1e6, "м": 1e6, "b": 1e9}
_MARKS = {mark.casefold(): mark for mark in (*sorted(UNITS), *sorted(CURRENCIES), *quantities.PHASES)}
_LONGEST = 100


def read(field: Field, text: str) -> Figure | FigureRange | Mark | Star | None:
    """A comparison, range or mark for a quantity, integer or degrees field, or None if it cannot be read."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if field.type == "quantity" and (mark := _mark(text)):
        return Mark(mark)
    if ".." in text:
        return _range(field, text)
    sign, rest = _SIGN.fullmatch(text).groups()  # type: ignore[union-attr]  # matches every text
    return _compared(field, cast(FigureOp, sign or "="), rest)


def show(value: Figure | FigureRange | Mark) -> str:
    """The notation of a figure, without quotes: ``>10``, ``10..50``, ``>=1000000 USD``, ``planned``."""
    if isinstance(value, Mark):
        return value.word
    if isinstance(value, FigureRange):
        return f"{_number(value.low)}..{_number(value.high)}" + (f" {value.mark}" if value.mark else "")
    sign = "" if value.op == "=" else value.op
    return sign + _number(value.number) + (f" {value.mark}" if value.mark else "")


def _mark(text: str) -> str | None:
    """A unit, currency or phase in its own spelling: exactly as declared, else ignoring case."""
    return text if text in UNITS else _MARKS.get(text.casefold())


def _range(field: Field, text: str) -> FigureRange | Star | None:
    """A range; a scale after its upper bound is that of both: ``30..60m``, ``30..60 млн``."""
    left, _, right = (part.strip() for part in text.partition(".."))
    if not left and not right:
        return Star()
    right, mark = _without_mark(field, right)
    low, high = _bound(field, left), _bound(field, right)
    if (left and low is None) or (right and high is None):
        return None
    if low is not None and high is not None and _NUMBER.fullmatch(left) and (number := _LEADING.match(right)):
        low *= high / float(number[0].replace(",", ".")) if high else 1.0
    if low is not None and high is not None and low > high:
        return None
    return FigureRange(_zero(low), _zero(high), mark)


def _without_mark(field: Field, text: str) -> tuple[str, str]:
    """An upper bound and the unit, currency or phase after it: 60 млн USD."""
    number, _, word = text.rpartition(" ")
    mark = _mark(word) if number and field.type == "quantity" else None
    return (number, mark) if mark else (text, "")


def _bound(field: Field, text: str) -> float | None:
    """The number of a bound, which has no unit."""
    if _NUMBER.fullmatch(text):
        return float(text)
    figure = _compared(field, "=", text) if text else None
    return figure.number if isinstance(figure, Figure) and figure.op == "=" and not figure.mark else None


def _compared(field: Field, op: FigureOp, text: str) -> Figure | FigureRange | None:
    if field.unit == MONEY and (scaled := _SCALED.fullmatch(text)):
        # A letter after an amount of money is its scale, never a unit such as metres.
        return Figure(op, float(scaled[1].replace(",", ".")) * _SCALES[scaled[2].lower()])
    number, _, mark = text.partition(" ")
    if _NUMBER.fullmatch(number):
        known = _mark(mark.strip()) if mark else ""
        if known is not None and not (known and field.type != "quantity"):
            return Figure(op, float(number) + 0.0, known)
    if field.type != "quantity":
        return None
    try:
        figure = quantities.read(text, None)
    except quantities.QuantityProblem:
        return None
    if (figure.op not in ("=", "~") or figure.high is not None) and op != "=":
        return None
    if field.unit == MONEY and figure.unit not in (None, "", *CURRENCIES):
        return None
    if figure.high is not None:
        mark = figure.unit or figure.phase or ""
        return FigureRange(float(figure.number), float(figure.high), mark)
    return Figure(cast(FigureOp, op if figure.op in ("=", "~") else figure.op), float(figure.number), figure.unit or "")


def _zero(number: float | None) -> float | None:
    return None if number is None else number + 0.0


def _number(number: float | None) -> str:
    """A number as people write it: no exponent, no trailing zeros; "" for None."""
    if number is None:
        return ""
    plain = f"{Decimal(repr(number)):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
