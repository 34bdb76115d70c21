"""What the reader looks at, as one value, and the trail of what was looked at before."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalogue.query import printer
from catalogue.query.nodes import Query
from catalogue.query.parser import parse

LONGEST_TRAIL = 200


@dataclass(frozen=True, slots=True)
class Looking:
    """The query string, the id of the chosen record ("" for none), and the id of the view."""

    query: str = ""
    chosen: str = ""
    view: str = "agreements"

    @property
    def sort(self) -> str:
        """The order that the query string asks for (``-opened``); "" for the default order."""
        keys = parse(self.query).sort
        return printer.show(Query(sort=keys)).removeprefix("sort:")


@dataclass(frozen=True, slots=True)
class Spot:
    """What was looked at, and how: the list's cursor and first shown row (from 0), and the pane that had the focus."""

    looking: Looking
    row: int = 0
    top: int = 0
    pane: str = "results"


@dataclass(slots=True)
class Trail:
    """The way here and, after going back, the way on."""

    past: list[Spot] = field(default_factory=list)
    future: list[Spot] = field(default_factory=list)

    def leave(self, spot: Spot) -> None:
        """Remember a spot that is being left for a new one."""
        if not self.past or self.past[-1] != spot:
            self.past.append(spot)
            del self.past[:-LONGEST_TRAIL]
        self.future.clear()

    def back(self, here: Spot) -> Spot | None:
        """The spot before, None at the beginning; ``here`` can be come back to with ``forward``."""
        if not self.past:
            return None
        self.future.append(here)
        return self.past.pop()

    def forward(self, here: Spot) -> Spot | None:
        """The spot that was gone back from last, None at the end."""
        if not self.future:
            return None
        self.past.append(here)
        return self.future.pop()
