"""A dossier: what the catalogue knows about a pair of places, a place, a record or a query, with numbered sources.

Every value in it can be traced: a ``Reference`` gives the number of a source and the place in it. All cards of a
dossier share one numbering of sources, from 1, in the order in which the dossier cites them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model import dates, quantities
from catalogue.model.agenda import Agenda
from catalogue.model.answers import Gap
from catalogue.model.card import Card, Cited
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.quantities import Quantity
from catalogue.model.records import Claim

Scope = Literal["pair", "place", "record", "query"]

KIND_ORDER = tuple(
    dict.fromkeys(("agreement", "technopark", "cluster", "project", "event", "measure", "milestone", *KINDS))
)
SITES = ("technopark", "cluster")


class Reference(Struct, frozen=True):
    """A source by its number, and where in it ("" if not recorded)."""

    number: int
    where: str = ""


class TimelineEntry(Struct, frozen=True):
    """One date of one record: the field that holds it, EDTF text, why it is inferred (None: it is not)."""

    record: str
    label: str
    kind: str
    field: str
    date: str
    references: tuple[Reference, ...]
    inferred: str | None = None


class FigurePart(Struct, frozen=True):
    """One record's contribution to a figure, as recorded; ``as_of`` (EDTF) when it held, if the claim gives that and
    the figure does not; ``conflicting`` what other claims say instead."""

    record: str
    label: str
    value: str
    references: tuple[Reference, ...]
    as_of: str = ""
    inferred: str | None = None
    conflicting: tuple[str, ...] = ()


class Figure(Struct, frozen=True):
    """A figure over the records of one kind: its terms (one for each currency, phase and kind of bound), the parts that
    were added, and how many records of the kind have no such figure."""

    kind: str
    field: str
    terms: tuple[Quantity, ...]
    parts: tuple[FigurePart, ...]
    unknown: int


class Dossier(Struct, frozen=True):
    """Everything a dossier says.

    ``query`` is canonical; ``places`` are the ISO codes of a place or pair; ``partners`` the names of two records if it
    is about what both are linked to; ``subject`` the record it is about, if it is about one (not among ``cards``);
    ``cards`` the records covered, by kind, status and date; ``found`` how many records there were before the limit on
    the length of a dossier.
    """

    scope: Scope
    query: str
    places: tuple[str, ...]
    day: date
    subject: Card | None
    cards: tuple[Card, ...]
    timeline: tuple[TimelineEntry, ...]
    agenda: Agenda
    gaps: tuple[Gap, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Cited, ...]
    found: int
    partners: tuple[str, ...] = ()

    def all_cards(self) -> tuple[Card, ...]:
        """The subject, if there is one, and the cards."""
        return (self.subject, *self.cards) if self.subject else self.cards

    def of(self, *kinds: str) -> tuple[Card, ...]:
        """The cards of these kinds."""
        return tuple(card for card in self.cards if card.record.kind in kinds)

    def number(self, source: str) -> int:
        """The number of a source, 0 for one that is not cited."""
        return next((cited.number for cited in self.sources if cited.id == source), 0)


def ordered(cards: Iterable[Card]) -> tuple[Card, ...]:
    """By kind, then by status in the sequence of the kind, then by date (undated last), then by id."""
    return tuple(sorted(cards, key=_order))


def _order(card: Card) -> tuple[int, int, tuple[int, str, str, str], str]:
    record = card.record
    ladder = KINDS[record.kind].status
    codes = ladder.vocabulary.codes if ladder and ladder.vocabulary else ()
    status = record.get("status") or ""
    step = codes.index(status) if status in codes else len(codes)
    main = next((text for name in KINDS[record.kind].main_date if (text := record.get(name))), None)
    return KIND_ORDER.index(record.kind), step, dates.sort_key(dates.parse(main) if main else None), record.id


def numbered(cards: Sequence[Card], further: Iterable[Cited] = ()) -> tuple[tuple[Card, ...], tuple[Cited, ...]]:
    """The cards with a common numbering of sources, and all sources by number; ``further`` sources come last."""
    found: dict[str, Cited] = {}
    cards = [_citing_itself(card) if card.record.kind == "source" else card for card in cards]
    for cited in (*(cited for card in cards for cited in card.sources), *further):
        found.setdefault(cited.id, replace(cited, number=len(found) + 1, locators=()))
    return tuple(_renumbered(card, found) for card in cards), tuple(found.values())


def _citing_itself(card: Card) -> Card:
    """A record that is itself a source is cited as its own source."""
    if any(cited.id == card.record.id for cited in card.sources):
        return card
    return replace(card, sources=(Cited(0, card.record.id, card.label, card.record.values), *card.sources))


def _renumbered(card: Card, known: Mapping[str, Cited]) -> Card:
    new = {cited.number: known[cited.id].number for cited in card.sources}
    sources = tuple(replace(cited, number=known[cited.id].number) for cited in card.sources)
    cites = {field: tuple(sorted(new[number] for number in numbers)) for field, numbers in card.cites.items()}
    return replace(card, sources=sources, cites=cites)


def references(card: Card, field: str, values: Sequence[str] = ()) -> tuple[Reference, ...]:
    """What to cite for a value of a field: the claims, not deprecated, that state it (without ``values`` any claim of
    the field), else the record's own sources."""
    numbers = {cited.id: cited.number for cited in card.sources}
    stated = [
        Reference(numbers[claim.source], claim.locator)
        for claim in card.record.claims
        if claim.field == field and claim.rank != "deprecated" and claim.source in numbers
        if not values or claim.value in values
    ]
    whole = card.record.linked("source") or (card.record.id,)
    record_sources = [Reference(numbers[source]) for source in whole if source in numbers]
    return tuple(sorted(set(stated or record_sources), key=lambda reference: (reference.number, reference.where)))


def conflicting(card: Card, field: str) -> tuple[Claim, ...]:
    """The claims that contradict the value that is shown."""
    shown = card.record.get(field)
    return tuple(claim for claim in card.conflicting.get(field, ()) if claim.value != shown)


def as_of(card: Card, field: Field, value: str) -> str:
    """When a value held, by the latest claim for it; "" if no claim gives a date or the figure itself has one."""
    if field.type == "quantity" and quantities.parse(value, field.unit).as_of:
        return ""
    dates_held = [claim.as_of for claim in card.record.claims if (claim.field, claim.value) == (field.name, value)]
    return max((text for text in dates_held if text), key=lambda text: dates.sort_key(dates.parse(text)), default="")


def timeline(cards: Iterable[Card]) -> tuple[TimelineEntry, ...]:
    """Every date of the records, earliest first; those without a year come last. Dates of source records are
    omitted."""
    found = [
        TimelineEntry(
            card.record.id, card.label, card.record.kind, field.name, text,
            references(card, field.name, (text,)), card.inferred.get(field.name),
        )
        for card in cards
        if card.record.kind != "source"
        for field in KINDS[card.record.kind].fields
        if field.type == "date" and (text := card.record.get(field.name))
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda own: (dates.sort_key(dates.parse(own.date)), own.record, own.field)))


def figures(cards: Sequence[Card]) -> tuple[Figure, ...]:
    """Each figure of each kind that a record gives, added up as far as its qualifiers allow."""
    return tuple(_figures(cards))


def _figures(cards: Sequence[Card]) -> Iterator[Figure]:
    for kind in KIND_ORDER:
        own = [card for card in cards if card.record.kind == kind]
        for field in KINDS[kind].fields:
            if field.type == "quantity" and (parts := tuple(_parts(own, field))):
                terms = quantities.add(quantities.parse(part.value, field.unit) for part in parts)
                yield Figure(kind, field.name, terms, parts, len(own) - len(parts))


def _parts(cards: Sequence[Card], field: Field) -> Iterator[FigurePart]:
    for card in cards:
        if value := card.record.get(field.name):
            yield FigurePart(
                card.record.id,
                card.label,
                value,
                references(card, field.name, (value,)),
                as_of(card, field, value),
                card.inferred.get(field.name),
                tuple(claim.value for claim in conflicting(card, field.name)),
            )
