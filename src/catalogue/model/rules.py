"""The rules of ``catalogue.model.lint``, each declared once: in ``RULES`` those of one record, in ``WIDE`` those over
all records.

Vague dates and figures are given the benefit of the doubt: a rule reports only if no possible reading is valid.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from catalogue.model import dates, evidence, quantities
from catalogue.model.duplicates import Namesakes
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.lint import Rule, RuleContext, RuleHit, WideRules
from catalogue.model.records import Record
from catalogue.text import contacts

_ORDERED = (
    ("signed", "effective"),
    ("signed", "term"),
    ("effective", "term"),
    ("founded", "opened"),
    ("founded", "valid_until"),
    ("construction_start", "opened"),
    ("opened", "valid_until"),
    ("published", "accessed"),
)
"""Pairs of fields of which the second cannot end before the first begins. Entry into force has a separate rule."""

_BEGINNINGS = ("signed", "agreed", "announced", "founded", "construction_start", "date")

FIELDS_OF_OBJECTS = ("country", *_BEGINNINGS)
"""The only fields that rules read of the records that a record links to."""


def _in_force_before_signed(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    if _precedes(record.get("effective"), record.get("signed")):
        yield RuleHit("effective", _values(record, "effective", "signed"))


def _end_before_start(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    for start, end in _ORDERED[1:]:
        if _precedes(record.get(end), record.get(start)):
            yield RuleHit(end, {"start": record.get(start) or "", "end": record.get(end) or "", "since": start})
    spans = [(f"link:{link.role}", link.start, link.end) for link in record.links if link.start and link.end]
    spans += [("name", name.start, name.end) for name in record.names if name.start and name.end]
    for field, start, end in spans:
        if _precedes(end, start):
            yield RuleHit(field, {"start": start, "end": end})


def _term_over(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    """A term that renews automatically may have passed its recorded end."""
    term = record.get("term")
    if not term or record.get("status") != "in_force" or record.get("renewal") == "auto":
        return
    last = dates.parse(term).latest
    if last is not None and last < around.today:
        yield RuleHit("status", {"term": term, "day": last})


def _party_without_country(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    for link in record.links:
        party = around.objects.get(link.object)
        if link.role == "party" and not link.side and party is not None and not party.get("country"):
            yield RuleHit("link:party", {"party": link.object}, (link.object,))


def _met_too_early(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    """Met before its window opened, or before the start of the record it belongs to."""
    met, due = record.get("met_on"), record.get("due")
    if not met:
        return
    if due and dates.parse(due).is_interval and _precedes(met, due):
        yield RuleHit("met_on", {"met": met, "start": due, "of": record.id})
    for owner in (around.objects.get(of) for of in record.linked("milestone_of")):
        began = next((owner.values[name] for name in _BEGINNINGS if name in owner.values), None) if owner else None
        if owner is not None and _precedes(met, began):
            yield RuleHit("met_on", {"met": met, "start": began or "", "of": owner.id}, (owner.id,))


def _free_over_area(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    free, area = record.get("free_ha"), record.get("area_ha")
    if not free or not area:
        return
    least, most = quantities.parse(free, "ha"), quantities.parse(area, "ha")
    known = least.op in ("=", ">", ">=") and most.op in ("=", "<", "<=")
    if known and least.number > (most.number if most.high is None else most.high):
        yield RuleHit("free_ha", _values(record, "free_ha", "area_ha"))


def _figure_without_as_of(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    for field in _fields(record.kind, "quantity"):
        text = record.get(field.name)
        if text is None or quantities.parse(text, field.unit).as_of is not None:
            continue
        if not any(claim.field == field.name and claim.value == text and claim.as_of for claim in record.claims):
            yield RuleHit(field.name, {"value": text})


def _claim_without_source(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    for claim in record.claims:
        if not claim.source and claim.basis != "editor":
            yield RuleHit(claim.field, {"value": claim.value})


def _no_preferred(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    for field, claims in evidence.conflicting(record).items():
        if sum(claim.rank == "preferred" for claim in claims) != 1:
            yield RuleHit(field, {"values": ", ".join(dict.fromkeys(claim.value for claim in claims))})


def _orphan(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    """Linked to nothing at all, not even to a source; or a source that nothing cites."""
    if not record.links and not around.incoming:
        yield RuleHit()


def _unlinked(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    """Linked only to its sources."""
    if record.links and all(link.role == "source" for link in record.links) and not around.incoming:
        yield RuleHit()


def _private_contact(record: Record, around: RuleContext) -> Iterator[RuleHit]:
    person = record.kind == "person"
    for field, text, prose in _texts(record):
        code = contacts.found(text, person=person) if text and (person or prose) else ""
        if code:
            yield RuleHit(field, {"what": code.removeprefix("contact.")})


def _texts(record: Record) -> Iterator[tuple[str, str, bool]]:
    """Every text of a record with its field, and whether it is prose; some are empty."""
    for field in _fields(record.kind, "text", "prose"):
        yield field.name, record.get(field.name) or "", field.type == "prose"
    yield from (("name", name.text, False) for name in record.names)
    yield from (("name", name.reason, True) for name in record.names)
    yield from ((f"link:{link.role}", text, True) for link in record.links for text in (link.note, link.reason) if text)
    yield from ((term.field, term.value, False) for term in record.terms if term.field != "identifier")
    for claim in record.claims:
        yield claim.field, claim.value, claim.field in ("note", "post")
        yield claim.field, claim.reason, True


@cache
def _fields(kind: str, *types: str) -> tuple[Field, ...]:
    return tuple(field for field in KINDS[kind].fields if field.type in types)


def _precedes(one: str | None, other: str | None) -> bool:
    """Whether the last day of ``one`` lies before the first day of ``other``; False if either is unknown."""
    if not one or not other:
        return False
    last, first = dates.parse(one).latest, dates.parse(other).earliest
    return last is not None and first is not None and last < first


def _values(record: Record, *names: str) -> dict[str, str]:
    return {name: record.get(name) or "" for name in names}


RULES: tuple[Rule, ...] = (
    Rule("in_force_before_signed", "warning", _in_force_before_signed, ("agreement",)),
    Rule("end_before_start", "error", _end_before_start),
    Rule("term_over", "warning", _term_over, ("agreement",)),
    Rule("party_without_country", "warning", _party_without_country, ("agreement",)),
    Rule("met_too_early", "warning", _met_too_early, ("milestone",)),
    Rule("free_over_area", "error", _free_over_area, ("technopark",)),
    Rule("figure_without_as_of", "info", _figure_without_as_of),
    Rule("claim_without_source", "warning", _claim_without_source),
    Rule("no_preferred", "warning", _no_preferred),
    Rule("orphan", "warning", _orphan),
    Rule("unlinked", "info", _unlinked),
    Rule("private_contact", "error", _private_contact),
)
WIDE = WideRules({"names_differ_by_script": "warning", "probable_duplicate": "warning"}, Namesakes)
RULE_IDS: tuple[str, ...] = (*(rule.id for rule in RULES), *WIDE.severities)
