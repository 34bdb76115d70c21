"""Human text of figures and of totals in English, Russian and Uzbek (Latin).

Numbers are grouped as in the Unicode CLDR; the tests compare them with Babel. A scale (million, billion, trillion) is
used only if the figure stays exact, with three decimals at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from itertools import groupby
from typing import Final, NamedTuple

from msgspec.structs import replace

from catalogue.model import date_words
from catalogue.model.quantity import Op, Phase, Quantity


def in_words(quantity: Quantity, lang: str) -> str:
    """The figure in words of `lang`: ``en``, ``ru`` or ``uz``, with any script or region; else English.

    ``>30000000 USD planned @2024-02`` is "more than 30 million USD, planned (February 2024)", "более 30 млн
    долл. США, план (февраль 2024)", "30 mln AQSH dollaridan ortiq, reja (2024-yil fevral)".
    """
    grammar = _grammar(lang)
    scale = _common_scale([quantity])
    figure = _with_unit(grammar, _span(grammar, quantity, scale), scale, quantity.unit)
    # Uzbek endings are separated by a space after digits, signs and codes: "10 dan", but "dollaridan".
    text = grammar.ops[quantity.op].format(text=figure, tie="" if figure[-1].islower() else " ")
    if quantity.phase:
        text += f", {grammar.phases[quantity.phase]}"
    return text + _dated(grammar, quantity)


def in_short(quantity: Quantity, lang: str) -> str:
    """The figure as in lists, "> 30 planned": the operator as a sign, no time, and no phase if it is actual."""
    phase = None if quantity.phase == "actual" else quantity.phase
    return total_text([replace(quantity, phase=phase, as_of=None)], lang)


def total_text(terms: Iterable[Quantity], lang: str) -> str:
    """The terms of a total, from `add`, in one line: "> 30 + 60 planned million USD".

    Terms of one unit share their scale and unit; units are separated by semicolons. Operators are written as signs.
    """
    grammar = _grammar(lang)
    ordered = sorted(terms, key=lambda term: term.unit or "")
    sums = [list(group) for _unit, group in groupby(ordered, key=lambda term: term.unit)]
    return "; ".join(_sum(grammar, group) for group in sums)


class _Grammar(NamedTuple):
    """How one language writes figures; templates take ``text`` (and ``tie``, the separator before an ending)."""

    lang: str
    ops: dict[Op, str]
    phases: dict[Phase, str]
    phase_in_sum: str
    scales: dict[int, str]
    units: dict[str, str]
    decimal: str
    group: str


_RU_UNITS = {
    "USD": "долл. США", "EUR": "евро", "RUB": "руб.", "UZS": "сумов", "KZT": "тенге", "CNY": "юаней",
    "GBP": "фунтов стерлингов", "%": "\u00a0%", "ha": "га", "m": "м", "m2": "м²", "m3": "м³", "km": "км",
    "km2": "км²", "t": "т", "kg": "кг", "l": "л", "kW": "кВт", "MW": "МВт", "GW": "ГВт", "kWh": "кВт·ч",
    "MWh": "МВт·ч", "GWh": "ГВт·ч", "m3/h": "м³/ч", "m3/d": "м³/сут", "km/h": "км/ч", "MVA": "МВА",
    "Gcal": "Гкал", "Gcal/h": "Гкал/ч", "Mbit/s": "Мбит/с",
}  # fmt: skip
_UZ_UNITS = {
    "USD": "AQSH dollari", "EUR": "yevro", "RUB": "rubl", "UZS": "so‘m", "KZT": "tenge", "CNY": "yuan",
    "GBP": "funt sterling", "ha": "gektar", "m2": "m²", "m3": "m³", "km2": "km²", "t": "tonna", "kW": "kVt",
    "MW": "MVt", "GW": "GVt", "kWh": "kVt·soat", "MWh": "MVt·soat", "GWh": "GVt·soat", "m3/h": "m³/soat",
    "m3/d": "m³/kun", "km/h": "km/soat", "Gcal": "Gkal", "Gcal/h": "Gkal/soat",
}  # fmt: skip
_EN_UNITS = {"m2": "m²", "m3": "m³", "km2": "km²", "m3/h": "m³/h", "m3/d": "m³/day"}

_GRAMMARS: Final = {
    "en": _Grammar(
        lang="en",
        ops={
            "=": "{text}",
            ">": "more than {text}",
            ">=": "at least {text}",
            "<": "less than {text}",
            "<=": "up to {text}",
            "~": "about {text}",
        },
        phases={"actual": "actual", "planned": "planned", "declared": "declared", "target": "target"},
        phase_in_sum="{text}",
        scales={6: "million", 9: "billion", 12: "trillion"},
        units=_EN_UNITS,
        decimal=".",
        group=",",
    ),
    "ru": _Grammar(
        lang="ru",
        ops={
            "=": "{text}",
            ">": "более {text}",
            ">=": "не менее {text}",
            "<": "менее {text}",
            "<=": "до {text}",
            "~": "около {text}",
        },
        phases={"actual": "факт", "planned": "план", "declared": "заявлено", "target": "цель"},
        phase_in_sum="({text})",
        scales={6: "млн", 9: "млрд", 12: "трлн"},
        units=_RU_UNITS,
        decimal=",",
        group="\u00a0",
    ),
    "uz": _Grammar(
        lang="uz",
        ops={
            "=": "{text}",
            ">": "{text}{tie}dan ortiq",
            ">=": "kamida {text}",
            "<": "{text}{tie}dan kam",
            "<=": "ko‘pi bilan {text}",
            "~": "taxminan {text}",
        },
        phases={"actual": "amalda", "planned": "reja", "declared": "e’lon qilingan", "target": "maqsad"},
        phase_in_sum="({text})",
        scales={6: "mln", 9: "mlrd", 12: "trln"},
        units=_UZ_UNITS,
        decimal=",",
        group="\u00a0",
    ),
}
_EXACT = Context(prec=100)
_MOST_DECIMALS = 3


def _grammar(lang: str) -> _Grammar:
    return _GRAMMARS.get(lang.replace("_", "-").split("-")[0].lower(), _GRAMMARS["en"])


def _sum(grammar: _Grammar, terms: Sequence[Quantity]) -> str:
    scale = _common_scale(terms)
    shared = len({term.as_of for term in terms}) == 1
    parts = []
    for term in terms:
        sign = "" if term.op == "=" else f"{term.op} "
        phase = f" {grammar.phase_in_sum.format(text=grammar.phases[term.phase])}" if term.phase else ""
        parts.append(sign + _span(grammar, term, scale) + phase + ("" if shared else _dated(grammar, term)))
    text = _with_unit(grammar, " + ".join(parts), scale, terms[0].unit)
    return text + (_dated(grammar, terms[0]) if shared else "")


def _dated(grammar: _Grammar, quantity: Quantity) -> str:
    return f" ({date_words.in_words(quantity.as_of, grammar.lang)})" if quantity.as_of else ""


def _common_scale(terms: Sequence[Quantity]) -> int:
    """The highest power of ten that all numbers reach and at which each stays exact; 0 for none."""
    numbers = [number for term in terms for number in (term.number, term.high) if number is not None]
    for power in (12, 9, 6):
        if all(abs(number) >= 10**power and _decimals(number, power) <= _MOST_DECIMALS for number in numbers):
            return power
    return 0


def _decimals(number: Decimal, power: int) -> int:
    exponent = _EXACT.scaleb(number, -power).normalize(_EXACT).as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _span(grammar: _Grammar, quantity: Quantity, scale: int) -> str:
    low = _number(grammar, quantity.number, scale)
    return low if quantity.high is None else f"{low}–{_number(grammar, quantity.high, scale)}"


def _number(grammar: _Grammar, number: Decimal, scale: int) -> str:
    scaled = _EXACT.scaleb(number, -scale).normalize(_EXACT)
    signs = {",": grammar.group, ".": grammar.decimal}
    return "".join(signs.get(sign, sign) for sign in f"{scaled:,f}")


def _with_unit(grammar: _Grammar, span: str, scale: int, unit: str | None) -> str:
    label = grammar.units.get(unit, unit) if unit else None
    if unit == "%":
        return f"{span}{label}"
    return " ".join(part for part in (span, grammar.scales.get(scale), label) if part)
