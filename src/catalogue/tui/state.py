"""What the reader is viewing, as one value, and the trail of what was viewed before."""

from __future__ import annotations

from msgspec import Struct, field

from catalogue.query import printer
from catalogue.query.nodes import Query
from catalogue.query.parser import parse

LONGEST_TRAIL = 200


class ViewState(Struct, frozen=True):
    """The query string, the id of the chosen record ("" for none), and the id of the view.

    ``columns`` are those of the saved search that was opened; without any, the list has those of its view.
    """

    query: str = ""
    chosen: str = ""
    view: str = "agreements"
    columns: tuple[str, ...] = ()

    @property
    def sort(self) -> str:
        """The order that the query string gives (``-opened``); "" for the default order."""
        keys = parse(self.query).sort
        return printer.show(Query(sort=keys)).removeprefix("sort:")


class Position(Struct, frozen=True):
    """What was viewed, and how: the list's cursor and first shown row (from 0), and the pane that had the focus.

    ``path`` are the ids of the records from which links were followed to here, first to last.
    """

    looking: ViewState
    row: int = 0
    top: int = 0
    pane: str = "results"
    path: tuple[str, ...] = ()


class Trail(Struct):
    """The spots before this one and, after going back, those after it."""

    past: list[Position] = field(default_factory=list)
    future: list[Position] = field(default_factory=list)

    def leave(self, spot: Position) -> None:
        """Remember a spot that is being left for a new one."""
        if not self.past or self.past[-1] != spot:
            self.past.append(spot)
            del self.past[:-LONGEST_TRAIL]
        self.future.clear()

    def back(self, here: Position) -> Position | None:
        """The spot before, None at the beginning; ``forward`` returns to ``here``."""
        if not self.past:
            return None
        self.future.append(here)
        return self.past.pop()

    def forward(self, here: Position) -> Position | None:
        """The position most recently left by going back, None at the end."""
        if not self.future:
            return None
        self.past.append(here)
        return self.future.pop()
