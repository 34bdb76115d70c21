"""Reading figures as people type them and as spreadsheets contain them.

Nothing is guessed: a number with different values in English and Russian (1,234), money without a currency, and a unit
that is not the field's are refused, each by its own code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal
from functools import lru_cache
from typing import Literal, cast

from msgspec.structs import replace

from catalogue.model import date_forms
from catalogue.model.edtf import DateProblem
from catalogue.model.quantity import (
    COUNT,
    CURRENCIES,
    DIGITS,
    LONGEST,
    Op,
    Phase,
    Quantity,
    QuantityProblem,
    agreed_unit,
    parse,
    unreadable,
)
from catalogue.model.quantity_tokens import Token, tokens
from catalogue.model.typed import cleaned
from catalogue.model.when import When

Separator = Literal[".", ","]


@lru_cache(maxsize=4096)
def read(text: str, unit: str | None = None, decimal: Separator | None = None) -> Quantity:
    """Read a figure as typed: the strict grammar first, then words in English, Russian, Uzbek and Kazakh.

    "более 30", "$60 mln", "10 dan ortiq", "10–15", "30+" (30 or more), "до 50" (50 or less), "60 млн долл. (план)", "30
    на 01.01.2024". `unit` is the field's, as for `agreed_unit`. `decimal` decides what 1,234 and 1.234 mean; without it
    they are refused unless the words decide. Raises QuantityProblem (see there).
    """
    if len(text) > LONGEST:
        raise unreadable(text)
    try:
        return _strict(text.strip(), unit) or _typed(text, unit, decimal)
    except QuantityProblem as problem:
        raise QuantityProblem(problem.code, **{**problem.params, "text": text[:80]}) from None


def _strict(text: str, unit: str | None) -> Quantity | None:
    """The figure of the strict grammar, or None if words should be tried."""
    try:
        return parse(text, unit)
    except QuantityProblem as problem:
        # A word that is not a unit code may still be a unit name in some language; a unit code of another field is an
        # error.
        if problem.code in ("quantity.unreadable", "quantity.unit") and "expected" not in problem.params:
            return None
        raise


def _typed(text: str, unit: str | None, decimal: Separator | None) -> Quantity:
    body, as_of = _dated(cleaned(text))
    return replace(_figure(text, body, unit, decimal), as_of=as_of)


_AS_OF = r"@|\b(?:as of|as at|по состоянию на|на|holatiga ko'ra|ҳолатига кўра|holatiga|ҳолатига)(?![^\W_])"


def _dated(text: str) -> tuple[str, When | None]:
    """Split off the date for which the figure holds: "30 (на 01.01.2024)", "30 as of 2024", "30 (февраль 2024)"."""
    if text.endswith(")") and "(" in text:
        body, _bracket, inner = text[:-1].rpartition("(")
        when = _date(re.sub(_AS_OF, "", inner))
        if when is not None:
            return body.strip(" ,;"), when
    markers = list(re.finditer(_AS_OF, text))
    when = _date(text[markers[-1].end() :]) if markers else None
    return (text, None) if when is None else (text[: markers[-1].start()].strip(" ,;("), when)


def _date(text: str) -> When | None:
    try:
        return date_forms.read(text.strip(" ,;()").replace("x", "X"))
    except DateProblem:
        return None


def _figure(text: str, body: str, unit: str | None, decimal: Separator | None) -> Quantity:
    """The figure of a cleaned ``body``; ``text`` is the original, for currency codes in capitals."""
    found = tokens(text, body)
    given = _one(body, found, "u")
    if given == "?":
        raise QuantityProblem("quantity.ambiguous")
    found = [_letter_meant(token, given) if token.kind == "x" else token for token in found]
    given = _one(body, found, "u")
    nouns = [token.meaning for token in found if token.kind == "k"]
    if nouns and (given is not None or unit not in (None, COUNT)):
        # A noun says what is counted; such a figure has no unit and fits no field that has one.
        raise QuantityProblem("quantity.unit", unit=nouns[0], expected=given or unit)
    op, low, high = _span(body, found, _numbers(body, found, decimal or _decimal_style(body, found, given)))
    phase = cast(Phase | None, _one(body, found, "h"))
    return Quantity(op, low, agreed_unit(given, unit), phase, high=high)


def _one(body: str, found: Sequence[Token], kind: str) -> str | None:
    """The only meaning among the tokens of a kind, if there is any."""
    meanings = {token.meaning for token in found if token.kind == kind}
    if len(meanings) > 1:
        raise unreadable(body)
    return meanings.pop() if meanings else None


def _letter_meant(token: Token, unit: str | None) -> Token:
    """A letter right after a number: thousand, million or billion of a currency, else metres."""
    if unit in CURRENCIES:
        return Token("c", {"k": "3", "m": "6", "b": "9"}[token.meaning])
    if token.meaning == "m":
        return Token("u", "m")
    raise unreadable(token.meaning)


def _decimal_style(body: str, found: Sequence[Token], unit: str | None) -> Separator | None:
    """The decimal sign that the words imply: English ones, or Cyrillic ones with a scale (1,234 млн)."""
    scaled = any(token.kind == "c" for token in found)
    if any("\u0400" <= sign <= "\u04ff" for sign in body):
        return next((sign for sign in (",", ".") if sign in body), None) if scaled else None
    english = any(token.english for token in found)
    return "." if english or (unit in CURRENCIES and "," in body and not scaled) else None


_EXACT = Context(prec=100)


def _numbers(body: str, found: Sequence[Token], style: Separator | None) -> list[Decimal]:
    """The numbers with their scales; in "10–15 mln" the scale applies to both."""
    numbers: list[Decimal] = []
    scales: list[int | None] = []
    for token in found:
        if token.kind == "n":
            numbers.append(_number(body, token.meaning, style))
            scales.append(None)
        elif token.kind == "c":
            if not scales or scales[-1] is not None:
                raise unreadable(body)
            scales[-1] = int(token.meaning)
    if len(scales) == 2 and scales[0] is None:
        scales[0] = scales[1]
    return [_EXACT.multiply(number, 10 ** (scale or 0)) for number, scale in zip(numbers, scales, strict=True)]


_ONE_GROUP = "[1-9][0-9]{0,2}[.,][0-9]{3}"
_INDIAN = "[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
_GROUPS = "[0-9]{1,3}(?:(?: [0-9]{3})+|(?:'[0-9]{3})+|(?:,[0-9]{3}){2,}|(?:\\.[0-9]{3}){2,})"


def _number(body: str, digits: str, style: Separator | None) -> Decimal:
    """A number in any of the styles 1234.5, 1234,5, 1 234,5, 1,234.5, 1.234,5 and 1'234.5."""
    if len(digits) > 2 * DIGITS:
        raise QuantityProblem("quantity.size", digits=DIGITS)
    if re.fullmatch(_GROUPS, digits) or re.fullmatch(_INDIAN, digits):
        return Decimal("".join(filter(str.isdigit, digits)))
    point: str = max(".", ",", key=digits.rfind)
    if re.fullmatch(_ONE_GROUP, digits):
        if style is None:
            readings = (re.sub("[.,]", "", digits), digits.replace(",", "."))
            raise QuantityProblem("quantity.ambiguous", readings=readings)
        point = style
    whole, _point, fraction = digits.partition(point)
    if fraction and not fraction.isdigit():
        raise unreadable(body)
    return Decimal("".join(filter(str.isdigit, whole)) + "." + (fraction or "0"))


_SHAPES: dict[tuple[str, ...], Op] = {
    ("n", "-", "n"): "=",
    ("b", "n", "-", "n"): "=",
    ("p>=", "n", "-", "n"): "=",
    ("p>=", "n", "p<=", "n"): "=",
    ("n", "-", "n", "s<="): "=",
    ("p~", "n", "-", "n"): "~",
    ("n", "-", "n", "s~"): "~",
}


def _span(body: str, found: Sequence[Token], numbers: Sequence[Decimal]) -> tuple[Op, Decimal, Decimal | None]:
    """Operator, number and, for a range, its upper end."""
    shape = tuple(
        token.kind + token.meaning if token.kind in "ps" else token.kind for token in found if token.kind in "nps-b"
    )
    if len(numbers) == 2 and shape in _SHAPES:
        return _SHAPES[shape], numbers[0], numbers[1]
    if len(numbers) != 1 or "-" in shape or "b" in shape:
        raise unreadable(body)
    place = shape.index("n")
    ops = {sign[1:] for sign in shape if sign != "n"}
    if len(ops) > 1 or place > 1 or any(sign[0] == "s" for sign in shape[:place]) or "p" in "".join(shape[place:]):
        raise unreadable(body)
    return cast(Op, ops.pop() if ops else "="), numbers[0], None
