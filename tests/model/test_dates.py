"""Dates: strict EDTF, bounds and order, and when a vague date may fall within limits."""

from __future__ import annotations

import calendar
import copy
import pickle
from datetime import date
from typing import Any

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.model.dates import OPEN, DateProblem, When, may_overlap, parse, sort_key

BOUNDS = [
    # text, earliest, latest, precision
    ("2023", "2023-01-01", "2023-12-31", "year"),
    ("2023-04", "2023-04-01", "2023-04-30", "month"),
    ("2024-02", "2024-02-01", "2024-02-29", "month"),
    ("1900-02", "1900-02-01", "1900-02-28", "month"),
    ("2000-02", "2000-02-01", "2000-02-29", "month"),
    ("2023-04-05", "2023-04-05", "2023-04-05", "day"),
    ("201X", "2010-01-01", "2019-12-31", "decade"),
    ("20XX", "2000-01-01", "2099-12-31", "century"),
    ("2004-XX", "2004-01-01", "2004-12-31", "year"),
    ("2004-XX-XX", "2004-01-01", "2004-12-31", "year"),
    ("2004-06-XX", "2004-06-01", "2004-06-30", "month"),
    ("2004-XX-XX?", "2004-01-01", "2004-12-31", "year"),
    ("2023-21", "2023-03-01", "2023-05-31", "season"),
    ("2023-22", "2023-06-01", "2023-08-31", "season"),
    ("2023-23", "2023-09-01", "2023-11-30", "season"),
    ("2023-24", "2023-12-01", "2024-02-29", "season"),
    ("2010?", "2010-01-01", "2010-12-31", "year"),
    ("2010~", "2010-01-01", "2010-12-31", "year"),
    ("2024?-02-02", "2024-02-02", "2024-02-02", "day"),
    ("2023?-10", "2023-10-01", "2023-10-31", "month"),
    ("XXXX-06-24", None, None, "partial"),
    ("XXXX-06", None, None, "partial"),
    ("XXXX-02-29", None, None, "partial"),
    ("2023/2025", "2023-01-01", "2025-12-31", "interval"),
    ("2023-01/2023-03", "2023-01-01", "2023-03-31", "interval"),
    ("2023/..", "2023-01-01", None, "interval"),
    ("2023/", "2023-01-01", None, "interval"),
    ("../2025-12-31", None, "2025-12-31", "interval"),
    ("/2025", None, "2025-12-31", "interval"),
    ("XXXX-06-24/XXXX-06-25", None, None, "interval"),
    ("2024-06-02/2024", "2024-06-02", "2024-12-31", "interval"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), BOUNDS)
def test_bounds_are_the_first_and_last_possible_day(
    text: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    when = parse(text)
    assert (when.text, when.earliest, when.latest, when.precision) == (text, earliest, latest, precision)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("?2024-02-02", "2024?-02-02"),
        ("2024?-02?-02?", "2024-02-02?"),
        ("2024?-02?-02", "2024-02?-02"),
        ("2024?-02~-02", "2024%-~02-02"),
        ("2024-?02-?02", "2024-?02-?02"),
        ("2024-02%", "2024-02%"),
        ("?2024/~2025", "2024?/2025~"),
    ],
)
def test_marks_have_one_spelling(text: str, canonical: str) -> None:
    assert parse(text).text == canonical
    assert parse(canonical).text == canonical
    assert parse(text) == parse(canonical)


def test_marks_belong_to_the_parts_they_cover() -> None:
    assert parse("2024?-02-02").marks == ("?", "", "")
    assert parse("2024-02~-02").marks == ("~", "~", "")
    assert parse("2024-?02-02").marks == ("", "?", "")
    assert parse("2024-02-02%").marks == ("%", "%", "%")
    assert [parse(text).uncertain for text in ("2024", "2024?", "2024%", "2024~", "2023/2025?")] == [
        False,
        True,
        True,
        False,
        True,
    ]
    assert [parse(text).approximate for text in ("2024", "2024?", "2024%", "2024~")] == [False, False, True, True]


IMPOSSIBLE = [
    "2023-13-01", "2023-00", "2023-13", "2023-02-29", "2023-02-31", "2023-04-31", "2023-01-00", "0000", "0000-00-00",
    "XXXX-02-30", "XXXX-13", "XXXX-00-01", "2023-31", "2023/2023-13", "2023-25", "1900-02-29", "2023-20", "2023-21-01",
]  # fmt: skip


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_impossible_days_are_refused_and_never_shifted(text: str) -> None:
    with pytest.raises(DateProblem) as caught:
        parse(text)
    assert caught.value.code == "date.impossible"
    assert "part" in caught.value.params


UNREADABLE = [
    "", " ", "2023 ", "X", "XXXX", "XXXX-XX", "XXXX-XX-24", "XXXX-06-XX", "201X-06", "2XXX", "2004-XX-02", "2023-4",
    "23", "02023", "20230405", "-0044", "Y17E7", "+2023", "/", "..", "../..", "../", "2023/2024/2025", "2023-04-05T00",
    "２０２３", "٢٠٢٣", "2023??", "2023?~", "2023-W05", "2023/XXXX-06", "XXXX-06-24/2024", "2023\n",
    "2023-04-05/" + "x" * 300, "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: ascii(text)[:24])
def test_text_outside_the_grammar_is_unreadable(text: str) -> None:
    with pytest.raises(DateProblem) as caught:
        parse(text)
    assert caught.value.code == "date.unreadable"
    assert len(str(caught.value.params["text"])) <= 80


@pytest.mark.parametrize("text", ["2025/2023", "2023-02-02/2023-02-01", "2024-01-01/2023", "XXXX-06-25/XXXX-06-24"])
def test_an_interval_must_not_end_before_it_starts(text: str) -> None:
    with pytest.raises(DateProblem) as caught:
        parse(text)
    assert caught.value.code == "date.reversed"


@pytest.mark.parametrize("text", ["2024-05/2024", "2024/2024-05", "XXXX-12-30/XXXX-01-02", "2023/2023"])
def test_an_interval_that_may_be_in_order_is_accepted(text: str) -> None:
    assert parse(text).text == text


def test_ends_of_intervals_are_dates_open_or_unknown() -> None:
    plan = parse("2023/2025")
    assert (plan.start, plan.end) == (parse("2023"), parse("2025"))
    assert plan.is_interval
    assert (parse("2023/..").end, parse("2023/").end) == (OPEN, None)
    assert (parse("../2023").start, parse("/2023").start) == (OPEN, None)
    day = parse("2023-04-05")
    assert (day.start, day.end, day.is_interval) == (day, day, False)


def test_parts_are_known_even_without_a_year() -> None:
    day = parse("XXXX-06-24")
    assert (day.year, day.month, day.day, day.has_year) == (None, 6, 24, False)
    session = parse("XXXX-06-24/XXXX-06-25")
    assert (session.year, session.month, session.day, session.has_year) == (None, 6, None, False)
    assert (parse("2023-01/2023-03").year, parse("2023-01/2023-03").month) == (2023, None)
    assert parse("2023-06/2025-06").month is None
    assert (parse("2023-21").month, parse("2023-21").season) == (None, 21)
    assert parse("2023?-?21").season == 21
    assert not parse("../XXXX-06-24").has_year


def test_a_value_is_canonical_hashable_and_survives_copying() -> None:
    when = parse("2024?-02-02")
    assert when == When("2024?-02-02")
    assert {when, When("2024?-02-02")} == {when}
    assert pickle.loads(pickle.dumps(when)) == when
    assert copy.deepcopy(when).earliest == "2024-02-02"
    assert str(when) == "2024?-02-02"
    for text in ("?2024-02-02", "2024-02-30", "soon"):
        with pytest.raises(DateProblem):
            When(text)


@pytest.mark.parametrize(
    ("text", "low", "high", "expected"),
    [
        ("2023", "2023-06-01", "2023-06-30", True),
        ("2023", "2024-01-01", None, False),
        ("2023", None, "2022-12-31", False),
        ("2023-04", "2023-04-30", None, True),
        ("2023-04", "2023-05-01", None, False),
        ("201X", "2015-01-01", "2015-12-31", True),
        ("2024?-02-02", "2024-02-02", "2024-02-02", True),
        ("../2025", None, "1990-01-01", True),
        ("../2025", "2026-01-01", None, False),
        ("2023/..", "2099-01-01", "2099-12-31", True),
        ("2023/", "2099-01-01", "2099-12-31", True),
        ("2023/2025", "2024-06-01", "2024-06-01", True),
        ("2023/2025", "2026-01-01", None, False),
        ("XXXX-06-24", "2024-01-01", "2024-12-31", False),
        ("XXXX-06-24", None, "2024-12-31", False),
        ("XXXX-06-24", "2024-06-24", None, False),
        ("XXXX-06-24", None, None, True),
        ("2023", None, None, True),
        ("2023", "2023-12-31", "2023-01-01", False),
    ],
)
def test_a_vague_date_is_possible_if_one_of_its_days_is(
    text: str, low: str | None, high: str | None, expected: bool
) -> None:
    assert may_overlap(parse(text), low, high) is expected


def test_dates_sort_by_first_day_then_dates_without_a_year_then_none() -> None:
    texts = ["2022-03", "../2022-12-31", "2023", "2023-04", "2023/..", "2024?-02-02", "XXXX-02-02", "XXXX-06-24"]
    expected = ["2022-03", "../2022-12-31", "2023", "2023/..", "2023-04", "2024?-02-02", "XXXX-02-02", "XXXX-06-24"]
    whens: list[When | None] = [None, *map(parse, reversed(texts))]
    assert [when.text if when else None for when in sorted(whens, key=sort_key)] == [*expected, None]


# Texts of the grammar, valid and almost valid.
YEARS = st.sampled_from(["2023", "2024", "1999", "0001", "9999", "0000", "201X", "20XX", "XXXX", "000X"])
MONTHS = st.sampled_from(["", "-01", "-02", "-06", "-12", "-13", "-XX", "-21", "-24", "-00"])
DAYS = st.sampled_from(["", "-01", "-24", "-28", "-29", "-31", "-XX", "-00"])
MARKS = st.sampled_from(["", "", "", "?", "~", "%"])
POINTS = st.builds(lambda *parts: "".join(parts), MARKS, YEARS, MARKS, MONTHS, MARKS, DAYS, MARKS)
SIDES = st.one_of(POINTS, st.sampled_from(["", ".."]))
NEARLY = st.one_of(POINTS, st.builds(lambda start, end: f"{start}/{end}", SIDES, SIDES))


def parsed(text: str) -> When | None:
    try:
        return parse(text)
    except DateProblem:
        return None


@given(NEARLY)
def test_canonical_text_is_stable_and_bounds_are_ordered_days(text: str) -> None:
    when = parsed(text)
    if when is None:
        return
    assert parse(when.text) == when
    for bound in (when.earliest, when.latest):
        assert bound is None or date.fromisoformat(bound).isoformat() == bound
    if when.earliest and when.latest:
        assert when.earliest <= when.latest
        assert may_overlap(when, when.earliest, when.earliest)
        assert may_overlap(when, when.latest, when.latest)
    if not when.has_year:
        assert when.earliest is None
        assert when.latest is None
        assert not may_overlap(when, "0001-01-01", "9999-12-31")
    assert sort_key(when) < sort_key(None)


@given(st.text())
def test_any_text_is_a_date_or_a_date_problem(text: str) -> None:
    when = parsed(text)
    assert when is None or when.text


@given(st.dates())
def test_every_day_of_the_calendar_is_its_own_bounds(day: date) -> None:
    when = parse(day.isoformat())
    assert when.earliest == when.latest == day.isoformat()
    month = parse(day.isoformat()[:7])
    assert month.latest == f"{day.isoformat()[:7]}-{calendar.monthrange(day.year, day.month)[1]:02}"


def iso(edtf_time: Any) -> str:
    return f"{edtf_time.tm_year:04}-{edtf_time.tm_mon:02}-{edtf_time.tm_mday:02}"


# What both support alike: the package crashes on open intervals and on decades in intervals, takes winter as
# December alone, gives dates without a year the years 0 to 9999, and has a year 0.
KNOWN_YEARS = st.sampled_from(["2023", "2024", "1999", "1900"])
SHARED_ENDS = st.one_of(
    st.dates(min_value=date(1000, 1, 1)).map(date.isoformat),
    st.builds(
        lambda year, rest: year + rest,
        KNOWN_YEARS,
        st.sampled_from(["", "-02", "?", "~", "-04?", "-02-28%"]),
    ),
)
SHARED = st.one_of(
    SHARED_ENDS,
    st.builds(
        lambda year, rest: year + rest,
        KNOWN_YEARS,
        st.sampled_from(["-XX", "-06-XX", "-XX-XX", "-21", "-22", "-23"]),
    ),
    st.sampled_from(["201X", "19XX", "199X"]),
    st.builds(lambda start, end: f"{start}/{end}", SHARED_ENDS, SHARED_ENDS),
)


@settings(max_examples=200, deadline=None)
@given(SHARED)
def test_bounds_agree_with_the_edtf_package_where_both_support_a_date(text: str) -> None:
    theirs = edtf.parse_edtf(text)
    bounds = iso(theirs.lower_strict()), iso(theirs.upper_strict())
    if bounds[0] > bounds[1]:
        assert parsed(text) is None
        return
    when = parse(text)
    assert (when.earliest, when.latest) == bounds
