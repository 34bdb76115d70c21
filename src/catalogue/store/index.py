"""What is derived from records so that they are found: search keys and whereabouts.

Both are written in the transaction that writes the records, and can be rebuilt from them at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from catalogue.model import codes
from catalogue.model.kinds import KINDS, every_field
from catalogue.model.roles import ROLES
from catalogue.text import zones

CHUNK = 500
_DEPTH = 5  # agreement → party → town → region → country

_NAMED = tuple(role.name for role in ROLES.values() if role.named)
_WHEREABOUTS = tuple(role.name for role in ROLES.values() if role.whereabouts)

# A place is known by its ISO code where it has one (identifier `iso:UZ-FA`), else by its record's id.
_PLACE_CODE = (
    "coalesce((SELECT substr(t.value, 5) FROM term t WHERE t.record = p.num AND t.field = 'identifier' "
    "AND t.value >= 'iso:' AND t.value < 'iso;'), p.id)"
)


def write(connection: sqlite3.Connection, nums: Iterable[int]) -> None:
    """Bring the derived rows of these records up to date."""
    atlas = _Atlas(connection)
    for chunk in _chunks(nums):
        codes_of = {num: atlas.codes(num) for num in chunk}
        given = (json.dumps(chunk),)
        inside = "IN (SELECT value FROM json_each(?))"
        connection.execute(f"DELETE FROM within WHERE record {inside}", given)
        connection.executemany(
            "INSERT INTO within (record, code) VALUES (?, ?)",
            [(num, code) for num, found in codes_of.items() for code in sorted(found)],
        )
        connection.execute(f"DELETE FROM search WHERE rowid {inside}", given)
        listed = ", ".join(("rowid", *zones.COLUMNS))
        marks = ", ".join("?" * (len(zones.COLUMNS) + 1))
        connection.executemany(
            f"INSERT INTO search ({listed}) VALUES ({marks})",
            _search_rows(connection, chunk, codes_of, atlas),
        )


def forget(connection: sqlite3.Connection, num: int) -> None:
    """Drop the search row of a record that is being removed (its other rows go by themselves)."""
    connection.execute("DELETE FROM search WHERE rowid = ?", (num,))


def rebuild(connection: sqlite3.Connection) -> int:
    """Make all derived rows anew, in the caller's transaction; returns how many records there are."""
    connection.execute("DELETE FROM within")
    connection.execute("DELETE FROM search")
    nums = [num for (num,) in connection.execute("SELECT num FROM record ORDER BY num")]
    write(connection, nums)
    stamp(connection)
    return len(nums)


def stamp(connection: sqlite3.Connection) -> None:
    """Note which analyser made the keys."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES ('analyser', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (zones.FINGERPRINT,),
    )


def current(connection: sqlite3.Connection) -> bool:
    """Whether the keys were made by the analyser of today."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'analyser'").fetchone()
    return found is not None and found[0] == zones.FINGERPRINT


def neighbours(connection: sqlite3.Connection, nums: Iterable[int]) -> list[int]:
    """The records whose derived rows hold something of these: they link to them, or lie in these places.

    Two steps, for an agreement is found by the region of its party.
    """
    found: dict[int, None] = {}
    edge = list(nums)
    for _ in range(2):
        edge = [num for chunk in _chunks(edge) for num in _beside(connection, chunk) if num not in found]
        found.update(dict.fromkeys(edge))
    return list(found)


def _beside(connection: sqlite3.Connection, nums: Sequence[int]) -> list[int]:
    roles = json.dumps(sorted({*_NAMED, *_WHEREABOUTS}))
    found = connection.execute(
        "SELECT subject FROM link WHERE object IN (SELECT value FROM json_each(?1)) "
        "AND role IN (SELECT value FROM json_each(?2)) "
        f"UNION SELECT w.record FROM (SELECT {_PLACE_CODE} AS code FROM record p WHERE p.kind = 'place' "
        "AND p.num IN (SELECT value FROM json_each(?1))) place JOIN within w ON w.code = place.code",
        (json.dumps(nums), roles),
    )
    return [num for (num,) in found]


def _search_rows(
    connection: sqlite3.Connection, nums: Sequence[int], codes_of: dict[int, frozenset[str]], atlas: _Atlas
) -> Iterator[tuple[int | str, ...]]:
    inside = "IN (SELECT value FROM json_each(?))"
    given = (json.dumps(nums),)
    names = _gather(connection, f"SELECT record, text FROM name WHERE record {inside} ORDER BY num", given)
    linked = _gather(
        connection,
        "SELECT l.subject, n.text FROM link l JOIN name n ON n.record = l.object "
        f"WHERE l.subject {inside} AND l.role IN ({_quoted(_NAMED)}) ORDER BY l.num, n.num",
        given,
    )
    terms = _gather(
        connection,
        f"SELECT record, value FROM term WHERE record {inside} AND field <> 'sector' ORDER BY field, value",
        given,
    )
    sectors = _gather(connection, f"SELECT record, value FROM term WHERE record {inside} AND field = 'sector'", given)
    said = _gather(
        connection,
        f"SELECT record, value FROM claim WHERE record {inside} AND field IN ('note', 'post') "
        f"UNION ALL SELECT subject, note FROM link WHERE subject {inside} AND note <> ''",
        given * 2,
    )
    texts = _texts(connection, nums)
    for num in nums:
        places = [name for code in sorted(codes_of[num]) for name in atlas.names(code)]
        sector = [word for code in sectors.get(num, ()) for word in codes.sectors()[code].names.values()]
        form, dates, prose = texts[num]
        yield (
            num,
            *zones.index_row(
                names.get(num, ()),
                (*linked.get(num, ()), *places, *sector, *terms.get(num, ()), *form, *dates),
                (*prose, *said.get(num, ())),
            ),
        )


def _texts(connection: sqlite3.Connection, nums: Sequence[int]) -> dict[int, tuple[tuple[str, ...], ...]]:
    """Of each record: the words of its form, its dates, and its searchable prose."""
    dates = [field.name for field in every_field() if field.type == "date"]
    columns = [*dates, *(field.name for field in every_field() if field.searchable)]
    listed = ", ".join(f'"{column}"' for column in columns)
    found = connection.execute(
        f"SELECT num, kind, form, {listed} FROM record WHERE num IN (SELECT value FROM json_each(?))",
        (json.dumps(nums),),
    )
    return {
        num: (
            _form_words(kind, form),
            tuple(filter(None, cells[: len(dates)])),
            tuple(filter(None, cells[len(dates) :])),
        )
        for num, kind, form, *cells in found
    }


@cache
def _form_words(kind: str, form: str | None) -> tuple[str, ...]:
    choice = KINDS[kind].form.vocabulary
    found = choice.get(form) if choice and form else None
    return found.label.all() if found else ()


def _gather(connection: sqlite3.Connection, sql: str, given: tuple[str, ...]) -> dict[int, list[str]]:
    gathered: dict[int, list[str]] = {}
    for num, text in connection.execute(sql, given):
        gathered.setdefault(num, []).append(text)
    return gathered


class _Atlas:
    """Where records are, and what places are called; asked once a place, remembered for one run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._codes: dict[int, frozenset[str]] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def codes(self, num: int, depth: int = _DEPTH) -> frozenset[str]:
        """The places a record is in: country and region codes, ids of towns, with everything above them."""
        if num in self._codes:
            return self._codes[num]
        found = set()
        own = self._connection.execute(
            f"SELECT kind, country, region, CASE kind WHEN 'place' THEN {_PLACE_CODE} END FROM record p WHERE num = ?",
            (num,),
        ).fetchone()
        if own:
            kind, country, region, code = own
            found |= {place for place in (country, region, (region or "")[:2], code) if place}
        if depth:
            for (there,) in self._connection.execute(
                f"SELECT DISTINCT object FROM link WHERE subject = ? AND role IN ({_quoted(_WHEREABOUTS)})",
                (num,),
            ).fetchall():
                found |= self.codes(there, depth - 1)
        if own and (kind in ("place", "organisation") or depth == _DEPTH):
            self._codes[num] = frozenset(found)
        return frozenset(found)

    def names(self, code: str) -> tuple[str, ...]:
        """Every name of a place, by country or region code or the id of a place record."""
        if code not in self._names:
            found = self._connection.execute(
                "SELECT n.text FROM name n WHERE n.record = coalesce("
                "(SELECT t.record FROM term t WHERE t.field = 'identifier' AND t.value = 'iso:' || ?1), "
                "(SELECT p.num FROM record p WHERE p.id = ?1)) ORDER BY n.num",
                (code,),
            ).fetchall()
            self._names[code] = tuple(text for (text,) in found) or _listed(code)
        return self._names[code]


def _listed(code: str) -> tuple[str, ...]:
    """The names of a country or region that has no record of its own, from the code lists."""
    found = codes.regions().get(code) or codes.countries().get(code)
    return (*found.names.values(), *found.aliases) if found else ()


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _chunks(nums: Iterable[int]) -> Iterator[list[int]]:
    waiting = list(nums)
    for start in range(0, len(waiting), CHUNK):
        yield waiting[start : start + CHUNK]
