"""The sides (tabs) of a card: their names, and the lines of each, queried in a thread."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.api.session import Session
from catalogue.errors import NotFound
from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.model.answers import Card
from catalogue.present.shapes import Line, Span
from catalogue.tui import asking
from catalogue.tui.state import Looking

OVERVIEW, LINKS, AROUND, TIMELINE, SOURCES, HISTORY = "overview", "links", "around", "timeline", "sources", "history"
OVERVIEW_LINKS = 50
STEPS, NODES, BATCHES = 2, 300, 100
"""The depth and the number of records of a neighbourhood, and the writes of a history, that are shown."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a card, and whether the record is in the list."""

    card: Card
    inside: bool
    tab: str
    lines: tuple[Line, ...]


def tabs(card: Card) -> tuple[tuple[str, str], ...]:
    """The sides of a card with their names; links and sources with their numbers."""
    return (
        (OVERVIEW, _("Overview")),
        (LINKS, f"{_('Links')} {len(card.neighbours)}"),
        (AROUND, _("Around")),
        (TIMELINE, _("Timeline")),
        (SOURCES, f"{_('Sources')} {len(card.sources)}"),
        (HISTORY, _("History")),
    )


def side(session: Session, found: str, looking: Looking, tab: str, *, first: int = 0, held: bool | None = None) -> Side:
    """A side of a record's card, links from the ``first`` on. Raises ``NotFound``."""
    card, inside = asking.card_beside(session, found, looking, held=held)
    return Side(card, inside, tab, _lines(session, card, tab, first))


def side_if_there(
    session: Session, found: str, looking: Looking, tab: str, *, first: int = 0, held: bool | None = None
) -> Side | None:
    """As ``side``, but None if the record no longer exists."""
    try:
        return side(session, found, looking, tab, first=first, held=held)
    except NotFound:
        return None


def _lines(session: Session, card: Card, tab: str, first: int) -> tuple[Line, ...]:
    from catalogue.present import record, sides

    lang = session.lang
    if tab == AROUND:
        return _around(session, card)
    if tab == HISTORY:
        from catalogue.api import history

        written = history.log(session, record=card.record.id, limit=BATCHES)
        return tuple(sides.history(card, written, lang).lines())
    if tab == LINKS:
        return tuple(sides.links(card, lang, first).lines())
    if tab == TIMELINE:
        return tuple(sides.timeline(card, lang).lines())
    if tab == SOURCES:
        return tuple(sides.sources(card, lang).lines())
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
