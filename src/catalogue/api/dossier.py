"""A dossier on a pair of countries or regions, a place, a record, or the records that a query finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from catalogue.api import browse
from catalogue.api.calendar import labelled
from catalogue.api.find import Understood, understand
from catalogue.api.session import Session
from catalogue.errors import BadUsage, NotFound
from catalogue.model import agenda as rules
from catalogue.model import dossier, evidence
from catalogue.model.agenda import Agenda, Request
from catalogue.model.answers import Gap
from catalogue.model.card import Card, Cited
from catalogue.model.dossier import Dossier, Scope
from catalogue.query import nodes, printer
from catalogue.store import calendar, concerns, coverage, records, select

MOST = 1_000
"""Most records in one dossier; for more than that an export serves better."""
DAYS = 365
"""Days ahead that the agenda of a dossier covers, when none are given."""
_WHERE = ("country", "region", "place")


class _Selection(Struct, frozen=True):
    scope: Scope
    ids: tuple[str, ...]
    subject: str | None = None
    places: tuple[str, ...] = ()


def of(session: Session, query: str, *, today: date, days: int = DAYS, most: int = MOST) -> Dossier:
    """The dossier of a query: its subject and at most ``most`` further records.

    The same catalogue and day give the same dossier. Two places (``country:UZ country:RU``, regions too) are a pair:
    the dossier holds what concerns both, and the parks and clusters of either that are linked to the other. One place,
    or the record of a place: what concerns it. One record (given by id, or the only one found): the record and what it
    is linked to. Otherwise: the records found, with their milestones. Raises ``BadUsage('dossier.no_query')``,
    ``NotFound('dossier.nothing')``.
    """
    if not query.strip():
        raise BadUsage("dossier.no_query")
    known = records.load(session.reading, [query.strip()])
    asked = understand(session, f"id:{query.strip()}" if known else query, exact=bool(known))
    chosen = _chosen(session, asked)
    if not chosen.ids and chosen.subject is None:
        raise NotFound("dossier.nothing", query=query)
    described = dossier.ordered(browse.card(session, record) for record in chosen.ids[:most])
    subject = browse.card(session, chosen.subject) if chosen.subject else None
    cards = (subject, *described) if subject else described
    ids = [card.record.id for card in cards]
    gaps = tuple(coverage.gaps(session.reading, concerns.of_records(ids), session.lang))
    cards, sources = dossier.numbered(cards, _further(session, cards, gaps))
    return Dossier(
        chosen.scope,
        printer.show(asked.query),
        chosen.places,
        today,
        cards[0] if subject else None,
        cards[1:] if subject else cards,
        dossier.timeline(cards),
        _agenda(session, ids, Request(today, today, days)),
        gaps,
        dossier.figures(cards),
        sources,
        len(chosen.ids) + (subject is not None),
    )


def _chosen(session: Session, asked: Understood) -> _Selection:
    connection = session.reading
    places = _places(asked.query.root)
    if len(places) == 2:
        return _Selection("pair", concerns.pair(connection, *places), places=places)
    if len(places) == 1:
        return _of_place(session, places[0])
    found = tuple(select.ids(connection, asked.compiled, asked.query.sort))
    if len(found) != 1:
        return _Selection("query", (*found, *concerns.milestones(connection, found)))
    (only,) = records.load(connection, found).values()
    codes = [term[4:] for term in only.terms_of("identifier") if only.kind == "place" and term.startswith("iso:")]
    return (
        _of_place(session, codes[0]) if codes else _Selection("record", concerns.around(connection, only.id), only.id)
    )


def _of_place(session: Session, code: str) -> _Selection:
    subject = concerns.place_of(session.reading, code)
    return _Selection("place", concerns.place(session.reading, code), subject, (code,))


def _places(root: nodes.Node) -> tuple[str, ...]:
    """The codes of the places if a query asks for one or two and nothing else; of two nested places the inner."""
    found: list[str] = []
    for item in root.items if isinstance(root, nodes.All) else (root,):
        where = isinstance(item, nodes.FieldTest) and item.target.type == "special" and item.target.name in _WHERE
        value = item.values[0] if isinstance(item, nodes.FieldTest) and where and len(item.values) == 1 else None
        if not isinstance(value, nodes.Place):
            return ()
        found.append(value.code)
    inner = [code for code in found if not any(other.startswith(f"{code}-") for other in found)]
    codes = tuple(dict.fromkeys(inner))
    return codes if len(codes) <= 2 else ()


def _further(session: Session, cards: Sequence[Card], gaps: Iterable[Gap]) -> list[Cited]:
    """Sources cited by links from other records to these, and by declared totals."""
    wanted = dict.fromkeys(
        source
        for source in (
            *(neighbour.link.source for card in cards for neighbour in card.neighbours),
            *(gap.source for gap in gaps),
        )
        if source
    )
    found = records.load(session.reading, wanted)
    return [
        Cited(0, source, evidence.label_of(found[source], session.lang), found[source].values)
        for source in wanted
        if source in found
    ]


def _agenda(session: Session, ids: Sequence[str], wanted: Request) -> Agenda:
    """The agenda of these records: overdue, in the days ahead, and without a day."""
    found = calendar.candidates(session.reading, concerns.of_records(ids), wanted.until, rules.MONTHS)
    kept = rules.selected((entry for record in found for entry in rules.entries(record)), wanted)
    return Agenda(wanted, labelled(session, kept))
