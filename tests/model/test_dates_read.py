"""Dates as people type them and spreadsheets contain them: each is read as intended, or refused with a reason."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import date_names, date_tokens
from catalogue.model.dates import DateProblem, in_words, parse, read, read_around

DIGITS = {
    "24.06.2021": "2021-06-24",
    "24/06/2021": "2021-06-24",
    "24-06-2021": "2021-06-24",
    "06/24/2021": "2021-06-24",
    "1.2.2024": "2024-02-01",
    "05/05/2020": "2020-05-05",
    "2021/06/24": "2021-06-24",
    "2021.06.24": "2021-06-24",
    "2024-1-5": "2024-01-05",
    "20210624": "2021-06-24",
    "2021-06-24T00:00:00": "2021-06-24",
    "2021-06-24 00:00:00": "2021-06-24",
    "2021-06-24T10:00:00.123456+05:00": "2021-06-24",
    "2021-06-24T10:00Z": "2021-06-24",
    "2021-06-24Z": "2021-06-24",
    "2021-06-24+05:00": "2021-06-24",
    "24.06.2021 14:30": "2021-06-24",
    "6/24/2021 12:00:00 AM": "2021-06-24",
    "06.2021": "2021-06",
    "6/2021": "2021-06",
    "2021/06": "2021-06",
    "2021": "2021",
    "  24.06.2021.  ": "2021-06-24",
    "24.06.2021\u00a0г.": "2021-06-24",
    "24.06.2021г": "2021-06-24",
    "\ufeff24.06.2021": "2021-06-24",
    "12.IV.2023": "2023-04-12",
    "12 IV 2023": "2023-04-12",
    "12.ХІ.2023": "2023-11-12",
}
ENGLISH = {
    "April 2023": "2023-04",
    "2 Feb 2024": "2024-02-02",
    "2 Feb. 2024": "2024-02-02",
    "February 2, 2024": "2024-02-02",
    "2nd of February 2024": "2024-02-02",
    "24-Jun-2021": "2021-06-24",
    "24 June": "XXXX-06-24",
    "June 24": "XXXX-06-24",
    "June": "XXXX-06",
    "Q1 2023": "2023-01/2023-03",
    "2023 Q1": "2023-01/2023-03",
    "2023-Q4": "2023-10/2023-12",
    "1Q2023": "2023-01/2023-03",
    "first quarter of 2023": "2023-01/2023-03",
    "XII.1997": "1997-12",
    "1997 XII": "1997-12",
    "IX–X 2020": "2020-09/2020-10",
    "IX - октябрь 2020": "2020-09/2020-10",
    "IX 2020 - X 2021": "2020-09/2021-10",
    "H2 2023": "2023-07/2023-12",
    "first half of 2023": "2023-01/2023-06",
    "spring 2023": "2023-21",
    "spring 2023 - autumn 2024": "2023-21/2024-23",
    "1990s - 2010s": "199X/201X",
    "2020s": "202X",
    "1990's": "199X",
    "2023-2025": "2023/2025",
    "2023 – 2025": "2023/2025",
    "from 2023 to 2025": "2023/2025",
    "between 2023 and 2025": "2023/2025",
    "2023 - present": "2023/..",
    "since 2023": "2023/..",
    "until 2025": "../2025",
    "no later than 31 December 2025": "../2025-12-31",
    "2–3 June 2024": "2024-06-02/2024-06-03",
    "June 2-3, 2024": "2024-06-02/2024-06-03",
    "28 May – 3 June 2024": "2024-05-28/2024-06-03",
    "circa 2010": "2010~",
    "c. 2010": "2010~",
    "about April 2023": "2023-04~",
    "probably 2010": "2010?",
    "2010 (?)": "2010?",
}
RUSSIAN = {
    "апрель 2023": "2023-04",
    "Апрель 2023 г.": "2023-04",
    "апр. 2023": "2023-04",
    "в апреле 2023 года": "2023-04",
    "2 февраля 2024": "2024-02-02",
    "2 февраля 2024 г.": "2024-02-02",
    "«2» февраля 2024 года": "2024-02-02",
    "2-го февраля 2024": "2024-02-02",
    "24 июня": "XXXX-06-24",
    "24–25 июня": "XXXX-06-24/XXXX-06-25",
    "I квартал 2023": "2023-01/2023-03",
    "II–III кварталы 2023": "2023-04/2023-09",
    "1 кв. 2023": "2023-01/2023-03",
    "1-й квартал 2023 г.": "2023-01/2023-03",
    "первый квартал 2023 года": "2023-01/2023-03",
    "1 квартал 2023 - 2 квартал 2024": "2023-01/2024-06",
    "1 полугодие 2023": "2023-01/2023-06",
    "2-е полугодие 2024": "2024-07/2024-12",
    "во 2-м полугодии 2024 г.": "2024-07/2024-12",
    "II п/г 2024": "2024-07/2024-12",
    "вторая половина 2024 года": "2024-07/2024-12",
    "весной 2023 года": "2023-21",
    "2023–2025 гг.": "2023/2025",
    "2023 — 2025 годы": "2023/2025",
    "с 2023 по 2025": "2023/2025",
    "c 2023 по 2025 год": "2023/2025",
    "с 01.01.2023 по 31.12.2025": "2023-01-01/2025-12-31",
    "24.06.2021-26.06.2021": "2021-06-24/2021-06-26",
    "24-26.06.2021": "2021-06-24/2021-06-26",
    "28.05–03.06.2024": "2024-05-28/2024-06-03",
    "2-3 июня 2024": "2024-06-02/2024-06-03",
    "с 2 по 3 июня 2024": "2024-06-02/2024-06-03",
    "28 мая-3 июня 2024": "2024-05-28/2024-06-03",
    "апрель-май 2023": "2023-04/2023-05",
    "2023 – по настоящее время": "2023/..",
    "2023 - н.в.": "2023/..",
    "с 2023": "2023/..",
    "от 14 апреля 1998 года": "1998-04-14",
    "от 2023 до 2025": "2023/2025",
    "от 1 полугодия 2021": "2021-01/2021-06",
    "начиная с апреля 2023 г.": "2023-04/..",
    "до 2025": "../2025",
    "до конца 2025 года": "../2025",
    "до 31 декабря 2025 г.": "../2025-12-31",
    "не позднее 31.12.2025": "../2025-12-31",
    "к 2025 году": "../2025",
    "2023 г.": "2023",
    "на 2023 год": "2023",
    "2020-е годы": "202X",
    "2010-х гг.": "201X",
    "ок. 2010": "2010~",
    "около 2010–2012 гг.": "2010~/2012~",
    "предположительно 2010": "2010?",
    "2010?": "2010?",
}
UZBEK_AND_KAZAKH = {
    "2023-yil aprel": "2023-04",
    "2023 yil 2-aprel": "2023-04-02",
    "2-aprel 2023-yil": "2023-04-02",
    "2023-yil 2-aprelda": "2023-04-02",
    "2023-yil 1-sentyabr": "2023-09-01",
    "24-iyun": "XXXX-06-24",
    "2023-yil 1-chorak": "2023-01/2023-03",
    "2023-yil 1-yarim yillik": "2023-01/2023-06",
    "2024-yil 2-yarim yilligi": "2024-07/2024-12",
    "2024-yilning ikkinchi yarmi": "2024-07/2024-12",
    "2024 жылдың екінші жартысы": "2024-07/2024-12",
    "12.03.2024 y.": "2024-03-12",
    "2014-01-07 09:38:38.123456+05": "2014-01-07",
    "2023–2025-yillar": "2023/2025",
    "2020-yillar": "202X",
    "2025-yilgacha": "../2025",
    "2025 gacha": "../2025",
    "2025-yil 31-dekabrgacha": "../2025-12-31",
    "2023-yildan": "2023/..",
    "2023-yildan 2025-yilgacha": "2023/2025",
    "2023 yil 28-may — 3-iyun": "2023-05-28/2023-06-03",
    "taxminan 2010-yil": "2010~",
    "2023-yil bahori": "2023-21",
    "2023 йил апрель": "2023-04",
    "2023 йил 2 апрель": "2023-04-02",
    "2023 йил 2 апрел": "2023-04-02",
    "2023 йил 1-чорак": "2023-01/2023-03",
    "2025 йилгача": "../2025",
    "2023–2025 йиллар": "2023/2025",
    "2023 жылғы сәуір": "2023-04",
    "2023 ж. 2 сәуір": "2023-04-02",
    "2023 жылғы 2 сәуірде": "2023-04-02",
    "2023 жылдың 1-тоқсаны": "2023-01/2023-03",
    "2025 жылға дейін": "../2025",
    "2023–2025 жж.": "2023/2025",
}
OTHER_LANGUAGES = {
    "1er mars 2024": "2024-03-01",
    "le 12 août 1998": "1998-08-12",
    "FEVRIER 2020": "2020-02",
    "1. März 2024": "2024-03-01",
    "12 de marzo de 2024": "2024-03-12",
    "1º de março de 2024": "2024-03-01",
    "31 ottobre 1998": "1998-10-31",
    "12-Kasım-2001": "2001-11-12",
    "3 HAZİRAN 2011": "2011-06-03",
    "12 marca 2024 r.": "2024-03-12",
    "12 березня 2024 року": "2024-03-12",
    "2. 12. 2020": "2020-12-02",
    "1998/99": "1998/1999",
    "1999/00": "1999/2000",
    "2023/24": "2023/2024",
    "1998-99": "1998/1999",
    "2011/12": "2011-12",
}
AROUND = {
    "early 1998": "1998",
    "mid-2024": "2024",
    "end of June 2024": "2024-06",
    "the beginning of 2024": "2024",
    "late 1990s": "199X",
    "начало 2024": "2024",
    "в середине 2024 года": "2024",
    "Конец 2024 г.": "2024",
    "2024-yil boshi": "2024",
    "2024-йил охирида": "2024",
    "2024 жылдың соңында": "2024",
}
CANONICAL = ["XXXX-06-24", "2024?-02-02", "2023?-10", "201X", "2004-XX-XX?", "2023/..", "/2025", "2023-22"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [*DIGITS.items(), *ENGLISH.items(), *RUSSIAN.items(), *UZBEK_AND_KAZAKH.items(), *OTHER_LANGUAGES.items()],
)
def test_common_notations_are_read(typed: str, text: str) -> None:
    assert read(typed).text == text
    assert read(typed.upper()).text == text


@pytest.mark.parametrize(("typed", "text"), AROUND.items())
def test_a_part_of_a_period_is_not_a_date_but_its_period_is_known(typed: str, text: str) -> None:
    with pytest.raises(DateProblem):
        read(typed)
    assert read_around(typed).text == read_around(typed.upper()).text == text


@pytest.mark.parametrize("typed", ["early", "late 12 June 2020", "до конца 2025", "end of 2023 - 2024", "mid", "1998"])
def test_only_a_part_of_a_period_is_read_as_its_period(typed: str) -> None:
    with pytest.raises(DateProblem):
        read_around(typed)


@pytest.mark.parametrize("text", CANONICAL)
def test_canonical_text_is_read_as_itself(text: str) -> None:
    assert read(f" {text} ").text == text


@pytest.mark.parametrize(
    ("typed", "order", "text"),
    [
        ("02/07/2012", "dmy", "2012-07-02"),
        ("02/07/2012", "mdy", "2012-02-07"),
        ("02-07-2012", "mdy", "2012-02-07"),
        ("02.07.2012", "mdy", "2012-07-02"),
        ("2012/07/02", "mdy", "2012-07-02"),
        ("2012/07/02", "ymd", "2012-07-02"),
        ("01/02/2012 - 03/02/2012", "dmy", "2012-02-01/2012-02-03"),
    ],
)
def test_the_given_order_decides_slashes_but_not_dots(typed: str, order: date_tokens.Order, text: str) -> None:
    assert read(typed, order).text == text


AMBIGUOUS = [
    "02/07/2012", "02-07-2012", "24.06.21", "24/06/21", "1.1.01", "24-Jun-21", "2 Feb 24", "Apr-23", "апр 23", "10.12",
    "24.06", "2021–22", "90-е годы", "80s", "в 90-х", "IV 2023", "2023 I", "10.12-12.12",
]  # fmt: skip


@pytest.mark.parametrize("typed", AMBIGUOUS)
def test_an_ambiguous_date_is_not_guessed(typed: str) -> None:
    with pytest.raises(DateProblem) as caught:
        read(typed)
    assert (caught.value.code, caught.value.params["text"]) == ("date.ambiguous", typed)


def test_an_ambiguous_date_comes_with_its_readings() -> None:
    with pytest.raises(DateProblem) as caught:
        read("02/07/2012")
    assert caught.value.params["readings"] == ("2012-07-02", "2012-02-07")


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("31.02.2023", None),
        ("2023-13-01", None),
        ("29 февраля 2023", None),
        ("31 апреля", None),
        ("20231301", None),
        ("20210600", None),
        ("00.00.0000", None),
        ("0000-00-00", None),
        ("5 квартал 2023", None),
        ("Q0 2023", None),
        ("3 полугодие 2023", None),
        ("24/06/2021", "mdy"),
        ("06/24/2021", "dmy"),
        ("32 июня 2021", None),
    ],
)
def test_impossible_days_are_refused_and_never_shifted(typed: str, order: date_tokens.Order | None) -> None:
    with pytest.raises(DateProblem) as caught:
        read(typed, order)
    assert (caught.value.code, caught.value.params["text"]) == ("date.impossible", typed)


UNREADABLE = [
    "", " ", "-", "n/a", "нет данных", "TBD", "hello", "45000", "44371.5", "5", "12", "0", "2４.06.2021", "２０２３",
    "٢٠٢٣", "2О23", "2023 2024", "20 21", "24.06.2021 25:00",
    "14:30", "24.06.2021abc", "1.2.3", "June 2021 Z", "№ 5", "1 quarter", "2 - июнь 2024", "IX - 2020",
    "2020 - X", "IX - 12.10.2020",
    "june-second", "зима 2023/2024", "2023-е", "с", "до", "1e3", "1_000", "2023 " * 100, "<script>", "\x1b[31m2023",
    "2023\u202e", "24.06.2021;DROP",
]  # fmt: skip


@pytest.mark.parametrize("typed", UNREADABLE, ids=lambda text: ascii(text)[:24])
def test_other_text_is_unreadable(typed: str) -> None:
    with pytest.raises(DateProblem) as caught:
        read(typed)
    assert caught.value.code == "date.unreadable"


def test_an_interval_must_not_end_before_it_starts() -> None:
    for typed in ("2025-2023", "с 2025 по 2023", "декабрь - январь 2024"):
        with pytest.raises(DateProblem) as caught:
            read(typed)
        assert caught.value.code == "date.reversed"


MONTHS = st.integers(1, 12)


@pytest.mark.parametrize("locale", ["en", "ru", "uz", "uz_Cyrl", "kk", "fr", "de", "tr", "es", "it", "pt", "pl", "uk"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
@pytest.mark.parametrize("context", ["format", "stand-alone"])
def test_all_cldr_month_names_are_known(locale: str, width: str, context: str) -> None:
    for number, name in get_month_names(width, context, locale).items():  # type: ignore[arg-type]
        assert read(f"{name} 2023").text == f"2023-{number:02}"


def test_no_month_name_has_another_meaning() -> None:
    other = {*date_tokens._KINDS, *date_tokens._FILLERS, *date_tokens._ORDINALS, *date_names.SEASONS, *date_names.ROMAN}
    assert not other & {*date_names.MONTH_NUMBERS, *date_names._foreign()}
    shared = {*date_names.MONTH_NUMBERS} & {*date_names._foreign()}
    assert all(date_names.MONTH_NUMBERS[word] == date_names.foreign_month(word) for word in shared)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["en", "ru", "uz"]))
def test_a_date_in_words_is_read_back(day: date, lang: str) -> None:
    texts = [day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], f"XXXX-{day:%m-%d}"]
    texts += [f"../{day}", f"{day}/..", f"{day:%Y-%m}/{day:%Y}-12" if day.month < 12 else f"{day:%Y}/.."]
    for text in texts:
        said = in_words(parse(text), lang).split(" (")[0]
        assert read(said).text == text


@given(st.dates(min_value=date(1000, 1, 1)), st.times())
def test_dates_in_spreadsheet_cells_keep_their_day(day: date, hour: time) -> None:
    moment = datetime.combine(day, hour)
    assert read(str(moment)).text == read(moment.isoformat()).text == day.isoformat()
    assert read(f"{day:%d}.{day:%m}.{day.year:04}").text == day.isoformat()
    assert read(f"{day.year:04}{day:%m%d}").text == day.isoformat()


NUMBERS_AND_SIGNS = """
2023 2024 24 2 31 0 00 I IV ХІ 2023? 2023-04 02/07/2012 24.06.2021 20210624 - – / .. , . ? ~ ( ) 12:30 Z
"""
WORDS = [
    *date_names.MONTH_NUMBERS,
    *date_names.SEASONS,
    *date_tokens._KINDS,
    *date_tokens._FILLERS,
    *date_tokens._ORDINALS,
    *NUMBERS_AND_SIGNS.split(),
]
WORDY = st.builds(
    lambda joint, words: joint.join(words),
    st.sampled_from([" ", "", "-", " - "]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
)


@given(st.one_of(st.text(), WORDY), st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_any_text_is_a_date_or_a_date_problem(text: str, order: date_tokens.Order | None) -> None:
    try:
        when = read(text, order)
    except DateProblem:
        return
    assert parse(when.text) == when
    assert all(in_words(when, lang) for lang in ("en", "ru", "uz"))


@pytest.mark.parametrize("piece", ["1", "-", " ", "1.", "24.06.", "я", "'", "i", "2023-", "12:", "a'", "~?"])
def test_long_text_is_refused_without_being_analysed(piece: str) -> None:
    with pytest.raises(DateProblem) as caught:
        read(piece * 100_000)
    assert caught.value.code == "date.unreadable"
    assert len(str(caught.value.params["text"])) <= 80
