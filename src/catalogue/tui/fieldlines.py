"""The values of a record as lines to choose from, and the actions on one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from catalogue.i18n import gettext as _
from catalogue.model.card import Card, merged
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.records import Term
from catalogue.model.roles import ROLES
from catalogue.present import form, in_words
from catalogue.present.places import entry_at, of_entry, of_field, row_of, row_target
from catalogue.present.shapes import Line, Span
from catalogue.query import rewrite
from catalogue.query.parser import parse
from catalogue.text.safe import one_line
from catalogue.text.width import cells

LONGEST = 120


class FieldValue(Struct, frozen=True):
    """A value of a record.

    ``label`` of its field or role, ``text`` for people; ``field`` and ``value`` as the query language names them ("" if
    it cannot query the value). ``leads`` is a record, an address or a file; ``row`` its row on the form.
    """

    label: str
    text: str
    field: str = ""
    value: str = ""
    leads: str = ""
    row: str = ""


def at(card: Card, target: str, lang: str) -> FieldValue | None:
    """The value under the cursor of a card; None for a line that leads elsewhere."""
    row = row_of(target)
    found = next(
        (own for own in field_values(card, lang) if target and target in (own.leads, row_target(own.row))), None
    )
    entry = entry_at(card, row)
    if found is not None or entry is None:
        return found
    label, text, _more = form.described(entry, card.record.kind, {}, lang)
    return FieldValue(label, text, row=row)


def field_values(card: Card, lang: str) -> tuple[FieldValue, ...]:
    """Fields, then terms, then links in both directions, then the sources with their addresses and files."""
    return (*_fields(card, lang), *_links(card, lang), *sources(card))


def sources(card: Card) -> tuple[FieldValue, ...]:
    """Where the record itself, then each of its sources, can be read: addresses and files, each once."""
    own = [(one_line(card.label), {name: card.record.get(name) or "" for name in ("url", "file", "website")})]
    cited = [(one_line(each.label), each.values) for each in card.sources]
    found = {
        places[name]: FieldValue(_("source"), f"{label} · {one_line(places[name], LONGEST)}", leads=places[name])
        for label, places in (*own, *cited)
        for name in ("url", "website", "file")
        if places.get(name)
    }
    return tuple(found.values())


def lines(values: tuple[FieldValue, ...]) -> tuple[Line, ...]:
    """A line for each value; its link is the value's number."""
    width = max((cells(value.label) for value in values), default=0)
    return tuple(
        (
            Span(value.label + " " * (width - cells(value.label)) + "  ", "label"),
            Span(one_line(value.text, LONGEST), "link", str(at)),
        )
        for at, value in enumerate(values)
    )


def narrowed(query: str, value: FieldValue) -> tuple[str, str]:
    """The query with only this value, and the query without it; "" if the language cannot query it."""
    if not value.field:
        return "", ""
    queries = []
    for turn in (rewrite.only, _excluded):
        try:
            asked = turn(query, value.field, value.value)
        except ValueError:
            return "", ""
        queries.append("" if parse(asked).notes and not parse(query).notes else asked)
    return queries[0], queries[1]


def file_of(leads: str, catalogue: Path) -> Path | None:
    """The file meant by ``leads``, if it exists: a bare name is looked up in the folder of the catalogue."""
    file = catalogue.parent / leads
    return file if file.is_file() else None


def _excluded(query: str, field: str, value: str) -> str:
    left = rewrite.without(query, field) if value in rewrite.ticked(query, field)[0] else query
    return left if value in rewrite.ticked(left, field)[1] else rewrite.exclude(left, field, value)


def _fields(card: Card, lang: str) -> Iterator[FieldValue]:
    kind = KINDS.get(card.record.kind)
    for field in kind.all_fields if kind else ():
        single = card.record.get(field.name)
        for value in card.record.terms_of(field.name) if field.many else (single,) if single else ():
            leads = of_entry(card, Term(field.name, value)) if field.many else of_field(field.name)
            yield FieldValue(
                field.label.text(lang), in_words.value(field, value, lang), _query_name(field), value, row=row_of(leads)
            )


def _query_name(field: Field) -> str:
    """The field's name if the query language can find a record by exactly this value."""
    return field.name if field.type in ("choice", "country", "region", "flag") or field.facet else ""


def _links(card: Card, lang: str) -> Iterator[FieldValue]:
    for each, _sources in merged(card.neighbours):
        role = ROLES[each.link.role]
        label = role.label.text(lang) if each.outgoing else role.reverse.text(lang)
        yield FieldValue(label, each.label, role.name if each.outgoing else "link", each.id, each.id)
