"""Hits of words sorted by relevance: by the tiers of ``text.zones.tiers``, the best first.

A few hits are all read, and in each tier those of a kind that the words name come first, then the shorter name;
milestones and sources, named after what they belong to, come last, and a source that is not named exactly as typed
comes after all records with the words. For many hits, each tier is a separate expression that gives the newest first,
and is read only as far as needed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial

from msgspec.structs import replace

from catalogue.store.compile import Compiled
from catalogue.store.hits import Statement, cap_of, count, hits

FEW = 300
"""Up to this many hits are sorted by the length of their names; with more, the newest come first in each tier."""

_LONG = 2_000  # characters of an expression that lists so many words that each use takes 5 ms
_BEARERS = 200  # at most this many records named exactly as typed come before all others
_ABOUT = ("event", "project", "measure", "milestone", "source")  # kinds of records about others, often named after them
_OF_OTHERS = ("milestone", "source")
_EVIDENCE = "source"
_CLOSELY = 200  # hits whose kinds, and names with all words but one, are always looked up: a few milliseconds

Hit = tuple[int, int, int]
"""The row in the index, the row number of the record, the length of its name."""


def few_of(compiled: Compiled) -> int:
    """Up to how many hits of a query are few."""
    return min(FEW, cap_of(compiled))


def ordered(connection: sqlite3.Connection, compiled: Compiled, rows: Sequence[int]) -> Iterator[int]:
    """The row numbers of a few hits, given by their rows of the index, best first; a tier is read only when the caller
    goes beyond the previous one."""
    asked = "SELECT row, record, length FROM entry WHERE row IN (SELECT value FROM json_each(?))"
    found = connection.execute(asked, (json.dumps(rows),)).fetchall()
    nums = [num for _, num, _ in found]
    known = compiled.named or len(nums) <= _CLOSELY
    kinds = _kinds(connection, nums, (*compiled.named, *_ABOUT)) if known else {}
    left = sorted(found, key=partial(_by_kind_and_name, kinds, compiled.named))
    if len(left) < 2:
        yield from (num for _, num, _ in left)
        return

    @cache
    def tier(at: int) -> set[int]:
        return _rows(connection, compiled.tiers[at])

    for at in range(3):
        if at == 1 and not tier(2):  # the second tier is a part of the third
            continue
        inside = [hit for hit in left if hit[0] in tier(at) and (at == 0 or kinds.get(hit[1]) != _EVIDENCE)]
        nums = [num for _, num, _ in inside]
        yield from _things_first(connection, nums) if at == 0 else nums
        done = set(inside)
        left = [hit for hit in left if hit not in done]
        if not left:
            return
    if not compiled.costly:  # a phrase or a text is found literally: the other tiers would tell nothing more
        left = _others(connection, compiled, left, kinds, closely=len(found) <= _CLOSELY)
    yield from (num for _, num, _ in left)


def _others(
    connection: sqlite3.Connection, compiled: Compiled, found: list[Hit], kinds: Mapping[int, str], *, closely: bool
) -> list[Hit]:
    """The hits that are not named by the words as typed: those with the words first, and sources after others."""
    literal, meant = (_rows(connection, compiled.tiers[at]) for at in (3, 4))
    # The last tier alone would be every record named by one of two words.
    mostly = _rows(connection, _both(compiled.match, compiled.tiers[5])) if closely else set()
    return sorted(
        found,
        key=lambda hit: (
            hit[0] not in literal,
            kinds.get(hit[1]) == _EVIDENCE,
            hit[0] not in meant,
            hit[0] not in mostly,
        ),
    )


def _by_kind_and_name(kinds: Mapping[int, str], named: Sequence[str], hit: Hit) -> tuple[int, int, bool, int]:
    """The order of hits of one tier: of a kind that was named, others, those named after others; then shorter names."""
    row, num, length = hit
    kind = kinds.get(num, "")
    place = 0 if kind in named else 2 if kind in _OF_OTHERS else 1
    return place, length, kind in _ABOUT, -row


def _kinds(connection: sqlite3.Connection, nums: Sequence[int], wanted: Sequence[str]) -> dict[int, str]:
    """The kinds of those of the records that are of a wanted kind."""
    each = "(SELECT value FROM json_each(?))"
    asked = f"SELECT num, kind FROM record WHERE num IN {each} AND kind IN {each}"
    found = connection.execute(asked, (json.dumps(nums), json.dumps(wanted)))
    return dict(found.fetchall())


def _rows(connection: sqlite3.Connection, match: str) -> set[int]:
    if not match:
        return set()
    return {row for (row,) in connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (match,))}


def _things_first(connection: sqlite3.Connection, nums: Sequence[int]) -> list[int]:
    """Of several records with exactly this name, the thing itself comes before records about it."""
    asked = "SELECT num, kind FROM record WHERE num IN (SELECT value FROM json_each(?))"
    kinds = dict(connection.execute(asked, (json.dumps(nums),)).fetchall()) if len(nums) > 1 else {}
    return sorted(nums, key=lambda num: kinds.get(num) in _ABOUT)


def statements(connection: sqlite3.Connection, compiled: Compiled) -> Iterator[Statement]:
    """SELECTs of row numbers that together list many hits, best first."""
    first, *tiers = [_met_too(compiled, tier) for tier in compiled.tiers[:5]]
    barred = _bearers(connection, replace(compiled, match=first)) if first else []
    if barred:
        yield "SELECT value AS num FROM json_each(?)", (json.dumps(barred),)
    for match in _parts(connection, compiled, tiers):
        yield newest(_but(replace(compiled, match=match), barred))


def first_of_many(connection: sqlite3.Connection, compiled: Compiled, rows: Sequence[int]) -> list[int]:
    """The row numbers that ``statements`` lists first, if ``rows`` are those of the newest hits.

    For hits whose texts were read: the texts of the same records would be found and read again.
    """
    exact, formed = (_met_too(compiled, compiled.tiers[at]) for at in (0, 2))
    first = _bearers(connection, replace(compiled, match=exact)) if exact else []
    if formed:
        sql, given = newest(replace(compiled, match=formed))
        first += [num for (num,) in connection.execute(f"{sql} LIMIT {len(rows)}", given)]
    others = "SELECT e.record FROM json_each(?) h CROSS JOIN entry e ON e.row = h.value ORDER BY h.key"
    first += [num for (num,) in connection.execute(others, (json.dumps(rows),))]
    return list(dict.fromkeys(first))


def _parts(connection: sqlite3.Connection, compiled: Compiled, tiers: Sequence[str]) -> Iterator[str]:
    """Expressions that together find all that the query finds, each only what none before it finds, best first."""
    typed, formed, anywhere, meant = tiers
    if not all(tiers):
        return iter([compiled.match])
    if compiled.costly:  # the texts would be read again for every part
        return _apart_from(compiled.match, formed)
    # A prefix may stand for a thousand words: if no record has it as a whole word, that tier is skipped.
    if count(connection, replace(compiled, match=anywhere), cap=0):
        return _apart(compiled.match, typed, formed, anywhere, meant)
    return _apart_from(compiled.match, meant)


def _but(compiled: Compiled, barred: Sequence[int]) -> Compiled:
    """The query without these records."""
    if not barred:
        return compiled
    rest = "e.record NOT IN (SELECT value FROM json_each(?))" + (f" AND {compiled.rest}" if compiled.rest else "")
    return replace(compiled, rest=rest, rest_given=(json.dumps(barred), *compiled.rest_given))


def _met_too(compiled: Compiled, tier: str) -> str:
    """A tier restricted to what the query finds: a phrase finds less than its words do, and is costly to test."""
    return _both(compiled.match, tier) if compiled.costly else tier


def _both(match: str, tier: str) -> str:
    return f"({match}) AND ({tier})" if tier else ""


def _apart(match: str, typed: str, formed: str, anywhere: str, meant: str) -> Iterator[str]:
    yield typed
    yield f"({formed}) NOT ({typed})"
    if len(meant) > _LONG:
        yield f"({anywhere}) NOT ({formed})"
    else:
        yield f"(({anywhere}) AND ({meant})) NOT ({formed})"
        yield f"({anywhere}) NOT ({meant})"
    yield f"({meant}) NOT ({anywhere})"
    yield f"({match}) NOT (({anywhere}) OR ({meant}))"


def _apart_from(match: str, best: str) -> Iterator[str]:
    yield best
    yield f"({match}) NOT ({best})"


def newest(compiled: Compiled) -> Statement:
    """The hits by their main date: the order in which the index has them."""
    num, found, given = hits(compiled)
    return f"SELECT {num} AS num {found} ORDER BY search.rowid DESC", given


def _bearers(connection: sqlite3.Connection, compiled: Compiled) -> list[int]:
    num, found, given = hits(compiled, joined=True)
    about = f"r.kind IN ({', '.join(map(repr, _ABOUT))})"
    best = f"SELECT {num} {found} ORDER BY {about}, e.length, e.row DESC LIMIT {_BEARERS}"
    return [num for (num,) in connection.execute(best, given)]
