"""The exchange with other copies: the identity of this copy, the progress of each partner, what was received,
conflicts."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator

from catalogue.model.bundles import ExchangedBatch, Identity, Partner, StoredConflict
from catalogue.model.changes import FOUND, REMOVED, Change, restored
from catalogue.model.records import Record
from catalogue.model.threeway import CellConflict, as_json
from catalogue.store.journal import now

ACTION = "bundle"
"""The action of a write that came from a bundle: it is not sent back."""


def identity(connection: sqlite3.Connection) -> Identity | None:
    """The identity of this copy; None if it takes part in no exchange."""
    found = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('hub', 'office')"))
    return Identity(found["hub"], found["office"]) if "hub" in found else None


def establish(connection: sqlite3.Connection, own: Identity) -> None:
    """Give this copy an identity; everything stored about partners is deleted."""
    for table in ("partner", "bundle", "received", "rival", "travelled"):
        connection.execute(f"DELETE FROM {table}")
    connection.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [("hub", own.hub), ("office", own.office)],
    )


def partner(connection: sqlite3.Connection, name: str) -> Partner | None:
    """What is known of one partner."""
    found = connection.execute("SELECT name, number, base, there, digest FROM partner WHERE name = ?", (name,))
    return next((Partner(*cells) for cells in found), None)


def partners(connection: sqlite3.Connection) -> tuple[Partner, ...]:
    """All partners by name."""
    found = connection.execute("SELECT name, number, base, there, digest FROM partner ORDER BY name")
    return tuple(Partner(*cells) for cells in found)


def save(connection: sqlite3.Connection, progress: Partner) -> None:
    """Store the progress of a partner."""
    connection.execute(
        "INSERT OR REPLACE INTO partner (name, number, base, there, digest) VALUES (?, ?, ?, ?, ?)",
        (progress.name, progress.number, progress.base, progress.there, progress.digest),
    )


def last(connection: sqlite3.Connection) -> int:
    """The number of the last batch; 0 in an empty catalogue."""
    return int(connection.execute("SELECT coalesce(max(num), 0) FROM batch").fetchone()[0])


def digest(connection: sqlite3.Connection, hub: str, batch: int) -> str | None:
    """A digest that distinguishes a batch of the hub from one of the same number elsewhere; None if there is no such
    batch."""
    found = connection.execute("SELECT at, actor, action, reason FROM batch WHERE num = ?", (batch,)).fetchone()
    if found is None and batch:
        return None
    return hashlib.sha256(json.dumps([hub, batch, *(found or ())]).encode()).hexdigest()[:32]


def content_hash(connection: sqlite3.Connection) -> str:
    """A hash of all records, independent of their order: the sum of their fingerprints."""
    total = sum(int(fingerprint, 16) for (fingerprint,) in connection.execute("SELECT fingerprint FROM record"))
    return f"{total % (1 << 128):032x}"


def changed(connection: sqlite3.Connection, since: int) -> list[str]:
    """The ids of the records that were written after a batch, sorted."""
    found = connection.execute("SELECT DISTINCT record FROM change WHERE batch > ? ORDER BY record", (since,))
    return [own for (own,) in found]


def found_outside_history(connection: sqlite3.Connection, since: int) -> set[str]:
    """The ids of the records found, after a batch, to have been changed without a history entry."""
    found = connection.execute("SELECT DISTINCT record FROM change WHERE batch > ? AND field = ?", (since, FOUND))
    return {own for (own,) in found}


def times(connection: sqlite3.Connection, record: str, since: int) -> dict[str, str]:
    """When each field of a record was last written after a batch, here or in another copy whose batch was received
    after it."""
    return dict(connection.execute(_TIMES, {"record": record, "since": since, "action": ACTION}))


_TIMES = (
    "SELECT field, max(at) FROM (SELECT c.field, b.at FROM change c JOIN batch b ON b.num = c.batch "
    "WHERE c.record = :record AND c.batch > :since AND b.action <> :action "
    "UNION ALL SELECT c.value ->> 1, t.at FROM travelled t, json_each(t.changes) c "
    "WHERE t.received > :since AND c.value ->> 0 = :record) GROUP BY field"
)


def before_removal(connection: sqlite3.Connection, record: str) -> Record | None:
    """A record as it was when it was last removed; None when it never was."""
    found = connection.execute(
        "SELECT old FROM change WHERE record = ? AND field = ? ORDER BY num DESC LIMIT 1", (record, REMOVED)
    ).fetchone()
    return None if found is None else restored(Change(record, REMOVED, found[0]))


def save_bundle(connection: sqlite3.Connection, number: int, batch: int) -> None:
    """Store the last batch that a bundle includes."""
    connection.execute("INSERT INTO bundle (number, batch, at) VALUES (?, ?, ?)", (number, batch, now()))


def sent_until(connection: sqlite3.Connection, number: int) -> int | None:
    """The last batch included in the bundle of that number; None if there was no such bundle."""
    found = connection.execute("SELECT batch FROM bundle WHERE number = ?", (number,)).fetchone()
    return None if found is None else int(found[0])


def latest_bundle(connection: sqlite3.Connection) -> int:
    """The number of the last bundle that was made here; 0 for none."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM bundle").fetchone()[0])


def received(connection: sqlite3.Connection, office: str, record: str) -> tuple[bool, Record | None]:
    """Whether an office has sent a record since its base, and its last state (None: removed)."""
    found = connection.execute(
        "SELECT told FROM received WHERE partner = ? AND record = ?", (office, record)
    ).fetchone()
    if found is None:
        return False, None
    return True, None if found[0] is None else restored(Change(record, REMOVED, found[0]))


def save_received(connection: sqlite3.Connection, office: str, record: str, sent: Record | None, batch: int) -> None:
    """Store the state of a record that an office sent."""
    connection.execute(
        "INSERT OR REPLACE INTO received (partner, record, told, batch) VALUES (?, ?, ?, ?)",
        (office, record, as_json(sent), batch),
    )


def forget_received(connection: sqlite3.Connection, office: str) -> None:
    """Clear what an office sent: all of it has been answered."""
    connection.execute("DELETE FROM received WHERE partner = ?", (office,))


def records_received(connection: sqlite3.Connection, office: str) -> list[str]:
    """The ids of the records that an office sent since its base."""
    found = connection.execute("SELECT record FROM received WHERE partner = ? ORDER BY record", (office,))
    return [own for (own,) in found]


def save_conflicts(
    connection: sqlite3.Connection, conflicts: Iterable[tuple[CellConflict, str]], *, whose: str, by: str
) -> None:
    """Store conflicts and how each was settled ("" for not yet)."""
    connection.executemany(
        "INSERT INTO rival (record, field, base, ours, theirs, partner, at, by, settled) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(r.record, r.field, r.base, r.ours, r.theirs, whose, now(), by, how) for r, how in conflicts],
    )


_CONFLICT = "SELECT num, record, field, base, ours, theirs, partner, at, by, settled FROM rival"


def conflicts(connection: sqlite3.Connection, *, all_of_them: bool = False) -> tuple[StoredConflict, ...]:
    """The conflicts that are open, or all, the oldest first."""
    where = "" if all_of_them else " WHERE settled = ''"
    return tuple(_conflict(cells) for cells in connection.execute(f"{_CONFLICT}{where} ORDER BY num"))


def conflict(connection: sqlite3.Connection, number: int) -> StoredConflict | None:
    """One conflict by its number."""
    return next((_conflict(cells) for cells in connection.execute(f"{_CONFLICT} WHERE num = ?", (number,))), None)


def settle(connection: sqlite3.Connection, number: int, how: str) -> None:
    """Remember that a conflict is settled."""
    connection.execute("UPDATE rival SET settled = ? WHERE num = ?", (how, number))


def _conflict(cells: tuple[int, str, str, str | None, str | None, str | None, str, str, str, str]) -> StoredConflict:
    number, record, field, base, ours, theirs, partner, at, by, settled = cells
    return StoredConflict(number, CellConflict(record, field, base, ours, theirs), partner, at, by, settled)


def own_batches(connection: sqlite3.Connection, office: str, since: int) -> Iterator[ExchangedBatch]:
    """The batches made here after a batch, without those that came from a bundle."""
    found = connection.execute(
        "SELECT num, at, actor, action, reason FROM batch WHERE num > ? AND action <> ? ORDER BY num", (since, ACTION)
    )
    for number, at, actor, action, reason in found.fetchall():
        changes = connection.execute(
            "SELECT record, field, old, new FROM change WHERE batch = ? ORDER BY num", (number,)
        )
        yield ExchangedBatch(office, number, at, actor, action, reason, tuple(Change(*cells) for cells in changes))


_EXCHANGED = "SELECT office, batch, at, actor, action, reason, changes FROM travelled"


def exchanged_batches(
    connection: sqlite3.Connection, *, since: int = 0, but: str | None = None
) -> Iterator[ExchangedBatch]:
    """The batches of other copies that came after a batch; ``but``: without those of one office."""
    found = connection.execute(f"{_EXCHANGED} WHERE received > ? ORDER BY at, office, batch", (since,))
    for office, number, at, actor, action, reason, changes in found:
        if office != but:
            listed = tuple(Change(*cells) for cells in json.loads(changes))
            yield ExchangedBatch(office, number, at, actor, action, reason, listed)


def save_batches(connection: sqlite3.Connection, writes: Iterable[ExchangedBatch], received_by: int) -> None:
    """Store batches of other copies; those already stored are unchanged."""
    connection.executemany(
        "INSERT OR IGNORE INTO travelled (office, batch, at, actor, action, reason, changes, received) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((w.office, w.batch, w.at, w.actor, w.action, w.reason, _changes(w.changes), received_by) for w in writes),
    )


def _changes(changes: Iterable[Change]) -> str:
    return json.dumps([[c.record, c.field, c.old, c.new] for c in changes], ensure_ascii=False, separators=(",", ":"))
