"""One record with everything that belongs to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from catalogue.api.session import Session
from catalogue.errors import NotFound
from catalogue.model import codes, evidence
from catalogue.model.answers import Card, Cited, Neighbour
from catalogue.model.kinds import KINDS
from catalogue.model.records import Claim, Record
from catalogue.store import card as cards
from catalogue.store import marks, past, records


def card(session: Session, record_id: str) -> Card:
    """Everything about one record. Raises ``NotFound('record.missing')`` with the nearest ids."""
    connection = session.reading
    record = records.load(connection, [record_id]).get(record_id)
    if record is None:
        raise NotFound("record.missing", id=record_id, nearest=cards.nearest_ids(connection, record_id))
    linked = cards.neighbours(connection, record_id, session.lang)
    told = assembled(session, record, linked, cards.sources(connection, record_id, session.lang))
    return replace(told, marks=marks.of(connection, record_id))


def card_at(session: Session, record_id: str, day: date) -> Card:
    """The record as it was at the end of a day (UTC), with its own links; other records have the names of today.

    Raises ``NotFound('record.missing')`` for an id that never was, ``NotFound('record.not_then')`` for another day.
    """
    record = past.at(session.reading, record_id, day)
    if record is None:
        written = past.known(session.reading, record_id)
        if not written:
            raise NotFound("record.missing", id=record_id, nearest=cards.nearest_ids(session.reading, record_id))
        raise NotFound("record.not_then", id=record_id, day=day.isoformat(), first=written[0], last=written[1])
    return assembled(session, record, *cards.of_links(session.reading, record, session.lang))


def assembled(session: Session, record: Record, linked: tuple[Neighbour, ...], cited: tuple[Cited, ...]) -> Card:
    """The card of a record from its parts."""
    sources = _numbered(cited, record)
    places = tuple(codes.say(code, session.lang) for code in (record.get("region"), record.get("country")) if code)
    return Card(
        record,
        evidence.label_of(record, session.lang),
        record.names,
        linked,
        sources,
        _cites(record, sources),
        evidence.rivals(record),
        evidence.inferred(record),
        places,
    )


def neighbours(session: Session, record_id: str) -> tuple[Neighbour, ...]:
    """The links of a record in both directions, sources left out."""
    return cards.neighbours(session.reading, record_id, session.lang)


def complete(session: Session, prefix: str, limit: int = 20) -> tuple[tuple[str, str], ...]:
    """Ids that begin with a text, with their labels."""
    return cards.complete(session.reading, prefix, limit)


def _numbered(sources: tuple[Cited, ...], record: Record) -> tuple[Cited, ...]:
    """Sources in order with the places in them that the record's claims name."""
    located: dict[str, dict[str, None]] = {}
    for claim in record.claims:
        if claim.source and claim.locator:
            located.setdefault(claim.source, {})[claim.locator] = None
    return tuple(
        replace(source, number=number, locators=tuple(located.get(source.id, ())))
        for number, source in enumerate(sources, 1)
    )


def _cites(record: Record, sources: tuple[Cited, ...]) -> dict[str, tuple[int, ...]]:
    numbers = {source.id: source.number for source in sources}
    own = tuple(numbers[source] for source in record.linked("source") if source in numbers)
    fields = [field.name for field in KINDS[record.kind].all_fields]
    return {name: _of_claims(record.claims, name, numbers) or own for name in (*fields, "name")}


def _of_claims(claims: tuple[Claim, ...], field: str, numbers: dict[str, int]) -> tuple[int, ...]:
    cited = {numbers[claim.source] for claim in claims if claim.field == field and claim.source in numbers}
    return tuple(sorted(cited))
