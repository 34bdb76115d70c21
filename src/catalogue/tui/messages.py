"""What widgets tell: plain facts about what the reader did. Screens decide what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.message import Message


@dataclass
class Narrowed(Message):
    """The text of the search box is now ``query``."""

    query: str


@dataclass
class Ticked(Message):
    """A value of a facet was ticked, or with ``excluded`` excluded; ``value`` None is *not recorded*."""

    field: str
    value: str | None
    excluded: bool = False


@dataclass
class Chosen(Message):
    """The cursor of the list stands on this record."""

    id: str


@dataclass
class Opened(Message):
    """The record under the cursor of the list was opened."""

    id: str


@dataclass
class Followed(Message):
    """A link was followed; ``pane`` is the id of the widget in which it stood."""

    target: str
    pane: str


@dataclass
class TabTurned(Message):
    """Another side of the card is wanted."""

    tab: str


@dataclass
class Pointed(Message):
    """The cursor of the pane went to a link to ``target``."""

    target: str
    pane: str


@dataclass
class Marking(Message):
    """Rows are to be marked: ``this`` one or no longer, all from the last marked one on (``range``), ``all``, or
    ``none``."""

    what: Literal["this", "range", "all", "none"]
    row: int


@dataclass
class ValueSought(Message):
    """A value of a facet is to be found by a part of its name."""

    field: str


@dataclass
class Wanted(Message):
    """The list has to show rows it does not hold: those from ``offset`` on, at most ``limit``."""

    offset: int
    limit: int


@dataclass
class Left(Message):
    """The search box was left for the list."""


@dataclass
class ViewPicked(Message):
    """A view was chosen with the mouse."""

    view: str
