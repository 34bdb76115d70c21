"""Tokens for years find the dates that may lie in a range; for whole years they find no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import dates
from catalogue.store import years

TEXTS = st.sampled_from(
    ["2003", "2003-05-06", "2003?", "1999/2004", "2019/..", "../2005", "1850", "1899/1901", "2099/2101", "XXXX-06",
     "1987~", "200X", "2003-12-31/2004-01-01", "2000/2009"]
)  # fmt: skip
DAYS = st.sampled_from(
    ["1899-12-31", "1900-01-01", "1999-06-15", "2003-01-01", "2003-12-31", "2004-01-01", "2009-12-31", "2010-01-01",
     "2020-01-01", "2030-12-31", "2099-12-31"]
)  # fmt: skip


@given(TEXTS, st.none() | DAYS, st.none() | DAYS)
def test_every_date_that_may_lie_in_a_range_is_found(text: str, low: str | None, high: str | None) -> None:
    asked = years.tokens_between("signed", low, high)
    if asked is None or (low is None and high is None):
        return
    expression, exact = asked
    found = any(f'"{token}"' in expression for token in years.tokens("signed", text).split())
    possible = dates.may_overlap(dates.parse(text), low, high)
    assert found if possible else not (found and exact)


@pytest.mark.parametrize("text", ["XXXX-06", "XXXX-06-24"])
def test_a_date_without_a_year_has_no_tokens(text: str) -> None:
    assert years.tokens("signed", text) == ""


def test_days_outside_the_tokens_are_left_to_the_dates_themselves() -> None:
    assert years.tokens_between("signed", "1850-01-01", "1950-12-31") is None
    assert years.tokens_between("signed", "2000-01-01", "2150-12-31") is None
    assert years.tokens_between("signed", "2010-01-01", "2000-12-31") is None
