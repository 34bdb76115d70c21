"""Records without personal contact data (``text.contacts``)."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from catalogue.model.kinds import KINDS
from catalogue.model.records import Record
from catalogue.text import contacts

PERSON = "person"
_REMARKS = frozenset({"note", "post"})


def without_contacts(record: Record) -> Record:
    """The record with contact data replaced by a mark; the same object if it has none."""
    if not _has_contacts(record):
        return record
    person = record.kind == PERSON

    def clean(text: str, *, prose: bool = True) -> str:
        return contacts.without(text, person=person) if text and (person or prose) else text

    fields = ((name, record.values.get(name, ""), prose) for name, prose in texts(record.kind).items())
    values = {**record.values, **{name: clean(text, prose=prose) for name, text, prose in fields if text}}
    cleaned = Record(
        record.id,
        record.kind,
        values,
        tuple(replace(name, text=clean(name.text, prose=False), reason=clean(name.reason)) for name in record.names),
        tuple(replace(link, note=clean(link.note), reason=clean(link.reason)) for link in record.links),
        tuple(
            term if term.field == "identifier" else replace(term, value=clean(term.value, prose=False))
            for term in record.terms
        ),
        tuple(
            replace(claim, value=clean(claim.value, prose=claim.field in _REMARKS), reason=clean(claim.reason))
            for claim in record.claims
        ),
    ).tidy()
    return record if cleaned == record else cleaned


@cache
def texts(kind: str) -> dict[str, bool]:
    """The fields of a kind that hold text, and whether it is prose."""
    return {field.name: field.type == "prose" for field in KINDS[kind].fields if field.type in ("text", "prose")}


_BETWEEN = "\x00"
"""A separator that occurs neither in stored texts nor in contact data."""


def _has_contacts(record: Record) -> bool:
    """Whether any checked text of the record may contain contact data; all are searched together, which is faster."""
    person = record.kind == PERSON
    checked = [record.values.get(name, "") for name, prose in texts(record.kind).items() if prose or person]
    checked += [name.reason for name in record.names if name.reason]
    for link in record.links:
        if link.note or link.reason:
            checked += (link.note, link.reason)
    for claim in record.claims:
        if claim.reason or person or claim.field in _REMARKS:
            checked += (claim.value, claim.reason)
    if person:
        checked += (name.text for name in record.names)
        checked += (term.value for term in record.terms if term.field != "identifier")
    return contacts.found(_BETWEEN.join(checked), person=person) != ""
