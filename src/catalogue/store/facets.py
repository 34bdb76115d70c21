"""Counts per value of one field for a compiled query."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from catalogue.model import codes
from catalogue.model.answers import Facet, FacetValue
from catalogue.model.fields import TERM_FIELDS, Field
from catalogue.model.kinds import KINDS, every_field
from catalogue.model.roles import ROLES
from catalogue.store import select
from catalogue.store.compile import Compiled

_TERMS = {field.name: field for field in TERM_FIELDS}
_PLACES = {"country": "length(w.code) = 2", "region": "w.code GLOB '[A-Z][A-Z]-*'", "place": "1"}


class Counting:
    """The hits of one query, to be counted by the values of one field after another.

    ``cap``: only that many hits, in the order of the index, where an answer must not wait; else all.
    """

    def __init__(
        self, connection: sqlite3.Connection, compiled: Compiled, *, lang: str, cap: int | None = None
    ) -> None:
        self._connection = connection
        self._lang = lang
        num, found, given = select.hits(compiled)
        self._hits, self._given = f"SELECT {num} AS num {found}", given
        if cap is not None:
            nums = [num for (num,) in connection.execute(f"{self._hits} LIMIT {cap}", given)]
            self._hits, self._given = "SELECT value AS num FROM json_each(?)", (json.dumps(nums),)
        self._total: int | None = None

    def facet(self, name: str, *, limit: int | None, by_name: bool) -> Facet:
        """The values of a field, ``kind``, ``year``, ``country``, ``region``, ``place`` or a role, with their counts.

        Sorted by count, then label (``by_name``: by label); ``value`` None counts the records where it is not
        recorded. Raises ``ValueError`` for what is no facet.
        """
        source, value, several = _source(name)
        counted = self._ask(f"SELECT {value}, count({several}) FROM ({self._hits}) h {source} GROUP BY 1")
        known = sum(number for _, number in counted)
        if several != "*":
            known = self._ask(f"SELECT count(DISTINCT h.num) FROM ({self._hits}) h {source}")[0][0]
        values = [
            FacetValue(value, _label(self._connection, name, value, self._lang), number) for value, number in counted
        ]
        values.sort(key=(lambda v: v.label.casefold()) if by_name else (lambda v: (-v.count, v.label.casefold())))
        if name == "year":
            values.sort(key=lambda v: v.value or "", reverse=True)
        shown = values if limit is None else values[:limit]
        if unknown := self._all() - known:
            shown = [*shown, FacetValue(None, "", unknown)]
        return Facet(name, _title(name, self._lang), tuple(shown))

    def _all(self) -> int:
        if self._total is None:
            self._total = self._ask(f"SELECT count(*) FROM ({self._hits})")[0][0]
        return self._total

    def _ask(self, sql: str) -> list[tuple[Any, int]]:
        return self._connection.execute(sql, self._given).fetchall()


def _source(name: str) -> tuple[str, str, str]:
    """Where a facet's values are: what to join to the hits, the value, and what to count."""
    if name in _PLACES:
        return f"CROSS JOIN within w ON w.record = h.num WHERE {_PLACES[name]}", "w.code", "DISTINCT h.num"
    if name in _TERMS:
        return f"CROSS JOIN term t ON t.record = h.num WHERE t.field = '{name}'", "t.value", "DISTINCT h.num"
    if name in ROLES:
        linked = (
            f"CROSS JOIN link l ON l.subject = h.num CROSS JOIN record o ON o.num = l.object WHERE l.role = '{name}'"
        )
        return linked, "o.id", "DISTINCT h.num"
    if name == "lang":
        return "CROSS JOIN name n ON n.record = h.num WHERE n.lang <> ''", "n.lang", "DISTINCT h.num"
    record = "CROSS JOIN record r ON r.num = h.num"
    if name == "tag":
        return f"{record} JOIN tag g ON g.record = r.id", "g.tag", "DISTINCT h.num"
    if name == "year":
        return f"{record} WHERE r.main_from IS NOT NULL", "substr(r.main_from, 1, 4)", "*"
    column = "r.kind" if name == "kind" else f'r."{_checked(name)}"'
    return f"{record} WHERE {column} IS NOT NULL", column, "*"


def _checked(name: str) -> str:
    if name in ("form", "status") or any(field.name == name for field in every_field()):
        return name
    raise ValueError(name)


def nearest(name: str) -> str | None:
    """The facet whose name looks most like a mistyped one."""
    from rapidfuzz import process

    known = [
        "form",
        "status",
        "kind",
        "year",
        "lang",
        "tag",
        *_PLACES,
        *_TERMS,
        *ROLES,
        *(field.name for field in every_field()),
    ]
    found = process.extractOne(name, known, score_cutoff=60)
    return found[0] if found else None


def _field(name: str) -> Field | None:
    return _TERMS.get(name) or next((field for field in every_field() if field.name == name), None)


def _title(name: str, lang: str) -> str:
    if name in ROLES:
        return ROLES[name].label.say(lang)
    field = KINDS["agreement"].field(name) if name in ("form", "status") else _field(name)
    return field.label.say(lang) if field else name


def _label(connection: sqlite3.Connection, name: str, value: str, lang: str) -> str:
    if name == "kind":
        return KINDS[value].label_plural.say(lang)
    if name in ("form", "status"):
        return _choice_label(name, value, lang)
    if name in ("country", "region", "sector"):
        return codes.say(value, lang)
    if name in ROLES or name == "place":
        found = connection.execute("SELECT num FROM record WHERE id = ?", (value,)).fetchone()
        return select.labels(connection, [found[0]], lang)[found[0]] if found else codes.say(value, lang)
    field = _field(name)
    choice = field.vocabulary.get(value) if field and field.vocabulary else None
    return choice.label.say(lang) if choice else value


def _choice_label(name: str, value: str, lang: str) -> str:
    for kind in KINDS.values():
        field = kind.field(name)
        choice = field.vocabulary.get(value) if field and field.vocabulary else None
        if choice:
            return choice.label.say(lang)
    return value
