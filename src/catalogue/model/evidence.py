"""What the claims of a record say about its values: which are inferred, which are disputed, which one is shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from catalogue.model import dates, quantities
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.records import Claim, Record

# Claims of these fields are all valid together; they never contradict one another.
_OPEN_FIELDS = frozenset({"note", "post", "name", "label", "topic", "sector", "language", "identifier"})


def inferred(record: Record) -> dict[str, str]:
    """The fields (and ``name``, ``link:ROLE``) that the editor inferred, each with the reason given.

    A field is inferred if a claim infers its value and no claim states exactly that value; a claim that infers another
    value contradicts it and does not count.
    """
    found: dict[str, str] = {}
    stated = {(c.field, c.value) for c in record.claims if c.basis == "stated"}
    for claim in record.claims:
        shown = record.values.get(claim.field, claim.value)
        known = claim.value == shown and (claim.field, claim.value) not in stated
        if claim.basis == "inferred" and claim.rank != "deprecated" and known:
            found.setdefault(claim.field, claim.reason)
    for name in record.names:
        if name.basis == "inferred":
            found.setdefault("name", name.reason)
    for link in record.links:
        if link.basis == "inferred":
            found.setdefault(f"link:{link.role}", link.reason)
    return found


def conflicting(record: Record) -> dict[str, tuple[Claim, ...]]:
    """The claims that disagree, by field: differing values that are not deprecated and refer to the same time.

    Figures of different phases (actual, planned) or of different dates do not conflict, nor do claims about roles,
    which may have many objects.
    """
    kind = KINDS[record.kind]
    by_field: dict[str, list[Claim]] = {}
    for claim in record.claims:
        field = kind.field(claim.field)
        if field is None or field.many or claim.field in _OPEN_FIELDS or claim.rank == "deprecated":
            continue
        by_field.setdefault(claim.field, []).append(claim)
    found = {}
    for name, claims in by_field.items():
        field = kind.field(name)
        assert field is not None
        if any(_conflict(field, a, b) for i, a in enumerate(claims) for b in claims[i + 1 :]):
            found[name] = tuple(claims)
    return found


def _conflict(field: Field, a: Claim, b: Claim) -> bool:
    if a.value == b.value or (a.as_of and b.as_of and a.as_of != b.as_of):
        return False
    if field.type == "quantity":
        one, two = quantities.parse(a.value, field.unit), quantities.parse(b.value, field.unit)
        return (one.phase, one.as_of) == (two.phase, two.as_of)
    if field.type == "date":
        return not _compatible(a.value, b.value)
    return True


def _compatible(a: str, b: str) -> bool:
    """Two dates are compatible if they may be the same day: ``XXXX-02-02`` and ``2024?-02-02``, 2023 and 2023-04."""
    one, two = dates.parse(a), dates.parse(b)
    if one.month and two.month and (one.month, one.day or two.day) != (two.month, two.day or one.day):
        return False
    if not (one.has_year and two.has_year):
        return True
    return dates.may_overlap(one, two.earliest, two.latest)


def shown(field: Field, claims: Iterable[Claim]) -> Claim | None:
    """The claim whose value is displayed: the preferred; else the latest ``as_of``; else the most precise."""
    living = [claim for claim in claims if claim.field == field.name and claim.rank != "deprecated"]
    return max(living, key=lambda claim: _preference(field, claim), default=None)


def _preference(field: Field, claim: Claim) -> tuple[bool, str, int]:
    as_of = (dates.parse(claim.as_of).latest or "") if claim.as_of else ""
    return claim.rank == "preferred", as_of, _precision(field, claim.value)


def _precision(field: Field, value: str) -> int:
    if field.type == "date":
        return sum(character.isdigit() for character in value)
    if field.type == "quantity":
        return int(quantities.parse(value, field.unit).op == "=")
    return 0


def label_of(record: Record, lang: str = "en") -> str:
    """The name to show in ``lang``, else in English, Russian, any language: preferred, official, any; else the id."""
    ranked = [(_rank(name.lang, name.type, lang), name.text) for name in record.names if name.type in _SHOWN]
    return min(ranked)[1] if ranked else record.id


_SHOWN = {"preferred": 0, "official": 1, "short": 2, "acronym": 3, "alias": 4}


@lru_cache(1024)
def _rank(own: str, type_: str, wanted: str) -> tuple[int, bool, int]:
    """How a name in its ``own`` language compares with others where one in the ``wanted`` language is sought."""
    languages = {"ru": 2, "en": 1, wanted: 0}
    return languages.get(own.split("-")[0], 3), own.endswith("Cyrl"), _SHOWN[type_]
