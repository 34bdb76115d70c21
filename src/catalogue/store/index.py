"""What is derived from records for searching: search keys and places.

Both are written in the transaction that writes the records, and can be rebuilt from them at any time. The full-text
table keeps keys only, no texts, so a row cannot be deleted from it. ``entry`` maps rows to records: a record that
changes gets another row, and the old row stays behind without a record until the index is rebuilt, which happens
automatically when a fifth of its rows are such.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter

from catalogue.store import stamps
from catalogue.store.atlas import NAMED, PLACE_CODE, WHEREABOUTS, Atlas
from catalogue.store.findable import IndexRow, index_rows
from catalogue.store.recency import Rows, block
from catalogue.text.indexed import Indexer

CHUNK = 2_000
_TOGETHER = 8_000  # rows of keys that are written together, 2 KB each: the more, the fewer segments the index has
_MANY = 10_000  # from this many on, the index is merged once at the end instead of repeatedly
_GATHERED = 16 << 20  # bytes that FTS5 gathers before it writes many records
_PAGE = 485  # bytes: lists of rows are searched from the start of a page; eight fill one of the file (usual: 4,050)
_SEGMENTS, _PAGES = 8, 5_000  # how many segments are merged, and how many pages of the new one are written at once
_USUAL = {"automerge": 4, "usermerge": 4, "hashsize": 1 << 20}
_NO_WORK = 2  # a merge that changes fewer rows had nothing to do: https://www.sqlite.org/fts5.html#the_merge_command
_LEFT_BEHIND = 1_000


def write(connection: sqlite3.Connection, nums: Iterable[int]) -> None:
    """Bring the derived rows of these records up to date."""
    waiting = array("q", nums)
    if len(waiting) > _MANY:
        with _for_many(connection):
            _write_all(connection, waiting)
    else:
        _write_all(connection, waiting)


@contextmanager
def _for_many(connection: sqlite3.Connection) -> Iterator[None]:
    """Merge the index at the end."""
    _set(connection, "automerge", 0)
    _set(connection, "usermerge", _SEGMENTS)
    _set(connection, "hashsize", _GATHERED)
    _set(connection, "pgsz", _PAGE)  # stored in the file
    yield
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    for option, usual in _USUAL.items():
        _set(connection, option, usual)


def _write_all(connection: sqlite3.Connection, waiting: array[int]) -> None:
    indexer = Indexer()
    atlas, rows = Atlas(connection, indexer), Rows(connection)
    gathered: list[tuple[int, bytes]] = []
    for chunk in _chunks(waiting):
        fresh = _write(connection, index_rows(connection, chunk, atlas), rows)
        gathered += [(row, each.keys(atlas, indexer).encode()) for row, each in fresh]  # half the memory of ``str``
        _add_words(connection, indexer)
        if len(gathered) >= _TOGETHER:
            _insert(connection, gathered)
            _merge(connection)
            gathered = []
    _insert(connection, gathered)


def _merge(connection: sqlite3.Connection) -> None:
    """Merge segments of a size where there are several, a few pages at a time.

    The pages of what is merged are then used again as they become free. FTS5 by itself merges sixteen segments at once
    and frees theirs at the end: in an import of a million records a fifth of the file.
    """
    before = -_NO_WORK
    while connection.total_changes - before >= _NO_WORK:
        before = connection.total_changes
        _set(connection, "merge", _PAGES)


def _insert(connection: sqlite3.Connection, gathered: Iterable[tuple[int, bytes]]) -> None:
    """Write rows of keys in ascending order: at a row below the previous one FTS5 flushes what it has gathered."""
    connection.executemany("INSERT INTO search (rowid, keys) VALUES (?, CAST(? AS TEXT))", sorted(gathered))


def _write(connection: sqlite3.Connection, found: Sequence[IndexRow], rows: Rows) -> list[tuple[int, IndexRow]]:
    """Write all derived rows except those of keys; returns the rows that keys are to be written in."""
    stored = _stored(connection, [each.num for each in found])
    within = _within(connection, list(stored))
    changed = [each for each in found if not _is_current(each, stored.get(each.num), within)]
    placed = sorted(((rows.free(each.day), each) for each in changed), key=itemgetter(0))
    old = [(each.num,) for each in changed if each.num in stored]
    connection.executemany("UPDATE entry SET record = NULL WHERE record = ?", old)
    connection.executemany(
        "INSERT INTO entry (row, record, length, hash) VALUES (?, ?, ?, ?)",
        [(row, each.num, each.length, each.hash) for row, each in placed],
    )
    connection.executemany("DELETE FROM within WHERE record = ?", [(num,) for num in stored])
    connection.executemany(
        "INSERT INTO within (record, code) VALUES (?, ?)",
        [(each.num, code) for each in found for code in sorted(each.within)],
    )
    return placed


def _stored(connection: sqlite3.Connection, nums: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    found = connection.execute(
        "SELECT record, row, length, hash FROM entry WHERE record IN (SELECT value FROM json_each(?))",
        (json.dumps(nums),),
    )
    return {num: (row, length, keys_hash) for num, row, length, keys_hash in found}


def _within(connection: sqlite3.Connection, nums: Sequence[int]) -> dict[int, set[str]]:
    """The stored places of records that have any."""
    found: dict[int, set[str]] = {}
    asked = "SELECT record, code FROM within WHERE record IN (SELECT value FROM json_each(?))"
    for num, code in connection.execute(asked, (json.dumps(nums),)):
        found.setdefault(num, set()).add(code)
    return found


def _is_current(each: IndexRow, stored: tuple[int, int, int] | None, within: Mapping[int, set[str]]) -> bool:
    """Whether the stored row of a record is still valid; the hash is of the names of its places, not of their codes."""
    if stored is None:
        return False
    row, length, keys_hash = stored
    start, end = block(each.day)
    is_same = (length, keys_hash) == (each.length, each.hash) and each.within == within.get(each.num, set())
    return is_same and start <= row < end


def _add_words(connection: sqlite3.Connection, indexer: Indexer) -> None:
    """Store the vocabulary: it expands prefixes, and its whole words are compared with mistyped ones."""
    fresh = [(key, whole) for key, whole in indexer.new_keys() if len(key) > 2 and key[0].isalpha()]
    connection.executemany(
        "INSERT INTO word (text, whole) VALUES (?, ?) "
        "ON CONFLICT (text) DO UPDATE SET whole = 1 WHERE excluded.whole AND NOT whole",
        sorted(fresh),
    )


def rebuild(connection: sqlite3.Connection) -> int:
    """Rebuild all derived rows, in the caller's transaction; returns how many records there are."""
    for table in ("within", "entry", "word"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    nums = _all(connection)
    write(connection, nums)
    stamps.stamp(connection)
    return len(nums)


def tidy(connection: sqlite3.Connection) -> None:
    """Rebuild the index if a fifth of its rows are without a record."""
    left = connection.execute("SELECT count(*) FROM entry WHERE record IS NULL").fetchone()[0]
    if left > _LEFT_BEHIND and left * 4 > connection.execute("SELECT count(*) FROM record").fetchone()[0]:
        rebuild(connection)


def stale(connection: sqlite3.Connection) -> Iterator[int]:
    """The row numbers of the records whose keys were made from other texts, names of parties or places, or values than
    those stored now."""
    atlas = Atlas(connection, Indexer())
    for chunk in _chunks(_all(connection)):
        stored, within = _stored(connection, chunk), _within(connection, chunk)
        for each in index_rows(connection, chunk, atlas):
            known = (*stored.get(each.num, (0, 0, None))[1:], within.get(each.num, set()))
            if known != (each.length, each.hash, each.within):
                yield each.num


def neighbours(connection: sqlite3.Connection, nums: Iterable[int]) -> list[int]:
    """The records whose derived rows depend on these: they link to them, or lie in these places.

    Two steps, because an agreement is found by the region of its party.
    """
    found: dict[int, None] = {}
    edge = list(nums)
    for _ in range(2):
        edge = [num for chunk in _chunks(edge) for num in _one_link_away(connection, chunk) if num not in found]
        found.update(dict.fromkeys(edge))
    return list(found)


def _one_link_away(connection: sqlite3.Connection, nums: Sequence[int]) -> list[int]:
    roles = json.dumps(sorted(NAMED | WHEREABOUTS))
    found = connection.execute(
        "SELECT subject FROM link WHERE object IN (SELECT value FROM json_each(?1)) "
        "AND role IN (SELECT value FROM json_each(?2)) "
        f"UNION SELECT w.record FROM (SELECT {PLACE_CODE} AS code FROM record p WHERE p.kind = 'place' "
        "AND p.num IN (SELECT value FROM json_each(?1))) place JOIN within w ON w.code = place.code",
        (json.dumps(nums), roles),
    )
    return [num for (num,) in found]


def _set(connection: sqlite3.Connection, option: str, number: int) -> None:
    connection.execute("INSERT INTO search (search, rank) VALUES (?, ?)", (option, number))


def _all(connection: sqlite3.Connection) -> array[int]:
    """The row numbers of all records, 8 bytes each."""
    return array("q", (num for (num,) in connection.execute("SELECT num FROM record ORDER BY num")))


def _chunks(nums: list[int] | array[int]) -> Iterator[list[int]]:
    for start in range(0, len(nums), CHUNK):
        yield list(nums[start : start + CHUNK])
