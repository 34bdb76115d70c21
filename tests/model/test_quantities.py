"""Figures: the canonical grammar, sums that keep their qualifiers, and comparison by number."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.dates import parse as parse_date
from catalogue.model.quantities import (
    CURRENCIES,
    OPS,
    PHASES,
    UNITS,
    Op,
    Quantity,
    QuantityProblem,
    add,
    compare,
    parse,
)

CANONICAL = [
    "30", ">30 planned", "60000000 USD planned @2024-02", "10..15", "~10..15 ha", "<=5 MW target", ">=0.5 %", "-5", "0",
    "100 m3/h actual @XXXX-06-24", "5 declared", "7 UZS @2023/..", "1.5 m2", "5 @2024?-02-02",
]  # fmt: skip


@pytest.mark.parametrize("text", CANONICAL)
def test_canonical_text_is_unchanged(text: str) -> None:
    assert parse(text).text == str(parse(text)) == text


def test_a_figure_has_its_parts() -> None:
    figure = parse(">30.5 USD planned @2024-02")
    assert figure == Quantity(">", Decimal("30.5"), "USD", "planned", parse_date("2024-02"))
    assert figure.high is None
    assert (parse("10..15 ha").number, parse("10..15 ha").high) == (10, 15)
    assert parse("5 planned").unit is None


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("1.50", "1.5"),
        ("007", "7"),
        ("30.0 ha", "30 ha"),
        ("-0", "0"),
        ("0.000", "0"),
        ("100", "100"),
        ("1.0..2.0", "1..2"),
    ],
)
def test_a_number_has_one_spelling(text: str, canonical: str) -> None:
    assert parse(text).text == canonical


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unreadable"), ("planned", "unreadable"), ("> 30", "unreadable"), ("30  ha", "unreadable"),
        ("30 ha 5", "unreadable"), ("=30", "unreadable"), ("1e400", "unreadable"), ("1e3", "unreadable"),
        ("nan", "unreadable"), ("inf", "unreadable"), ("-inf", "unreadable"), ("1_000", "unreadable"),
        ("３0", "unreadable"), ("٣", "unreadable"), ("1,5", "unreadable"), (".5", "unreadable"), ("5.", "unreadable"),
        ("30 planned actual", "unreadable"), ("30 @", "unreadable"), ("30 @2024-13", "unreadable"),
        ("30 @soon", "unreadable"), ("30\n", "unreadable"), ("9" * 4301, "unreadable"), ("10..", "unreadable"),
        ("9" * 31, "size"), ("0." + "0" * 30 + "1", "size"), ("9" * 100, "size"), ("1..9" + "0" * 40, "size"),
        ("30 XXX", "unit"), ("30 usd", "unit"), ("30 acre", "unit"), ("30 Planned", "unit"),
        ("15..10", "range"), ("10..10", "range"), (">10..15", "range"), ("<=10..15", "range"),
    ],
)  # fmt: skip
def test_other_text_is_refused_with_a_reason(text: str, code: str) -> None:
    with pytest.raises(QuantityProblem) as caught:
        parse(text)
    assert caught.value.code == f"quantity.{code}"
    assert all(len(str(value)) <= 80 for value in caught.value.params.values())


def test_a_quantity_is_checked_however_it_is_built() -> None:
    bad: list[dict[str, Any]] = [
        {"op": "=", "number": Decimal("NaN")},
        {"op": "=", "number": Decimal("Infinity")},
        {"op": "=", "number": Decimal("1E+400")},
        {"op": "!", "number": Decimal(1)},
        {"op": "=", "number": Decimal(1), "unit": "furlong"},
        {"op": "=", "number": Decimal(1), "phase": "maybe"},
        {"op": ">", "number": Decimal(1), "high": Decimal(2)},
    ]
    for values in bad:
        with pytest.raises(QuantityProblem):
            Quantity(**values)
    figure = Quantity("=", Decimal("1E+3"))
    assert figure.text == "1000"
    assert pickle.loads(pickle.dumps(figure)) == copy.deepcopy(figure) == figure


def test_the_field_gives_the_unit_and_refuses_others() -> None:
    assert parse("30", "ha").text == parse("30 ha", "ha").text == "30 ha"
    assert parse("30 USD", "currency").unit == "USD"
    assert parse("30", "count").unit is None
    for text, unit, code in [
        ("30 MW", "ha", "quantity.unit"),
        ("30 USD", "ha", "quantity.unit"),
        ("30 ha", "currency", "quantity.unit"),
        ("30 ha", "count", "quantity.unit"),
        ("30", "currency", "quantity.currency"),
    ]:
        with pytest.raises(QuantityProblem) as caught:
            parse(text, unit)
        assert caught.value.code == code


def test_currencies_match_iso_4217() -> None:
    known = {currency.alpha_3 for currency in pycountry.currencies}
    assert known >= CURRENCIES
    assert {"UZS", "RUB", "KZT", "USD", "EUR", "CNY", "GBP", "KGS", "TJS", "BYN"} <= CURRENCIES
    assert not CURRENCIES & UNITS
    assert not UNITS & set(PHASES)


NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=3)
DATES = st.sampled_from([None, parse_date("2024-02"), parse_date("XXXX-06-24"), parse_date("2023/..")])
PHASE = st.sampled_from([None, *PHASES])
UNIT = st.sampled_from([None, "USD", "UZS", "ha", "m3/h", "%"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    number = draw(NUMBERS)
    op = draw(st.sampled_from(OPS))
    above = draw(st.decimals(min_value=1, max_value=1000, places=2))
    high = number + above if op in ("=", "~") and draw(st.booleans()) else None
    return Quantity(op, number, draw(UNIT), draw(PHASE), draw(DATES), high)


@given(quantities())
def test_parsing_the_text_of_a_figure_gives_it_back(figure: Quantity) -> None:
    assert parse(figure.text) == figure
    assert parse(figure.text).text == figure.text


@given(st.text(), st.sampled_from([None, "ha", "count", "currency"]))
def test_any_text_is_a_figure_or_a_problem(text: str, unit: str | None) -> None:
    try:
        assert parse(text, unit).text
    except QuantityProblem as problem:
        assert problem.code.startswith("quantity.")  # noqa: PT017


def total(*texts: str) -> list[str]:
    return [term.text for term in add([parse(text) for text in texts])]


def test_a_bound_and_a_plan_are_never_one_number() -> None:
    assert total(">30000000 USD", "60000000 USD planned") == [">30000000 USD", "60000000 USD planned"]


@pytest.mark.parametrize(
    ("texts", "terms"),
    [
        ((), []),
        (("5",), ["5"]),
        (("5", "7.5"), ["12.5"]),
        (("5 USD", "7 UZS", "1 USD"), ["6 USD", "7 UZS"]),
        (("5 planned", "7", "1 planned", "2 actual"), ["7", "2 actual", "6 planned"]),
        ((">30", "5"), [">35"]),
        ((">30", ">=5"), [">35"]),
        ((">=30", "5"), [">=35"]),
        (("<30", "<=5", "1"), ["<36"]),
        (("~30", "5"), ["~35"]),
        ((">30", "<5", "1"), ["1", ">30", "<5"]),
        ((">30", "~5"), [">30", "~5"]),
        (("10..15", "5"), ["15..20"]),
        (("10..15", "1..2"), ["11..17"]),
        (("10..15", ">5"), ["10..15", ">5"]),
        (("~10..15", "5"), ["~15..20"]),
        (("5 @2024", "7 @2024"), ["12 @2024"]),
        (("5 @2024", "7 @2023"), ["12"]),
        (("5 @2024", "7"), ["12"]),
    ],
)
def test_sums_keep_their_qualifiers(texts: tuple[str, ...], terms: list[str]) -> None:
    assert total(*texts) == terms


@given(st.lists(quantities(), max_size=6), st.randoms())
def test_a_total_does_not_depend_on_order_and_loses_no_amount(figures: list[Quantity], random: Any) -> None:
    terms = add(figures)
    shuffled = list(figures)
    random.shuffle(shuffled)
    assert add(shuffled) == terms
    for unit in {figure.unit for figure in figures}:
        for phase in {figure.phase for figure in figures}:
            parts = [figure.number for figure in figures if (figure.unit, figure.phase) == (unit, phase)]
            sums = [term.number for term in terms if (term.unit, term.phase) == (unit, phase)]
            assert sum(sums) == sum(parts)
    assert len({(term.unit, term.phase, term.op[0]) for term in terms if term.high is None}) <= len(terms)


def test_long_totals_are_exact() -> None:
    assert total("9" * 29, "1") == ["1" + "0" * 29]
    assert total("1", "9" * 30) == total("9" * 30, "1") == ["1", "9" * 30], "too long for one number"
    assert total("9" * 30, "1", "2", "1" + "0" * 29) == ["3", "1" + "0" * 29, "9" * 30]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("10", {"=", ">=", "<=", "~"}),
        (">10", {">", ">=", "~"}),
        ("<10", {"<", "<=", "~"}),
        (">=10", {"=", ">=", "<=", "~"}),
        ("<=10", {"=", ">=", "<=", "~"}),
        ("~10", {"=", ">=", "<=", "~"}),
        ("11", {">", ">=", "~"}),
        ("9", {"<", "<=", "~"}),
        ("12", {">", ">="}),
        (">8", {"<", "<="}),
        ("9..11", {"=", ">", ">=", "<", "<=", "~"}),
        ("10..11", {"=", ">", ">=", "<=", "~"}),
        ("2..3", {"<", "<="}),
    ],
)
def test_figures_are_compared_by_number_then_by_operator(text: str, met: set[Op]) -> None:
    assert {op for op in OPS if compare(parse(text), op, 10)} == met


@given(quantities(), st.integers(-1000, 1000))
def test_opposite_conditions_are_exclusive_except_for_ranges(figure: Quantity, number: int) -> None:
    assert compare(figure, ">", number) or compare(figure, "<=", number)
    assert compare(figure, "<", number) or compare(figure, ">=", number)
    if figure.high is None:
        assert compare(figure, ">", number) != compare(figure, "<=", number)
        assert compare(figure, "<", number) != compare(figure, ">=", number)
    assert compare(figure, "=", number) == (compare(figure, "<=", number) and compare(figure, ">=", number))
