"""A record and what belongs to it, as values.

A ``Record`` holds everything about one entity: its values, its names, the links of which it is the subject, its terms
and its claims. Values are canonical text (``catalogue.model.values`` reads and checks them); unknown values are absent.
Lists are sorted and without duplicates, so that records with equal content compare equal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
from json.encoder import encode_basestring as _text
from json.encoder import encode_basestring_ascii as _ascii
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct

BASES = ("stated", "inferred", "editor")
NOTHING: Mapping[str, str] = MappingProxyType({})


class Name(Struct, frozen=True, order=True):
    """A name in one language and script. ``start`` and ``end`` are EDTF; ``source`` is a source record's id."""

    text: str
    lang: str = ""
    type: str = "preferred"
    start: str = ""
    end: str = ""
    source: str = ""
    basis: str = ""
    reason: str = ""


class Link(Struct, frozen=True, order=True):
    """A relation to another record, ``object``; ``side`` is a country code or A/B, ``note`` a title or remark."""

    role: str
    object: str
    side: str = ""
    start: str = ""
    end: str = ""
    note: str = ""
    source: str = ""
    basis: str = ""
    reason: str = ""


class Term(Struct, frozen=True, order=True):
    """One value of a many-valued field."""

    field: str
    value: str


class Claim(Struct, frozen=True, order=True):
    """What one source says about one field, in the notation of that field.

    ``field`` is a field of the record's kind, a role (then ``value`` is a record id), ``post`` (a post without a
    known holder), ``note`` (a soft statement), or ``declared:KIND[/WORD]`` (a total that the source declares).
    ``locator`` says where in the source; ``original`` is the source's own word for a classification.
    """

    field: str
    value: str
    as_of: str = ""
    source: str = ""
    locator: str = ""
    basis: str = ""
    reason: str = ""
    rank: str = "normal"
    original: str = ""


class Record(Struct, frozen=True):
    """One entity of one kind. ``id`` is a stable slug and never changes."""

    id: str
    kind: str
    values: Mapping[str, str] = NOTHING
    names: tuple[Name, ...] = ()
    links: tuple[Link, ...] = ()
    terms: tuple[Term, ...] = ()
    claims: tuple[Claim, ...] = ()

    def get(self, name: str) -> str | None:
        """The value of a single-valued field, or None when it is unknown."""
        return self.values.get(name)

    def tidy(self) -> Record:
        """The same record with empty values dropped, lists sorted and duplicates removed."""
        return Record(
            self.id,
            self.kind,
            MappingProxyType({name: text for name, text in sorted(self.values.items()) if text}),
            ordered(self.names),
            ordered(self.links),
            ordered(self.terms),
            ordered(self.claims),
        )

    def terms_of(self, field: str) -> tuple[str, ...]:
        """The values of a many-valued field, sorted."""
        return tuple(term.value for term in self.terms if term.field == field)

    def linked(self, role: str) -> tuple[str, ...]:
        """The ids that this record is linked to in one role, in order, each once."""
        return tuple(dict.fromkeys(link.object for link in self.links if link.role == role))

    def facts(self) -> Iterable[tuple[str, str]]:
        """The record as a flat list of ``(field, text)``: the basis of history and comparison.

        A single value is given as its text; a name, link, term or claim is one JSON object under ``name``, ``link``,
        ``term`` or ``claim``.
        """
        yield "kind", self.kind
        yield from self.values.items()
        for part, entries in (
            ("name", self.names),
            ("link", self.links),
            ("term", self.terms),
            ("claim", self.claims),
        ):
            for entry in entries:
                yield part, entry_text(entry)

    def fingerprint(self) -> str:
        """A hash of the content as JSON in ASCII (SHA-256, 32 hex digits): equal records have equal fingerprints."""
        import hashlib  # loaded late: reading needs no hash, and the import takes longer than a query

        values = ",".join([f"{_ascii(name)}:{_ascii(text)}" for name, text in self.values.items()])
        parts = [
            f"[{','.join([_as_json(entry, _ascii) for entry in part])}]"
            for part in (self.names, self.links, self.terms, self.claims)
        ]
        text = f"[{_ascii(self.id)},{_ascii(self.kind)},{{{values}}},{','.join(parts)}]"
        return hashlib.sha256(text.encode()).hexdigest()[:32]


Entry = Name | Link | Term | Claim
E = TypeVar("E", Name, Link, Term, Claim)
ENTRIES: dict[str, type[Entry]] = {"name": Name, "link": Link, "term": Term, "claim": Claim}


def ordered(entries: Sequence[E]) -> tuple[E, ...]:
    """Entries as stored in a record: sorted, without duplicates."""
    if len(entries) < 2:
        return tuple(entries)
    cells = _CELLS[type(entries[0])][1]
    each = {cells(entry): entry for entry in entries}  # tuples of cells sort as the entries do, much faster
    return tuple([each[text] for text in sorted(each)])


_COLUMNS = {entry.__name__: entry.__struct_fields__ for entry in ENTRIES.values()}


_CELLS = {entry: (_COLUMNS[entry.__name__], attrgetter(*_COLUMNS[entry.__name__])) for entry in ENTRIES.values()}

_JSON_KEYS = {entry: tuple(f'"{name}":' for name in entry.__struct_fields__) for entry in ENTRIES.values()}


def entry_columns(entry: type[Entry]) -> tuple[str, ...]:
    """The columns of one part (name, link, term, claim) in the order of its CSV."""
    return _COLUMNS[entry.__name__]


def entry_text(entry: Entry) -> str:
    """One entry as JSON, without empty columns."""
    return _as_json(entry, _text)


def _as_json(entry: Entry, quoted: Callable[[str], str]) -> str:
    """One entry as the json module writes it, without building a dict of it first."""
    cells = _CELLS[type(entry)][1](entry)
    keys = compress(_JSON_KEYS[type(entry)], cells)
    return f"{{{','.join(map(str.__add__, keys, map(quoted, filter(None, cells))))}}}"


def entry_cells(entry: Entry) -> dict[str, str]:
    """The columns of an entry that are not empty."""
    columns, cells = _CELLS[type(entry)]
    return {name: cell for name, cell in zip(columns, cells(entry), strict=True) if cell}


def entry_from_text(part: str, text: str) -> Entry:
    """The inverse of ``entry_text`` for a part (``name``, ``link``, ``term``, ``claim``)."""
    return ENTRIES[part](**json.loads(text))


def is_entry(field: str, text: str) -> bool:
    """Whether a fact is a name, link, term or claim. The field ``term`` of agreements is not: its text is a date."""
    return field in ENTRIES and text.startswith("{")


def from_facts(record_id: str, facts: Iterable[tuple[str, str]]) -> Record:
    """The inverse of ``Record.facts``."""
    kind, values = "", {}
    parts: dict[str, list[Entry]] = {part: [] for part in ENTRIES}
    for name, text in facts:
        if name == "kind":
            kind = text
        elif is_entry(name, text):
            parts[name].append(entry_from_text(name, text))
        else:
            values[name] = text
    return Record(
        record_id,
        kind,
        values,
        tuple(e for e in parts["name"] if isinstance(e, Name)),
        tuple(e for e in parts["link"] if isinstance(e, Link)),
        tuple(e for e in parts["term"] if isinstance(e, Term)),
        tuple(e for e in parts["claim"] if isinstance(e, Claim)),
    ).tidy()
