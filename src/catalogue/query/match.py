"""Nodes → Python: whether one record meets a query. The reference implementation against which the SQL of the store is
tested.

The rules, once:

- *Unknown is not a value.* A test of an unrecorded field fails, its negation holds; ``no:field`` holds.
- *Vague dates match where they could.* A date or interval matches a range of days if any day that it can mean lies in
  it; an open or unknown end extends as far as needed. A date without a year matches no range, only ``XXXX-06`` and
  ``XXXX-06-24``. Those also find dates with a year: the month must be recorded; an unrecorded day could be any.
- *The main date* is the first recorded one of its kind's ``main_date`` fields, even if it has no year.
- *Figures compare by their number*; if the numbers are equal, the figure's own operator decides: ``>30 planned``
  matches ``>30`` and ``>=30``, but neither ``=30`` nor ``<=30``. A range matches if any of its values does.
- *A place means everything below it*: a record is in its country, its region, itself (if it is a place), the places of
  the records linked by its location roles and of their sides, and in every place that contains one of these.
- *A linked record* is tested by id, by words of its names, or by its place.
- *Words and phrases* match by the rules of ``catalogue.text`` (``zones.row_matches``, ``phrases.in_row``).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from catalogue.model import dates, evidence, quantities
from catalogue.model.fields import Field
from catalogue.model.kinds import KINDS
from catalogue.model.marks import NO_MARKS, Marks
from catalogue.model.records import Record
from catalogue.query import fields
from catalogue.query.nodes import (
    Absent,
    All,
    Any,
    Code,
    FieldTest,
    Figure,
    FigureOp,
    FigureRange,
    Mark,
    Node,
    Not,
    Nothing,
    Phrase,
    Place,
    Range,
    Recurring,
    Star,
    Target,
    Text,
    Unknown,
    Value,
    Words,
)
from catalogue.text import phrases, zones


class LinkedRecord(Struct, frozen=True):
    """A linked record: its id, its keys (one text per column of ``zones.COLUMNS``), and its places."""

    id: str
    keys: tuple[str, ...]
    within: frozenset[str] = frozenset()


class LinkEnd(Struct, frozen=True):
    """A record at the other end of a link; ``outgoing`` if the tested record is the link's subject."""

    role: str
    outgoing: bool
    other: LinkedRecord


class Subject(Struct, frozen=True):
    """A record with everything that a query may test.

    ``within`` are the codes of the countries and regions and the ids of the places without a code where it is, with all
    places that contain these; ``places`` the place records for them; ``keys`` as in ``LinkedRecord``; ``marks`` what
    readers added to it; ``batches`` the numbers of the batches that changed it.
    """

    record: Record
    keys: tuple[str, ...] = ("",) * len(zones.COLUMNS)
    within: frozenset[str] = frozenset()
    links: tuple[LinkEnd, ...] = ()
    places: tuple[LinkedRecord, ...] = ()
    marks: Marks = NO_MARKS
    batches: frozenset[int] = frozenset()


def matches(node: Node, subject: Subject, *, negated: bool = False) -> bool:
    """Whether the subject meets the node. ``negated``: the node is under ``Not``, so words are not taken as
    prefixes."""
    match node:
        case Nothing():
            return True
        case All(items):
            return all(matches(item, subject, negated=negated) for item in items)
        case Any(items):
            return any(matches(item, subject, negated=negated) for item in items)
        case Not(item):
            return not matches(item, subject, negated=True)
        case Words(words):
            typed = [(word.text, word.prefix) for word in words]
            return zones.row_matches(subject.keys, typed, complete=negated)
        case Phrase(text):
            return phrases.in_row(subject.keys, text)
        case FieldTest(target, values):
            return any(_test_matches(target, value, subject) for value in values)


def has_words(text: str, words: str, *, prefix: bool = False) -> bool:
    """Whether a text has all these words, in any order; with ``prefix`` the last may be the prefix of one."""
    return _words_match(Text(words, prefix), zones.index_row((text,), (), ()), zone="name")


def recurs(date: str, month: int, day: int | None) -> bool:
    """Whether a date (EDTF) falls in this month of any year and, when ``day`` is given, could be that day."""
    when = dates.parse(date)
    if when.month != month:
        return False
    if day is None or when.day is not None:
        return day is None or when.day == day
    wanted = f"{when.year:04}-{month:02}-{day:02}" if when.year else None
    return wanted is None or dates.may_overlap(when, wanted, wanted)


def main_date(record: Record) -> str | None:
    """The date (EDTF) by which a record is sorted: the first recorded one of its kind's main dates."""
    return next((date for name in KINDS[record.kind].main_date if (date := record.get(name))), None)


def _undated(record: Record) -> bool:
    date = main_date(record)
    return date is None or not dates.parse(date).has_year


_FLAGS: Mapping[str, Callable[[Subject], bool]] = {
    "inferred": lambda subject: bool(evidence.inferred(subject.record)),
    "conflicting": lambda subject: bool(evidence.conflicting(subject.record)),
    "undated": lambda subject: _undated(subject.record),
    "unsourced": lambda subject: not subject.record.linked("source"),
    "starred": lambda subject: subject.marks.starred,
    "tagged": lambda subject: bool(subject.marks.tags),
    "noted": lambda subject: bool(subject.marks.notes),
}


def _test_matches(target: Target, value: Value, subject: Subject) -> bool:
    """Whether one value of a test matches."""
    if isinstance(value, Unknown):
        return False
    if isinstance(value, Absent):
        return not _test_matches(target, Star(), subject)
    if target.type == "claim":
        claimed = any(claim.field.partition(":")[0] == target.name for claim in subject.record.claims)
        return claimed or (target.name == "note" and bool(subject.marks.notes))
    if target.type == "role":
        others = [each.other for each in subject.links if each.outgoing and each.role == target.name]
        return any(_linked_matches(other, value) for other in others)
    if target.type == "special":
        return _SPECIALS[target.name](value, subject)
    field = fields.field_of(target)
    return field is not None and any(_value_matches(field, value, text) for text in _recorded(field, subject.record))


def _recorded(field: Field, record: Record) -> Iterator[str]:
    """The values of a field, none if it is not recorded."""
    if field.many:
        yield from record.terms_of(field.name)
    elif (text := record.get(field.name)) is not None:
        yield text


def _value_matches(field: Field, value: Value, text: str) -> bool:
    """Whether a recorded value (canonical text) matches the requested value."""
    match value:
        case Star():
            return True
        case Code(code):
            section = field.type == "sector" and len(code) == 1
            return text.startswith(code) if section else text == code
        case Text(words, prefix, whole):
            return text == words if whole else has_words(text, words, prefix=prefix)
        case Range() | Recurring():
            return _date_matches(value, text)
        case Figure(op, number, mark):
            return _compares(field, text, op, number) and (not mark or mark in text.split(" "))
        case FigureRange(low, high, mark):
            above = low is None or _compares(field, text, ">=", low)
            below = high is None or _compares(field, text, "<=", high)
            return above and below and (not mark or mark in text.split(" "))
        case Mark(word):
            return word in text.split(" ")
    return False


_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


def _compares(field: Field, text: str, op: FigureOp, number: float) -> bool:
    if field.type == "quantity":
        return quantities.compare(quantities.parse(text, field.unit), op, number)
    return _OPERATORS[op](float(text), number)


def _date_matches(value: Range | Recurring, text: str) -> bool:
    if isinstance(value, Recurring):
        return recurs(text, value.month, value.day)
    return dates.may_overlap(dates.parse(text), value.low, value.high)


def _linked_matches(other: LinkedRecord, value: Value) -> bool:
    """Whether a linked record matches a value of a role or of ``link``."""
    match value:
        case Place(code):
            return code in other.within
        case Text(text, _, whole):
            return other.id == text or (not whole and _words_match(value, other.keys, zone="name"))
    return isinstance(value, Star)


def _words_match(value: Text, keys: tuple[str, ...], *, zone: str) -> bool:
    """Whether the words of a text occur in one zone of these keys."""
    words = value.text.split()
    typed = [(word, value.prefix and at == len(words)) for at, word in enumerate(words, start=1)]
    return zones.row_matches(keys, typed, complete=not value.prefix, zone=zone)


def _kind(value: Value, subject: Subject) -> bool:
    return subject.record.kind == value.code if isinstance(value, Code) else isinstance(value, Star)


def _id(value: Value, subject: Subject) -> bool:
    if not isinstance(value, Text):
        return isinstance(value, Star)
    return subject.record.id == value.text or (value.prefix and subject.record.id.startswith(value.text))


def _name(value: Value, subject: Subject) -> bool:
    if not isinstance(value, Text):
        return bool(subject.record.names)
    if value.whole:
        return any(name.text == value.text for name in subject.record.names)
    return _words_match(value, subject.keys, zone="name")


def _text(value: Value, subject: Subject) -> bool:
    """``text:word``: the text zone; ``text:*`` and ``text:="…"``: the summary."""
    summary = subject.record.get("summary")
    if not isinstance(value, Text):
        return summary is not None
    return summary == value.text if value.whole else _words_match(value, subject.keys, zone="text")


def _lang(value: Value, subject: Subject) -> bool:
    tags = [name.lang for name in subject.record.names if name.lang]
    if isinstance(value, Code):
        return any(tag == value.code or tag.startswith(f"{value.code}-") for tag in tags)
    return bool(tags)


def _date(value: Value, subject: Subject) -> bool:
    date = main_date(subject.record)
    if date is None:
        return False
    if isinstance(value, Text):
        return date == value.text
    return _date_matches(value, date) if isinstance(value, (Range, Recurring)) else isinstance(value, Star)


def _located(value: Value, subject: Subject, pattern: str) -> bool:
    """Whether the record is in a place; ``pattern`` matches the codes of the requested level (country or region)."""
    match value:
        case Place(code):
            return code in subject.within
        case Text():
            return any(_linked_matches(place, value) for place in subject.places)
    return any(re.fullmatch(pattern, code) for code in subject.within)


def _link(value: Value, subject: Subject) -> bool:
    return any(_linked_matches(each.other, value) for each in subject.links)


def _tag(value: Value, subject: Subject) -> bool:
    if not isinstance(value, Text):
        return bool(subject.marks.tags)
    if value.whole:
        return value.text in subject.marks.tags
    return any(has_words(tag, value.text, prefix=value.prefix) for tag in subject.marks.tags)


def _batch(value: Value, subject: Subject) -> bool:
    return int(value.text) in subject.batches if isinstance(value, Text) else bool(subject.batches)


_SPECIALS: Mapping[str, Callable[[Value, Subject], bool]] = {
    "kind": _kind,
    "id": _id,
    "name": _name,
    "text": _text,
    "lang": _lang,
    "date": _date,
    "country": lambda value, subject: _located(value, subject, "[A-Z]{2}"),
    "region": lambda value, subject: _located(value, subject, "[A-Z]{2}-.*"),
    "place": lambda value, subject: _located(value, subject, ".*"),
    "link": _link,
    "tag": _tag,
    "batch": _batch,
    "is": lambda value, subject: isinstance(value, Code) and _FLAGS[value.code](subject),
}
