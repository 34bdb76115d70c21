"""A record in a dossier: every value with its sources, the reason if it is inferred, and contradicting claims.

``≈`` inferred · ``≠`` another source differs · ``·`` refers to another time or phase · ``✕`` deprecated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from catalogue.i18n import gettext as _
from catalogue.model import dossier
from catalogue.model.card import Card, Neighbour, merged
from catalogue.model.dossier import Dossier, Reference
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.records import Claim
from catalogue.present import in_words, marks
from catalogue.present.document import Address, Entry, Line, Piece, Refer, joined, text
from catalogue.present.record import declared, role_label
from catalogue.present.shapes import Span

_LEFT_OUT = frozenset({"summary", "lat", "lon", "sha256", "file"})


def entry(card: Card, brief: Dossier, lang: str, *, whole: bool = False) -> Entry:
    """A record with its statements; ``whole`` adds the links of other records to it (its own links are always
    shown)."""
    record = card.record
    statements = [*_summary(card)]
    for field in KINDS[record.kind].all_fields:
        if field.name not in _LEFT_OUT:
            statements += _field(card, field, lang)
    statements += _links(card, brief, lang, whole=whole)
    statements += _statements(card, lang)
    return Entry(record.id, text(card.label).text, kind_and_status(card, lang), tuple(statements))


def kind_and_status(card: Card, lang: str) -> str:
    """Kind, form and status in words."""
    kind = KINDS[card.record.kind]
    fields = [field for field in (kind.form, kind.status) if field]
    parts = [in_words.value(field, value, lang) for field in fields if (value := card.record.get(field.name))]
    return in_words.joined(*dict.fromkeys((in_words.kind(kind.name, lang), *parts)), by=" · ")


def line(card: Card, lang: str) -> Line:
    """A record in one line: name, description, summary, sources."""
    result = card.record.get("summary") or ""
    behind = f": {text(result).text}" if result else ""
    return (
        text(card.label, "link", card.record.id),
        Span(f" ({kind_and_status(card, lang)}){behind}"),
        own_sources(card),
    )


def own_sources(card: Card) -> Refer:
    """The sources of the record as a whole."""
    return Refer(dossier.references(card, ""))


def inferred(reason: str | None) -> Iterator[Span]:
    """The mark of an inferred value, with the reason; nothing for None."""
    if reason is not None:
        wording = _("inferred: {reason}").format(reason=text(reason).text) if reason else _("inferred")
        yield Span(f" {marks.INFERRED} ({wording})", "mark")


def as_of_note(as_of: str, lang: str) -> Iterator[Span]:
    """When a value held; nothing for an unknown time."""
    if as_of:
        yield Span(f" ({_('as of {date}').format(date=in_words.date(as_of, lang))})", "faint")


def _summary(card: Card) -> Iterator[Line]:
    if result := card.record.get("summary"):
        yield text(result), *inferred(card.inferred.get("summary")), Refer(dossier.references(card, "summary"))


def _label(wording: str) -> Span:
    return Span(f"{wording}: ", "label")


def _field(card: Card, field: Field, lang: str) -> Iterator[Line]:
    """One field: its values, then each claim that differs."""
    value = card.record.get(field.name)
    values = card.record.terms_of(field.name) if field.many else (value,) if value else ()
    other = [claim for claim in card.record.claims if claim.field == field.name and claim.value not in values]
    lines = [_value(card, field, values, lang)] if values else []
    lines += [_claim(card, field, claim, lang) for claim in other]
    if lines:
        yield _label(field.label.text(lang)), *joined(lines, "; ")


def _value(card: Card, field: Field, values: Sequence[str], lang: str) -> Line:
    one = values[0] if len(values) == 1 else ""
    shown: Piece = Span("; ".join(in_words.value(field, value, lang) for value in values))
    if field.type == "url":
        shown = Address(text(one).text)
    return (
        shown,
        *as_of_note(dossier.as_of(card, field, one) if one else "", lang),
        *inferred(card.inferred.get(field.name)),
        *_editor(card, field, values, lang),
        Refer(dossier.references(card, field.name, values)),
    )


def _editor(card: Card, field: Field, values: Sequence[str], lang: str) -> Iterator[Span]:
    """A remark that the editor chose the value, if no source states it."""
    said_so = [claim for claim in card.record.claims if claim.field == field.name and claim.value in values]
    if said_so and all(claim.basis == "editor" for claim in said_so):
        yield from _chosen(said_so[0], lang)


def _chosen(claim: Claim, lang: str) -> Iterator[Span]:
    yield Span(f" ({in_words.joined(in_words.basis('editor', lang), text(claim.reason).text, by=': ')})", "faint")


def _claim(card: Card, field: Field, claim: Claim, lang: str) -> Line:
    mark = marks.CONFLICTING if claim in card.conflicting.get(field.name, ()) else marks.OTHER
    shown = f"{marks.DEPRECATED if claim.rank == 'deprecated' else mark} {in_words.value(field, claim.value, lang)}"
    return Span(shown, "mark"), *_evidence(card, claim, lang)


def _evidence(card: Card, claim: Claim, lang: str) -> Line:
    return (
        *as_of_note(claim.as_of, lang),
        *inferred(claim.reason if claim.basis == "inferred" else None),
        *(_chosen(claim, lang) if claim.basis == "editor" else ()),
        _of_claim(card, claim),
    )


def _of_claim(card: Card, claim: Claim) -> Refer:
    numbers = {cited.id: cited.number for cited in card.sources}
    if claim.source in numbers:
        return Refer((Reference(numbers[claim.source], claim.locator),))
    return own_sources(card)


def _links(card: Card, brief: Dossier, lang: str, *, whole: bool) -> Iterator[Line]:
    shown = [neighbour for neighbour in card.neighbours if whole or neighbour.outgoing]
    for (role, outgoing), group in groupby(shown, key=lambda own: (own.link.role, own.outgoing)):
        parts = [(own, _of_link(card, brief, own, sources)) for own, sources in merged(group)]
        behind = [refer for _own, refer in parts]
        alike = len(set(behind)) == 1
        lines = [(*_neighbour(own, lang), *(() if alike else (refer,))) for own, refer in parts]
        end = behind[:1] if alike else []
        yield _label(role_label(role, lang, outgoing=outgoing)), *joined(lines, "; "), *end


def _neighbour(neighbour: Neighbour, lang: str) -> Line:
    link = neighbour.link
    wording = in_words.joined(text(link.side).text, text(link.note).text, in_words.span(link.start, link.end, lang))
    return (
        text(neighbour.label, "link", neighbour.id),
        *((Span(f" ({wording})", "faint"),) if wording else ()),
        *inferred(link.reason if link.basis == "inferred" else None),
    )


def _of_link(card: Card, brief: Dossier, neighbour: Neighbour, sources: Sequence[str]) -> Refer:
    """The link's own sources; else, if the card's record is the subject of the link, that record's sources."""
    if numbers := sorted(filter(None, map(brief.number, sources))):
        return Refer(tuple(map(Reference, numbers)))
    return own_sources(card) if neighbour.outgoing else Refer(())


def _statements(card: Card, lang: str) -> Iterator[Line]:
    """Claims that are not about a field: posts, notes, declared totals."""
    for claim in card.record.claims:
        if claim.field == "post":
            yield _label(_("post, no holder known")), text(claim.value), *_evidence(card, claim, lang)
        elif claim.field == "note":
            yield _label(_("note")), text(claim.value), *_evidence(card, claim, lang)
        elif claim.field.startswith("declared:"):
            wording = f"{declared(claim.field, lang)}: {in_words.figure(claim.value, lang)}"
            yield _label(_("declared total")), text(wording), *_evidence(card, claim, lang)
