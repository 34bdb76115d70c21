"""A record as a form: every field of its kind in groups, then names, links, terms, claims, and the ground of a change.

Each row links to what it edits: ``set:FIELD``, ``PART:NUMBER`` for an entry, ``add:PART``, ``add:term:FIELD``,
``ground:COLUMN``; a row in the form of one entry to ``cell:COLUMN``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from catalogue.i18n import N_
from catalogue.i18n import gettext as _
from catalogue.model import codes
from catalogue.model import vocabularies as v
from catalogue.model.draft import Draft
from catalogue.model.fields import TERM_FIELDS, Field
from catalogue.model.kinds import KINDS
from catalogue.model.labels import distance
from catalogue.model.records import ENTRIES, Claim, Entry, Link, Name, Term, entry_columns
from catalogue.model.roles import ROLES
from catalogue.present import in_words, marks
from catalogue.present.record import declared, role_label
from catalogue.present.shapes import Line, Role, Span
from catalogue.text.safe import one_line
from catalogue.text.width import cells, fit

ADDED, REMOVED, CHANGED = "+", "-", "~"
LONGEST = 300
_WIDTH = 27  # cells of the longest label of a field in any language of the interface
_SOURCE = 32

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("What it is"), ("choice", "flag", "integer", "text")),
    (N_("When"), ("date",)),
    (N_("Where"), ("country", "region", "degrees")),
    (N_("How much"), ("quantity",)),
    (N_("In words"), ("prose", "url")),
)
"""The groups of single-valued fields, by their types."""

PARTS: Mapping[str, str] = {
    "name": N_("Names"),
    "link": N_("Links"),
    "source": N_("Sources"),
    "claim": N_("Claims of sources"),
}
ADD: Mapping[str, str] = {
    "name": N_("add a name"),
    "link": N_("add a link"),
    "source": N_("add a source"),
    "claim": N_("add a claim"),
}
GROUND: Mapping[str, str] = {
    "source": N_("source"),
    "locator": N_("where in it"),
    "basis": N_("basis"),
    "reason": N_("reason"),
}
COLUMNS: Mapping[str, str] = {
    "text": N_("name"),
    "lang": N_("language"),
    "type": N_("type of name"),
    "start": N_("from"),
    "end": N_("until"),
    "role": N_("role"),
    "object": N_("record"),
    "side": N_("side"),
    "note": N_("remark"),
    "field": N_("field"),
    "value": N_("value"),
    "as_of": N_("as of"),
    "rank": N_("rank"),
    "original": N_("in the source’s words"),
    **GROUND,
}
_CODED = {"type": v.NAME_TYPE, "basis": v.BASIS, "rank": v.RANK}

_LISTED: Mapping[str, Callable[[], Mapping[str, object]]] = {
    "country": codes.countries,
    "region": codes.regions,
    "sector": codes.sectors,
}

Labels = Mapping[str, str]


def lines(draft: Draft, labels: Labels, lang: str) -> Iterator[Line]:
    """The whole form; ``labels`` are the names of the records that it mentions, by id."""
    kind, new = KINDS[draft.kind], draft.record is None
    if new:  # a record begins with its name
        yield from _group(_(PARTS["name"]), _part(draft, "name", labels, lang))
    for heading, types in GROUPS:
        fields = [field for field in kind.fields if field.type in types]
        if fields:
            yield from _group(_(heading), (_field(draft, field, lang) for field in fields))
    yield from _group(_("Lists"), (row for field in TERM_FIELDS for row in _terms(draft, field, lang)))
    for part, heading in PARTS.items():
        if part == "name" and new:
            continue
        yield from _group(_(heading), _part(draft, part, labels, lang))
    yield from _group(_("What the change is based on"), _ground(draft, labels, lang))


def _group(heading: str, rows: Iterator[Line]) -> Iterator[Line]:
    yield (Span(heading, "heading"),)
    yield from rows
    yield ()


def _label(text: str, sign: str = "") -> Span:
    return Span(f"{sign or ' '} {text}" + " " * max(_WIDTH - cells(text), 0) + "  ", "label")


def _field(draft: Draft, field: Field, lang: str) -> Line:
    name = field.name
    changed = name in draft.values
    shown = _value(field, draft.now(name), lang)
    label = _label(field.label.text(lang), CHANGED if changed else "")
    if not changed or draft.record is None:
        return label, Span(shown, _role(draft.now(name)), f"set:{name}")
    before = Span(f"{_value(field, draft.was(name), lang)} {marks.OUTGOING} ", "faint", f"set:{name}")
    return label, before, Span(shown, "good" if draft.now(name) else "bad", f"set:{name}")


def _role(text: str) -> Role:
    return "" if text else "faint"


def _value(field: Field, text: str, lang: str) -> str:
    return one_line(in_words.value(field, text, lang), LONGEST) if text else marks.NOT_RECORDED


def _terms(draft: Draft, field: Field, lang: str) -> Iterator[Line]:
    label = field.label.text(lang)
    found = [(at, own) for at, own in enumerate(draft.entries("term")) if isinstance(own, Term)]
    for at, own in found:
        if own.field == field.name:
            yield _entry(draft, own, f"term:{at}", (label, _value(field, own.value, lang), ""))
    yield _label(label), Span(_("add one"), "faint", f"add:term:{field.name}")


def _part(draft: Draft, part: str, labels: Labels, lang: str) -> Iterator[Line]:
    kept = "link" if part == "source" else part
    entries = list(enumerate(draft.entries(kept)))
    for at, own in sorted(entries, key=lambda each: distance(each[1].lang, lang) if isinstance(each[1], Name) else 0):
        if kept != "link" or (isinstance(own, Link) and (own.role == "source") == (part == "source")):
            yield _entry(draft, own, f"{kept}:{at}", described(own, draft.kind, labels, lang))
    yield _label(""), Span(_(ADD[part]), "faint", f"add:{part}")


def _entry(draft: Draft, entry: Entry, target: str, parts: tuple[str, str, str]) -> Line:
    label, text, more = parts
    gone, new = entry in draft.removed, entry in draft.added
    role: Role = "bad" if gone else "good" if new else ""
    sign = REMOVED if gone else ADDED if new else ""
    return _label(label, sign), Span(text, role, target), *((Span(f" ({more})", "faint", target),) if more else ())


def described(entry: Entry, kind: str, labels: Labels, lang: str) -> tuple[str, str, str]:
    """The subject of an entry, its content, and further details."""

    def name_of(own: str) -> str:
        return one_line(labels.get(own, own), 80)

    more: tuple[str, ...]
    match entry:
        case Name():
            more = (in_words.choice(v.NAME_TYPE, entry.type, lang), in_words.span(entry.start, entry.end, lang))
            label, text = in_words.language(entry.lang), entry.text
        case Link():
            more = (entry.side, entry.note, in_words.span(entry.start, entry.end, lang))
            label, text = role_label(entry.role, lang, outgoing=True), name_of(entry.object)
        case Term():
            return in_words.field_label(kind, entry.field, lang), _claimed_value(entry, kind, labels, lang), ""
        case Claim():
            more = (in_words.date(entry.as_of, lang), in_words.locator(entry.locator))
            label, text = claim_subject(entry.field, kind, lang), _claimed_value(entry, kind, labels, lang)
    basis = (
        ""
        if entry.basis in ("", "stated")
        else in_words.joined(in_words.basis(entry.basis, lang), entry.reason, by=": ")
    )
    source = fit(name_of(entry.source), _SOURCE) if entry.source else ""
    return label, one_line(text, LONGEST), in_words.joined(*(one_line(own, 80) for own in (*more, source, basis)))


def claim_subject(field: str, kind: str, lang: str) -> str:
    """The subject of a claim: a field, a role, a declared total, a remark."""
    if field.startswith("declared:"):
        return declared(field, lang)
    if field in ROLES:
        return role_label(field, lang, outgoing=True)
    return {"note": _("note"), "post": _("post"), "name": _("name")}.get(field) or in_words.field_label(
        kind, field, lang
    )


def _claimed_value(entry: Claim | Term, kind: str, labels: Labels, lang: str) -> str:
    field = KINDS[kind].field(entry.field)
    if field is not None:
        return _value(field, entry.value, lang)
    return one_line(labels.get(entry.value, entry.value) if entry.field in ROLES else entry.value, LONGEST)


NONE = "∅"
"""The link target of the line that removes a value."""


def choices(field: Field, now: str, lang: str) -> tuple[Line, ...]:
    """The values that a coded field can have, the present one first, then "no value"; () for other fields.

    Codes of places and sectors are shown with their names: documents have them, too.
    """
    found: dict[str, str] = {}
    if field.vocabulary is not None:
        found = {own.code: own.label.text(lang) for own in field.vocabulary.choices}
    elif field.type == "flag":
        found = {own: in_words.value(field, own, lang) for own in ("yes", "no")}
    elif field.type in _LISTED:
        found = {own: in_words.value(field, own, lang) for own in _LISTED[field.type]()}
    if not found:
        return ()
    ordered = sorted(found, key=lambda own: own != now)
    public = field.type in _LISTED
    lines = [(Span(f"{one_line(found[own])} ", "", own), *((Span(own, "faint", own),) * public)) for own in ordered]
    return (*lines, (Span(_("none, or not known"), "faint", NONE),)) if now else tuple(lines)


def _ground(draft: Draft, labels: Labels, lang: str) -> Iterator[Line]:
    for column, label in GROUND.items():
        text = cell(column, getattr(draft.ground, column), labels, lang)
        yield _label(_(label)), Span(text or marks.NOT_RECORDED, _role(text), f"ground:{column}")


def cell(column: str, text: str, labels: Labels, lang: str) -> str:
    """One column of an entry in words; "" for none."""
    if column in _CODED and text:
        return in_words.choice(_CODED[column], text, lang)
    if column in ("source", "object") and text:
        return in_words.joined(one_line(labels.get(text, ""), 80), one_line(text), by=" · ")
    if column in ("start", "end", "as_of"):
        return in_words.date(text, lang)
    return in_words.language(text) if column == "lang" and text else one_line(text, LONGEST)


def entry_lines(part: str, given: Mapping[str, str], kind: str, labels: Labels, lang: str) -> Iterator[Line]:
    """The form of one name, link or claim: one row per column."""
    shown: Mapping[str, str] = {"role": role_label(given.get("role", ""), lang, outgoing=True)}
    if part == "claim":
        claim = Claim(given.get("field", ""), given.get("value", ""))
        shown = {"field": claim_subject(claim.field, kind, lang), "value": _claimed_value(claim, kind, labels, lang)}
    for column in columns(part):
        text = shown.get(column) or cell(column, given.get(column, ""), labels, lang)
        yield _label(_(COLUMNS[column])), Span(text or marks.NOT_RECORDED, _role(text), f"cell:{column}")


_OF_SOURCE = ("form", "publisher", "published", "accessed", "url")


def source_lines(title: str, title_lang: str, draft: Draft, lang: str) -> Iterator[Line]:
    """The short form of a new source: its title, the language of the title, who published it, when and where."""
    for label, column, text in (
        (_("title"), "text", one_line(title, LONGEST)),
        (_("language"), "lang", in_words.language(title_lang) if title_lang else ""),
    ):
        yield _label(label), Span(text or marks.NOT_RECORDED, _role(text), f"cell:{column}")
    yield from (_field(draft, field, lang) for field in KINDS[draft.kind].fields if field.name in _OF_SOURCE)


def columns(part: str) -> Sequence[str]:
    """The columns of a name, link or claim."""
    return entry_columns(ENTRIES[part])
