"""Counts per value of one field for a compiled query."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from catalogue.model import codes, values
from catalogue.model.answers import Facet, FacetValue
from catalogue.model.fields import TERM_FIELDS, Field
from catalogue.model.kinds import KINDS, every_field
from catalogue.model.labels import TAGS
from catalogue.model.roles import ROLES
from catalogue.query import fields as queried
from catalogue.store import select
from catalogue.store.compile import Compiled
from catalogue.store.conditions import FLAGS
from catalogue.store.hits import hits

_TERMS = {field.name: field for field in TERM_FIELDS}
_PLACES = {"country": "length(w.code) = 2", "region": "w.code GLOB '[A-Z][A-Z]-*'", "place": "1"}


_OF_READERS = {"starred": "star", "tagged": "tag", "noted": "note"}
_FLAGS = (*_OF_READERS, "inferred", "conflicting")
"""What ``is`` counts; *undated* and *unsourced* are the records counted without a year or a source."""

Counted = list[tuple[str | None, int]]


class Counting:
    """The hits of one query, counted by the values of one field after another.

    ``fields`` are those that will be counted. ``cap``: count only that many hits, the newest of the index, for an
    answer while somebody types; else all. Raises ``ValueError`` with the name of a field that is not a facet.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        compiled: Compiled,
        fields: Sequence[str],
        *,
        lang: str,
        cap: int | None = None,
    ) -> None:
        self._connection = connection
        self._lang = lang
        self._counted: dict[str, Counted] = {}
        num, found, given = hits(compiled)
        self._hits, self._given = f"SELECT {num} AS num {found}", given
        self._capped = False
        if cap is not None:
            order = "" if compiled.plain else " ORDER BY search.rowid DESC"
            nums = [num for (num,) in connection.execute(f"{self._hits}{order} LIMIT {cap + 1}", given)]
            self._capped = len(nums) > cap
            # In the order of the tables that are read.
            self._hits, self._given = "SELECT value AS num FROM json_each(?)", (json.dumps(sorted(nums[:cap])),)
        self._count_single_valued({name: column for name in fields if (column := _column(name))})

    def facet(self, name: str, *, limit: int | None, by_name: bool, asked: Collection[str] = ()) -> Facet:
        """The values of a field, ``kind``, ``year``, ``country``, ``region``, ``place``, ``is`` or a role, with their
        counts.

        Sorted by count, then label (``by_name``: by label); ``value`` None counts the records where it is not recorded.
        Values that are ``asked`` for come beyond the limit and without any record, too. A record counts for every year
        that its main date covers, as ``year:`` finds it. ``capped``: there are more hits than were counted.
        """
        counted = self._counted[name] if name in self._counted else self._count_many_valued(name)
        known = [(_as_text(value), number) for value, number in counted if value is not None]
        spread = _by_year(known) if name == "year" else known
        spread += [(value, 0) for value in set(asked).difference(value for value, _ in spread)]
        found = _labelled(self._connection, name, spread, self._lang)
        found.sort(key=(lambda v: v.label.casefold()) if by_name else (lambda v: (-v.count, v.label.casefold())))
        if name == "year":
            found.sort(key=lambda v: v.value or "", reverse=True)
        shown = [value for at, value in enumerate(found) if limit is None or at < limit or value.value in asked]
        if unknown := dict(counted).get(None):
            shown = [*shown, FacetValue(None, "", unknown)]
        return Facet(name, _title(name, self._lang), tuple(shown), capped=self._capped)

    def _count_single_valued(self, columns: Mapping[str, str]) -> None:
        """Count all single-valued fields in one pass over the hits."""
        if not columns:
            return
        listed = ", ".join(columns.values())
        together = Counter(self._ask(f"SELECT {listed} FROM ({self._hits}) h {_RECORD}"))
        for at, name in enumerate(columns):
            counts: Counter[str | None] = Counter()
            for cells, number in together.items():
                counts[cells[at]] += number
            self._counted[name] = list(counts.items())

    def _count_many_valued(self, name: str) -> Counted:
        """The counts of a multi-valued field, each record counted once per value; the value None counts the records
        without any."""
        if name == "is":
            return self._count_flags()
        source, value, distinct = _source(name)
        count = "count(DISTINCT h.num)" if distinct else "count(*)"
        return list(self._ask(f"SELECT {value}, {count} FROM ({self._hits}) h {source} GROUP BY 1"))

    def _count_flags(self) -> Counted:
        """How many records have each of ``_FLAGS``; one that no record has is left out."""
        held = [flag for flag in _FLAGS if flag not in _OF_READERS or self._any(_OF_READERS[flag])]
        sums = ", ".join(f"sum({FLAGS[flag]})" for flag in held)
        (counts,) = self._ask(f"SELECT {sums} FROM ({self._hits}) h {_RECORD}")
        return [(flag, number) for flag, number in zip(held, counts, strict=True) if number]

    def _any(self, table: str) -> bool:
        return self._connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None

    def _ask(self, sql: str) -> sqlite3.Cursor:
        return self._connection.execute(sql, self._given)


_RECORD = "CROSS JOIN record r ON r.num = h.num"


def _column(name: str) -> str:
    """The expression over ``record r`` of a single-valued field; "" for other fields."""
    if name in _PLACES or name in _TERMS or name in ROLES or name in ("lang", "tag", "is"):
        return ""
    if name == "year":
        ends = (f"coalesce(substr(r.{end}, 1, 4), '')" for end in ("main_from", "main_to"))
        return "CASE WHEN r.main_date IS NOT NULL THEN " + " || '/' || ".join(ends) + " END"
    if name == "date":
        return "r.main_date"
    return "r.kind" if name == "kind" else f'r."{_checked(name)}"'


def _as_text(value: str | float) -> str:
    """A value as text, in the form in which it is recorded and queried; a whole number without decimals."""
    return value if isinstance(value, str) else f"{value:.12g}"


def _by_year(spans: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Counts by first and last year (``2023/2025``, ``/2025``, ``/`` for a day of no year) as counts by year.

    An open end extends to the first or last year of all counted spans.
    """
    ends = [(tuple(span.split("/")), number) for span, number in spans]
    known = sorted(int(year) for years, _ in ends for year in years if year.isdecimal())
    changes: Counter[int] = Counter()
    for (start, end), number in ends:
        if start.isdecimal() or end.isdecimal():
            changes[int(start) if start.isdecimal() else known[0]] += number
            changes[(int(end) if end.isdecimal() else known[-1]) + 1] -= number
    counted, running = [], 0
    for year in range(known[0], known[-1] + 1) if known else ():
        running += changes[year]
        if running:
            counted.append((f"{year:04}", running))
    return counted


def _source(name: str) -> tuple[str, str, bool]:
    """Where a multi-valued field is stored: the join to the hits, the expression of the value, and whether a record can
    have one value twice."""
    if name in _PLACES:
        return f"LEFT JOIN within w ON w.record = h.num AND {_PLACES[name]}", "w.code", False
    if name in _TERMS:
        return f"LEFT JOIN term t ON t.record = h.num AND t.field = '{name}'", "t.value", False
    if name in ROLES:
        objects = f"LEFT JOIN link l ON l.subject = h.num AND l.role = '{name}'"
        return f"{objects} LEFT JOIN record o ON o.num = l.object", "o.id", True
    if name == "lang":
        return "LEFT JOIN name n ON n.record = h.num AND n.lang <> ''", "n.lang", True
    return f"{_RECORD} LEFT JOIN tag g ON g.record = r.id", "g.tag", False


def _checked(name: str) -> str:
    if name in ("form", "status") or any(field.name == name for field in every_field()):
        return name
    raise ValueError(name)


def names() -> tuple[str, ...]:
    """Every field whose values can be counted."""
    own = ("kind", "form", "status", "year", *_PLACES, *_TERMS, "lang", "tag", "is", *ROLES)
    return tuple(dict.fromkeys((*own, *(field.name for field in every_field()))))


def _field(name: str) -> Field | None:
    return _TERMS.get(name) or next((field for field in every_field() if field.name == name), None)


def _title(name: str, lang: str) -> str:
    if name in ROLES:
        return ROLES[name].label.text(lang)
    field = KINDS["agreement"].field(name) if name in ("form", "status") else _field(name)
    return field.label.text(lang) if field else name


def _labelled(
    connection: sqlite3.Connection, name: str, counted: Sequence[tuple[str, int]], lang: str
) -> list[FacetValue]:
    """The values with their labels."""
    called = _called(connection, [value for value, _ in counted], lang) if name in ROLES or name == "place" else {}
    return [FacetValue(value, called.get(value) or _label(name, value, lang), number) for value, number in counted]


def _called(connection: sqlite3.Connection, ids: Sequence[str], lang: str) -> dict[str, str]:
    found = connection.execute(
        "SELECT id, num FROM record WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    ).fetchall()
    labels = select.labels(connection, [num for _, num in found], lang)
    return {record_id: labels[num] for record_id, num in found}


def _label(name: str, value: str, lang: str) -> str:
    if name == "kind":
        return KINDS[value].label_plural.text(lang) if value in KINDS else value
    if name in ("form", "status"):
        return _choice_label(name, value, lang)
    if name in ("country", "region", "sector", "place"):
        return codes.name_of(value, lang)
    if name == "is":
        return next((label.text(lang) for flag, label in queried.FLAGS.items() if flag == value), value)
    if name in ("lang", "language"):
        return TAGS[value].text(lang) if value in TAGS else value
    field = _field(name)
    return values.in_words(field, value, lang) if field and not field.many else value


def _choice_label(name: str, value: str, lang: str) -> str:
    for kind in KINDS.values():
        field = kind.field(name)
        choice = field.vocabulary.get(value) if field and field.vocabulary else None
        if choice:
            return choice.label.text(lang)
    return value
