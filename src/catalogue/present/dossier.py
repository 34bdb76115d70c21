"""A dossier as a document: summary, agreements by status, parks, timeline, agenda, gaps, figures, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from catalogue.i18n import gettext as _
from catalogue.i18n import pgettext
from catalogue.model import codes, dossier
from catalogue.model.agenda import Entry as Due
from catalogue.model.answers import Gap
from catalogue.model.card import Card, Cited
from catalogue.model.dossier import KIND_ORDER, SITES, Dossier, Figure, Reference, TimelineEntry
from catalogue.model.kinds import KINDS
from catalogue.present import agenda, coverage, figures, in_words, marks
from catalogue.present import dossier_entries as entries
from catalogue.present import dossier_glance as glance
from catalogue.present.document import (
    Address,
    Bullets,
    Document,
    Grid,
    Line,
    Part,
    Refer,
    joined,
    parts,
    text,
)
from catalogue.present.shapes import Span

_OTHERS = tuple(kind for kind in KIND_ORDER if kind not in ("agreement", *SITES, "project", "event"))
_DATED_BY = {
    "term_end": "term", "renewal": "term", "notice": "term", "expiry": "valid_until", "milestone": "due",
    "review": "due", "undisclosed": "disclosed", "not_in_force": "signed",
}  # fmt: skip


def document(brief: Dossier, lang: str) -> Document:
    """The dossier in ``lang``; chapters without content are omitted."""
    subject = [entries.entry(brief.subject, brief, lang, whole=True)] if brief.subject else []
    found = [
        Part(_("Summary"), (Bullets(tuple(_summary(brief, lang))),)),
        Part(_("At a glance"), tuple(glance.grids(brief, lang))),
        Part(
            in_words.capitalised(in_words.kind(brief.subject.record.kind, lang)) if brief.subject else "",
            tuple(subject),
        ),
        *_agreements(brief, lang),
        Part(_("Technoparks and clusters"), tuple(entries.entry(card, brief, lang) for card in brief.of(*SITES))),
        Part(_("Projects"), tuple(entries.entry(card, brief, lang) for card in brief.of("project"))),
        Part(_("Events"), tuple(entries.entry(card, brief, lang) for card in brief.of("event"))),
        *_others(brief, lang),
        Part(_("Timeline"), _grid((_("date"), _("what"), _("record")), _timeline(brief, lang))),
        Part(_("Agenda"), _grid((_("day"), _("what"), _("record"), _("remark")), _agenda(brief, lang))),
        Part(_("Gaps"), tuple(_gaps(brief, lang))),
        Part(
            _("Figures"), (*_grid((_("figure"), _("sum"), _("recorded as")), _figures(brief, lang)), *_caution(brief))
        ),
        Part(_("Sources"), _bullets(_sources(brief.sources, lang), numbered=True)),
        Part(_("Marks"), _bullets(_legend())),
    ]
    return Document(title(brief, lang), lang, tuple(_about(brief, lang)), parts(found))


def title(brief: Dossier, lang: str) -> str:
    """What the dossier is about."""
    if brief.places:
        return " – ".join(codes.name_of(code, lang) for code in brief.places)
    if brief.partners:
        return " – ".join(text(name).text for name in brief.partners)
    return text(brief.subject.label if brief.subject else brief.query).text


def _about(brief: Dossier, lang: str) -> Iterator[Line]:
    day = in_words.date(brief.day.isoformat(), lang)
    yield (Span(_("Dossier from the catalogue, as of {date}").format(date=day)),)
    yield Span(_("Query") + ": "), text(brief.query)
    yield (Span(_("Summaries, topics and notes are not translated.")),)


def _bullets(lines: Iterable[Line], *, numbered: bool = False) -> tuple[Bullets, ...]:
    items = tuple(lines)
    return (Bullets(items, numbered),) if items else ()


def _grid(heads: tuple[str, ...], rows: Iterable[tuple[Line, ...]]) -> tuple[Grid, ...]:
    items = tuple(rows)
    return (Grid(heads, items),) if items else ()


# ---------------------------------------------------------------- summary


def _summary(brief: Dossier, lang: str) -> Iterator[Line]:
    # The subject of a dossier is counted with the records of its kind; a place is not among the records about it.
    cards = dossier.ordered(brief.all_cards()) if brief.scope == "record" else brief.cards
    for kind, group in groupby(cards, key=lambda card: card.record.kind):
        yield _count(kind, list(group), lang)
    for figure in brief.figures:
        yield _sum(figure, lang)
    today = brief.day.isoformat()
    overdue = sum(own.overdue(today) for own in brief.agenda.entries)
    undated = sum(own.day is None for own in brief.agenda.entries)
    ahead = len(brief.agenda.entries) - overdue - undated
    wording = _("overdue: {overdue}, until {date}: {ahead}, without a day: {undated}").format(
        overdue=overdue, date=_until(brief, lang), ahead=ahead, undated=undated
    )
    yield Span(_("Agenda") + ": ", "label"), Span(wording if brief.agenda.entries else _("nothing is due"))
    if brief.gaps:
        missing = sum(bool(gap.missing) for gap in brief.gaps)
        wording = _("declared totals {declared}, of these incomplete {missing}").format(
            declared=len(brief.gaps), missing=missing
        )
        yield Span(_("Gaps") + ": ", "label"), Span(wording)
    wording = _(
        "records with inferred values {inferred}, with conflicting ones {conflicting}, without a source {unsourced}"
    )
    everyone = brief.all_cards()
    yield Span(pgettext("data", "Maintenance") + ": ", "label"), Span(wording.format(
        inferred=sum(bool(card.inferred) for card in everyone),
        conflicting=sum(bool(card.conflicting) for card in everyone),
        unsourced=sum(not card.sources for card in everyone),
    ))  # fmt: skip
    if brief.found > len(everyone):
        wording = _("only the first {records} of {found} records are listed here").format(
            records=len(everyone), found=brief.found
        )
        yield Span(_("Incomplete") + ": ", "label"), Span(wording, "bad")


def _until(brief: Dossier, lang: str) -> str:
    return in_words.date((brief.agenda.request.end or brief.day).isoformat(), lang)


def _count(kind: str, cards: Sequence[Card], lang: str) -> Line:
    ladder = KINDS[kind].status
    steps = Counter(card.record.get("status") or "" for card in cards) if ladder else Counter()
    items = (
        f"{in_words.value(ladder, step, lang) if step else _('status not recorded')} {number}"
        for step, number in steps.items()
        if ladder and any(steps)
    )
    shown = in_words.joined(*items)
    return Span(in_words.kinds(kind, lang) + ": ", "label"), Span(f"{len(cards)}" + (f" ({shown})" if shown else ""))


def _sum(figure: Figure, lang: str) -> Line:
    given = _("given by {given} of {records}").format(
        given=len(figure.parts), records=len(figure.parts) + figure.unknown
    )
    return (
        Span(f"{_of_kind(figure, lang)}: ", "label"),
        Span(figures.sum_line(figure.terms, lang)),
        Span(f"; {given}", "faint"),
    )


def _of_kind(figure: Figure, lang: str) -> str:
    """The name of a figure, and of which records it is: "investment (technoparks)"."""
    return f"{in_words.field_label(figure.kind, figure.field, lang)} ({in_words.kinds(figure.kind, lang).lower()})"


# ---------------------------------------------------------------- records


def _agreements(brief: Dossier, lang: str) -> Iterator[Part]:
    yield Part(_("Agreements"), ())
    ladder = KINDS["agreement"].status
    for status, group in groupby(brief.of("agreement"), key=lambda card: card.record.get("status")):
        heading = in_words.value(ladder, status, lang) if status and ladder else _("status not recorded")
        yield Part(in_words.capitalised(heading), tuple(entries.entry(card, brief, lang) for card in group), 3)


def _others(brief: Dossier, lang: str) -> Iterator[Part]:
    """Records of kinds without a chapter, one line each; of milestones those not in timeline or agenda."""
    known = {own.record for own in brief.timeline} | {own.record for own in brief.agenda.entries}
    yield Part(_("Others"), ())
    for kind in _OTHERS:
        cards = [card for card in brief.of(kind) if kind != "milestone" or card.record.id not in known]
        yield Part(in_words.kinds(kind, lang), _bullets(entries.line(card, lang) for card in cards), 3)


# ---------------------------------------------------------------- what happened and what is to come


def _timeline(brief: Dossier, lang: str) -> Iterator[tuple[Line, ...]]:
    for own in brief.timeline:
        yield (Span(_when(own, lang)),), _moment(own, lang), (text(own.label, "link", own.record),)


def _when(own: TimelineEntry, lang: str) -> str:
    field = KINDS[own.kind].field(own.field)
    return in_words.value(field, own.date, lang) if field else own.date


def _moment(own: TimelineEntry, lang: str) -> Line:
    known = KINDS[own.kind].field(own.field)
    label = known.label.text(lang) if known else own.field
    return Span(label), *entries.inferred(own.inferred), Refer(own.references)


def _agenda(brief: Dossier, lang: str) -> Iterator[tuple[Line, ...]]:
    """One row per entry; documents without a day that need the same attention share one row."""
    cards = {card.record.id: card for card in brief.all_cards()}
    today = brief.day
    for (day, what, remark), group in groupby(
        brief.agenda.entries, key=lambda own: (own.day, agenda.subject(own, lang), agenda.remark(own, today, lang))
    ):
        found = list(group)
        alike = day is None and not any(own.of for own in found)
        for own in [found] if alike else [[each] for each in found]:
            mark = f"{marks.OVERDUE} " if own[0].overdue(today.isoformat()) else ""
            yield (
                (Span(mark, "bad"), Span(day or marks.NOT_RECORDED)),
                (Span(what),),
                joined([_concerned(each, cards) for each in own], "; "),
                (Span(remark),),
            )


def _concerned(own: Due, cards: dict[str, Card]) -> Line:
    """The record of the entry, what it belongs to, and the sources."""
    lines = [(text(label, "link", record),) for record, label in zip(own.of, own.of_labels, strict=True)]
    belongs = (Span(f" {marks.OUTGOING} "), *joined(lines, "; ")) if lines else ()
    return text(own.label, "link", own.record), *belongs, Refer(_due(own, cards))


def _due(own: Due, cards: dict[str, Card]) -> tuple[Reference, ...]:
    card = cards.get(own.record)
    return dossier.references(card, _DATED_BY[own.code]) if card else ()


def _gaps(brief: Dossier, lang: str) -> Iterator[Bullets]:
    lines = [_gap(brief, gap, lang) for gap in brief.gaps]
    if lines:
        yield Bullets(tuple(lines))


def _gap(brief: Dossier, gap: Gap, lang: str) -> Line:
    number = brief.number(gap.source)
    return (
        Span(f"{coverage.mark(gap)} ", "mark"),
        text(gap.label, "link", gap.record),
        Span(": " + coverage.sentence(gap, lang)),
        *((Span(coverage.guess_mark(gap), "mark"),) if gap.inferred else ()),
        Refer((Reference(number),) if number else ()),
    )


def _figures(brief: Dossier, lang: str) -> Iterator[tuple[Line, ...]]:
    for figure in brief.figures:
        unknown = _("not given by {records}").format(records=figure.unknown)
        yield (
            (text(_of_kind(figure, lang)),),
            (Span(figures.sum_line(figure.terms, lang)), *((Span(f"; {unknown}", "faint"),) if figure.unknown else ())),
            joined([_part(figure, own, lang) for own in figure.parts], "; "),
        )


def _caution(brief: Dossier) -> tuple[Bullets, ...]:
    """A warning if two kinds have figures: the figure of one may be included in that of the other."""
    if len({figure.kind for figure in brief.figures}) < 2:
        return ()
    wording = _(
        "Figures of different kinds of records are not added together: a park's may include those of its projects."
    )
    return (Bullets(((Span(wording, "faint"),),)),)


def _part(figure: Figure, own: dossier.FigurePart, lang: str) -> Line:
    field = KINDS[figure.kind].field(figure.field)
    assert field is not None
    conflicting = "".join(f" {marks.CONFLICTING} {in_words.value(field, value, lang)}" for value in own.conflicting)
    return (
        text(own.label, "link", own.record),
        Span(": " + in_words.value(field, own.value, lang)),
        *entries.as_of_note(own.as_of, lang),
        *entries.inferred(own.inferred),
        *((Span(conflicting, "mark"),) if conflicting else ()),
        Refer(own.references),
    )


# ---------------------------------------------------------------- sources and marks


def _sources(sources: Iterable[Cited], lang: str) -> Iterator[Line]:
    form = KINDS["source"].form
    for cited in sources:
        values = cited.values
        published = in_words.date(values.get("published", ""), lang) or _("no date")
        wording = in_words.joined(
            in_words.value(form, values["form"], lang) if values.get("form") else "",
            text(values.get("publisher", "")).text or _("publisher not recorded"),
            published,
        )
        address: Line = (Span(". "), Address(text(values["url"]).text)) if values.get("url") else ()
        accessed = in_words.date(values.get("accessed", ""), lang)
        seen: Line = (Span(f" ({_('accessed {date}').format(date=accessed)})"),) if accessed else ()
        yield text(cited.label), Span(f". {wording}"), *address, *seen, Span(f". {text(cited.id).text}", "faint")


def _legend() -> Iterator[Line]:
    for mark, wording in (
        (marks.INFERRED, _("inferred, with the reason")),
        (marks.CONFLICTING, _("another source disagrees")),
        (marks.OTHER, _("refers to another time or phase")),
        (marks.DEPRECATED, _("no longer considered correct")),
        (marks.OVERDUE, _("overdue, or fewer recorded than declared")),
    ):
        yield Span(f"{mark} ", "mark"), Span(wording)
