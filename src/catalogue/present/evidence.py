"""The evidence for a value: sources, basis, qualifiers, and the claims that differ.

Below the value are listed: ``=`` further claims that agree, ``≠`` those that disagree, ``·`` those that refer to
another time or phase, ``✕`` deprecated ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.i18n import gettext as _
from catalogue.model.card import Card
from catalogue.model.fields import Field
from catalogue.model.records import Claim, Term
from catalogue.present import in_words, marks, places
from catalogue.present.shapes import Line, Span
from catalogue.text.safe import one_line


def field_lines(card: Card, field: Field, lang: str) -> Iterator[Line]:
    """The lines of one field; none if nothing is recorded and nothing claimed."""
    claims = [claim for claim in card.record.claims if claim.field == field.name]
    if field.many:
        yield from _list_lines(card, field, claims, lang)
        return
    texts = _as_tuple(card.record.get(field.name))
    if not texts and not claims:
        return
    support = _supporting(texts, claims)
    yield _value_line(card, field, card.record.get(field.name), support, lang)
    for claim in claims:
        if claim is not support:
            yield _claim_line(card, field, claim, _mark(card, claim, texts), lang)


def _list_lines(card: Card, field: Field, claims: list[Claim], lang: str) -> Iterator[Line]:
    """The values without claims in one line, each other value with its evidence."""
    texts = card.record.terms_of(field.name)
    claimed = {claim.value for claim in claims}
    if plain := tuple(text for text in texts if text not in claimed):
        listed = tuple(_listed(card, field, plain, lang))
        yield listed if claims else (*listed, *_unclaimed(card, field, known=True))
    for claim in claims:
        mark = _mark(card, claim, texts)
        yield _claim_line(card, field, claim, "" if mark == marks.AGREEING else mark, lang)


def _claim_line(card: Card, field: Field, claim: Claim, mark: str, lang: str) -> Line:
    text = in_words.joined(mark, in_words.value(field, claim.value, lang), by=" ")
    leads = places.of_entry(card, claim)
    return (Span(text, "mark" if mark not in ("", marks.AGREEING) else "", leads), *of_claim(card, claim, lang))


def _listed(card: Card, field: Field, texts: tuple[str, ...], lang: str) -> Iterator[Span]:
    """Values separated by semicolons, each with its own link target."""
    for at, text in enumerate(texts):
        if at:
            yield Span("; ")
        yield Span(in_words.value(field, text, lang), "", places.of_entry(card, Term(field.name, text)))


def _as_tuple(text: str | None) -> tuple[str, ...]:
    return () if text is None else (text,)


def _supporting(texts: tuple[str, ...], claims: list[Claim]) -> Claim | None:
    """The claim to name beside the value: a preferred one, else a stated one, else any that agrees."""
    agreeing = [claim for claim in claims if claim.value in texts and claim.rank != "deprecated"]
    return max(agreeing, key=lambda claim: (claim.rank == "preferred", claim.basis == "stated"), default=None)


def _value_line(card: Card, field: Field, text: str | None, claim: Claim | None, lang: str) -> Line:
    wording = in_words.value(field, text, lang) if text else marks.NOT_RECORDED
    value = Span(wording, "", places.of_field(field.name))
    if claim is None:
        return (value, *_unclaimed(card, field, known=text is not None))
    return (value, *_conflict_mark(card, field), *of_claim(card, claim, lang))


def _conflict_mark(card: Card, field: Field) -> Iterator[Span]:
    if card.conflicting.get(field.name):
        yield Span(f" {marks.CONFLICTING}", "mark")


def _unclaimed(card: Card, field: Field, *, known: bool) -> Iterator[Span]:
    """The evidence for a value without a supporting claim: why it was inferred, the sources of the field."""
    yield from _conflict_mark(card, field)
    if field.name in card.inferred:
        yield from inferred(card.inferred[field.name])
    if known:
        yield from _source_marks(card, field.name)


def _mark(card: Card, claim: Claim, texts: tuple[str, ...]) -> str:
    if claim.rank == "deprecated":
        return marks.DEPRECATED
    if claim.value in texts:
        return marks.AGREEING
    return marks.CONFLICTING if claim in card.conflicting.get(claim.field, ()) else marks.OTHER


def of_claim(card: Card, claim: Claim, lang: str) -> Iterator[Span]:
    """The evidence for one claim: its date, the place in the source, the source's own word, the basis."""
    original = f"«{one_line(claim.original)}»" if claim.original else ""
    within = claim.as_of and claim.value.endswith(f"@{claim.as_of}")  # the figure already shows the date
    as_of = _("as of {date}").format(date=in_words.date(claim.as_of, lang)) if claim.as_of and not within else ""
    text = in_words.joined(as_of, in_words.locator(claim.locator), original)
    if text:
        yield Span(f" ({text})", "faint")
    number = next((cited.number for cited in card.sources if cited.id == claim.source), 0)
    if number:
        yield Span(f" {marks.superscript(number)}", "faint")
    if claim.basis == "inferred":
        yield from inferred(claim.reason)
    elif claim.basis == "editor":
        yield Span(f" ({in_words.joined(in_words.basis(claim.basis, lang), one_line(claim.reason), by=': ')})", "faint")


def inferred(reason: str) -> Iterator[Span]:
    """The mark of an inferred value, with the reason."""
    yield Span(f" {marks.INFERRED} ", "mark")
    text = _("inferred: {reason}").format(reason=one_line(reason)) if reason else _("inferred")
    yield Span(f"({text})", "faint")


def _source_marks(card: Card, field: str) -> Iterator[Span]:
    numbers = card.cites.get(field, ())
    if numbers and len(card.sources) > 1:
        yield Span(" " + " ".join(marks.superscript(number) for number in numbers), "faint")
