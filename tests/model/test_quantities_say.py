"""Figures and totals in words: qualifiers, scale and unit in each language, and never a bare sum."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.quantities import CURRENCIES, UNITS, Quantity, in_short, in_words, parse, read, total_text

NB = "\u00a0"
SAID = [
    ("30", "30", "30", "30"),
    (">10 @2024-02", "more than 10 (February 2024)", "более 10 (февраль 2024)", "10 dan ortiq (2024-yil fevral)"),
    (">=5", "at least 5", "не менее 5", "kamida 5"),
    ("<5", "less than 5", "менее 5", "5 dan kam"),
    ("<=50", "up to 50", "до 50", "ko‘pi bilan 50"),
    ("~100 ha", "about 100 ha", "около 100 га", "taxminan 100 gektar"),
    ("10..15", "10–15", "10–15", "10–15"),
    ("15 %", "15%", f"15{NB}%", "15%"),
    (
        ">30000000 USD planned",
        "more than 30 million USD, planned",
        "более 30 млн долл. США, план",
        "30 mln AQSH dollaridan ortiq, reja",
    ),
    ("60000000 USD planned @2024-02", "60 million USD, planned (February 2024)",
     "60 млн долл. США, план (февраль 2024)", "60 mln AQSH dollari, reja (2024-yil fevral)"),
    ("1234567 USD", "1,234,567 USD", f"1{NB}234{NB}567 долл. США", f"1{NB}234{NB}567 AQSH dollari"),
    ("2500000000..3000000000 UZS", "2.5–3 billion UZS", "2,5–3 млрд сумов", "2,5–3 mlrd so‘m"),
    ("1234.5 m3/d", "1,234.5 m³/day", f"1{NB}234,5 м³/сут", f"1{NB}234,5 m³/kun"),
    (">5 CHF", "more than 5 CHF", "более 5 CHF", "5 CHF dan ortiq"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "en", "ru", "uz"), SAID)
def test_figures_are_put_into_words_in_three_languages(text: str, en: str, ru: str, uz: str) -> None:
    figure = parse(text)
    assert (in_words(figure, "en"), in_words(figure, "ru"), in_words(figure, "uz")) == (en, ru, uz)


def test_scripts_and_regions_of_a_language_are_ignored_and_other_languages_get_english() -> None:
    figure = parse(">5 ha")
    assert in_words(figure, "ru-RU") == "более 5 га"
    assert in_words(figure, "uz_Latn_UZ") == "5 gektardan ortiq"
    assert in_words(figure, "de") == "more than 5 ha"


def test_in_lists_the_operator_is_a_sign_and_only_unrealised_phases_are_named() -> None:
    planned, actual = parse(">30 planned"), parse(">10 actual @2024-02")
    assert [in_short(planned, lang) for lang in ("en", "ru", "uz")] == ["> 30 planned", "> 30 (план)", "> 30 (reja)"]
    assert in_short(actual, "en") == "> 10"
    assert in_short(parse("~2500000 USD"), "ru") == "~ 2,5 млн долл. США"


def totals(*texts: str) -> tuple[str, str, str]:
    figures = [parse(text) for text in texts]
    return total_text(figures, "en"), total_text(figures, "ru"), total_text(figures, "uz")


def test_a_bound_and_a_plan_stay_two_terms_with_one_scale() -> None:
    assert totals(">30000000 USD", "60000000 USD planned") == (
        "> 30 + 60 planned million USD",
        "> 30 + 60 (план) млн долл. США",
        "> 30 + 60 (reja) mln AQSH dollari",
    )


@pytest.mark.parametrize(
    ("texts", "en"),
    [
        ((), ""),
        (("5", "7"), "12"),
        ((">30", "5"), "> 35"),
        (("10..15", ">5"), "10–15 + > 5"),
        (("5 USD", "7 ha", "3"), "3; 5 USD; 7 ha"),
        (("1500000000 USD", "60000000 USD planned"), "1,500 + 60 planned million USD"),
        (("1500000000 USD", "5 USD planned"), "1,500,000,000 + 5 planned USD"),
        (("30 @2024-02", "60 planned @2024-02"), "30 + 60 planned (February 2024)"),
        (("30 @2024-02", "60 planned"), "30 (February 2024) + 60 planned"),
        (("30 USD", "30 EUR"), "30 EUR; 30 USD"),
    ],
)
def test_only_like_figures_are_added(texts: tuple[str, ...], en: str) -> None:
    assert totals(*texts)[0] == en


@given(st.decimals(min_value=-999_999, max_value=999_999, places=3), st.sampled_from(["en", "ru", "uz"]))
def test_numbers_are_grouped_as_in_cldr(number: Decimal, lang: str) -> None:
    assert in_words(Quantity("=", number), lang) == format_decimal(number, locale=lang)


@given(
    st.integers(1, 10**15),
    st.sampled_from([None, "USD", "UZS", "ha", "m2"]),
    st.sampled_from(["=", ">", ">=", "<", "<=", "~"]),
    st.sampled_from(["en", "ru", "uz"]),
)
def test_a_figure_in_words_is_read_back(number: int, unit: str | None, op: str, lang: str) -> None:
    figure = parse(f"{'' if op == '=' else op}{number}{f' {unit}' if unit else ''}")
    assert read(in_words(figure, lang), decimal="." if lang == "en" else ",") == figure


@pytest.mark.parametrize("lang", ["en", "ru", "uz"])
def test_no_two_figures_have_the_same_words(lang: str) -> None:
    texts = [f"{op}5{unit}{phase}" for op in ("", ">", ">=", "<", "<=", "~")
             for unit in ("", *(f" {code}" for code in sorted(UNITS | CURRENCIES)))
             for phase in ("", " actual", " planned", " declared", " target")]  # fmt: skip
    assert len({in_words(parse(text), lang) for text in texts}) == len(texts)
