"""Words for "not known" count where they can mean nothing else, and elsewhere only when declared."""

from __future__ import annotations

import pytest

from catalogue.model.kinds import AGREEMENT
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.sentinels import DEFAULT_SENTINELS, declared
from catalogue.transfer.rows.validate import Rules, Validator

WORDS = "n/a,N/A, - ,—,нет данных,Нет  данных,yo‘q ma’lumot,yo'q ma'lumot,NULL,0000-00-00,00.00.0000"


@pytest.mark.parametrize("word", WORDS.split(","))
def test_usual_words_are_recognised_in_any_case_with_any_apostrophe(word):
    assert DEFAULT_SENTINELS.is_unknown(word)


@pytest.mark.parametrize("word", ["NA", "none", "no", "0", "", "2019-00-00", "-5", "n/a, see note"])
def test_words_that_may_mean_something_are_kept(word):
    """NA is Namibia; "none" is a renewal type."""
    assert not DEFAULT_SENTINELS.is_unknown(word)


def test_the_last_day_of_the_calendar_is_an_open_end():
    assert all(
        map(DEFAULT_SENTINELS.is_open, ["9999-12-31", "9999-00-00", "9999-12", "31.12.9999", "9999-12-31T23:59:59Z"])
    )
    assert not any(map(DEFAULT_SENTINELS.is_open, ["99999", "1999-12-31", "№ 9999", "9999 km"]))
    assert not DEFAULT_SENTINELS.is_unknown("9999-12-31")


def test_declared_words_are_added_to_the_usual_ones():
    rule = declared(["TBC"], ["forever"])
    assert rule.is_unknown("tbc")
    assert rule.is_unknown("n/a")
    assert rule.is_open("Forever")
    assert rule.everywhere


def test_unknown_cells_are_empty_in_typed_columns_counted_and_kept_in_text(reading):
    table = reading("id,summary,signed,sector,renewal\nagr-a,n/a,n/a,-,none\nagr-b,-,0000-00-00,62,auto\n")
    validator = Validator(table, AGREEMENT, Headers(AGREEMENT, {}), Rules())
    first, second = (validator.read(row).record for row in table.rows)
    assert dict(first.values) == {"summary": "n/a", "renewal": "none"}
    assert dict(second.values) == {"summary": "-", "renewal": "auto"}
    assert second.terms_of("sector") == ("J62",)
    assert validator.unknown == {"n/a": 1, "-": 1, "0000-00-00": 1}


def test_na_is_no_figure_but_may_be_a_country_code():
    assert DEFAULT_SENTINELS.no_figure("NA")
    assert not DEFAULT_SENTINELS.is_unknown("NA")


def test_figures_and_codes_can_be_9999_but_dates_cannot(reading):
    table = reading("id,summary,signed,notice_days,registration_no\nagr-9999,9999,9999,9999,0000\n")
    validator = Validator(table, AGREEMENT, Headers(AGREEMENT, {}), Rules(unknown=declared(["none"], [])))
    (row,) = (validator.read(row).record for row in table.rows)
    assert dict(row.values) == {"summary": "9999", "notice_days": "9999", "registration_no": "0000"}
