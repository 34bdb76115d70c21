"""The search keys of a record, gathered from its own rows and from those of linked records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from hashlib import blake2b

from msgspec import Struct, field

from catalogue.model import codes
from catalogue.model.kinds import KINDS
from catalogue.store.atlas import NAMED, WHEREABOUTS, Atlas, countries, own_codes
from catalogue.store.searched import CLOSED, CLOSED_TERMS, DATES, PLACE, PROSE, SAID
from catalogue.store.years import tokens as years_of
from catalogue.store.years import word_tokens
from catalogue.text import zones
from catalogue.text.indexed import Indexer


class IndexRow(Struct, frozen=True):
    """What a record is found by, not yet analysed: its row of the index is made of this.

    ``hash``: of everything that its keys are made from, so equal ones have equal keys while the analyser is the same;
    ``within``: its places; ``day``: by which it is sorted ("" if it has none); ``length``: of its label, because of two
    equal hits the shorter name comes first.
    """

    num: int
    hash: int
    within: frozenset[str]
    day: str
    length: int
    kind: str
    closed: tuple[str | None, ...]
    dates: tuple[str | None, ...]
    names: tuple[str, ...]
    named: tuple[int, ...]
    terms: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]

    def keys(self, atlas: Atlas, indexer: Indexer) -> str:
        """The keys to be indexed, separated by spaces."""
        given = tuple(filter(None, self.dates))
        linked = (
            *map(atlas.named, self.named),
            *map(atlas.place, sorted(self.within)),
            *_of_terms(self.terms, indexer),
            indexer.group_keys(_form_words(self.kind, self.closed[0])),
            *(indexer.group_keys((date,)) for date in given),
            *map(word_tokens, given),
        )
        return indexer.row(self.names, linked, self.texts, self._values())

    def _values(self) -> str:
        sectors = tuple(sorted(value for name, value in self.terms if name in CLOSED_TERMS))
        years = [years_of(name, text) for name, text in zip(DATES, self.dates, strict=True) if text]
        if main := next((text for name in KINDS[self.kind].main_date if (text := self.dates[_DATE_AT[name]])), None):
            years.append(years_of("date", main))
        return " ".join([_closed(self.kind, self.closed), _sectors(sectors), _places(self.within), *years])


class _Linked(Struct):
    """The contents of records in tables other than ``record``, by the records' numbers."""

    names: dict[int, list[str]] = field(default_factory=dict)
    named: dict[int, list[int]] = field(default_factory=dict)
    whereabouts: dict[int, list[int]] = field(default_factory=dict)
    sides: dict[int, list[str]] = field(default_factory=dict)
    terms: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    said: dict[int, list[str]] = field(default_factory=dict)


def index_rows(connection: sqlite3.Connection, nums: Sequence[int], atlas: Atlas) -> list[IndexRow]:
    """What each of these records is found by, in the order of their ids."""
    joined = _linked(connection, nums)
    listed = ", ".join(f'"{column}"' for column in (*CLOSED, *DATES, *PROSE))
    found = connection.execute(
        f"SELECT num, id, kind, country, region, main_from, length(label), {listed} FROM record "
        "WHERE num IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(nums),),
    )
    return [_findable(cells[0], cells[1:], joined, atlas) for cells in found]


def _findable(num: int, cells: Sequence[str], joined: _Linked, atlas: Atlas) -> IndexRow:
    record_id, kind, country, region, day, length, *rest = cells
    closed, dates, prose = tuple(rest[:_A]), tuple(rest[_A:_B]), rest[_B:]
    terms = tuple(sorted(joined.terms.get(num, ())))
    place = _place_code(record_id, terms) if kind == "place" else None
    sides = countries(joined.sides.get(num, ()))
    within = atlas.within((*own_codes(country, region, place), *sides), joined.whereabouts.get(num, ()))
    names, named = tuple(sorted(joined.names.get(num, ()))), tuple(sorted(joined.named.get(num, ())))
    texts = (*filter(None, prose), *sorted(joined.said.get(num, ())))
    linked = (*map(atlas.names_hash, named), *map(atlas.place_hash, sorted(within)))
    values = (kind, *(cell or "" for cell in (*closed, *dates)))
    content = "\0".join(map("\1".join, (values, names, linked, *terms, texts))).encode("utf-8", "surrogatepass")
    hashed = int.from_bytes(blake2b(content, digest_size=8, key=_labels_hash()).digest(), "big", signed=True)
    return IndexRow(num, hashed, within, day or "", int(length), kind, closed, dates, names, named, terms, texts)


@cache
def _labels_hash() -> bytes:
    """A hash of the labels of this version that become keys: those of forms and sectors."""
    forms = [
        _form_words(kind.name, code)
        for kind in KINDS.values()
        if kind.form.vocabulary
        for code in kind.form.vocabulary.codes
    ]
    return blake2b(repr([forms, *map(_sector_names, codes.sectors())]).encode(), digest_size=16).digest()


_DATE_AT = {name: at for at, name in enumerate(DATES)}
_A, _B = len(CLOSED), len(CLOSED) + len(DATES)


def _place_code(record_id: str, terms: Iterable[tuple[str, str]]) -> str:
    return next((value[4:] for name, value in terms if name == "identifier" and value.startswith("iso:")), record_id)


def _of_terms(terms: Iterable[tuple[str, str]], indexer: Indexer) -> Iterable[str]:
    for name, value in terms:
        yield indexer.group_keys(_sector_names(value) if name == "sector" else (value,))


@cache
def _sector_names(sector: str) -> tuple[str, ...]:
    return tuple(codes.sectors()[sector].names.values())


@cache
def _form_words(kind: str, form: str | None) -> tuple[str, ...]:
    choice = KINDS[kind].form.vocabulary
    found = choice.get(form) if choice and form else None
    return found.label.all() if found else ()


@lru_cache(4096)
def _closed(kind: str, cells: tuple[str | None, ...]) -> str:
    tokens = [zones.value(name, code) for name, code in zip(CLOSED, cells, strict=True) if code]
    return " ".join([zones.value("kind", kind), *tokens])


@lru_cache(4096)
def _sectors(sectors: tuple[str, ...]) -> str:
    """The sectors, and the sections of NACE that they belong to."""
    every = dict.fromkeys(code for each in sectors for code in (each, each[:1]))
    return " ".join(zones.value("sector", code) for code in every)


@lru_cache(4096)
def _places(within: frozenset[str]) -> str:
    return " ".join(zones.value(PLACE, code) for code in sorted(within) if code[:2].isupper())


def _linked(connection: sqlite3.Connection, nums: Sequence[int]) -> _Linked:
    given = (json.dumps(nums),)
    inside = "IN (SELECT value FROM json_each(?))"
    found = _Linked()
    for num, text in connection.execute(f"SELECT record, text FROM name WHERE record {inside}", given):
        found.names.setdefault(num, []).append(text)
    for num, role, there, side, note in connection.execute(
        f"SELECT subject, role, object, side, note FROM link WHERE subject {inside}", given
    ):
        if role in NAMED:
            found.named.setdefault(num, []).append(there)
        if role in WHEREABOUTS:
            found.whereabouts.setdefault(num, []).append(there)
            found.sides.setdefault(num, []).append(side)
        if note:
            found.said.setdefault(num, []).append(note)
    for num, name, value in connection.execute(f"SELECT record, field, value FROM term WHERE record {inside}", given):
        found.terms.setdefault(num, []).append((name, value))
    said = ", ".join(f"'{name}'" for name in SAID)
    for num, text in connection.execute(
        f"SELECT record, value FROM claim WHERE record {inside} AND field IN ({said})", given
    ):
        found.said.setdefault(num, []).append(text)
    return found
