"""Messages of widgets: plain facts about what the reader did. Screens decide what follows.

They are compared by identity and shown as Textual shows messages: defining them takes half the time so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.message import Message


@dataclass(eq=False, repr=False)
class Narrowed(Message):
    """The text of the search box is now ``query``."""

    query: str


@dataclass(eq=False, repr=False)
class Ticked(Message):
    """A value of a facet was ticked, or with ``excluded`` excluded; ``value`` None is *not recorded*."""

    field: str
    value: str | None
    excluded: bool = False


@dataclass(eq=False, repr=False)
class Cleared(Message):
    """No value of this facet is to be ticked or excluded any more."""

    field: str


@dataclass(eq=False, repr=False)
class Chosen(Message):
    """The cursor of the list moved to this record: the ``number``th such message of the list."""

    id: str
    number: int


@dataclass(eq=False, repr=False)
class Opened(Message):
    """The record under the cursor of the list was opened."""

    id: str


@dataclass(eq=False, repr=False)
class Followed(Message):
    """A link was followed; ``pane`` is the id of the widget in which it stood."""

    target: str
    pane: str


@dataclass(eq=False, repr=False)
class TabTurned(Message):
    """The reader asked for another tab of the card."""

    tab: str


@dataclass(eq=False, repr=False)
class Pointed(Message):
    """The cursor of the pane moved to a link to ``target``: the ``number``th such message of the pane."""

    target: str
    pane: str
    number: int


class Resized(Message):
    """The card has another size, to which the way to its record can be fitted."""


@dataclass(eq=False, repr=False)
class Marking(Message):
    """Rows are to be marked.

    ``this`` toggles one row, ``range`` marks all from the last marked one on, ``all`` every row, ``none`` unmarks all.
    """

    what: Literal["this", "range", "all", "none"]
    row: int


@dataclass(eq=False, repr=False)
class ValueSought(Message):
    """The reader wants to find a value of a facet by part of its name."""

    field: str


@dataclass(eq=False, repr=False)
class Wanted(Message):
    """The list must show rows that it does not hold: those from ``offset`` on, at most ``limit``."""

    offset: int
    limit: int


@dataclass(eq=False, repr=False)
class Left(Message):
    """The reader moved from the search box to the list."""


@dataclass(eq=False, repr=False)
class ViewPicked(Message):
    """A view was chosen with the mouse."""

    view: str
