"""Undoing a sequence of batches, latest first, walks back through every former state of the catalogue."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.model.records import Record
from catalogue.store import backup, checks, connection, history, records
from catalogue.store.journal import Writing
from made import catalogues


def content(database) -> tuple[tuple[str, str], ...]:
    """The content hash of every record."""
    return tuple((record.id, record.fingerprint()) for record in records.every(database))


def fitting(database, found: list[Record]) -> list[Record]:
    """Those records that can be written now: a kind never changes, links must lead to existing records."""
    present = {record.id: record.kind for record in records.every(database)}
    kept = [record for record in found if present.get(record.id, record.kind) == record.kind]
    there = {record.id for record in kept} | set(present)
    return [
        Record(
            r.id, r.kind, r.values, r.names, tuple(x for x in r.links if x.object in there), r.terms, r.claims
        ).tidy()
        for r in kept
    ]


def spare(database, written: list[Record]) -> list[Record]:
    """Those existing records that nothing links to and that are not written in the same batch."""
    present = {record.id: record for record in records.every(database)}
    kept = {link.object for record in (*present.values(), *written) for link in record.links}
    kept |= {record.id for record in written}
    return [record for record in present.values() if record.id not in kept]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(catalogues(4), st.integers(0, 3)), min_size=2, max_size=6), st.integers(0, 5))
def test_every_undo_restores_the_former_content_hash_and_redo_brings_it_back(tmp_path_factory, writes, redone) -> None:
    """A write adds and changes records and removes some of those that nothing links to."""
    path = tmp_path_factory.mktemp("undo") / "c.db"
    backup.new(path)
    with connection.write(path) as database:
        before = []
        for found, gone in writes:
            state = content(database)
            with Writing(database, actor="test", action="import") as writing:
                written = fitting(database, found)
                for record in written:
                    writing.put(record, records.load(database, [record.id]).get(record.id))
                for record in spare(database, written)[:gone]:
                    writing.remove(record)
            if writing.batch is not None:
                before.append((writing.batch, state))
        for number, (batch, state) in enumerate(reversed(before)):
            after = content(database)
            undone = history.undo(database, batch, actor="test")
            assert content(database) == state
            if number == redone:
                again = history.undo(database, undone, actor="test")
                assert content(database) == after
                history.undo(database, again, actor="test")
                assert content(database) == state
        assert content(database) == ()
        assert all(finding.ok for finding in checks.check(database))
