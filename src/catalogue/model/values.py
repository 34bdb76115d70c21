"""Field types: how a cell is read, checked, stored, indexed and shown.

``read`` takes text from a person or a spreadsheet and returns the field's canonical text, or raises ``ValueProblem``;
``compute`` gives the machine columns that are derived from that text on every write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from catalogue.model import codes, dates, quantities
from catalogue.model.codes import states
from catalogue.model.fields import Field
from catalogue.model.labels import Vocabulary

DateOrder = Literal["dmy", "mdy", "ymd"]
Decimals = Literal[".", ","]

_YES = frozenset({"yes", "y", "true", "1", "да", "ha", "ҳа", "иә", "bor"})
_NO = frozenset({"no", "n", "false", "0", "нет", "yo‘q", "yo'q", "yoʻq", "йўқ", "жоқ"})
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,20})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
MAX_TEXT = 1_000_000
"""Longest text in characters, unless more is allowed."""
STORABLE = 200_000_000
"""Characters that can always be stored: SQLite accepts a billion bytes (SQLITE_MAX_LENGTH), at most 4 per character."""


class ValueProblem(ValueError):
    """A cell whose value its field does not accept; ``params`` may hold ``nearest``, the nearest valid value."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Reading(Struct, frozen=True):
    """How to read cells: the order of day and month in 02/07/2012, the decimal sign of figures like 1,234.

    ``longest`` is the maximum number of characters of a text.
    """

    order: DateOrder | None = None
    decimal: Decimals | None = None
    longest: int = MAX_TEXT


def read(field: Field, text: str, reading: Reading | None = None) -> str:
    """The canonical text of a cell; "" for an empty one. Raises ``ValueProblem``."""
    text = text.strip() if field.type not in ("text", "prose") else text
    if not text:
        return ""
    return _READERS[field.type](field, text, reading or Reading())


def plain(text: str, longest: int = MAX_TEXT) -> str:
    """Text checked for storage: refuses NUL, lone surrogates and over-long cells. Raises ``ValueProblem``."""
    if len(text) > longest:
        raise ValueProblem("text.too_long", length=len(text), limit=longest)
    if "\x00" in text:
        raise ValueProblem("text.nul")
    if _SURROGATE.search(text):
        raise ValueProblem("text.surrogate")
    return text


def _text(field: Field, text: str, reading: Reading) -> str:
    return plain(text, reading.longest)


def _choice(field: Field, text: str, reading: Reading) -> str:
    assert field.vocabulary is not None
    known = words(field.vocabulary)
    code = known.get(folded(text))
    if code is None:
        raise ValueProblem("choice.unknown", nearest=_nearest(text, field.vocabulary), allowed=field.vocabulary.codes)
    return code


@cache
def words(values: Vocabulary) -> dict[str, str]:
    """Every way to write each code of a vocabulary, by ``folded``."""
    known: dict[str, str] = {}
    for choice in values.choices:
        for word in (choice.code, *choice.names):
            known.setdefault(folded(word), choice.code)
    return known


def folded(text: str) -> str:
    """A word in lower case, with one kind of apostrophe and е for ё, which most registers do not write."""
    return text.casefold().replace("’", "'").replace("‘", "'").replace("ё", "е")


@lru_cache(1024)  # a register that is imported repeats its words
def _nearest(text: str, vocabulary: Vocabulary) -> str | None:
    from rapidfuzz import process  # also matches parts: "In Force for one Party" is in force

    known = words(vocabulary)
    best = process.extractOne(folded(text), list(known), score_cutoff=60)
    return known[best[0]] if best else None


def _date(field: Field, text: str, reading: Reading) -> str:
    try:
        return dates.read(text, reading.order).text
    except dates.DateProblem as problem:
        raise ValueProblem(problem.code, **problem.params) from None


def _quantity(field: Field, text: str, reading: Reading) -> str:
    try:
        figure = quantities.read(text, field.unit or quantities.COUNT, reading.decimal)
    except quantities.QuantityProblem as problem:
        raise ValueProblem(problem.code, **problem.params) from None
    if figure.number < 0:
        raise ValueProblem("quantity.negative")
    return figure.text


def _integer(field: Field, text: str, reading: Reading) -> str:
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise ValueProblem("integer.unreadable")
    return str(int(text))


def _flag(field: Field, text: str, reading: Reading) -> str:
    word = text.casefold()
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    raise ValueProblem("flag.unreadable", allowed=("yes", "no"))


def _degrees(field: Field, text: str, reading: Reading) -> str:
    bound = 90 if field.name == "lat" else 180
    number = text.replace(",", ".")
    if field.name == "lat" and _NUMBER.fullmatch(number) and bound < abs(float(number)) <= 2 * bound:
        raise ValueProblem("degrees.swapped", low=-bound, high=bound)
    if not _NUMBER.fullmatch(number) or abs(float(number)) > bound:
        raise ValueProblem("degrees.unreadable", low=-bound, high=bound)
    return degrees_text(float(number))


def degrees_text(number: float) -> str:
    """A coordinate as its shortest exact decimal, never with an exponent; -0 is 0."""
    return format(Decimal(repr(number + 0.0)), "f")


def country_code(text: str) -> str:
    """The ISO code of a country by its code or any name. Raises ``ValueProblem`` (see ``no_country``)."""
    code = codes.find_country(text)
    if code is None:
        raise no_country(text)
    return code


def no_country(text: str) -> ValueProblem:
    """The problem of a text that names no country of today, with the nearest one, or the year in which it ended."""
    if (state := states.former(text)) is not None:
        return ValueProblem("country.former", state=state.name_en, ended=state.ended)
    outside, bracket, _inside = text.partition("(")
    found = codes.candidates(text, "country") or (codes.candidates(outside, "country") if bracket else ())
    return ValueProblem("country.unknown", nearest=" | ".join(found) or None)


def region_code(text: str) -> str:
    """The ISO code of a region by its code or any name. Raises ``ValueProblem('region.unknown')``."""
    code = codes.find_region(text)
    if code is None:
        raise ValueProblem("region.unknown", nearest=" | ".join(codes.candidates(text)) or None)
    return code


def _sector(field: Field, text: str, reading: Reading) -> str:
    code = codes.find_sector(text)
    if code is None:
        raise ValueProblem("sector.unknown")
    return code


def _url(field: Field, text: str, reading: Reading) -> str:
    text = plain(text)
    if re.search(r"\s", text) or _CONTROL.search(text):
        raise ValueProblem("url.unreadable")
    if "://" in text and not text.casefold().startswith(("http://", "https://", "ftp://")):
        raise ValueProblem("url.scheme")
    return text


_READERS: Mapping[str, Callable[[Field, str, Reading], str]] = {
    "text": _text,
    "prose": _text,
    "choice": _choice,
    "date": _date,
    "quantity": _quantity,
    "integer": _integer,
    "flag": _flag,
    "degrees": _degrees,
    "country": lambda _field, text, _reading: country_code(text),
    "region": lambda _field, text, _reading: region_code(text),
    "sector": _sector,
    "url": _url,
}


def derived_columns(field: Field) -> tuple[tuple[str, str], ...]:
    """The computed columns of a field as ``(name, SQL type)``: bounds of a date, number of a quantity."""
    if field.type == "date":
        return (f"{field.name}_from", "TEXT"), (f"{field.name}_to", "TEXT")
    if field.type == "quantity":
        return ((f"{field.name}_number", "REAL"),)
    return ()


def compute(field: Field, text: str | None) -> tuple[str | float | None, ...]:
    """The values of ``derived_columns`` for a canonical text (None if unknown)."""
    if field.type == "date":
        if text is None:
            return None, None
        when = dates.parse(text)
        return when.earliest, when.latest
    if field.type == "quantity":
        return (None if text is None else float(quantities.parse(text, field.unit).number),)
    return ()


def in_words(field: Field, text: str, lang: str) -> str:
    """A canonical value in words of ``lang``: vocabulary and code labels, dates and figures written out."""
    if field.type == "choice" and field.vocabulary is not None:
        choice = field.vocabulary.get(text)
        return choice.label.text(lang) if choice else text
    if field.type == "date":
        return dates.in_words(dates.parse(text), lang, moment=field.moment)
    if field.type == "quantity":
        return quantities.in_words(quantities.parse(text, field.unit), lang)
    if field.type in ("country", "region", "sector"):
        return codes.name_of(text, lang)
    if field.type == "flag":
        return {
            "en": {"yes": "yes", "no": "no"},
            "ru": {"yes": "да", "no": "нет"},
            "uz": {"yes": "ha", "no": "yo‘q"},
        }.get(lang, {}).get(text, text)
    return text
