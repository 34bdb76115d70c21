"""A file is checked before it is trusted, and reading never creates or changes it."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.errors import UnusableCatalogue
from catalogue.store import backup, connection, layout


def refusal(path) -> str:
    with pytest.raises(UnusableCatalogue) as caught:
        connection.read(path)
    return caught.value.code


@pytest.fixture
def path(tmp_path):
    backup.new(tmp_path / "c.db")
    return tmp_path / "c.db"


def test_a_file_that_is_not_a_catalogue_is_described(tmp_path):
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


def test_a_newer_schema_is_refused_and_left_unchanged(path):
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version={layout.VERSION + 1}")
    before = path.read_bytes()
    assert refusal(path) == "db.newer"
    assert path.read_bytes() == before


def test_a_truncated_file_is_reported_as_corrupt(path):
    path.write_bytes(path.read_bytes()[:5000])
    assert refusal(path) in ("db.corrupt", "db.unreadable")


ENDLESS = "WITH RECURSIVE n(num) AS (SELECT 1 UNION ALL SELECT num + 1 FROM n) SELECT num FROM n"
FOREIGN = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM record; END",
    "a view of its own": f"CREATE VIEW mine AS {ENDLESS}",
    "a view in place of a table": f"DROP TABLE star; CREATE VIEW star AS {ENDLESS}",
    "a view in place of ours": f"DROP VIEW agreements; CREATE VIEW agreements AS {ENDLESS}",
    "an index on our table": "CREATE INDEX more ON link (note)",
    "a column more": "ALTER TABLE star ADD COLUMN more TEXT",
    "a table of another make": "DROP TABLE star; CREATE TABLE star (record TEXT, at TEXT)",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_schema_objects_that_could_run_code_or_shadow_ours_are_refused_by_reader_and_writer(path, what):
    with closing(sqlite3.connect(path)) as other:
        other.executescript(FOREIGN[what])
    assert refusal(path) == "db.foreign_schema"
    with pytest.raises(UnusableCatalogue) as caught, connection.write(path):
        pass
    assert caught.value.code == "db.foreign_schema"


def test_a_foreign_table_is_left_alone(path):
    with closing(sqlite3.connect(path)) as other:
        other.executescript("CREATE TABLE theirs (a); CREATE INDEX theirs_by_a ON theirs (a); ANALYZE")
    connection.read(path).close()


def test_a_statement_on_a_missing_table_names_it(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE tag")
    with closing(connection.read(path)) as reading, pytest.raises(UnusableCatalogue) as caught:
        reading.execute("SELECT * FROM tag")
    assert (caught.value.code, caught.value.params["names"]) == ("db.incomplete", ("tag",))


def test_undecodable_text_is_reported_as_corruption_while_fetching(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("INSERT INTO meta (key, value) VALUES ('a', CAST(x'ff' AS TEXT))")
        other.commit()
    with closing(connection.read(path)) as reading, pytest.raises(sqlite3.OperationalError) as caught:
        reading.execute("SELECT value FROM meta").fetchall()
    result = connection.fault(caught.value, path)
    assert result is not None
    assert result.code == "db.corrupt"


def test_a_reader_cannot_write(path):
    with closing(connection.read(path)) as reading, pytest.raises(UnusableCatalogue) as caught:
        reading.execute("DELETE FROM record")
    assert caught.value.code == "db.read_only"


def test_a_writer_leaves_the_file_in_delete_mode(path):
    with connection.write(path, long=True) as writing:
        assert writing.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    with closing(connection.read(path)) as reading:
        assert reading.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert sorted(p.name for p in path.parent.iterdir()) == ["c.db"]


def test_a_short_write_that_is_rolled_back_changes_no_byte(path):
    before = path.read_bytes()
    with connection.write(path) as writing:
        writing.execute("BEGIN IMMEDIATE")
        writing.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", [(str(n), "x" * 500) for n in range(20_000)])
        writing.execute("ROLLBACK")
    assert path.read_bytes() == before


def test_a_locked_file_is_reported(path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    with connection.write(path) as writing:
        writing.execute("BEGIN EXCLUSIVE")
        assert refusal(path) == "db.locked"


def test_a_reader_works_during_a_write(path):
    with connection.write(path, long=True) as writing, closing(connection.read(path)) as reading:
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("INSERT INTO meta (key, value) VALUES ('a', 'b')")
        assert reading.execute("SELECT count(*) FROM meta WHERE key = 'a'").fetchone()[0] == 0
        writing.execute("COMMIT")
        assert reading.execute("SELECT count(*) FROM meta WHERE key = 'a'").fetchone()[0] == 1


def test_an_older_catalogue_must_be_upgraded(path):
    with closing(sqlite3.connect(path)) as older:
        older.execute("PRAGMA user_version=0")
    assert refusal(path) == "db.older"


TAKES = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute('BEGIN IMMEDIATE')"


@pytest.mark.parametrize("long", [False, True])
def test_reopening_in_the_same_process_does_not_release_the_writers_lock(path, long):
    """Under POSIX, closing a file once releases all locks of the process on it."""
    with connection.write(path, long=long) as writing:
        writing.execute("BEGIN IMMEDIATE")
        connection.schema_version(path)
        connection.read(path).close()
        with connection.write(path):
            pass
        other = subprocess.run([sys.executable, "-c", TAKES, str(path)], capture_output=True, text=True)
        assert "database is locked" in other.stderr


def test_a_file_name_that_is_not_utf8_can_be_opened(path):
    odd = os.fsdecode(os.fsencode(path.parent) + b"/\xff?#%20.db")
    try:
        path.rename(odd)
    except OSError:
        pytest.skip("the file system takes no such names")
    connection.read(Path(odd)).close()
