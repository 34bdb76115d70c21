"""Foreign notations are converted to readable ones; readable text is unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import dates
from catalogue.model.fields import SECTOR, SIGNED, SUMMARY
from catalogue.transfer.rows.tidying import Notation, date, tidy


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2019-05-00", "2019-05"),
        ("2019-00-00", "2019"),
        ("2019-05-00 00:00:00", "2019-05"),
        ("20190500", "2019-05"),
        ("20190000", "2019"),
        ("00.05.2019", "2019-05"),
        ("00/00/2019", "2019"),
        ("1815-5-0", "1815-05"),
        ("1998-??-??", "1998"),
        ("??.05.1998", "1998-05"),
        ("1990-01-01..1990-12-31", "1990-01-01/1990-12-31"),
        ("1958-01-01:1958-12-31", "1958-01-01/1958-12-31"),
        ("..2001", "../2001"),
        ("Q2/2020", "2020-04/2020-06"),
        ("Monday, May 4, 1998", "1998-05-04"),
        ("Sat 12 May 2001", "2001-05-12"),
        ("17/MAY/2019", "2019-05-17"),
        ("17-мая-2019", "2019-05-17"),
        ("Fri, 17 May 2019", "2019-05-17"),
        ("2019-05-17", "2019-05-17"),
        ("апрель 2023", "2023-04"),
        ("2013年8月5日", "2013-08-05"),
        ("2013年8月", "2013-08"),
        ("2013 年", "2013"),
        ("2011년 3월 4일", "2011-03-04"),
    ],
)
def test_dates_of_registers_become_readable(text, read):
    assert dates.read(date(text), "dmy").text == read


@pytest.mark.parametrize(
    "text", ["2019-02-30", "2001..", "31.04.2019", "2019-13-00", "00.13.2019", "1815-0-5", "1998-05-99"]
)
def test_impossible_days_and_typos_do_not_become_dates(text):
    with pytest.raises(dates.DateProblem):
        dates.read(date(text), "dmy")


@pytest.mark.parametrize(
    ("text", "century", "read"),
    [
        ("17.05.49", 1950, "2049-05-17"),
        ("17.05.50", 1950, "1950-05-17"),
        ("17-May-19", 2000, "2019-05-17"),
        ("May-19", 2000, "2019-05"),
    ],
)
def test_two_digit_years_are_read_only_with_a_century(text, century, read):
    assert dates.read(date(text, Notation(century)), "dmy").text == read
    with pytest.raises(dates.DateProblem):
        dates.read(date(text), "dmy")


@pytest.mark.parametrize(
    ("text", "serial", "read"),
    [
        ("45301", "1900", "2024-01-10"),
        ("45301.75", "1900", "2024-01-10"),
        ("43839", "1904", "2024-01-10"),
        ("2024", "1900", "2024"),
        ("20240110", "1900", "2024-01-10"),
    ],
)
def test_spreadsheet_day_numbers_are_read_only_if_declared(text, serial, read):
    assert dates.read(date(text, Notation(serial=serial)), "dmy").text == read
    assert date(text) == text


@given(st.dates().map(str) | st.sampled_from(["2023", "2023-04", "2024?-02-02", "XXXX-06-24", "2023/2025", "../2025"]))
def test_a_readable_date_is_unchanged(text):
    assert date(text) == text


def test_a_code_before_its_label_is_extracted_and_other_texts_are_unchanged():
    assert tidy(SECTOR, "62.01 Разработка программного обеспечения") == "62.01"
    assert tidy(SECTOR, "C – Manufacturing") == "C"
    assert tidy(SECTOR, "04.99 Nothing") == "04.99 Nothing"
    assert tidy(SUMMARY, "2019-05-00") == "2019-05-00"
    assert tidy(SIGNED, "2019-05-00") == "2019-05"


def test_empty_lines_behind_a_code_cost_nothing():
    """Each could stand before a further code; looked through from each of them, they would take hours."""
    assert tidy(SECTOR, "62.01 Software" + "\n" * 300_000 + "x") == "62.01"


@pytest.mark.parametrize(
    "text",
    [
        "C25; C28.1",
        "C25, C28",
        "62.01 Software; 63.11 Hosting",
        "C25\nC28",
        "25 Metal / 28 Machines",
        "C25 и C28",
        "62.01 Software;\n \n  63.11 Hosting",
    ],
)
def test_several_codes_in_a_cell_are_not_reduced_to_the_first(text):
    assert tidy(SECTOR, text) == text


def test_unix_times_are_read_only_if_declared():
    assert tidy(SIGNED, "1228089600000", Notation(serial="unix_ms")) == "2008-12-01"
    assert tidy(SIGNED, "1228089600", Notation(serial="unix")) == "2008-12-01"
    assert tidy(SIGNED, "-86400000.0", Notation(serial="unix_ms")) == "1969-12-31"
    assert tidy(SIGNED, "20240517", Notation(serial="unix")) == "20240517"
    assert tidy(SIGNED, "1228089600000") == "1228089600000"
