"""A sum never drops a qualifier: no currency, phase or bound of its parts is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import quantities
from catalogue.model.quantities import Quantity

FIGURES = st.builds(
    Quantity,
    op=st.sampled_from(quantities.OPS),
    number=st.integers(0, 10**9).map(Decimal),
    unit=st.sampled_from([None, "USD", "EUR", "UZS", "ha"]),
    phase=st.sampled_from([None, *quantities.PHASES]),
    as_of=st.just(None),
)
SIDES = {">": ">", ">=": ">", "<": "<", "<=": "<", "~": "~"}


def apart(figures: list[Quantity]) -> dict[tuple[str | None, str | None], list[Quantity]]:
    """Figures grouped by what can be added at all: one currency or unit, one phase."""
    found: dict[tuple[str | None, str | None], list[Quantity]] = {}
    for figure in figures:
        found.setdefault((figure.unit, figure.phase), []).append(figure)
    return found


@given(st.lists(FIGURES, max_size=12))
def test_a_sum_has_the_units_phases_and_bounds_of_its_parts(figures: list[Quantity]) -> None:
    parts, sums = apart(figures), apart(list(quantities.add(figures)))
    assert sums.keys() == parts.keys()
    for key, own in parts.items():
        bounds = {SIDES[figure.op] for figure in own if figure.op != "="}
        assert {SIDES[term.op] for term in sums[key] if term.op != "="} == bounds
        assert sum(term.number for term in sums[key]) == sum(figure.number for figure in own)


@given(st.lists(FIGURES, min_size=1, max_size=6), st.sampled_from(["en", "ru", "uz"]))
def test_the_words_of_a_sum_name_every_currency_and_every_sign(figures: list[Quantity], lang: str) -> None:
    result = quantities.total_text(figures, lang)
    terms = quantities.add(figures)
    assert len(result.split("; ")) == len({figure.unit for figure in figures})
    for sign in (">", "<", "~"):
        assert (sign in result) == any(term.op.startswith(sign) for term in terms)
    for phase in quantities.PHASES:
        word = {"en": phase}.get(lang)
        assert word is None or (word in result) == any(figure.phase == phase for figure in figures)


def test_the_shipped_sum_keeps_its_qualifiers(ask) -> None:
    result = ask("stats", "--sum", "investment", "kind:technopark country:UZ")
    assert result.out == "> 30 + 60 planned million USD\n"


@pytest.mark.parametrize("unit", ["USD", "EUR"])
def test_two_currencies_are_two_sums(unit: str) -> None:
    figures = [quantities.parse("5 USD"), quantities.parse(f"7 {unit}")]
    assert len(quantities.add(figures)) == len({"USD", unit})
