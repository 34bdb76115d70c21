"""One record with everything that belongs to it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from catalogue.api.session import Session
from catalogue.errors import NotFound
from catalogue.model import codes, evidence
from catalogue.model.card import Card, Cited, Neighbour
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
    assembled_card = assembled(session, record, linked, cards.sources(connection, record_id, session.lang))
    return replace(assembled_card, marks=marks.of(connection, record_id))


def card_at(session: Session, record_id: str, day: date) -> Card:
    """The record and its links as they were at the end of a day (UTC); linked records have their present names.

    Raises ``NotFound('record.missing')`` for an id that never existed, ``NotFound('record.not_then')`` when the record
    did not exist on that day.
    """
    record = past.at_end_of(session.reading, record_id, day)
    if record is None:
        known_days = past.known(session.reading, record_id)
        if not known_days:
            raise NotFound("record.missing", id=record_id, nearest=cards.nearest_ids(session.reading, record_id))
        raise NotFound("record.not_then", id=record_id, day=day.isoformat(), first=known_days[0], last=known_days[1])
    return assembled(session, record, *cards.of_links(session.reading, record, session.lang))


def assembled(session: Session, record: Record, linked: tuple[Neighbour, ...], cited: tuple[Cited, ...]) -> Card:
    """Build the card of a record from its parts."""
    sources = _numbered(cited, record)
    places = tuple(codes.name_of(code, session.lang) for code in (record.get("region"), record.get("country")) if code)
    return Card(
        record,
        evidence.label_of(record, session.lang),
        record.names,
        linked,
        sources,
        _cites(record, sources),
        evidence.conflicting(record),
        evidence.inferred(record),
        places,
    )


def neighbours(session: Session, record_id: str) -> tuple[Neighbour, ...]:
    """The links of a record in both directions, without links to sources."""
    return cards.neighbours(session.reading, record_id, session.lang)


def complete(session: Session, prefix: str, limit: int = 20) -> tuple[tuple[str, str], ...]:
    """Ids that begin with ``prefix``, with their labels; at most ``limit``."""
    return cards.complete(session.reading, prefix, limit)


def _numbered(sources: tuple[Cited, ...], record: Record) -> tuple[Cited, ...]:
    """Number the sources in order and add the locators under which the record's claims cite them."""
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
    record_sources = tuple(numbers[source] for source in record.linked("source") if source in numbers)
    fields = [field.name for field in KINDS[record.kind].all_fields]
    return {name: _of_claims(record.claims, name, numbers) or record_sources for name in (*fields, "name")}


def _of_claims(claims: tuple[Claim, ...], field: str, numbers: dict[str, int]) -> tuple[int, ...]:
    cited = {numbers[claim.source] for claim in claims if claim.field == field and claim.source in numbers}
    return tuple(sorted(cited))
