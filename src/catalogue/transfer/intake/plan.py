"""What an import would do to each record: a pure function of the incoming and the existing record."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.changes import CREATED, Change, difference
from catalogue.model.issues import Issue, Where
from catalogue.model.records import Link, Name, Record, Term, is_entry
from catalogue.transfer.rows.incoming import SOURCE, Incoming

Mode = Literal["insert", "upsert", "ignore", "replace"]
StepKind = Literal["add", "change", "same", "refuse"]


class Step(Struct, frozen=True):
    """What becomes of one row: ``record`` replaces ``old`` (None: there was none)."""

    kind: StepKind
    where: Where
    record: Record | None = None
    old: Record | None = None
    changes: tuple[Change, ...] = ()
    issues: tuple[Issue, ...] = ()


def plan(incoming: Incoming, present: Record | None, mode: Mode, *, source: str = "") -> Step:
    """What to do with a row whose id is settled.

    A new id is added. For an existing id: with ``insert`` the row must equal the record or is refused; with ``upsert``
    the given values replace the old ones and the rest stays; with ``ignore`` the old record stays; with ``replace`` the
    record becomes exactly the row. A corrected row may add to the record that other rows of its key made, in any mode.
    ``source`` is added as a source of what is written.
    """
    where = incoming.where
    if present is None:
        record = cited(incoming.record, source)
        return Step("add", where, record, None, (Change(record.id, CREATED),))
    if present.kind != incoming.record.kind:
        params = {"present": present.kind, "given": incoming.record.kind}
        return Step("refuse", where, issues=(Issue("record.other_kind", where, params),))
    if mode == "ignore":
        return Step("same", where, present, present)
    merged = _merged(present, incoming, mode)
    if mode == "insert":
        return _inserted(incoming, present, merged)
    merged = cited(merged, source)
    changes = _changes(present, merged)
    return Step("change" if changes else "same", where, merged, present, changes)


def _merged(present: Record, incoming: Incoming, mode: Mode) -> Record:
    if incoming.additive and mode != "replace":
        return added(present, incoming.record)
    return incoming.record if mode == "replace" or incoming.complete else merge(present, incoming)


def added(present: Record, given: Record) -> Record:
    """``present`` with the given values, and with every name, link, term and claim that it lacks.

    A second preferred name in a language becomes another name of the record; a link with nothing but its two ends adds
    nothing to a more detailed one.
    """
    named = {name.lang for name in present.names if name.type == "preferred"}
    known = {(name.text, name.lang) for name in present.names}
    new = [name for name in given.names if (name.text, name.lang) not in known]
    names = (replace(n, type="alias") if n.type == "preferred" and n.lang in named else n for n in new)
    links = {*present.links, *given.links}
    full = {(link.role, link.object) for link in links if link != Link(link.role, link.object)}
    return replace(
        present,
        values={**present.values, **given.values},
        names=(*present.names, *names),
        links=tuple(
            link for link in links if (link.role, link.object) not in full or link != Link(link.role, link.object)
        ),
        terms=(*present.terms, *given.terms),
        claims=(*present.claims, *given.claims),
    ).tidy()


def _inserted(incoming: Incoming, present: Record, merged: Record) -> Step:
    changes = _changes(present, merged)
    if not changes:
        return Step("same", incoming.where, present, present)
    if incoming.corrected and incoming.additive and all(change.old is None for change in changes):
        return Step("change", incoming.where, merged, present, changes)
    fields = tuple(dict.fromkeys(map(_subject, changes)))
    where = replace(incoming.where, column="id", value=present.id)
    return Step("refuse", incoming.where, issues=(Issue("record.exists", where, {"id": present.id, "fields": fields}),))


def _subject(change: Change) -> str:
    """The subject of a change: a field, or ``names``, ``links``, ``terms`` or ``claims``."""
    text = change.old if change.new is None else change.new
    return f"{change.field}s" if is_entry(change.field, text or "") else change.field


def _changes(present: Record, merged: Record) -> tuple[Change, ...]:
    return () if present == merged else difference(present, merged)


def merge(present: Record, incoming: Incoming) -> Record:
    """``present`` with what the row gives: values, whole parts, and names, links and terms by language, role, field."""
    given, whole = incoming.record, incoming.whole
    return replace(
        present,
        values={**present.values, **given.values},
        names=given.names if given.names and "names" in whole else _names(present.names, given.names),
        links=given.links if given.links and "links" in whole else _links(present.links, given.links),
        terms=given.terms if given.terms and "terms" in whole else _terms(present.terms, given.terms),
        claims=given.claims if given.claims and "claims" in whole else (*present.claims, *given.claims),
    ).tidy()


def cited(record: Record, source: str) -> Record:
    """The record with ``source`` as a source, unless it already cites it or is that source itself."""
    if not source or source == record.id or source in record.linked(SOURCE):
        return record
    return replace(record, links=(*record.links, Link(SOURCE, source))).tidy()


def _names(present: tuple[Name, ...], given: tuple[Name, ...]) -> tuple[Name, ...]:
    """A given name becomes the preferred one of its language; one that already was keeps its other details."""
    kept, new = list(present), []
    for name in given:
        preferred = [n for n in kept if n.lang == name.lang and n.type == name.type]
        if not any(n.text == name.text for n in preferred):
            kept = [n for n in kept if n not in preferred]
            new.append(name)
    return (*kept, *new)


def _links(present: tuple[Link, ...], given: tuple[Link, ...]) -> tuple[Link, ...]:
    """The given objects replace all objects of their role; a link that existed keeps its side, dates and note."""
    if not given:
        return present
    wanted = {(link.role, link.object) for link in given}
    roles = {link.role for link in given}
    kept = [link for link in present if link.role not in roles or (link.role, link.object) in wanted]
    existing = {(link.role, link.object) for link in kept}
    return (*kept, *(link for link in given if (link.role, link.object) not in existing))


def _terms(present: tuple[Term, ...], given: tuple[Term, ...]) -> tuple[Term, ...]:
    fields = {term.field for term in given}
    return (*(term for term in present if term.field not in fields), *given)
