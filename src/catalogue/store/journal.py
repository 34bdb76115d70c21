"""The only write path: rows, names, links, terms, claims, search text and history in one transaction."""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from operator import itemgetter
from types import TracebackType

from catalogue.errors import Conflict, Refused
from catalogue.model.changes import Change, created, difference, found, removed
from catalogue.model.records import Record
from catalogue.store import arrivals, children, index, rows
from catalogue.store import connection as connections

FLUSH = 1_000  # records gathered before they are written together
KNOWN = 100_000  # row numbers remembered by id; others are looked up again


def now() -> str:
    """The current time in UTC, ISO 8601 to the second; SOURCE_DATE_EPOCH (to the year 9999) fixes it for builds."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    is_moment = fixed.isascii() and fixed.isdigit() and len(fixed) <= 11
    moment = datetime.fromtimestamp(int(fixed), UTC) if is_moment else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def one_transaction(connection: sqlite3.Connection, *, keep: bool = True) -> Iterator[None]:
    """Several writes as one transaction; without ``keep`` it is rolled back at the end, as a trial run."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT" if keep else "ROLLBACK")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class Writing:
    """One write: a transaction from entering to leaving, and one batch of history.

    Inside a transaction that is already open (``together``) it becomes part of that one. Leaving with an exception
    rolls everything back. Equal records are not written; if nothing was written there is no batch. A link or source
    whose record does not exist yet gets a reserved row number; targets still missing at the end are listed by
    ``dangling`` and the write is refused.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        actor: str,
        action: str,
        reason: str = "",
        undoes: int | None = None,
    ) -> None:
        self._connection = connection
        self._batch_cells = (actor, action, reason, undoes)
        self._at = now()
        self._own = not connection.in_transaction
        self._nums: dict[str, int] = {}
        self._wanted: dict[str, tuple[int, list[tuple[str, str]]]] = {}
        self._next = 0
        self._new: list[tuple[int, Record, Change]] = []
        self._arrived: list[tuple[int, int]] = []
        self._touched = array("q")
        self._renamed: list[int] = []
        self._removed: list[tuple[int, str]] = []
        self.batch: int | None = None

    def __enter__(self) -> Writing:
        if self._own:
            self._connection.execute("BEGIN IMMEDIATE")
        self._next = self._connection.execute("SELECT coalesce(max(num), 0) FROM record").fetchone()[0] + 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            try:
                self._finish()
                if self._own:
                    self._connection.execute("COMMIT")
                return
            except BaseException:
                self._roll_back()
                raise
        self._roll_back()

    def _roll_back(self) -> None:
        """Roll back, unless SQLite already has, as it does on a full disk."""
        if self._own and self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def put(self, record: Record, old: Record | None, *, arrival: int | None = None) -> tuple[Change, ...]:
        """Add ``record``, or turn ``old`` (as it is stored) into it. Returns what changed; () when they are equal.

        ``arrival`` is the hash of the input row, by which the row is recognised when it is imported again.
        """
        if old is None:
            num = self._new_num(record.id)
            if arrival is not None:
                self._arrived.append((num, arrival))
            change = created(record)
            self._open()
            self._new.append((num, record, change))
            self._touched.append(num)
            if record.kind == "place":
                self._renamed.append(num)
            if len(self._new) >= FLUSH:
                self._flush()
            return (change,)
        changes = difference(old, record)
        if changes:
            self._flush()
            num = self._num(record.id, record.id, "")
            if record.kind == "place" and old.terms_of("identifier") != record.terms_of("identifier"):
                # Its code may change: the records in it must be found by the new one, and no longer by the old one.
                self._renamed += [num, *index.neighbours(self._connection, [num])]
            self._update(num, record, {change.field for change in changes})
            arrivals.forget(self._connection, num)
            if arrival is not None:
                arrivals.keep(self._connection, [(num, arrival)])
            self._record_changes(changes)
        return changes

    def remove(self, gone: Record) -> None:
        """Remove a record when the write ends; records that link to it must be removed before or in the same write."""
        self._flush()
        self._removed.append((self._num(gone.id, gone.id, ""), gone.id))
        self._record_changes((removed(gone),))

    def adopt(self, record: Record) -> None:
        """Record in the history that a stored record was found as it is, changed by something other than a recorded
        write."""
        self._record_changes((found(record),))

    def dangling(self) -> tuple[tuple[str, str, str], ...]:
        """Links and sources that point at nothing: ``(record, role or "source", missing id)``, sorted."""
        self._flush()
        return tuple(
            sorted((record, role, missing) for missing, (_, uses) in self._wanted.items() for record, role in uses)
        )

    def _new_num(self, record_id: str) -> int:
        if record_id in self._wanted:
            num = self._wanted.pop(record_id)[0]
        else:
            num, self._next = self._next, self._next + 1
        self._nums[record_id] = num
        return num

    def _num(self, record_id: str, used_by: str, role: str) -> int:
        """The row number of a record; a reserved one if it does not exist yet."""
        num = self._nums.get(record_id)
        if num is not None:
            return num
        if record_id in self._wanted:
            self._wanted[record_id][1].append((used_by, role))
            return self._wanted[record_id][0]
        found = self._connection.execute("SELECT num FROM record WHERE id = ?", (record_id,)).fetchone()
        if found:
            self._nums[record_id] = found[0]
            return int(found[0])
        num, self._next = self._next, self._next + 1
        self._wanted[record_id] = num, [(used_by, role)]
        return num

    def _flush(self) -> None:
        new, self._new = self._new, []
        if not new:
            return
        for kind in dict.fromkeys(record.kind for _, record, _ in new):
            self._insert(kind, [each for each in new if each[1].kind == kind])
        self._record_changes(change for _, _, change in new)
        numbered = [(num, record) for num, record, _ in new]
        for part in children.PARTS:
            children.insert(self._connection, part, numbered, self._num)
        arrivals.keep(self._connection, self._arrived)
        self._arrived = []
        if len(self._nums) > KNOWN:
            self._nums.clear()

    def _insert(self, kind: str, new: Sequence[tuple[int, Record, Change]]) -> None:
        chosen = itemgetter(*rows.of_kind(kind))
        names = (*chosen(rows.columns()), "created_at", "updated_at")
        marks = ", ".join("?" * len(names))
        listed = ", ".join(f'"{name}"' for name in names)
        self._connection.executemany(
            f"INSERT INTO record ({listed}) VALUES ({marks})",
            [(*chosen(rows.row(num, record, change.new or "")), self._at, self._at) for num, record, change in new],
        )

    def _update(self, num: int, record: Record, changed: set[str]) -> None:
        names = (*rows.columns()[1:], "updated_at")
        listed = ", ".join(f'"{name}" = ?' for name in names)
        self._connection.execute(
            f"UPDATE record SET {listed} WHERE num = ?",
            (*rows.row(num, record, record.fingerprint())[1:], self._at, num),
        )
        for part in children.PARTS:
            if part in changed:
                children.replace(self._connection, part, num, record, self._num)
        self._touched.append(num)
        if changed & {"name", "link", "country", "region"}:
            self._renamed.append(num)

    def _open(self) -> None:
        """Begin the batch with the first change."""
        if self.batch is None:
            connections.quick_check(self._connection)
            actor, action, reason, undoes = self._batch_cells
            self.batch = self._connection.execute(
                "INSERT INTO batch (at, actor, action, reason, undoes) VALUES (?, ?, ?, ?, ?) RETURNING num",
                (self._at, actor, action, reason, undoes),
            ).fetchone()[0]

    def _record_changes(self, changes: Iterable[Change]) -> None:
        self._open()
        self._connection.executemany(
            "INSERT INTO change (batch, record, field, old, new) VALUES (?, ?, ?, ?, ?)",
            [(self.batch, change.record, change.field, change.old, change.new) for change in changes],
        )

    def _finish(self) -> None:
        self._flush()
        self._nums.clear()
        if missing := self.dangling():
            raise Refused("link.dangling", record=missing[0][0], role=missing[0][1], missing=missing[0][2])
        self._renamed += index.neighbours(self._connection, [num for num, _ in self._removed])
        for num, _ in self._removed:
            self._connection.execute("DELETE FROM record WHERE num = ?", (num,))
        for num, record_id in self._removed:
            self._unlinked(num, record_id)
        affected = index.neighbours(self._connection, self._renamed)
        gone = {num for num, _ in self._removed}
        others = set(self._renamed).union(affected).difference(self._touched)
        index.write(self._connection, (num for num in chain(self._touched, sorted(others)) if num not in gone))
        index.tidy(self._connection)

    def _unlinked(self, num: int, record_id: str) -> None:
        """Refuse to leave a link or a source that points at a removed record."""
        for table, owner, column in (
            ("link", "subject", "object"),
            ("link", "subject", "source"),
            ("name", "record", "source"),
            ("claim", "record", "source"),
        ):
            held = self._connection.execute(
                f"SELECT r.id FROM {table} t JOIN record r ON r.num = t.{owner} WHERE t.{column} = ? LIMIT 1",
                (num,),
            ).fetchone()
            if held:
                raise Conflict("undo.still_linked", record=record_id, by=held[0])
