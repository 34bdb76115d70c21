"""Figures: the public interface for reading, adding, comparing and writing them.

The value and its strict grammar are in ``quantity``, typed forms in ``quantity_forms``, human text in
``quantity_words``.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal
from typing import NamedTuple

from catalogue.model.quantity import (
    COUNT,
    CURRENCIES,
    MONEY,
    OPS,
    PHASES,
    UNITS,
    Op,
    Phase,
    Quantity,
    QuantityProblem,
    known_unit,
    parse,
)
from catalogue.model.quantity_forms import read
from catalogue.model.quantity_words import in_short, in_words
from catalogue.model.quantity_words import total_text as _total_text
from catalogue.model.when import When

__all__ = [
    "COUNT",
    "CURRENCIES",
    "MONEY",
    "OPS",
    "PHASES",
    "UNITS",
    "Op",
    "Phase",
    "Quantity",
    "QuantityProblem",
    "add",
    "compare",
    "in_short",
    "in_words",
    "known_unit",
    "parse",
    "read",
    "total_text",
]


def add(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """The total, in as few terms as possible: one for each unit, phase and kind of bound.

    Exact figures add to exact ones, and to the bound beside them: 5 and >30 are >35, since more than thirty and five
    are more than thirty-five. Figures without a common bound are kept apart: different units or phases, a figure
    without a phase and one with, lower and upper bounds, approximate figures and bounds, a range and a bound. A date
    stays on a term only when all its figures have that date. No quantities give no terms. Figures are kept apart, too,
    if their sum would have more digits than a figure may have.
    """
    groups: dict[tuple[str, int], list[Quantity]] = {}
    for quantity in quantities:
        order = 0 if quantity.phase is None else 1 + PHASES.index(quantity.phase)
        groups.setdefault((quantity.unit or "", order), []).append(quantity)
    return tuple(term for key in sorted(groups) for term in _terms(groups[key]))


def total_text(quantities: Iterable[Quantity], lang: str) -> str:
    """The total of the quantities in words of `lang`: "> 30 + 60 planned million USD"; empty for none.

    Figures are added as by `add`; figures that may not be added are separate terms, never combined into one number.
    """
    return _total_text(add(quantities), lang)


def compare(quantity: Quantity, op: Op, number: Decimal | float) -> bool:
    """Whether a figure meets a condition like ``residents:>10``.

    A figure compares by its number, as a column of numbers would; its own operator decides if the numbers are equal. So
    ">10" meets >10 and >=10 but neither =10 nor <=10, "<10" meets <10 and <=10 only, and "10", ">=10", "<=10" and "~10"
    count as 10. A range meets a condition if any of its values does. The condition ``~`` means within a tenth of the
    number.
    """
    wanted = number if isinstance(number, Decimal) else Decimal(repr(number))
    low = _Point(quantity.number, {">": 1, "<": -1}.get(quantity.op, 0))
    high = low if quantity.high is None else _Point(quantity.high, 0)
    exact = _Point(wanted, 0)
    if op == ">":
        return high > exact
    if op == ">=":
        return high >= exact
    if op == "<":
        return low < exact
    if op == "<=":
        return low <= exact
    if op == "=":
        return low <= exact <= high
    margin = abs(wanted) / 10
    return low.number <= wanted + margin and high.number >= wanted - margin


class _Point(NamedTuple):
    """A number, and whether a figure lies just above it (1), on it (0) or just below it (-1)."""

    number: Decimal
    side: int


_EXACT = Context(prec=100)
_BOUNDS: tuple[tuple[Op, ...], ...] = ((">", ">="), ("<", "<="), ("~",))


def _terms(figures: list[Quantity]) -> list[Quantity]:
    """Terms of figures of one unit and phase: exact ones are added to the bound if there is only one kind of bound."""
    exact = [figure for figure in figures if figure.op == "="]
    bounded = [[figure for figure in figures if figure.op in ops] for ops in _BOUNDS]
    kinds = [group for group in bounded if group]
    ranged = any(figure.high is not None for figure in exact)
    if len(kinds) == 1 and exact and not (ranged and kinds[0][0].op != "~"):
        return _sums([*kinds[0], *exact])
    return [term for group in (exact, *kinds) if group for term in _sums(group)]


def _sums(figures: list[Quantity]) -> list[Quantity]:
    """The sum of the figures; several sums if that would have too many digits."""
    try:
        return [_sum(figures)]
    except QuantityProblem:
        ranked = sorted(figures, key=lambda figure: (figure.number, figure.op))
        return [*_sums(ranked[: len(ranked) // 2]), *_sums(ranked[len(ranked) // 2 :])]


def _sum(figures: list[Quantity]) -> Quantity:
    low, high = Decimal(0), Decimal(0)
    for figure in figures:
        low = _EXACT.add(low, figure.number)
        high = _EXACT.add(high, figure.number if figure.high is None else figure.high)
    dates: set[When | None] = {figure.as_of for figure in figures}
    first = figures[0]
    return Quantity(
        _sum_op({figure.op for figure in figures}),
        low,
        first.unit,
        first.phase,
        as_of=first.as_of if len(dates) == 1 else None,
        high=None if high == low else high,
    )


def _sum_op(ops: set[Op]) -> Op:
    """ "More than" plus "at least" gives "more than"; likewise for upper bounds."""
    for op in (">", ">=", "<", "<=", "~"):
        if op in ops:
            return op
    return "="
