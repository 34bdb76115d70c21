"""Edits of a record requested by a person, and their effect on records; pure functions that parse no text.

A change gives its ground: a source with the place in it, or a basis (inferred, the editor's own) with the reason. A
changed value then gets a new claim beside the existing ones; a claim by which the same source gave the corrected value
is removed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.records import BASES, ENTRIES, NOTHING, Claim, Entry, Link, Name, Record, Term
from catalogue.model.roles import ROLES

STATED, INFERRED, EDITOR = BASES
SOURCE = "source"
N = TypeVar("N", Name, Link)


class Ground(Struct, frozen=True):
    """The ground of a change: ``source`` is a record id, ``locator`` says where in it."""

    source: str = ""
    basis: str = ""
    reason: str = ""
    locator: str = ""

    @property
    def with_default_basis(self) -> Ground:
        """The same with the default basis filled in: "stated" with a source, "editor's own" with a reason."""
        usual = STATED if self.source else EDITOR if self.reason else ""
        return replace(self, basis=self.basis or usual)


NO_GROUND = Ground()


class Piece(Struct, frozen=True):
    """One name, link, term or claim (``part``) by its columns, as texts."""

    part: str
    cells: Mapping[str, str]


class Edit(Struct, frozen=True):
    """Changes of one record, as entered by a person.

    ``values`` are columns of a flat table (fields, names by language, roles, many-valued fields) with their new texts;
    "" removes the value. ``removed`` are entries by some or all of their columns, ``added`` new ones.
    """

    values: Mapping[str, str] = NOTHING
    added: tuple[Piece, ...] = ()
    removed: tuple[Piece, ...] = ()
    ground: Ground = NO_GROUND

    @property
    def empty(self) -> bool:
        """Whether there are no changes."""
        return not (self.values or self.added or self.removed)


def entries_of(record: Record, part: str) -> tuple[Entry, ...]:
    """The names, links, terms or claims of a record."""
    parts: Mapping[str, tuple[Entry, ...]] = {
        "name": record.names,
        "link": record.links,
        "term": record.terms,
        "claim": record.claims,
    }
    return parts[part]


def cells_of(entry: Entry) -> dict[str, str]:
    """The columns of an entry that are not empty."""
    return {name: text for name in entry.__struct_fields__ if (text := getattr(entry, name))}


def part_of(entry: Entry) -> str:
    """Which part of a record an entry belongs to."""
    return next(part for part, made in ENTRIES.items() if isinstance(entry, made))


def piece_of(entry: Entry) -> Piece:
    """The entry as a piece that matches only it or an entry with more columns; default values are omitted."""
    usual = {"type": "preferred", "rank": "normal"}
    return Piece(part_of(entry), {name: text for name, text in cells_of(entry).items() if usual.get(name) != text})


def matching(record: Record, piece: Piece) -> tuple[Entry, ...]:
    """The entries of a record that have these cells."""
    return tuple(
        entry
        for entry in entries_of(record, piece.part)
        if all(getattr(entry, column, "") == text for column, text in piece.cells.items())
    )


def without(record: Record, gone: Collection[Entry]) -> Record:
    """The record without these entries."""
    return replace(
        record,
        names=tuple(own for own in record.names if own not in gone),
        links=tuple(own for own in record.links if own not in gone),
        terms=tuple(own for own in record.terms if own not in gone),
        claims=tuple(own for own in record.claims if own not in gone),
    )


def with_entries(record: Record, given: Record) -> Record:
    """The record with the entries of ``given`` in addition to its own.

    There is one preferred name in a language: an added one replaces the old one, which becomes an alternative name.
    """
    preferred = {name.lang for name in given.names if name.type == "preferred" and not name.end}
    kept = tuple(
        replace(own, type="alias")
        if own.type == "preferred" and not own.end and own.lang in preferred and own not in given.names
        else own
        for own in record.names
    )
    return replace(
        record,
        names=(*kept, *given.names),
        links=(*record.links, *given.links),
        terms=(*record.terms, *given.terms),
        claims=(*record.claims, *given.claims),
    ).tidy()


def with_ground(old: Record, new: Record, touched: Iterable[str], ground: Ground) -> Record:
    """``new`` with the ground of the change from ``old``: a claim for each of the ``touched`` single-valued fields and
    each new term, source and basis on new names, links and claims, and the source among the record's sources."""
    if not (ground.source or ground.basis):
        return new
    parts = tuple(touched)
    own = Claim("", "", source=ground.source, locator=ground.locator, basis=ground.basis, reason=_stored_reason(ground))
    corrected = [
        claim
        for claim in new.claims
        if claim.field in parts
        and claim.source == ground.source
        and _claims_old_value(claim, old, new)
        and claim in old.claims
    ]
    claims = [
        _claim_with_ground(claim, ground) if claim not in old.claims else claim
        for claim in without(new, corrected).claims
    ]
    for name in parts:
        if name in new.values:
            before = next((claim for claim in corrected if claim.field == name), own)
            place = {"locator": ground.locator or before.locator, "as_of": before.as_of, "original": before.original}
            claims = _with_claim(claims, replace(own, field=name, value=new.values[name], **place))
    claims += [replace(own, field=term.field, value=term.value) for term in new.terms if term not in old.terms]
    return replace(
        new,
        names=_entries_with_ground(new.names, old.names, ground),
        links=(*_entries_with_ground(new.links, old.links, ground), *_source_link(new, ground.source)),
        claims=tuple(_without_repeats(claims, old)),
    ).tidy()


def _with_claim(claims: list[Claim], new: Claim) -> list[Claim]:
    """The claims with a new one, which is preferred if others differ."""
    if all(own.field != new.field or own.value == new.value or own.rank == "deprecated" for own in claims):
        return [*claims, new]
    kept = [replace(own, rank="normal") if (own.field, own.rank) == (new.field, "preferred") else own for own in claims]
    return [*kept, replace(new, rank="preferred")]


def _claims_old_value(claim: Claim, old: Record, new: Record) -> bool:
    """Whether a claim is for the value that was corrected."""
    return claim.value == old.get(claim.field) and claim.value != new.get(claim.field)


def _without_repeats(claims: Iterable[Claim], old: Record) -> Iterable[Claim]:
    """The claims without new ones that add nothing to an existing one."""
    known = {(own.field, own.value, own.source, own.basis, own.locator) for own in old.claims}
    for claim in claims:
        key = (claim.field, claim.value, claim.source, claim.basis, claim.locator)
        if claim in old.claims or key not in known:
            yield claim


def _stored_reason(ground: Ground) -> str:
    """The reason as stored with a value; a stated value needs none."""
    return "" if ground.basis == STATED else ground.reason


def _claim_with_ground(claim: Claim, ground: Ground) -> Claim:
    """A claim with the ground of the change, unless it has its own."""
    if claim.source or claim.basis:
        return claim
    locator = claim.locator or ground.locator
    return replace(claim, source=ground.source, basis=ground.basis, reason=_stored_reason(ground), locator=locator)


def _entries_with_ground(entries: tuple[N, ...], old: tuple[N, ...], ground: Ground) -> tuple[N, ...]:
    """New names and links with the ground of the change, unless they have their own; a source needs none."""
    return tuple(
        entry
        if entry in old or entry.source or entry.basis or getattr(entry, "role", "") == SOURCE
        else replace(entry, source=ground.source, basis=ground.basis, reason=_stored_reason(ground))
        for entry in entries
    )


def _source_link(record: Record, source: str) -> tuple[Link, ...]:
    return () if not source or source in (record.id, *record.linked(SOURCE)) else (Link(SOURCE, source),)


def without_links_to(record: Record, gone: str) -> Record:
    """The record without its links to ``gone`` and the claims about them; entries that cite ``gone`` as source cite
    none."""

    def without_gone(own: str) -> str:
        return "" if own == gone else own

    return replace(
        record,
        names=tuple(replace(name, source=without_gone(name.source)) for name in record.names),
        links=tuple(replace(link, source=without_gone(link.source)) for link in record.links if link.object != gone),
        claims=tuple(
            replace(claim, source=without_gone(claim.source))
            for claim in record.claims
            if claim.field not in ROLES or claim.value != gone
        ),
    ).tidy()


def without_fields(
    record: Record, *, values: Collection[str], terms: Collection[str], roles: Collection[str]
) -> Record:
    """The record without the values of these fields, and without the links of these roles."""
    return replace(
        record,
        values={name: text for name, text in record.values.items() if name not in values},
        terms=tuple(Term(own.field, own.value) for own in record.terms if own.field not in terms),
        links=tuple(own for own in record.links if own.role not in roles),
    )


def without_preferred_names(record: Record, languages: Collection[str]) -> Record:
    """The record without its present preferred names in these languages."""
    return replace(
        record,
        names=tuple(own for own in record.names if not (own.type == "preferred" and own.lang in languages)),
    )
