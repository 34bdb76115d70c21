"""A row of bars for years, of which one or several adjacent ones can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from catalogue.model.answers import FacetValue

BARS = 16
"""Most bars."""
FEWEST = 3
"""Fewest years for which a row of bars is shown."""
HEIGHTS = " ▁▂▃▄▅▆▇█"


class YearStrip(Struct, frozen=True):
    """The years from ``first`` to ``last``; each bar covers ``each`` years and is as high as their count."""

    first: int
    last: int
    each: int
    sums: tuple[int, ...]

    @property
    def text(self) -> str:
        """The bars between the first and the last year."""
        return f"{self.first} {self.bars} {self.last}"

    @property
    def bars(self) -> str:
        """A character for each bar."""
        most = max(self.sums)
        return "".join(HEIGHTS[-(-number * (len(HEIGHTS) - 1) // most)] for number in self.sums)

    @property
    def offset(self) -> int:
        """Where the bars begin in the text."""
        return len(str(self.first)) + 1

    def years(self, one: int, other: int) -> tuple[int, int]:
        """The first and the last year of the bars between two, in either order."""
        low, high = sorted((one, other))
        return self.first + low * self.each, min(self.first + (high + 1) * self.each - 1, self.last)

    def value(self, one: int, other: int) -> str:
        """The query value for the bars between two: a year, or a span of years."""
        start, end = self.years(one, other)
        return f"{start:04}" if start == end else f"{start:04}..{end:04}"

    def label(self, one: int, other: int) -> str:
        """The years of the bars between two; with their count if it is one year, as records may span several."""
        start, end = self.years(one, other)
        return f"{start}: {self.sums[one]}" if start == end else f"{start}–{end}"


def strip(values: Sequence[FacetValue]) -> YearStrip | None:
    """The bars of the years that are counted; None for fewer than three.

    If there are more years than bars, one bar covers several years.
    """
    counts = {int(value.value): value.count for value in values if value.value and value.value.isdecimal()}
    if len([count for count in counts.values() if count]) < FEWEST:
        return None
    first, last = min(counts), max(counts)
    each = -(-(last - first + 1) // BARS)
    sums = tuple(sum(counts.get(year + at, 0) for at in range(each)) for year in range(first, last + 1, each))
    return YearStrip(first, last, each, sums)
