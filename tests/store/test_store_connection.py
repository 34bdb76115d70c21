"""A file is looked at before it is trusted, and never created or changed by reading."""

import os
import sqlite3
from contextlib import closing

import pytest

from catalogue.errors import UnusableCatalogue
from catalogue.store import backup, connection, schema


def refusal(path) -> str:
    with pytest.raises(UnusableCatalogue) as caught:
        connection.read(path)
    return caught.value.code


@pytest.fixture
def path(tmp_path):
    backup.new(tmp_path / "c.db")
    return tmp_path / "c.db"


def test_what_is_not_a_catalogue_is_named_for_what_it_is(tmp_path):
    assert refusal(tmp_path / "missing.db") == "db.missing"
    assert not (tmp_path / "missing.db").exists()
    assert refusal(tmp_path) == "db.not_a_file"
    (tmp_path / "empty.db").touch()
    assert refusal(tmp_path / "empty.db") == "db.empty"
    assert (tmp_path / "empty.db").stat().st_size == 0
    (tmp_path / "text.db").write_text("hello " * 100)
    assert refusal(tmp_path / "text.db") == "db.not_sqlite"
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE t (x)")
    assert refusal(tmp_path / "other.db") == "db.not_ours"
    os.mkfifo(tmp_path / "pipe.db")
    assert refusal(tmp_path / "pipe.db") == "db.not_a_file"


def test_a_newer_schema_is_refused_and_left_as_it_is(path):
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    before = path.read_bytes()
    assert refusal(path) == "db.newer"
    assert path.read_bytes() == before


def test_a_truncated_file_is_named_corrupt(path):
    path.write_bytes(path.read_bytes()[:5000])
    assert refusal(path) in ("db.corrupt", "db.unreadable")


def test_a_file_with_a_trigger_is_not_trusted(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM record; END")
    assert refusal(path) == "db.foreign_schema"


def test_reading_can_write_nothing(path):
    with (
        closing(connection.read(path)) as reading,
        pytest.raises(sqlite3.OperationalError, match=r"readonly|read-only"),
    ):
        reading.execute("DELETE FROM record")


def test_a_writer_leaves_the_file_at_rest_in_journal_mode(path):
    with connection.write(path, long=True) as writing:
        assert writing.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    with closing(connection.read(path)) as reading:
        assert reading.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert sorted(p.name for p in path.parent.iterdir()) == ["c.db"]


def test_a_short_write_that_is_rolled_back_leaves_every_byte_as_it_was(path):
    before = path.read_bytes()
    with connection.write(path) as writing:
        writing.execute("BEGIN IMMEDIATE")
        writing.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", [(str(n), "x" * 500) for n in range(20_000)])
        writing.execute("ROLLBACK")
    assert path.read_bytes() == before


def test_a_locked_file_is_told_as_such(path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    with connection.write(path) as writing:
        writing.execute("BEGIN EXCLUSIVE")
        assert refusal(path) == "db.locked"


def test_a_reader_goes_on_beside_a_writer(path):
    with connection.write(path, long=True) as writing, closing(connection.read(path)) as reading:
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("INSERT INTO meta (key, value) VALUES ('a', 'b')")
        assert reading.execute("SELECT count(*) FROM meta WHERE key = 'a'").fetchone()[0] == 0
        writing.execute("COMMIT")
        assert reading.execute("SELECT count(*) FROM meta WHERE key = 'a'").fetchone()[0] == 1


def test_an_older_catalogue_is_asked_to_be_upgraded(path):
    with closing(sqlite3.connect(path)) as older:
        older.execute("PRAGMA user_version=0")
    assert refusal(path) == "db.older"
