"""The further views of a card besides its overview: all links, its dates, what each source says, its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalogue.i18n import gettext as _
from catalogue.model.card import Card, Cited, Neighbour
from catalogue.model.changes import Batch
from catalogue.model.edtf import DateProblem
from catalogue.model.kinds import KINDS
from catalogue.model.when import parse
from catalogue.present import differences, in_words, marks, places, record
from catalogue.present.shapes import Line, Section, Sheet, Span
from catalogue.text.safe import one_line
from catalogue.text.width import cells, pad

PAGE = 200
"""Links on one page."""
_LAST = "9999-99"
DatedLine = tuple[str, str, str, Line]  # sort key by time, the date in words, its label, its record


def links(card: Card, lang: str, first: int = 0) -> Sheet:
    """A page of links from the ``first`` on; lines below link to the other pages (``page_target``)."""
    shown = record.aligned(record.links(card, lang, first, PAGE))
    lines = (*shown, *_pages(len(card.neighbours), first)) or ((Span(_("No links."), "faint"),),)
    return _sheet(card, lang, lines)


def page_target(first: int) -> str:
    """The link target of a line that turns the page; no record has such an id."""
    return f"\n{first}"


def page_of(target: str) -> int | None:
    """The first link of the page in a target; None for a record's id."""
    number = target.removeprefix("\n")
    return int(number) if number != target and number.isdecimal() else None


def _pages(total: int, first: int) -> Iterator[Line]:
    if total <= PAGE:
        return
    last = min(first + PAGE, total)
    yield ()
    yield (Span(_("Links {first} to {last} of {total}").format(first=first + 1, last=last, total=total), "faint"),)
    if last < total:
        yield Span("  "), Span(_("the next ones"), "link", page_target(last))
    if first:
        yield Span("  "), Span(_("those before"), "link", page_target(max(first - PAGE, 0)))


def timeline(card: Card, lang: str) -> Sheet:
    """Every date of the record, and the main dates of the records at its links, in order; those without a year last."""
    moments = sorted((*_own_dates(card, lang), *_dates_of_links(card, lang)), key=lambda own: own[:3])
    width = max((cells(when) for _place, when, _what, _line in moments), default=0)
    names = min(max((cells(what) for _place, _when, what, _line in moments), default=0), 24)
    lines = tuple(
        (Span(f"  {pad(when, width)}  "), Span(f"{pad(what, names)}  ", "label"), *line)
        for _place, when, what, line in moments
    )
    return _sheet(card, lang, lines or ((Span(_("No dates."), "faint"),),))


def _own_dates(card: Card, lang: str) -> Iterator[DatedLine]:
    kind = KINDS.get(card.record.kind)
    for field in kind.all_fields if kind else ():
        text = card.record.get(field.name) if field.type == "date" else None
        if text:
            inferred: Line = (Span(marks.INFERRED, "mark"),) if field.name in card.inferred else ()
            yield _place(text), in_words.short_date(text, lang), field.label.text(lang), inferred


def _dates_of_links(card: Card, lang: str) -> Iterator[DatedLine]:
    for own in card.neighbours:
        what = record.role_label(own.link.role, lang, outgoing=own.outgoing)
        if own.link.start or own.link.end:
            text = f"{own.link.start}/{own.link.end}" if own.link.end else own.link.start
            yield _place(text), in_words.span(own.link.start, own.link.end, lang), what, _linked(own, lang)
        elif own.date:
            yield _place(own.date), in_words.short_date(own.date, lang), what, _linked(own, lang)


def _linked(own: Neighbour, lang: str) -> Line:
    return Span(one_line(own.label), "link", own.id), Span(f" ({in_words.kind(own.kind, lang)})", "faint")


def _place(text: str) -> str:
    """The sort key of a date: the first day that it can mean, else the last one."""
    try:
        when = parse(text)
    except DateProblem:
        return _LAST
    return when.earliest or when.latest or _LAST


def sources(card: Card, lang: str) -> Sheet:
    """Each source with everything that it states about the record."""
    sections = [Section("", (record.head(card, lang),))]
    for cited in card.sources:
        lines = (record.source(card, cited, lang), *record.aligned(_claims_of(card, cited, lang)))
        sections.append(Section("", ((), *lines)))
    if not card.sources:
        sections.append(Section("", ((), (Span(_("No sources."), "faint"),))))
    return Sheet(one_line(card.label), tuple(sections))


def _claims_of(card: Card, cited: Cited, lang: str) -> Iterator[record.LabelledLine]:
    for claim in card.record.claims:
        if claim.source == cited.id:
            label, text = differences.claimed(claim, card.record.kind, lang)
            about = in_words.joined(
                in_words.locator(claim.locator), in_words.basis(claim.basis, lang), one_line(claim.reason)
            )
            leads = places.of_entry(card, claim)
            yield label, (Span(text, "", leads), Span(f" ({about})" if about else "", "faint"))


def history(card: Card, batches: Iterable[Batch], lang: str) -> Sheet:
    """What was written to the record, newest first."""
    lines: list[Line] = []
    for batch in batches:
        undone = "" if batch.undone_by is None else _("undone by {batch}").format(batch=batch.undone_by)
        text = in_words.joined(
            in_words.action(batch.action), one_line(batch.actor), one_line(batch.reason), undone, by=" · "
        )
        lines += [(), (Span(f"{batch.number}  {in_words.moment(batch.at, lang)}  "), Span(text, "faint"))]
        for change in batch.changes:
            if change.record == card.record.id:
                lines += differences.change_lines(change, card.record.kind, lang)
    return _sheet(card, lang, tuple(lines[1:]) or ((Span(_("Nothing was written."), "faint"),),))


def _sheet(card: Card, lang: str, lines: tuple[Line, ...]) -> Sheet:
    return Sheet(one_line(card.label), (Section("", (record.head(card, lang), ())), Section("", lines)))
