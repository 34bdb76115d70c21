"""The card for machines: one JSON object with canonical values; unknown values are omitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalogue.model.card import Card, Cited, Neighbour
from catalogue.model.records import Claim, Link, Name, entry_cells

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def as_data(card: Card) -> Mapping[str, Json]:
    """The card as nested plain values: ``id``, ``kind``, ``label``, ``values``, ``terms``, ``names``, …"""
    record = card.record
    fields = dict.fromkeys(term.field for term in record.terms)
    parts: dict[str, Json] = {
        "id": record.id,
        "kind": record.kind,
        "label": card.label,
        "values": dict(record.values),
        "terms": {field: record.terms_of(field) for field in fields},
        "places": card.places,
        "names": [_entry(name) for name in card.names],
        "links": [_link(neighbour) for neighbour in card.neighbours],
        "sources": [_source(card, cited) for cited in card.sources],
        "claims": [_entry(claim) for claim in record.claims],
        "inferred": dict(card.inferred),
        "marks": _marks(card),
        "conflicting": {field: [claim.value for claim in claims] for field, claims in card.conflicting.items()},
    }
    return {name: part for name, part in parts.items() if part}


def _marks(card: Card) -> dict[str, Json]:
    """What readers added to the record."""
    own = card.marks
    parts: dict[str, Json] = {"starred": own.starred, "tags": own.tags, "notes": own.notes}
    return {name: part for name, part in parts.items() if part}


def _entry(entry: Name | Link | Claim) -> dict[str, Json]:
    return dict(entry_cells(entry))


def _link(neighbour: Neighbour) -> dict[str, Json]:
    """One link as seen from the card: the record at its other end, and its own columns without ``object``."""
    own = _entry(neighbour.link)
    del own["object"]
    end: dict[str, Json] = {"id": neighbour.id, "kind": neighbour.kind, "label": neighbour.label}
    status: dict[str, Json] = {"status": neighbour.status} if neighbour.status else {}
    return {"direction": "out" if neighbour.outgoing else "in", **end, **status, **own}


def _source(card: Card, cited: Cited) -> dict[str, Json]:
    """One source; the columns of the link to it, if the record has one, and the places in it."""
    link = next((own for own in card.record.links if own.role == "source" and own.object == cited.id), None)
    own = _entry(link) if link else {}
    own.pop("object", None)
    locators: dict[str, Json] = {"locators": cited.locators} if cited.locators else {}
    data: dict[str, Json] = {"number": cited.number, "id": cited.id, "label": cited.label}
    return {**data, **own, **locators, "values": dict(cited.values)}
