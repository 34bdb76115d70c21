"""Completions while typing: words, records by name, values of open fields.

Each takes a few index reads (ranges of the vocabulary, of ids, of values), however large the file is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from catalogue.store import spelling
from catalogue.text import keys, zones
from catalogue.text.scripts import script

_AT_MOST = 64  # words that a prefix is expanded to
_LOOKED_AT = 100  # records among which the shortest names are offered
_SEVERAL = {"tag": "SELECT min(tag) FROM tag WHERE tag {} ?", "saved": "SELECT min(name) FROM saved WHERE name {} ?"}
_VALUE = "SELECT min(value) FROM term WHERE field = '{}' AND value {{}} ?"


def words(connection: sqlite3.Connection, typed: str, limit: int) -> list[str]:
    """Words of names and texts that begin with ``typed``, in any script, each as a record spells it.

    Those in the script of ``typed`` come first; of several forms of a word only the shortest is given.
    """
    found = spelling.beginning(connection, keys.query_word(typed).prefixes, 2 * limit)
    forms: dict[tuple[str, tuple[str, ...]], str] = {}
    for word in filter(None, (spelling.as_spelled(connection, key, typed) for key in found)):
        forms.setdefault((script(word), keys.phrase_keys(word)), word)
    return sorted(forms.values(), key=lambda word: script(word) != script(typed))[:limit]


Found = list[tuple[int, str, str]]
"""Row numbers, ids and labels."""


def ids(connection: sqlite3.Connection, typed: str, kinds: Sequence[str], limit: int) -> Found:
    """Records of these kinds (no kinds: of any kind) whose ids begin with ``typed``."""
    begun = "SELECT num, id, label, kind FROM record WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    given = (typed, typed + "\U0010ffff", _LOOKED_AT, json.dumps(kinds), not kinds, limit)
    wanted = "kind IN (SELECT value FROM json_each(?)) OR ?"
    return connection.execute(f"SELECT num, id, label FROM ({begun}) WHERE {wanted} LIMIT ?", given).fetchall()


def records(connection: sqlite3.Connection, typed: str, kinds: Sequence[str], limit: int) -> Found:
    """Records of these kinds (no kinds: of any kind) whose names contain the words, the last as a prefix; among the
    first hits the shortest names come first."""
    *before, last = typed.split() or [""]
    asked = keys.query_word(last)
    begun = spelling.beginning(connection, asked.prefixes, _AT_MOST)
    if not begun and not asked.beginnings:
        return []
    parts = [zones.match([(word, False) for word in before], complete=True, named=True)] if before else []
    named = zones.any_of(zones.NAMED + key for key in begun)
    parts.append(named or zones.match([(last, True)], complete=True, named=True))
    if kinds:
        parts.append(zones.any_of(zones.value("kind", kind) for kind in kinds))
    nums = spelling.holders(connection, " AND ".join(f"({part})" for part in parts if part), _LOOKED_AT)
    return connection.execute(
        "SELECT num, id, label FROM record WHERE num IN (SELECT value FROM json_each(?)) "
        "ORDER BY length(label), id LIMIT ?",
        (json.dumps(nums), limit),
    ).fetchall()


def linked(connection: sqlite3.Connection, found: Found, role: str) -> Found:
    """Those of the records that are the target of a link in this role."""
    asked = "SELECT object FROM link WHERE role = ? AND object IN (SELECT value FROM json_each(?))"
    targets = {num for (num,) in connection.execute(asked, (role, json.dumps([num for num, *_ in found])))}
    return [each for each in found if each[0] in targets]


def values(connection: sqlite3.Connection, name: str, typed: str, limit: int) -> list[str]:
    """The values of a field with several values (``topic``), of ``tag`` or the names of ``saved`` searches that begin
    with ``typed``, ignoring case."""
    sql = _SEVERAL.get(name) or _VALUE.format(name)
    found = [value for begun in _cased(typed) for value in _from(connection, sql, begun, limit)]
    return list(dict.fromkeys(found))[:limit]


def _cased(typed: str) -> Sequence[str]:
    return tuple(dict.fromkeys((typed, typed.lower(), typed.capitalize(), typed.upper())))


def _from(connection: sqlite3.Connection, sql: str, begun: str, limit: int) -> Iterable[str]:
    """Distinct values in order: each query is one step in the index, because a value may repeat often."""
    found, from_here = 0, (">=", begun)
    while found < limit:
        operator, last = from_here
        value = connection.execute(sql.format(operator), (last,)).fetchone()[0]
        if value is None or not value.startswith(begun):
            return
        yield value
        found, from_here = found + 1, (">", value)
