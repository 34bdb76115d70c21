"""Dates in words: natural in each language, without loss."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import date_names
from catalogue.model.dates import in_words, parse

SAID = [
    ("2023", "2023", "2023", "2023-yil"),
    ("2023-04", "April 2023", "апрель 2023", "2023-yil aprel"),
    ("2023-04-05", "5 April 2023", "5 апреля 2023", "2023-yil 5-aprel"),
    ("XXXX-06-24", "24 June (year not given)", "24 июня (год не указан)", "24-iyun (yili ko‘rsatilmagan)"),
    ("XXXX-06", "June (year not given)", "июнь (год не указан)", "iyun (yili ko‘rsatilmagan)"),
    (
        "XXXX-06-24/XXXX-06-25",
        "24–25 June (year not given)",
        "24–25 июня (год не указан)",
        "24–25-iyun (yili ko‘rsatilmagan)",
    ),
    (
        "2024?-02-02",
        "2 February 2024 (year uncertain)",
        "2 февраля 2024 (год под вопросом)",
        "2024-yil 2-fevral (yili noaniq)",
    ),
    ("2023?-10", "October 2023 (year uncertain)", "октябрь 2023 (год под вопросом)", "2023-yil oktabr (yili noaniq)"),
    ("2024?", "2024 (uncertain)", "2024 (под вопросом)", "2024-yil (noaniq)"),
    ("2010~", "about 2010", "примерно 2010", "taxminan 2010-yil"),
    ("2010%", "about 2010 (uncertain)", "примерно 2010 (под вопросом)", "taxminan 2010-yil (noaniq)"),
    (
        "2024-02~-02",
        "2 February 2024 (year and month approximate)",
        "2 февраля 2024 (год и месяц приблизительно)",
        "2024-yil 2-fevral (yili va oyi taxminiy)",
    ),
    ("2004-06-XX", "June 2004 (day not given)", "июнь 2004 (день не указан)", "2004-yil iyun (kuni ko‘rsatilmagan)"),
    (
        "2004-XX-XX",
        "2004 (month and day not given)",
        "2004 (месяц и день не указаны)",
        "2004-yil (oyi va kuni ko‘rsatilmagan)",
    ),
    ("201X", "2010s", "2010-е годы", "2010-yillar"),
    ("20XX", "2000–2099", "2000–2099", "2000–2099-yillar"),
    ("2023-21", "spring 2023", "весна 2023", "2023-yil bahori"),
    ("2023-21/..", "from spring 2023", "с весны 2023", "2023-yil bahoridan"),
    ("201X/..", "from the 2010s", "с 2010-х годов", "2010-yillardan"),
    ("2023/2025", "2023–2025", "2023–2025", "2023–2025-yillar"),
    ("2023-01/2023-03", "January–March 2023", "январь–март 2023", "2023-yil yanvar–mart"),
    ("2024-06-02/2024-06-03", "2–3 June 2024", "2–3 июня 2024", "2024-yil 2–3-iyun"),
    ("2024-05-28/2024-06-03", "28 May – 3 June 2024", "28 мая – 3 июня 2024", "2024-yil 28-may – 3-iyun"),
    (
        "2023-05-28/2024-06-03",
        "28 May 2023 – 3 June 2024",
        "28 мая 2023 – 3 июня 2024",
        "2023-yil 28-may – 2024-yil 3-iyun",
    ),
    ("2023/2024-06", "2023 – June 2024", "2023 – июнь 2024", "2023-yil – 2024-yil iyun"),
    ("2023?/2025", "2023 (uncertain) – 2025", "2023 (под вопросом) – 2025", "2023-yil (noaniq) – 2025-yil"),
    ("2023~/2025~", "about 2023–2025", "примерно 2023–2025", "taxminan 2023–2025-yillar"),
    ("2023/2023", "2023", "2023", "2023-yil"),
    ("2023/..", "from 2023", "с 2023", "2023-yildan"),
    ("2023-04/..", "from April 2023", "с апреля 2023", "2023-yil apreldan"),
    ("2023/", "from 2023 (end not given)", "с 2023 (окончание не указано)", "2023-yildan (tugashi ko‘rsatilmagan)"),
    ("../2025-12-31", "until 31 December 2025", "до 31 декабря 2025", "2025-yil 31-dekabrgacha"),
    (
        "/2025",
        "until 2025 (start not given)",
        "до 2025 (начало не указано)",
        "2025-yilgacha (boshlanishi ko‘rsatilmagan)",
    ),
]


@pytest.mark.parametrize(("text", "en", "ru", "uz"), SAID)
def test_dates_are_put_into_words_in_three_languages(text: str, en: str, ru: str, uz: str) -> None:
    when = parse(text)
    assert (in_words(when, "en"), in_words(when, "ru"), in_words(when, "uz")) == (en, ru, uz)


def test_the_time_of_an_event_is_not_described_as_a_span() -> None:
    """On or before the day of a report: "until" would mean that it went on till then."""
    for text in ("/2024?-02-02", "../2024?-02-02"):
        assert [in_words(parse(text), lang, moment=True) for lang in ("en", "ru", "uz")] == [
            "no later than 2 February 2024 (year uncertain)",
            "не позднее 2 февраля 2024 (год под вопросом)",
            "2024-yil 2-fevraldan kechikmay (yili noaniq)",
        ]
    for text in ("2024-02-02", "2024/2025", "2024/.."):
        assert in_words(parse(text), "en", moment=True) == in_words(parse(text), "en")


def test_scripts_and_regions_of_a_language_are_ignored_and_other_languages_get_english() -> None:
    when = parse("2023-04")
    assert in_words(when, "ru-RU") == in_words(when, "ru_RU") == "апрель 2023"
    assert in_words(when, "uz-Latn") == "2023-yil aprel"
    assert in_words(when, "fr") == in_words(when, "") == "April 2023"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_single_days_match_cldr(day: date) -> None:
    when = parse(day.isoformat())
    assert in_words(when, "en") == format_date(day, "long", "en_GB")
    assert f"{in_words(when, 'ru')} г." == format_date(day, "long", "ru").replace("\u202f", " ").replace("\u00a0", " ")


def test_month_names_match_cldr() -> None:
    assert [*get_month_names("wide", "format", "en").values()] == [*date_names.EN]
    assert [*get_month_names("wide", "stand-alone", "ru").values()] == [*date_names.RU]
    assert [*get_month_names("wide", "format", "ru").values()] == [*date_names.RU_GENITIVE]
    assert [*get_month_names("wide", "format", "uz").values()] == [*date_names.UZ]


MARKS = ["", "?", "~", "%"]


@pytest.mark.parametrize("lang", ["en", "ru", "uz"])
def test_no_two_marked_dates_have_the_same_words(lang: str) -> None:
    texts = (
        {parse(f"2024{year}-02{month}-03{day}").text for year in MARKS for month in MARKS for day in MARKS}
        | {f"2024{mark}" for mark in MARKS}
        | {"2023/", "2023/..", "/2023", "../2023", "2023"}
    )
    assert len({in_words(parse(text), lang) for text in texts}) == len(texts)
