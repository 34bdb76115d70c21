"""Days in options: dates in any notation that the catalogue reads, and relative ones."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import click

from catalogue import config
from catalogue.errors import BadUsage


class DayType(click.ParamType[date]):
    """A day; for a vague one (a month, a year) the first or the last day that it can mean."""

    name = "day"

    def __init__(self, end: Literal["first", "last"]) -> None:
        self._end = end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Raises ``BadUsage('day.unreadable')``."""
        from catalogue.query import days
        from catalogue.query.nodes import Range

        found = days.read(str(value), config.today())
        day = (found.low if self._end == "first" else found.high) if isinstance(found, Range) else None
        if day is None:
            raise BadUsage("day.unreadable", value=value)
        return date.fromisoformat(day)


FIRST = DayType("first")
LAST = DayType("last")
