"""Counts per value of one field for a compiled query."""

from __future__ import annotations

import sqlite3

from catalogue.model import codes
from catalogue.model.answers import Facet, FacetValue
from catalogue.model.fields import TERM_FIELDS, Field
from catalogue.model.kinds import KINDS, every_field
from catalogue.model.roles import ROLES
from catalogue.store import select
from catalogue.store.compile import Compiled

_TERMS = {field.name: field for field in TERM_FIELDS}
_PLACES = {"country": "length(w.code) = 2", "region": "w.code GLOB '[A-Z][A-Z]-*'", "place": "1"}


def facet(
    connection: sqlite3.Connection,
    compiled: Compiled,
    name: str,
    *,
    lang: str,
    limit: int | None,
    by_name: bool,
) -> Facet:
    """The values of a field, ``kind``, ``year``, ``country``, ``region``, ``place`` or a role, with their counts.

    Sorted by count, then label (``by_name``: by label); ``value`` None counts the records where it is not recorded.
    """
    counted = _counted(connection, compiled, name)
    total = select.count(connection, compiled)
    unknown = total - _known(connection, compiled, name)
    values = [FacetValue(value, _label(connection, name, value, lang), number) for value, number in counted]
    values.sort(key=(lambda v: v.label.casefold()) if by_name else (lambda v: (-v.count, v.label.casefold())))
    if name == "year":
        values.sort(key=lambda v: v.value or "", reverse=True)
    shown = values if limit is None else values[:limit]
    if unknown:
        shown = [*shown, FacetValue(None, "", unknown)]
    return Facet(name, _title(name, lang), tuple(shown))


def _source(name: str) -> tuple[str, str, str]:
    """Where a facet's values are: joined table, value expression, condition."""
    if name in _PLACES:
        return "JOIN within w ON w.record = r.num", "w.code", _PLACES[name]
    if name in _TERMS:
        return f"JOIN term t ON t.record = r.num AND t.field = '{name}'", "t.value", "1"
    if name in ROLES:
        joined = f"JOIN link l ON l.subject = r.num AND l.role = '{name}' JOIN record o ON o.num = l.object"
        return joined, "o.id", "1"
    if name == "lang":
        return "JOIN name n ON n.record = r.num", "n.lang", "n.lang <> ''"
    if name == "tag":
        return "JOIN tag g ON g.record = r.id", "g.tag", "1"
    if name == "year":
        return "", "substr(r.main_from, 1, 4)", "r.main_from IS NOT NULL"
    column = "r.kind" if name == "kind" else f'r."{_checked(name)}"'
    return "", column, f"{column} IS NOT NULL"


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


def _counted(connection: sqlite3.Connection, compiled: Compiled, name: str) -> list[tuple[str, int]]:
    joined, value, condition = _source(name)
    return connection.execute(
        f"SELECT {value}, count(DISTINCT r.num) FROM record r {joined} "
        f"WHERE {compiled.where} AND {condition} GROUP BY 1",
        compiled.given,
    ).fetchall()


def _known(connection: sqlite3.Connection, compiled: Compiled, name: str) -> int:
    joined, _, condition = _source(name)
    found = connection.execute(
        f"SELECT count(DISTINCT r.num) FROM record r {joined} WHERE {compiled.where} AND {condition}",
        compiled.given,
    )
    return int(found.fetchone()[0])


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
