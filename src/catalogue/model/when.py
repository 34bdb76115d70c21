"""A date as precise as its source: the value that the catalogue stores.

Its text is canonical EDTF; the grammar and the bounds are in ``edtf``.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Final

from msgspec import Struct

from catalogue.model.edtf import YEARLESS, DateProblem, Precision, View, view_of


class Open(Enum):
    """The open end of an interval (``..``), as opposed to an unknown one (None)."""

    OPEN = ".."


OPEN: Final = Open.OPEN


_NO_MARKS = str.maketrans("", "", "?~%")


class When(Struct, frozen=True):
    """A date, a partial date or an interval in canonical EDTF text.

    Equality is that of the text. Creating one from text that is not canonical raises DateProblem; ``parse`` accepts
    every spelling of the grammar and makes it canonical.
    """

    text: str

    def __post_init__(self) -> None:
        if self._view.text != self.text:
            raise DateProblem("date.unreadable", text=self.text, canonical=self._view.text)

    @property
    def _view(self) -> View:
        return view_of(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def earliest(self) -> str | None:
        """First day it can mean, ``YYYY-MM-DD``; None when the start is open or unknown or the year is."""
        return self._view.earliest

    @property
    def latest(self) -> str | None:
        """Last day it can mean, ``YYYY-MM-DD``; None when the end is open or unknown or the year is."""
        return self._view.latest

    @property
    def year(self) -> int | None:
        """The year if all four digits are known; for an interval, the year that both ends share."""
        return self._view.year

    @property
    def month(self) -> int | None:
        """The month, 1 to 12, if known; for an interval within one month, that month."""
        return self._view.month

    @property
    def day(self) -> int | None:
        """The day of the month when known; None for intervals of several days."""
        return self._view.day

    @property
    def season(self) -> int | None:
        """21 spring, 22 summer, 23 autumn, 24 winter (ISO 8601-2); else None."""
        return int(self.text.translate(_NO_MARKS)[5:7]) if self.precision == "season" else None

    @property
    def precision(self) -> Precision:
        """How exact it is; ``partial`` is a day or month without a year."""
        return self._view.precision

    @property
    def marks(self) -> tuple[str, str, str]:
        """The mark on year, month and day: ``?`` uncertain, ``~`` approximate, ``%`` both, else empty."""
        return self._view.marks

    @property
    def uncertain(self) -> bool:
        """Whether any part, or any end of an interval, is marked ``?`` or ``%``."""
        return "?" in self.text or "%" in self.text

    @property
    def approximate(self) -> bool:
        """Whether any part, or any end of an interval, is marked ``~`` or ``%``."""
        return "~" in self.text or "%" in self.text

    @property
    def is_interval(self) -> bool:
        """Whether it is written with a start and an end."""
        return self._view.precision == "interval"

    @property
    def has_year(self) -> bool:
        """False for dates like ``XXXX-06-24``, which belong to no year and are never sorted into one."""
        return YEARLESS not in self.text

    @property
    def start(self) -> When | Open | None:
        """Start of an interval: a date, OPEN, or None when unknown. A single date is its own start."""
        return self._end_of(self._view.start)

    @property
    def end(self) -> When | Open | None:
        """End of an interval: a date, OPEN, or None when unknown. A single date is its own end."""
        return self._end_of(self._view.end)

    def _end_of(self, text: str | None) -> When | Open | None:
        if text is None:
            return self
        if text == "..":
            return OPEN
        return parse(text) if text else None


@lru_cache(maxsize=16384)
def parse(text: str) -> When:
    """Read strict EDTF (see ``edtf`` for the grammar) and return its canonical value.

    Raises DateProblem: ``date.unreadable`` for text outside the grammar, ``date.impossible`` for days that do
    not exist (they are never shifted), ``date.reversed`` for an interval that ends before it starts.
    """
    return When(view_of(text).text)
