"""Merging two records: what is kept, what is taken over, and what is kept side by side.

Nothing in either record is lost. The record that is kept keeps its values; a differing value of the other becomes a
claim beside a claim for the kept value, each with the sources of its record, so that the disagreement is visible and
the provenance stays correct. Which value is right is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from catalogue.model.kinds import KINDS
from catalogue.model.records import Claim, Link, Name, Record, Term
from catalogue.model.roles import ROLES

FORMER_ID = "was:"
"""Prefix of the identifier that a record gets for each id that was merged into it."""

T = TypeVar("T", bound=Name | Link)
_SOURCE = "source"


def merged(kept: Record, gone: Record) -> Record:
    """``kept`` with the content of ``gone``, a record of the same kind; links between the two are dropped."""
    ours, theirs = redirected(kept, gone.id, kept.id), redirected(gone, gone.id, kept.id)
    values = {**theirs.values, **ours.values}
    return replace(
        ours,
        values=values,
        names=_merged_entries(ours.names, _demoted(theirs.names, ours.names), ("text", "lang", "type")),
        links=_without_links_to(_merged_entries(ours.links, theirs.links, ("role", "object")), kept.id),
        terms=(*ours.terms, *theirs.terms, Term("identifier", f"{FORMER_ID}{gone.id}")),
        claims=tuple(
            claim
            for claim in (*ours.claims, *theirs.claims, *_claims_for_values(kept, gone, kept.id))
            if claim.field not in ROLES or claim.value != kept.id
        ),
    ).tidy()


def redirected(record: Record, gone: str, kept: str) -> Record:
    """The record with ``kept`` wherever it referred to ``gone``: as object, as source, as the value of a claim."""

    def redirect(own: str) -> str:
        return kept if own == gone else own

    links = [replace(link, object=redirect(link.object), source=redirect(link.source)) for link in record.links]
    before = [link for link in links if link.object == kept]
    return replace(
        record,
        names=tuple(replace(name, source=redirect(name.source)) for name in record.names),
        links=tuple(link for link in links if link not in before) + _merged_entries(before, (), ("role", "object")),
        claims=tuple(
            replace(
                claim,
                source=redirect(claim.source),
                value=redirect(claim.value) if claim.field in ROLES else claim.value,
            )
            for claim in record.claims
        ),
    ).tidy()


def _demoted(names: Iterable[Name], present: Sequence[Name]) -> Iterator[Name]:
    """Names made compatible with those present: only one name per language is preferred."""
    preferred = {name.lang: name.text for name in present if name.type == "preferred" and not name.end}
    for name in names:
        other = preferred.get(name.lang, name.text)
        demoted = name.type == "preferred" and not name.end and other != name.text
        yield replace(name, type="alias") if demoted else name


def _merged_entries(one: Iterable[T], other: Iterable[T], key: tuple[str, ...]) -> tuple[T, ...]:
    """All entries except those that add nothing to another with the same key."""
    by_key: dict[tuple[str, ...], tuple[T, ...]] = {}
    for entry in (*one, *other):
        own = tuple(getattr(entry, column) for column in key)
        by_key[own] = (*by_key.get(own, ()), entry)
    return tuple(
        entry for alike in by_key.values() for entry in alike if not any(_contains(more, entry) for more in alike)
    )


def _contains(more: T, entry: T) -> bool:
    """Whether ``more`` contains everything in ``entry`` and something in addition."""
    if more == entry:
        return False
    pairs = [(getattr(more, name), getattr(entry, name)) for name in entry.__struct_fields__]
    return all(own in ("", text) for text, own in pairs)


def _without_links_to(links: Iterable[Link], own: str) -> tuple[Link, ...]:
    return tuple(link for link in links if link.object != own)


def _claims_for_values(kept: Record, gone: Record, own: str) -> Iterator[Claim]:
    """Claims for values that would otherwise seem to come from the sources of both records."""
    ours, theirs = (set(record.linked(_SOURCE)) for record in (kept, gone))
    for field in KINDS[kept.kind].fields:
        value, other = kept.get(field.name), gone.get(field.name)
        if value == other:
            continue
        if value is not None and (other is not None or not theirs <= ours):
            yield from _claims_for(kept, field.name, value, gone.id, own)
        if other is not None and (value is not None or not ours <= theirs):
            yield from _claims_for(gone, field.name, other, gone.id, own)


def _claims_for(record: Record, field: str, value: str, gone: str, own: str) -> Iterator[Claim]:
    """A claim for each source of the record, unless the value has a claim already; without sources, one by the
    editor."""
    if any((claim.field, claim.value) == (field, value) for claim in record.claims):
        return
    sources = record.linked(_SOURCE)
    for source in sources:
        yield Claim(field, value, source=own if source == gone else source)
    if not sources:
        yield Claim(field, value, basis="editor", reason=f"recorded of {record.id}")
