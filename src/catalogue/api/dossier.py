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
from catalogue.model import codes, dossier, evidence
from catalogue.model.agenda import Agenda, Request
from catalogue.model.answers import Gap
from catalogue.model.card import Card, Cited
from catalogue.model.dossier import Dossier, Scope
from catalogue.model.records import Record
from catalogue.query import fields, nodes, printer
from catalogue.store import calendar, concerns, coverage, records, select

MOST = 1_000
"""Most records in one dossier; for more than that an export serves better."""
DAYS = 365
"""Days ahead that the agenda of a dossier covers, when none are given."""
PARTNERS = ("place", "organisation", "technopark", "cluster", "person")
"""Kinds of which two have something in common."""
_WHERE = ("country", "region", "place")


class _Selection(Struct, frozen=True):
    scope: Scope
    ids: tuple[str, ...]
    subject: str | None = None
    places: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


def query_on(session: Session, ids: Sequence[str]) -> str:
    """The query of the dossier on these records: on one of them, on what two of them have in common, else on them.

    Places and those that can have partners have something in common; of two documents the dossier shows both.
    """
    loaded = records.load(session.reading, ids)
    found = [loaded[record] for record in ids if record in loaded]
    if len(found) == 2 and all(record.kind in PARTNERS for record in found):
        return " ".join(_concerning(record) for record in found)
    return ids[0] if len(ids) == 1 else f"id:{','.join(ids)}"


def _concerning(record: Record) -> str:
    """The condition that what concerns a record meets."""
    return f"place:{_code_of(record) or record.id}" if record.kind == "place" else f"link:{record.id}"


def _code_of(record: Record) -> str:
    """The ISO code of the record of a country or region; "" for others."""
    isos = [term[4:] for term in record.terms_of("identifier") if term.startswith("iso:")]
    return isos[0] if isos and record.kind == "place" else ""


def of(session: Session, query: str, *, today: date, days: int = DAYS, most: int = MOST) -> Dossier:
    """The dossier of a query: its subject and at most ``most`` further records.

    The same catalogue and day give the same dossier. Two places (``country:UZ country:RU``, regions too) are a pair:
    the dossier holds what concerns both, and the parks and clusters of either that are linked to the other. Two other
    records (``link:ID link:ID``): what both are linked to. One place, or the record of a place: what concerns it. One
    record (given by id, or the only one found): the record and what it is linked to. Otherwise: the records found,
    with their milestones. Raises ``BadUsage('dossier.no_query')``, ``NotFound('dossier.nothing')``.
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
        chosen.partners,
    )


def _chosen(session: Session, asked: Understood) -> _Selection:
    connection = session.reading
    places = _places(asked.query.root)
    if len(places) == 2:
        return _Selection("pair", concerns.pair(connection, *places), places=places)
    if len(places) == 1:
        return _of_place(session, places[0])
    found = tuple(select.ids(connection, asked.compiled, asked.query.sort))
    if partners := _partners(session, asked.query.root):
        both = tuple(own.id for own in records.load(connection, found).values() if own.kind not in ("place", "source"))
        return _Selection("pair", (*both, *concerns.milestones(connection, both)), partners=partners)
    if len(found) != 1:
        return _Selection("query", (*found, *concerns.milestones(connection, found)))
    (only,) = records.load(connection, found).values()
    if code := _code_of(only):
        return _of_place(session, code)
    return _Selection("record", concerns.around(connection, only.id), only.id)


def _partners(session: Session, root: nodes.Node) -> tuple[str, ...]:
    """The names of the two records, or of a record and a place, if a query asks for what both are linked to."""
    items = root.items if isinstance(root, nodes.All) else ()
    tests = [item for item in items if isinstance(item, nodes.FieldTest) and len(item.values) == 1]
    if not len(items) == len(tests) == 2:
        return ()
    named = [_name_of(session, test) for test in tests]
    return tuple(named) if all(named) else ()


def _name_of(session: Session, test: nodes.FieldTest) -> str:
    """The name of the place, or of the record of ``link:ID``; "" for another test."""
    value = test.values[0]
    if isinstance(value, nodes.Place):
        return codes.name_of(value.code, session.lang)
    if test.target not in (fields.LINK, fields.PLACE) or not isinstance(value, nodes.Text):
        return ""
    record = records.load(session.reading, [value.text]).get(value.text)
    return evidence.label_of(record, session.lang) if record else ""


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
