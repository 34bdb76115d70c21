"""Figures as people type them: read with their qualifiers, or refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.quantities import CURRENCIES, OPS, PHASES, UNITS, QuantityProblem, known_unit, parse, read
from catalogue.model.quantity_forms import Separator
from catalogue.model.quantity_names import ENGLISH, PHRASES

OPERATORS = {
    "более 30": ">30",
    "свыше 60 млн долл.": ">60000000 USD",
    "> 30 million USD": ">30000000 USD",
    "over 10": ">10",
    "more than 10 companies": ">10",
    ">10": ">10",
    "≥5": ">=5",
    "не менее 5": ">=5",
    "at least 5": ">=5",
    "kamida 5": ">=5",
    "камида 5": ">=5",
    "30+": ">=30",
    "30 и более": ">=30",
    "30 or more": ">=30",
    "не менее 30+": ">=30",
    "менее 5": "<5",
    "less than 5": "<5",
    "до 50": "<=50",
    "up to 50": "<=50",
    "not more than 50": "<=50",
    "не более 50": "<=50",
    "50 gacha": "<=50",
    "ko‘pi bilan 50": "<=50",
    "около 100 га": "~100 ha",
    "about 100 hectares": "~100 ha",
    "≈ 5 ha": "~5 ha",
    "taxminan 20": "~20",
    "100 ga yaqin": "~100",
    "100 га яқин": "~100",
    "10 dan ortiq": ">10",
    "10-dan ortiq": ">10",
    "10tadan ortiq": ">10",
    "30 дан ортиқ": ">30",
    "10 dan kam": "<10",
    "10 dan kam emas": ">=10",
    "10-нан астам": ">10",
    "кемінде 5": ">=5",
    "шамамен 100 млн теңге": "~100000000 KZT",
    "1 mlrd so‘mga yaqin": "~1000000000 UZS",
    "60 mln AQSH dollaridan ortiq": ">60000000 USD",
}
NUMBERS = {
    "1 234,5": "1234.5",
    "1\u00a0234,5": "1234.5",
    "1\u202f234,5": "1234.5",
    "1,234.5": "1234.5",
    "1.234,5": "1234.5",
    "1'234.5": "1234.5",
    "1’234.5": "1234.5",
    "12 345 678,90": "12345678.9",
    "1,234,567": "1234567",
    "1,12,345": "112345",
    "12,34,567.50": "1234567.5",
    "1.234.567": "1234567",
    "60 000 000": "60000000",
    "0,123": "0.123",
    "2,5": "2.5",
    "1234,567": "1234.567",
    "15 тыс.": "15000",
    "1,5 млрд": "1500000000",
    "1,234 млн": "1234000",
    "1.234 млн": "1234000",
    "5 ming": "5000",
    "5 минг": "5000",
    "over 1,234": ">1234",
    "$1,234": "1234 USD",
    "1,234 USD": "1234 USD",
    "2.5bn USD": "2500000000 USD",
}
RANGES = {
    "10-15 residents": "10..15",
    "10–15": "10..15",
    "10 — 15 резидентов": "10..15",
    "10..15 млн руб.": "10000000..15000000 RUB",
    "500 тыс. - 1 млн": "500000..1000000",
    "от 10 до 15": "10..15",
    "from 10 to 15": "10..15",
    "between 10 and 15": "10..15",
    "10 dan 15 gacha": "10..15",
    "около 10–15 га": "~10..15 ha",
    "$60-70 mln": "60000000..70000000 USD",
}
MONEY_AND_UNITS = {
    "$60 mln": "60000000 USD",
    "$60m": "60000000 USD",
    "$1.5B": "1500000000 USD",
    "€20 млн": "20000000 EUR",
    "US$ 60 million": "60000000 USD",
    "USD 60 million": "60000000 USD",
    "60 million US dollars": "60000000 USD",
    "60 mln. dollar": "60000000 USD",
    "60 млн. долларов США": "60000000 USD",
    "60 million so‘m": "60000000 UZS",
    "60 млн сўм": "60000000 UZS",
    "5 млрд сум": "5000000000 UZS",
    "5 млн RUB": "5000000 RUB",
    "5 млн ₽": "5000000 RUB",
    "1 000 000 rubles": "1000000 RUB",
    "до 1,5 млрд тенге": "<=1500000000 KZT",
    "20 млн юаней": "20000000 CNY",
    "3 млн фунтов стерлингов": "3000000 GBP",
    "30 CHF": "30 CHF",
    "15%": "15 %",
    "15 процентов": "15 %",
    "100 ga": "100 ha",
    "12.5 га": "12.5 ha",
    "20 МВт": "20 MW",
    "20 MVt": "20 MW",
    "1500 кв. м": "1500 m2",
    "1500 m²": "1500 m2",
    "2 тыс. кв.м": "2000 m2",
    "100 м³/ч": "100 m3/h",
    "100 м3/сут.": "100 m3/d",
    "100 куб. м/час": "100 m3/h",
    "60m": "60 m",
    "30 ta": "30",
    "30 рабочих мест": "30",
    "на сумму более 60 млн долл. США": ">60000000 USD",
}
PHASES_AND_DATES = {
    "планируется более 30 резидентов": ">30 planned",
    "60 млн долл. США (план)": "60000000 USD planned",
    "60 million USD, planned": "60000000 USD planned",
    "30 (факт)": "30 actual",
    "заявлено 30": "30 declared",
    "target 30": "30 target",
    "30 rejalashtirilgan": "30 planned",
    "30 (на 01.01.2024)": "30 @2024-01-01",
    "30 as of 2024-02": "30 @2024-02",
    "30 по состоянию на февраль 2024 г.": "30 @2024-02",
    "более 10 (февраль 2024)": ">10 @2024-02",
    "более 60 млн долл. на 2024 год": ">60000000 USD @2024",
}


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        *OPERATORS.items(),
        *NUMBERS.items(),
        *RANGES.items(),
        *MONEY_AND_UNITS.items(),
        *PHASES_AND_DATES.items(),
    ],
)
def test_common_notations_are_read(typed: str, text: str) -> None:
    assert read(typed).text == text
    assert read(f" {typed}. ").text == text


REFUSED = {
    "quantity.unreadable": [
        "", "-", "n/a", "нет данных", "много", "nan", "inf", "1e400", "1e3", "1_000", "３0", "٣", "+5", "−5", "30 50",
        "тыс. 5", "5 тыс. млн", "5 долл. евро", "план факт 5", "не менее 5 более", "all 30", "5k", "10 15", "1,2,3",
        "1,234,5", "1.5.2", "5 or", "- 30", "30 -", "between 10", "10 dan", "x" * 5000, "9" * 4301, "30\x00",
    ],
    "quantity.ambiguous": ["1,234", "12,345 га", "1.234 га", "60.000 so‘m", "1,234 mln", "¥20", "20 у.е.", "$1.234"],
    "quantity.range": ["15-10", "10–10"],
    "quantity.size": ["9" * 31 + " га", "9" * 61 + " га", "9" * 29 + " млн"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        pytest.param(code, typed, id=f"{code}-{number}")
        for code, texts in REFUSED.items()
        for number, typed in enumerate(texts)
    ],
)
def test_invalid_and_ambiguous_figures_are_refused(code: str, typed: str) -> None:
    with pytest.raises(QuantityProblem) as caught:
        read(typed)
    assert (caught.value.code, caught.value.params["text"]) == (code, typed[:80])


@pytest.mark.parametrize(
    ("typed", "decimal", "text"),
    [("1,234", ".", "1234"), ("1,234", ",", "1.234"), ("1.234 га", ",", "1234 ha"), ("1.234 га", ".", "1.234 ha")],
)
def test_the_decimal_sign_resolves_ambiguity(typed: str, decimal: Separator, text: str) -> None:
    assert read(typed, decimal=decimal).text == text


def test_a_canonical_number_has_a_decimal_point() -> None:
    assert read(" 1.234 ").text == "1.234"


def test_an_ambiguous_number_comes_with_its_readings() -> None:
    with pytest.raises(QuantityProblem) as caught:
        read("1,234")
    assert caught.value.params["readings"] == ("1234", "1.234")


@pytest.mark.parametrize(
    ("typed", "unit", "text"),
    [
        ("около 100", "ha", "~100 ha"),
        ("около 100 га", "ha", "~100 ha"),
        ("60 млн долл.", "currency", "60000000 USD"),
        ("30 компаний", "count", "30"),
        ("более 30", "count", ">30"),
    ],
)
def test_the_field_gives_the_unit(typed: str, unit: str, text: str) -> None:
    assert read(typed, unit).text == text


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [
        ("100 га", "MW", "quantity.unit"),
        ("30 ha", "MW", "quantity.unit"),
        ("30 компаний", "ha", "quantity.unit"),
        ("30 компаний", "currency", "quantity.unit"),
        ("$30", "count", "quantity.unit"),
        ("100 га", "currency", "quantity.unit"),
        ("более 60 млн", "currency", "quantity.currency"),
    ],
)
def test_a_unit_foreign_to_the_field_is_refused(typed: str, unit: str, code: str) -> None:
    with pytest.raises(QuantityProblem) as caught:
        read(typed, unit)
    assert (caught.value.code, caught.value.params["text"]) == (code, typed)


def test_every_phrase_has_a_meaning_known_to_the_model() -> None:
    known = {
        "p": set(OPS),
        "s": set(OPS),
        "-": {""},
        "b": {""},
        "k": {""},
        ".": {""},
        "c": {"3", "5", "6", "7", "9", "12"},
        "u": {*CURRENCIES, *UNITS, "?"},
        "h": set(PHASES),
    }
    for phrase, (kind, meaning) in PHRASES.items():
        assert meaning in known[kind], phrase
    assert {meaning for kind, meaning in PHRASES.values() if kind == "u"} >= UNITS
    assert ENGLISH.items() <= PHRASES.items()


@pytest.mark.parametrize("unit", sorted({*UNITS, "USD", "EUR", "RUB", "UZS", "KZT", "CNY", "GBP"}))
def test_every_unit_code_is_read_in_any_case(unit: str) -> None:
    assert known_unit(unit)
    assert read(f"свыше 5 {unit}").text == f">5 {unit}"
    assert read(f"свыше 5 {unit.upper()}").text == f">5 {unit}"


NUMBERS_AND_SIGNS = """
5 30 1,234 1.5 234 000 99999999999999999999999999999999 $ 60 k m b USD - .. @ 2024 (2024) 2023-04 + % dan ga
"""
WORDS = [*(" ".join(phrase) for phrase in PHRASES), *NUMBERS_AND_SIGNS.split()]
WORDY = st.builds(
    lambda joint, words: joint.join(words),
    st.sampled_from([" ", "", "-", " - "]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
)


@given(st.one_of(st.text(), WORDY), st.sampled_from([None, "ha", "count", "currency"]))
def test_any_text_is_a_figure_or_a_problem(text: str, unit: str | None) -> None:
    try:
        figure = read(text, unit)
    except QuantityProblem:
        return
    assert parse(figure.text, unit) == figure


@pytest.mark.parametrize("piece", ["1", "1,", "1 ", "a'", "dan", "-", "(", "на ", "1,234", ".."])
def test_long_text_is_refused_without_being_analysed(piece: str) -> None:
    with pytest.raises(QuantityProblem) as caught:
        read(piece * 100_000)
    assert caught.value.code == "quantity.unreadable"
