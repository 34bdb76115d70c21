"""The card: one record with its names, values, links and sources, as a sheet of lines.

Marks: ``≈`` inferred, with the reason; ``≠`` sources disagree, the other values are below; ``¹`` sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from catalogue.i18n import gettext as _
from catalogue.i18n import pgettext
from catalogue.model import vocabularies as v
from catalogue.model.card import Card, Cited, Neighbour, merged
from catalogue.model.kinds import KINDS, MILESTONE
from catalogue.model.labels import distance
from catalogue.model.records import Claim, Name
from catalogue.model.roles import ROLES
from catalogue.present import coverage, evidence, in_words, marks, places
from catalogue.present.shapes import Line, Section, Sheet, Span
from catalogue.text.safe import one_line
from catalogue.text.width import cells

_LABEL_WIDTH = 24


def sheet(card: Card, lang: str, *, most: int | None = None) -> Sheet:
    """The card in ``lang``, ready to be printed or drawn; every piece of data in it is safe. At most ``most`` links."""
    left = 0 if most is None else max(len(card.neighbours) - most, 0)
    more: tuple[Line, ...] = ((Span("  " + _("… and {count} more").format(count=left), "faint"),),) if left else ()
    sections = (
        Section("", (head(card, lang),)),
        Section("", aligned(_values(card, lang))),
        Section(_("Links"), (*aligned(links(card, lang, most=most)), *more)),
        Section(_("Other statements"), aligned(_statements(card, lang))),
        Section(_("Names"), tuple(_name(card, name, lang) for name in _names(card, lang))),
        Section(_("Sources"), tuple(source(card, cited, lang) for cited in card.sources)),
        Section(_("Own marks"), aligned(_marks(card))),
    )
    return Sheet(one_line(card.label), tuple(section for section in sections if section.lines))


def head(card: Card, lang: str) -> Line:
    """What kind of record it is, its status and its id."""
    record = card.record
    kind = KINDS.get(record.kind)
    form, status = record.get("form"), record.get("status")
    form_word = in_words.value(kind.form, form, lang) if kind and form else ""
    status_word = in_words.value(kind.status, status, lang) if kind and kind.status and status else ""
    kinds = dict.fromkeys((in_words.kind(record.kind, lang), form_word))  # the form of a technopark may be technopark
    text = in_words.joined(status_word, *kinds, by=" · ")
    return (
        Span(marks.glyph(record.kind, status) + " ", "mark"),
        Span(text + " · "),
        Span(one_line(record.id), "faint"),
    )


LabelledLine = tuple[str, Line]


def aligned(rows: Iterator[LabelledLine]) -> tuple[Line, ...]:
    """Lines with their labels in one column; a label that repeats the one above is omitted."""
    listed = list(rows)
    width = min(max((cells(label) for label, _line in listed), default=0), _LABEL_WIDTH)
    lines = []
    above = ""
    for label, line in listed:
        shown = "" if label == above else label
        above = label
        lines.append((Span("  " + shown + " " * max(width - cells(shown), 0) + "  ", "label"), *line))
    return tuple(lines)


def _values(card: Card, lang: str) -> Iterator[LabelledLine]:
    """Each value with its evidence, then every other claim about the field: agreeing, conflicting, other."""
    kind = KINDS.get(card.record.kind)
    for field in kind.all_fields if kind else ():
        for line in evidence.field_lines(card, field, lang):
            yield field.label.text(lang), line


def _names(card: Card, lang: str) -> list[Name]:
    """The names to be shown, those in the reader's language first."""
    shown = [name for name in card.names if name.type != "hidden"]
    return sorted(shown, key=lambda name: distance(name.lang, lang))


def _name(card: Card, name: Name, lang: str) -> Line:
    kind = in_words.choice(v.NAME_TYPE, name.type, lang)
    when = in_words.span(name.start, name.end, lang)
    basis = "" if name.basis == "stated" else in_words.basis(name.basis, lang)
    why = in_words.joined(basis, one_line(name.reason), by=": ") if basis else ""
    text = in_words.joined(in_words.language(name.lang), kind, when, why)
    return (Span("  "), Span(one_line(name.text), "", places.of_entry(card, name)), Span(f" ({text})", "faint"))


def links(card: Card, lang: str, first: int = 0, most: int | None = None) -> Iterator[LabelledLine]:
    """The links by role, those from the record before those to it; at most ``most`` of them, from index ``first``
    on."""
    ordered = sorted(card.neighbours, key=lambda neighbour: not neighbour.outgoing)
    ordered = ordered[first : None if most is None else first + most]
    for (role, outgoing), group in groupby(ordered, key=lambda neighbour: (neighbour.link.role, neighbour.outgoing)):
        for neighbour, sources in merged(group):
            yield role_label(role, lang, outgoing=outgoing), _neighbour(card, neighbour, sources, lang)


def role_label(role: str, lang: str, *, outgoing: bool) -> str:
    """The label of a role on the card of its subject (``outgoing``) or of its object."""
    known = ROLES.get(role)
    if known is None:
        return one_line(role)
    return (known.label if outgoing else known.reverse).text(lang)


def _deadline(neighbour: Neighbour, lang: str) -> str:
    """When a milestone is due, and its status; "" for records of other kinds."""
    if neighbour.kind != MILESTONE.name:
        return ""
    status = in_words.value(MILESTONE.status, neighbour.status, lang) if MILESTONE.status and neighbour.status else ""
    return in_words.joined(in_words.short_date(neighbour.date, lang), status)


def _neighbour(card: Card, neighbour: Neighbour, sources: Sequence[str], lang: str) -> Line:
    """One link; with its sources if the card has several, so that it is clear which of them states the link."""
    numbers = [cited.number for cited in card.sources if cited.id in sources] if len(card.sources) > 1 else []
    link = neighbour.link
    arrow = marks.OUTGOING if neighbour.outgoing else marks.INCOMING
    when = in_words.span(link.start, link.end, lang)
    about = in_words.kind(neighbour.kind, lang), _deadline(neighbour, lang)
    text = in_words.joined(*about, one_line(link.side), one_line(link.note), when)
    return (
        Span(f"{arrow} ", "mark"),
        Span(one_line(neighbour.label), "link", neighbour.id),
        Span(f" ({text})", "faint"),
        Span(f" {one_line(neighbour.id)}", "faint"),
        *((Span("".join(f" {marks.superscript(number)}" for number in numbers), "mark"),) if numbers else ()),
        *(evidence.inferred(link.reason) if link.basis == "inferred" else ()),
    )


def _statements(card: Card, lang: str) -> Iterator[LabelledLine]:
    """Claims that are not about a field or a link: posts, notes, declared totals, in that order."""
    labels = {"post": _("post, no holder known"), "note": _("note")}
    for claim in _sorted(card.record.claims):
        label, text = labels.get(claim.field, ""), one_line(claim.value, in_words.LONGEST)
        if claim.field.startswith("declared:"):
            label, text = _("declared total"), f"{declared(claim.field, lang)}: {in_words.figure(claim.value, lang)}"
        if label:
            yield label, (Span(text, "", places.of_entry(card, claim)), *evidence.of_claim(card, claim, lang))


def _sorted(claims: Sequence[Claim]) -> list[Claim]:
    order = {"post": 0, "note": 1}
    return sorted(claims, key=lambda claim: order.get(claim.field, 2))


def declared(field: str, lang: str) -> str:
    """What a declared total counts, a kind or a role: ``declared:agreement/commercial`` → "Agreements (commercial)"."""
    kind, _slash, word = field.removeprefix("declared:").partition("/")
    what = in_words.kinds(kind, lang) if kind in KINDS else role_label(kind, lang, outgoing=True)
    return what + (f" ({coverage.qualifier(kind, word, lang)})" if word else "")


def _marks(card: Card) -> Iterator[LabelledLine]:
    """The star, tags and notes that readers added to the record."""
    if card.marks.starred:
        yield _("star"), (Span(marks.STAR, "mark"),)
    if card.marks.tags:
        yield _("tags"), (Span(in_words.joined(*map(one_line, card.marks.tags))),)
    for text in card.marks.notes:
        yield pgettext("mark", "note"), (Span(one_line(text, in_words.LONGEST)),)


def source(card: Card, cited: Cited, lang: str) -> Line:
    """A source with its number, publisher, date and address, and where in it."""
    publisher, published = cited.values.get("publisher", ""), cited.values.get("published", "")
    text = in_words.joined(one_line(publisher), in_words.date(published, lang), one_line(cited.values.get("url", "")))
    notes = [own.note for own in card.record.links if own.role == "source" and own.object == cited.id]
    where = in_words.joined(*map(one_line, notes), *map(in_words.locator, cited.locators), by="; ")
    return (
        Span(f"  {marks.superscript(cited.number)} ", "mark"),
        Span(one_line(cited.label), "link", cited.id),
        Span(f" {text}" if text else "", "faint"),
        Span(f" · {where}" if where else "", "faint"),
        Span(f" {one_line(cited.id)}", "faint"),
    )
