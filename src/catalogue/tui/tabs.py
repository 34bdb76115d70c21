"""The tabs of a card: their names, and the lines of each, queried in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from catalogue.api.session import Session
from catalogue.errors import NotFound
from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line
from catalogue.text.width import fit
from catalogue.tui import asking
from catalogue.tui.state import ViewState

if TYPE_CHECKING:
    from catalogue.model.card import Card

OVERVIEW, LINKS, AROUND, TIMELINE, SOURCES, HISTORY = "overview", "links", "around", "timeline", "sources", "history"
OVERVIEW_LINKS = 50
STEPS, NODES, BATCHES = 2, 300, 100
"""The depth and the number of records of a neighbourhood, and the writes of a history, that are shown."""
CRUMBS, SHORTEST = 3, 10
"""The most records of the way here that are named, and the cells that each name has at least."""


class Tab(Struct, frozen=True):
    """One tab of a card, and whether the record is in the list.

    The first ``crumbs`` links of the lines are the way here.
    """

    card: Card
    inside: bool
    name: str
    lines: tuple[Line, ...]
    crumbs: int = 0


def titles(card: Card) -> tuple[tuple[str, str], ...]:
    """The tabs of a card with their names; links and sources with their numbers."""
    return (
        (OVERVIEW, _("Overview")),
        (LINKS, f"{_('Links')} {len(card.neighbours)}"),
        (AROUND, _("Network")),
        (TIMELINE, _("Timeline")),
        (SOURCES, f"{_('Sources')} {len(card.sources)}"),
        (HISTORY, _("History")),
    )


class Asked(Struct, frozen=True):
    """Which tab of which record is requested: links from the ``first`` on, reached by ``path``.

    ``held``: whether the list has the record, None if that must be asked. ``room``: cells in a line of the card.
    """

    record: str
    tab: str
    first: int = 0
    held: bool | None = None
    path: tuple[str, ...] = ()
    room: int = 76


def tab(session: Session, asked: Asked, looking: ViewState) -> Tab:
    """A tab of a record's card. Raises ``NotFound``."""
    card, inside = asking.card_beside(session, asked.record, looking, held=asked.held)
    way = crumbs(session, asked.path, asked.room)
    lines = (*((way,) if way else ()), *_lines(session, card, asked.tab, asked.first))
    return Tab(card, inside, asked.tab, lines, len({span.target for span in way if span.target}))


def tab_if_there(session: Session, asked: Asked, looking: ViewState) -> Tab | None:
    """As ``tab``, but None if the record no longer exists."""
    try:
        return tab(session, asked, looking)
    except NotFound:
        return None


def crumbs(session: Session, path: Sequence[str], room: int) -> Line:
    """The last records of the path by name, each leading back to it, in one line; an empty line for none."""
    if not path:
        return ()
    from catalogue.api import edit

    shown = path[-CRUMBS:]
    labels = edit.labels(session, shown)
    before = "… › " if len(shown) < len(path) else ""
    width = max((room - len(before)) // len(shown) - len(" › "), SHORTEST)
    spans = [Span(before, "faint")]
    for steps, record in zip(range(len(shown), 0, -1), shown, strict=True):
        name = fit(one_line(labels.get(record, record)), width)
        spans += [Span(name, "link", step_of(steps)), Span(" › ", "faint")]
    return tuple(spans)


def step_of(steps: int) -> str:
    """The target that leads this many steps back."""
    return f"\r{steps}"


def steps_in(target: str) -> int:
    """How many steps back a target leads; 0 for any other target."""
    number = target.removeprefix("\r")
    return int(number) if number != target and number.isdecimal() else 0


def _lines(session: Session, card: Card, tab: str, first: int) -> tuple[Line, ...]:
    from catalogue.present import card_tabs, record

    lang = session.lang
    if tab == AROUND:
        return _around(session, card)
    if tab == HISTORY:
        from catalogue.api import history

        written = history.log(session, record=card.record.id, limit=BATCHES)
        return tuple(card_tabs.history(card, written, lang).lines())
    if tab == LINKS:
        return tuple(card_tabs.links(card, lang, first).lines())
    if tab == TIMELINE:
        return tuple(card_tabs.timeline(card, lang).lines())
    if tab == SOURCES:
        return tuple(card_tabs.sources(card, lang).lines())
    return tuple(record.sheet(card, lang, most=OVERVIEW_LINKS).lines())


def _around(session: Session, card: Card) -> tuple[Line, ...]:
    """The linked records and their links, as a tree."""
    from catalogue.api import neighbourhood
    from catalogue.present import graphs

    found = neighbourhood.neighbourhood(session, card.record.id, STEPS, limit=NODES)
    lines = list(graphs.sheet(found, session.lang).lines())
    if len(found.nodes) == 1:
        lines.append((Span(_("No links."), "faint"),))
    if found.cut:
        text = ngettext("Only the nearest {n} record is shown.", "Only the nearest {n} records are shown.", NODES)
        lines += [(), (Span(text.format(n=NODES), "faint"),)]
    return tuple(lines)
