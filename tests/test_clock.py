"""The one clock of deadlines and relative dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from catalogue import config
from catalogue.errors import ConfigError


def test_the_current_day_can_be_set() -> None:
    assert config.today({"CATALOGUE_TODAY": "2025-11-22"}) == date(2025, 11, 22)


def test_the_default_is_the_day_of_the_machine() -> None:
    before = date.today()  # noqa: DTZ011 - the calendar day is meant
    assert config.today({}) - before in (timedelta(0), timedelta(days=1))  # midnight may have passed


@pytest.mark.parametrize("text", ["yesterday", "2025-02-30", "22.11.2025"])
def test_an_invalid_day_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"clock\.unreadable"):
        config.today({"CATALOGUE_TODAY": text})
