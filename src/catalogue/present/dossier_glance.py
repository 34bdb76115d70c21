"""The first page of a dossier: its agreements, parks and clusters, one line each, before the details."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.i18n import gettext as _
from catalogue.model.card import Card, merged
from catalogue.model.dossier import SITES, Dossier
from catalogue.model.kinds import KINDS
from catalogue.present import in_words, marks
from catalogue.present.document import Grid, Line, joined, text
from catalogue.present.record import role_label
from catalogue.present.shapes import Span

_FEWEST = 2  # records; a single one is shown in full right below anyway
_PARTNERS = ("developed_with", "modelled_on", "advised_by")


def grids(brief: Dossier, lang: str) -> Iterator[Grid]:
    """A table of the agreements and one of the parks and clusters, if there are several."""
    agreements, sites = brief.of("agreement"), brief.of(*SITES)
    if len(agreements) >= _FEWEST:
        heads = (KINDS["agreement"].label.text(lang), _("parties"), _("status"), _("date"))
        yield Grid(heads, tuple(_agreement(card, lang) for card in agreements))
    if len(sites) >= _FEWEST:
        heads = (_("park or cluster"), _("place"), _("status"), _("partners"))
        yield Grid(heads, tuple(_site(card, lang) for card in sites))


def _agreement(card: Card, lang: str) -> tuple[Line, ...]:
    return _name(card), _linked(card, ("party", "signatory")), _status(card, lang), (Span(_dates(card, lang)),)


def _site(card: Card, lang: str) -> tuple[Line, ...]:
    return _name(card), _place(card, lang), _status(card, lang), _partners(card, lang)


def _name(card: Card) -> Line:
    return (text(card.label, "link", card.record.id),)


def _status(card: Card, lang: str) -> Line:
    """The status, with a mark if it is inferred or disputed."""
    ladder = KINDS[card.record.kind].status
    status = card.record.get("status")
    wording = in_words.value(ladder, status, lang) if ladder and status else marks.NOT_RECORDED
    doubts = [marks.INFERRED] * ("status" in card.inferred) + [marks.CONFLICTING] * ("status" in card.conflicting)
    return Span(wording), *(Span(f" {doubt}", "mark") for doubt in doubts)


def _dates(card: Card, lang: str) -> str:
    """The day of the document, and its term, as far as they are known."""
    kind = KINDS[card.record.kind]
    main = next((field for name in kind.main_date if (field := kind.field(name)) and card.record.get(name)), None)
    term = kind.field("term")
    found = [field for field in dict.fromkeys((main, term)) if field and card.record.get(field.name)]
    parts = (
        f"{field.label.text(lang)} {in_words.value(field, card.record.get(field.name) or '', lang)}" for field in found
    )
    return "; ".join(parts) or marks.NOT_RECORDED


def _place(card: Card, lang: str) -> Line:
    country, region = card.record.get("country"), card.record.get("region")
    field = KINDS[card.record.kind].field("region" if region else "country")
    code = region or country
    return (Span(in_words.value(field, code, lang) if field and code else marks.NOT_RECORDED),)


def _partners(card: Card, lang: str) -> Line:
    """Each partner with its role: "modelled on: Alabuga"."""
    lines = [
        (
            Span(f"{role_label(own.link.role, lang, outgoing=True)}: "),
            text(own.label, "link", own.id),
            Span(f" ({text(own.link.note).text})" if own.link.note else "", "faint"),
        )
        for own, _sources in merged(card.neighbours)
        if own.outgoing and own.link.role in _PARTNERS
    ]
    return joined(lines, "; ") or (Span(marks.NOT_RECORDED),)


def _linked(card: Card, roles: tuple[str, ...]) -> Line:
    lines = [
        (text(own.label, "link", own.id), Span(f" ({text(own.link.side).text})" if own.link.side else ""))
        for own, _sources in merged(card.neighbours)
        if own.outgoing and own.link.role in roles
    ]
    return joined(lines, "; ") or (Span(marks.NOT_RECORDED),)
