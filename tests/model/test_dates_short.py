"""Short dates for columns, without loss."""

from __future__ import annotations

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import date_names
from catalogue.model.dates import in_short, parse

SHORT = [
    ("2023", "2023", "2023", "2023"),
    ("2023-04", "Apr 2023", "апр. 2023", "apr, 2023"),
    ("2023-03", "Mar 2023", "март 2023", "mar, 2023"),
    ("2023-03-05", "5 Mar 2023", "5 мар. 2023", "5-mar, 2023"),
    ("XXXX-06-24", "24 Jun ––", "24 июн. ––", "24-iyn, ––"),
    ("XXXX-06", "Jun ––", "июнь ––", "iyn, ––"),
    ("2004-06-XX", "–– Jun 2004", "–– июнь 2004", "–– iyn, 2004"),
    ("2004-XX-XX", "–– –– 2004", "–– –– 2004", "–– ––, 2004"),
    ("2024?-02-02", "2 Feb 2024?", "2 февр. 2024?", "2-fev, 2024?"),
    ("2024-02~-02", "2 ~Feb ~2024", "2 ~февр. ~2024", "2-~fev, ~2024"),
    ("2024-02-02?", "2 Feb 2024 ?", "2 февр. 2024 ?", "2-fev, 2024 ?"),
    ("2024-02-02~", "~ 2 Feb 2024", "~ 2 февр. 2024", "~ 2-fev, 2024"),
    ("2024-02-02%", "~ 2 Feb 2024 ?", "~ 2 февр. 2024 ?", "~ 2-fev, 2024 ?"),
    ("2024?", "2024?", "2024?", "2024?"),
    ("2010~", "~2010", "~2010", "~2010"),
    ("2010%", "~2010?", "~2010?", "~2010?"),
    ("201X", "2010s", "2010-е", "2010-yillar"),
    ("20XX", "2000–2099", "2000–2099", "2000–2099"),
    ("2023-21", "spring 2023", "весна 2023", "bahor, 2023"),
    ("2023/2025", "2023–2025", "2023–2025", "2023–2025"),
    ("2023/2023", "2023", "2023", "2023"),
    ("2023?/2025", "2023?–2025", "2023?–2025", "2023?–2025"),
    ("2023-01/2023-03", "Jan–Mar 2023", "янв.–март 2023", "yan–mar, 2023"),
    ("2024-06-02/2024-06-03", "2–3 Jun 2024", "2–3 июн. 2024", "2–3-iyn, 2024"),
    ("2024?-06-02/2024?-06-03", "2–3 Jun 2024?", "2–3 июн. 2024?", "2–3-iyn, 2024?"),
    ("XXXX-06-24/XXXX-06-25", "24–25 Jun ––", "24–25 июн. ––", "24–25-iyn, ––"),
    ("2024-05-28/2024-06-03", "28 May – 3 Jun 2024", "28 мая – 3 июн. 2024", "28-may – 3-iyn, 2024"),
    ("2023/2024-06", "2023 – Jun 2024", "2023 – июнь 2024", "2023 – iyn, 2024"),
    ("2023/..", "2023–", "2023–", "2023–"),
    ("2023/", "2023–?", "2023–?", "2023–?"),
    ("../2025-12-31", "– 31 Dec 2025", "– 31 дек. 2025", "– 31-dek, 2025"),
    ("/2024?-02-02", "? – 2 Feb 2024?", "? – 2 февр. 2024?", "? – 2-fev, 2024?"),
]


@pytest.mark.parametrize(("text", "en", "ru", "uz"), SHORT)
def test_dates_are_shortened_in_three_languages(text: str, en: str, ru: str, uz: str) -> None:
    when = parse(text)
    assert (in_short(when, "en"), in_short(when, "ru"), in_short(when, "uz")) == (en, ru, uz)


def test_other_languages_get_english_and_regions_are_ignored() -> None:
    assert in_short(parse("2023-04"), "fr") == "Apr 2023"
    assert in_short(parse("2023-04"), "ru_RU") == "апр. 2023"


def test_short_month_names_match_cldr() -> None:
    assert [*get_month_names("abbreviated", "format", "en").values()] == [*date_names.EN_SHORT]
    assert [*get_month_names("abbreviated", "stand-alone", "ru").values()] == [*date_names.RU_SHORT]
    assert [*get_month_names("abbreviated", "format", "ru").values()] == [*date_names.RU_SHORT_GENITIVE]
    assert [*get_month_names("abbreviated", "format", "uz").values()] == [*date_names.UZ_SHORT]


MARKS = ["", "?", "~", "%"]
POINTS = ["2024", "2024-02", "2024-02-03", "2024-XX", "2024-02-XX", "2024-21", "XXXX-02", "XXXX-02-03", "202X"]


@pytest.mark.parametrize("lang", ["en", "ru", "uz"])
def test_no_two_dates_are_shortened_alike(lang: str) -> None:
    marked = {f"2024{year}-02{month}-03{day}" for year in MARKS for month in MARKS for day in MARKS}
    marked |= {f"2024{year}-02{month}" for year in MARKS for month in MARKS}
    whole = {point + mark for point in POINTS for mark in MARKS}
    open_ended = {f"{point}{end}" for point in POINTS for end in ("/", "/..")}
    open_ended |= {f"{end}{point}" for point in POINTS for end in ("/", "../")}
    texts = {parse(text).text for text in marked | whole | open_ended}
    assert len({in_short(parse(text), lang) for text in texts}) == len(texts)


@given(st.sampled_from(POINTS), st.sampled_from(POINTS))
def test_an_interval_is_never_shortened_to_one_of_its_ends(start: str, end: str) -> None:
    try:
        when = parse(f"{start}/{end}")
    except ValueError:
        return
    if start != end:
        assert in_short(when, "en") not in {in_short(parse(start), "en"), in_short(parse(end), "en")}
