"""Declared totals against what is recorded.

A claim ``declared:KIND[/WORD]`` or ``declared:ROLE`` on a record gives the total that the source states. It is compared
with the number of records of that kind linked to the record (with that form, level or label), or of its links in that
role. Countries and regions are inferred: they are counted from the places of the records linked to it or to its parts.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator

from catalogue.model import quantities
from catalogue.model.answers import Gap
from catalogue.model.kinds import KINDS
from catalogue.model.roles import ROLES
from catalogue.query import nodes, parser, printer
from catalogue.store import compile as sql
from catalogue.store import select
from catalogue.store.compile import Compiled
from catalogue.store.hits import count

PREFIX = "declared:"
_ENCLOSING = frozenset({"country", "region"})
_PLACE_FORMS = frozenset({"country", "region", "city", "district"})


def gaps(connection: sqlite3.Connection, compiled: Compiled, lang: str) -> Iterator[Gap]:
    """One gap for each declared total of the records of a query, ordered by record."""
    found = connection.execute(
        "SELECT r.num, r.id, c.field, c.value, coalesce(s.id, ''), c.basis "
        "FROM record r JOIN claim c ON c.record = r.num "
        f"LEFT JOIN record s ON s.num = c.source WHERE ({compiled.where}) AND c.field LIKE '{PREFIX}%' "
        "ORDER BY r.id, c.field",
        compiled.given,
    ).fetchall()
    labels = select.labels(connection, [num for num, *_ in found], lang)
    for num, record_id, field, declared, source, basis in found:
        query, recorded, inferred = _recorded(connection, record_id, field.removeprefix(PREFIX))
        yield Gap(
            record_id,
            labels[num],
            field,
            declared,
            recorded,
            _missing(declared, recorded),
            query,
            source,
            basis == "inferred" or inferred,
        )


def _missing(declared: str, recorded: int | None) -> int | None:
    """The least number that is missing: ``7`` less 5 is 2, ``>10`` less 0 is 11.

    None if unknown: only an upper bound or an approximate figure is declared, or nothing can be counted.
    """
    figure = quantities.parse(declared)
    if recorded is None or figure.op in ("<", "<=", "~"):
        return None
    least = math.floor(figure.number) + 1 if figure.op == ">" else math.ceil(figure.number)
    return max(0, least - recorded)


def _recorded(connection: sqlite3.Connection, record_id: str, what: str) -> tuple[str, int | None, bool]:
    """The query that lists what is recorded, its count (None: unknown), whether the match is inferred."""
    name, _, word = what.partition("/")
    if name in ROLES:
        return _in_role(connection, record_id, name)
    if name in _PLACE_FORMS:
        name, word = "place", name
    if name == "place" and word in _ENCLOSING:
        return _represented(connection, record_id, word)
    if name not in KINDS:
        return "", None, False
    field = _narrowed(name, word)
    tests = [nodes.field_test(nodes.Target("special", "kind"), [nodes.Code(name)])]
    if field:
        value = nodes.Text(word, whole=True) if field == "label" else nodes.Code(word)
        tests.append(nodes.field_test(nodes.Target("field", field), [value]))
    tests.append(nodes.field_test(nodes.Target("special", "link"), [nodes.Text(record_id, whole=True)]))
    query = printer.show(nodes.Query(nodes.conjunction(tests)))
    compiled = sql.compiled(parser.parse(query))
    return query, count(connection, compiled), _inferred(connection, compiled, field, word)


def _in_role(connection: sqlite3.Connection, record_id: str, role: str) -> tuple[str, int, bool]:
    """The objects of a record's links in one role, by their ids; a query that finds nothing if there are none."""
    found = connection.execute(
        "SELECT o.id, max(l.basis = 'inferred') FROM link l JOIN record m ON m.num = l.subject "
        "JOIN record o ON o.num = l.object WHERE m.id = ? AND l.role = ? GROUP BY o.id ORDER BY o.id",
        (record_id, role),
    ).fetchall()
    if not found:
        return f"id:{record_id} {role}:*", 0, False
    return "id:" + ",".join(own for own, _ in found), len(found), any(inferred for _, inferred in found)


def _represented(connection: sqlite3.Connection, record_id: str, form: str) -> tuple[str, int, bool]:
    """The countries or regions that contain the records linked to a record or to a part of it."""
    found = connection.execute(
        "WITH whole (num) AS (SELECT num FROM record WHERE id = :id UNION SELECT l.subject FROM link l "
        "JOIN record m ON m.num = l.object WHERE m.id = :id AND l.role = 'part_of'), "
        "joined (num) AS (SELECT object FROM link WHERE subject IN whole AND role <> 'source' "
        "UNION SELECT subject FROM link WHERE object IN whole AND role <> 'source') "
        "SELECT DISTINCT p.id FROM within w JOIN term t ON t.field = 'identifier' AND t.value = 'iso:' || w.code "
        "JOIN record p ON p.num = t.record AND p.kind = 'place' AND p.form = :form "
        "WHERE w.record IN joined AND w.record NOT IN whole ORDER BY p.id",
        {"id": record_id, "form": form},
    ).fetchall()
    if not found:
        return f"kind:place form:{form} link:={record_id}", 0, False
    return "id:" + ",".join(own for (own,) in found), len(found), True


def _narrowed(kind: str, word: str) -> str:
    """The field by which a word narrows a kind: the first whose vocabulary contains the word, else ``label``."""
    if not word:
        return ""
    for name in ("form", "level", "status"):
        field = KINDS[kind].field(name)
        if field and field.vocabulary and field.vocabulary.get(word):
            return name
    return "label"


def _inferred(connection: sqlite3.Connection, compiled: Compiled, field: str, word: str) -> bool:
    """Whether one of the records is inferred: in the tested field, or as a whole (by a note)."""
    found = connection.execute(
        f"SELECT 1 FROM record r JOIN claim c ON c.record = r.num WHERE ({compiled.where}) AND c.basis = 'inferred' "
        "AND c.rank <> 'deprecated' AND (c.field = 'note' OR (c.field = ? AND c.value = ?)) LIMIT 1",
        (*compiled.given, field, word),
    ).fetchone()
    return found is not None
