"""Differences of records: lines with fields in words, and plain values for JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from catalogue.i18n import gettext as _
from catalogue.model import vocabularies as v
from catalogue.model.changes import CREATED, FOUND, REMOVED, Change
from catalogue.model.differences import Difference
from catalogue.model.kinds import KINDS
from catalogue.model.records import Claim, Link, Name, Term, entry_from_text, is_entry
from catalogue.model.roles import ROLES
from catalogue.present import in_words, marks
from catalogue.present.record import declared, role_label
from catalogue.present.shapes import Line, Role, Span
from catalogue.text.safe import one_line

_SIGNS: Mapping[str, tuple[str, Role]] = {"added": ("+", "good"), "removed": ("-", "bad"), "changed": ("~", "mark")}
_CELL = 300
NO_LABELS: Mapping[str, str] = {}


def lines(found: Difference, lang: str, labels: Mapping[str, str] = NO_LABELS) -> Iterator[Line]:
    """One record: its id, kind and name; below it, what changed.

    ``labels`` are the names of linked records as far as they are known, by id.
    """
    sign, role = _SIGNS[found.what]
    yield (
        Span(f"{sign} ", role),
        Span(one_line(found.id), "label"),
        Span(f" {one_line(found.label)}"),
        Span(f" ({in_words.kind(found.kind, lang)})", "faint"),
    )
    for change in found.changes:
        yield from change_lines(change, found.kind, lang, labels)


def change_lines(change: Change, kind: str, lang: str, labels: Mapping[str, str] = NO_LABELS) -> Iterator[Line]:
    """What one change did to a record of a kind."""
    whole = {
        CREATED: _("the whole record added"),
        REMOVED: _("the whole record removed"),
        FOUND: _("found changed outside the history"),
    }
    if change.field in whole:
        yield Span("    ± ", "mark"), Span(whole[change.field])
        return
    if is_entry(change.field, change.old or change.new or ""):
        sides: tuple[tuple[str, Role, str | None], ...] = (("-", "bad", change.old), ("+", "good", change.new))
        for sign, role, text in sides:
            if text is not None:
                label, wording = entry(change.field, text, kind, lang, labels)
                yield Span(f"    {sign} ", role), Span(f"{label}: ", "label"), Span(wording)
        return
    label = _("kind") if change.field == "kind" else in_words.field_label(kind, change.field, lang)
    old, new = (value_in_words(kind, change.field, text, lang) for text in (change.old, change.new))
    yield Span(f"      {label}: ", "label"), Span(f"{old} {marks.OUTGOING} {new}")


def value_in_words(kind: str, field: str, text: str | None, lang: str) -> str:
    """A value of a field in words; a dash for none."""
    if text is None:
        return marks.NOT_RECORDED
    known = KINDS[kind].field(field) if kind in KINDS else None
    return one_line(in_words.value(known, text, lang) if known else text, _CELL)


def entry(part: str, text: str, kind: str, lang: str, labels: Mapping[str, str] = NO_LABELS) -> tuple[str, str]:
    """The subject of an entry, and its content."""
    try:
        entry = entry_from_text(part, text)
    except (ValueError, TypeError):
        return part, one_line(text, _CELL)
    match entry:
        case Name():
            return _("name"), _with_details(entry.text, _name(entry, lang))
        case Link():
            parts = (entry.side, entry.note, in_words.span(entry.start, entry.end, lang), entry.source)
            whom = in_words.joined(one_line(labels.get(entry.object, ""), _CELL), entry.object, by=" · ")
            return role_label(entry.role, lang, outgoing=True), _with_details(whom, parts)
        case Term():
            return in_words.field_label(kind, entry.field, lang), value_in_words(kind, entry.field, entry.value, lang)
        case Claim():
            parts = (entry.source, in_words.locator(entry.locator), in_words.basis(entry.basis, lang), entry.reason)
            what, value = claimed(entry, kind, lang)
            return _("claim on {field}").format(field=what), _with_details(value, parts)


def _name(name: Name, lang: str) -> tuple[str, ...]:
    span = in_words.span(name.start, name.end, lang)
    return in_words.language(name.lang), in_words.choice(v.NAME_TYPE, name.type, lang), span, name.source


def claimed(claim: Claim, kind: str, lang: str) -> tuple[str, str]:
    """The subject of a claim about a record of this kind, and its content."""
    field = claim.field
    if field.startswith("declared:"):
        what = declared(field, lang)
    else:
        what = role_label(field, lang, outgoing=True) if field in ROLES else in_words.field_label(kind, field, lang)
    return what, value_in_words(kind, field, claim.value, lang)


def _with_details(text: str, parts: tuple[str, ...]) -> str:
    more = in_words.joined(*(one_line(each, _CELL) for each in parts))
    return one_line(text, _CELL) + (f" ({more})" if more else "")


def as_data(found: Difference) -> Mapping[str, object]:
    """One record for machines: ``change`` is added, removed or changed; ``fields`` has old and new values."""
    data: dict[str, object] = {"id": found.id, "kind": found.kind, "label": found.label, "change": found.what}
    if found.changes:
        data["fields"] = [
            {"field": change.field, "old": _data(change.field, change.old), "new": _data(change.field, change.new)}
            for change in found.changes
        ]
    return data


def _data(field: str, text: str | None) -> object:
    return json.loads(text) if text is not None and is_entry(field, text) else text
