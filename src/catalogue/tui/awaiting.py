"""Which answers a key must wait for: those about what it acts on.

Keys come faster than answers: typed before the first list is there, or in a burst over a slow line. One that acts on a
row waits for the list, one that acts on a record for its card, so that nothing typed is lost and nothing is done to the
record that was shown before. Moving from row to row never waits for cards, and nothing waits while a text is typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalogue.tui.commands import of

NOTHING: frozenset[str] = frozenset()
LIST = frozenset({"page"})
ROWS = LIST | {"rows"}
CARD = LIST | {"card"}
WINDOW = frozenset({"own"})
"""Queries after which a small window opens: every key is for that."""
_OF_THE_LIST = ("move", "lines", "agenda", "charts", "saved")
_OF_THE_RECORD = frozenset(
    ("neighbours", "edit", "copy", "values", "open_source", "star", "tags", "notes", "export", "compare")
)


def needed(key: str, scopes: Sequence[str], remapped: Mapping[str, str], *, pane: str) -> frozenset[str]:
    """The groups of queries that must be answered before a key acts in a pane with these scopes."""
    if pane == "search":
        return NOTHING
    command = next((own for own in of(scopes) if key in own.bound(remapped)), None)
    if command is None:
        return WINDOW
    if command.id in _OF_THE_RECORD:
        return WINDOW | CARD
    if command.scope == "results":
        return WINDOW | ROWS
    if pane == "detail" and command.scope in ("card", *_OF_THE_LIST):
        return WINDOW | CARD
    if pane in ("results", "advice") and command.scope in _OF_THE_LIST:
        return WINDOW | LIST
    return WINDOW
