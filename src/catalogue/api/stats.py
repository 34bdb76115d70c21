"""Counts, null rates, sums that keep their qualifiers, and declared totals compared with what is recorded."""

from __future__ import annotations

from msgspec import Struct

from catalogue.api import find
from catalogue.api.find import understand
from catalogue.api.session import Session
from catalogue.errors import BadUsage
from catalogue.model import quantities
from catalogue.model.answers import Breakdown, Gap, Note
from catalogue.model.kinds import KINDS
from catalogue.query import rewrite
from catalogue.store import coverage as gaps
from catalogue.store import tally
from catalogue.store.hits import count

CHARTED = ("kind", "year", "status", "sector", "country", "region")
"""The fields by which the charts count the records of a query."""


class KindCount(Struct, frozen=True):
    """How many records of a kind a query finds, and in how many of them each field has a value."""

    kind: str
    records: int
    recorded: dict[str, int]


class Total(Struct, frozen=True):
    """A sum of one field: its terms (one per currency and phase), and how many records have and lack a figure."""

    field: str
    terms: tuple[quantities.Quantity, ...]
    counted: int
    unknown: int
    notes: tuple[Note, ...]


def counts(session: Session, query: str = "", *, kind: str | None = None) -> tuple[KindCount, ...]:
    """Records and recorded values by kind, for the records of a query."""
    asked = understand(session, query, kind=kind)
    found = []
    for name, spec in KINDS.items():
        records, recorded = tally.recorded(session.reading, asked.compiled, name, [field.name for field in spec.fields])
        if records:
            found.append(KindCount(name, records, recorded))
    return tuple(found)


def breakdown(session: Session, query: str = "", *, kind: str | None = None) -> Breakdown:
    """The records of a query counted by every value of each field of ``CHARTED``."""
    records = find.search(session, query, kind=kind, limit=0)
    return Breakdown(records.total, find.facets(session, query, CHARTED, kind=kind, limit=None), records.notes)


def located(query: str, *, kind: str | None = None) -> str:
    """The query for a map: without the places, which are where others are, unless it is about kinds itself."""
    return query if kind or any(rewrite.ticked(query, "kind")) else rewrite.exclude(query, "kind", "place")


def regions(session: Session, query: str = "", *, kind: str | None = None) -> Breakdown:
    """The records of a query, as ``located``, counted by region: their own, or that of their places and parties."""
    query = located(query, kind=kind)
    records = find.search(session, query, kind=kind, limit=0)
    return Breakdown(records.total, find.facets(session, query, ("region",), kind=kind, limit=None), records.notes)


def total(session: Session, field: str, query: str = "", *, kind: str | None = None) -> Total:
    """The sum of a quantity field. Raises ``BadUsage('sum.not_a_figure')``."""
    spec = next((f for k in KINDS.values() for f in k.fields if f.name == field and f.type == "quantity"), None)
    if spec is None:
        raise BadUsage("sum.not_a_figure", field=field)
    asked = understand(session, query, kind=kind)
    texts = tally.values(session.reading, asked.compiled, field)
    terms = quantities.add(quantities.parse(text, spec.unit) for text in texts)
    unknown = count(session.reading, asked.compiled) - len(texts)
    return Total(field, tuple(terms), len(texts), unknown, asked.notes)


def coverage(session: Session, query: str = "") -> tuple[Gap, ...]:
    """Each declared total of the records of a query, compared with what is recorded."""
    asked = understand(session, query)
    return tuple(gaps.gaps(session.reading, asked.compiled, session.lang))
