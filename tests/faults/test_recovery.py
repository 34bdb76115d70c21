"""Recovery from damage: a verified copy is restored, derived data is rebuilt, readable data is salvaged."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from catalogue.api import recovery
from catalogue.api.session import Session
from catalogue.store import partners, tally

PAGE = 4096


def content(path: Path) -> str:
    with Session.open(path) as session:
        return partners.content_hash(session.reading)


def edit(run) -> None:
    assert run("edit", "agr-akit-uzeltechsanoat", "summary=Something else", "--basis", "editor").code == 0


def test_copies_in_a_folder_are_verified_and_the_oldest_deleted(run, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "catalogue-notes.db").write_text("somebody's own")
    for _ in range(4):
        assert run("db", "backup", str(folder), "--keep", "2").code == 0
    made = sorted(folder.glob("catalogue-2*.db"))
    assert len(made) == len(list(folder.glob("*.sha256"))) == 2
    assert (folder / "catalogue-notes.db").exists()
    assert "exactly what was written" in run("db", "verify", str(made[0])).err
    made[0].write_bytes(made[0].read_bytes()[:-1] + b"x")
    result = run("db", "verify", str(made[0]))
    assert (result.code, "SHA-256" in result.err) == (1, True)
    assert run("db", "restore", str(made[0])).code == 1


def test_older_copies_are_kept_if_an_index_is_inconsistent(run, shipped: Path, tmp_path: Path) -> None:
    """A copy for which others are deleted is checked down to the last index."""
    folder = tmp_path / "copies"
    folder.mkdir()
    assert run("db", "backup", str(folder), "--keep", "1").code == 0
    kept = sorted(folder.iterdir())
    stray_index(shipped)
    result = run("db", "backup", str(folder), "--keep", "1")
    assert result.code == 3
    assert sorted(folder.iterdir()) == kept
    assert run("db", "backup", str(tmp_path / "as_it_is.db")).code == 0
    assert run("db", "verify", str(tmp_path / "as_it_is.db")).code == 3


def stray_index(path: Path) -> None:
    """Change labels while their index is out of the schema, so that it keeps the former ones."""
    with closing(sqlite3.connect(path)) as connection, connection:
        row = connection.execute("SELECT * FROM sqlite_master WHERE name = 'record_by_name'").fetchone()
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'record_by_name'")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE record SET label = 'Another'")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)


def test_a_copy_is_restored_and_the_former_file_is_kept(run, shipped: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("db", "backup", str(copy)).code == 0
    before = content(shipped)
    edit(run)
    edited = content(shipped)
    assert edited != before
    assert run("db", "restore", str(copy)).code == 0
    assert content(shipped) == before
    (kept,) = tmp_path.glob("catalogue.db.before-restore-*.bak")
    assert content(kept) == edited
    assert run("db", "restore", str(shipped)).code == 1
    assert run("db", "restore", str(tmp_path / "none.db")).code == 1


def test_a_copy_is_restored_only_over_a_regular_file(invoke, shipped: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for place in ("/", str(tmp_path), "/dev/null", str(tmp_path / "fifo")):
        result = invoke("--db", place, "db", "restore", str(shipped))
        assert (result.code, "is not a file" in result.err) == (3, True), (place, result.err)


@pytest.mark.parametrize("side", ["-journal", "-wal", "-shm"])
def test_no_copy_is_made_under_the_name_of_a_log_or_journal(run, shipped: Path, seed: Path, side: str) -> None:
    """SQLite would take the copy for a journal without content, and delete it."""
    out = f"{shipped}{side}"
    for words in (("backup", out), ("salvage", str(shipped), out), ("build", str(seed), "-o", out)):
        result = run("db", *words)
        assert (result.code, "keeps a part of" in result.err) == (1, True), (words, result.err)
    assert not Path(out).exists()


def test_a_catalogue_with_work_in_it_is_kept_when_another_is_built_in_its_place(run, shipped: Path, seed: Path) -> None:
    with Session.open(shipped) as built:
        assert not tally.holds_more_than(built.reading, "build")
    assert run("tag", "mine", "park-chirchiq").code == 0
    assert run("db", "build", str(seed), "-o", str(shipped)).code == 0
    (kept,) = shipped.parent.glob("*.before-build-*.bak")
    with Session.open(kept) as former, Session.open(shipped) as new:
        assert tally.holds_more_than(former.reading, "build")
        assert not tally.holds_more_than(new.reading, "build")


@pytest.mark.parametrize("wreck", [b"", b"no database at all, only text", b"\0" * 9_000])
def test_a_copy_replaces_a_file_that_is_no_longer_a_database(run, shipped: Path, tmp_path: Path, wreck: bytes) -> None:
    copy = tmp_path / "copy.db"
    assert run("db", "backup", str(copy)).code == 0
    before = content(shipped)
    shipped.write_bytes(wreck)
    Path(f"{shipped}-journal").write_bytes(b"left behind")
    assert run("check").code == 3
    assert run("db", "restore", str(copy)).code == 0
    assert content(shipped) == before
    assert run("check").code == 0
    (kept,) = (each for each in tmp_path.glob("*.bak"))
    assert kept.read_bytes() == wreck


def test_derived_data_is_rebuilt(run, shipped: Path) -> None:
    before = content(shipped)
    with closing(sqlite3.connect(shipped)) as connection, connection:
        connection.execute("UPDATE record SET label = 'wrong', main_from = '1900-01-01' WHERE id LIKE 'agr-%'")
        connection.execute("UPDATE claim SET number = 1 WHERE number IS NOT NULL")
        connection.execute("DELETE FROM within")
        connection.execute("DROP TABLE word")
        connection.execute("DELETE FROM search_data WHERE id > 10")
    assert run("check").code == 1
    result = run("db", "repair")
    assert result.code == 0, result.err
    assert run("check").code == 0
    assert content(shipped) == before
    assert run("search", "Чирчик", "--count").out.strip() != "0"


def test_vacuum_keeps_everything(run, shipped: Path) -> None:
    before = content(shipped)
    assert run("db", "vacuum").code == 0
    assert (content(shipped), run("check").code) == (before, 0)


def test_salvaging_a_sound_catalogue_gives_the_catalogue_with_its_marks(run, shipped: Path, tmp_path: Path) -> None:
    assert run("tag", "urgent", "agr-akit-uzeltechsanoat").code == 0
    assert run("db", "salvage", str(shipped), str(tmp_path / "new.db")).code == 0
    assert content(tmp_path / "new.db") == content(shipped)
    result = run("--db", str(tmp_path / "new.db"), "search", "tag:urgent", "--ids")
    assert result.lines == ["agr-akit-uzeltechsanoat"]


def _damaged(data: bytes, how: str, chosen: Random) -> bytes:
    wreck, pages = bytearray(data), len(data) // PAGE
    if how == "bits":
        for _ in range(5):
            wreck[chosen.randrange(100, len(wreck))] ^= 1 << chosen.randrange(8)
    elif how == "cut":
        del wreck[len(wreck) * chosen.randrange(70, 99) // 100 :]
    elif how == "zeroed":
        page = chosen.randrange(1, pages)
        wreck[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    elif how == "header":
        wreck[:100] = bytes(100)
    else:
        for page in chosen.sample(range(1, pages), 5):
            wreck[page * PAGE : page * PAGE + 100] = chosen.randbytes(100)
    return bytes(wreck)


def test_salvage_reads_saved_searches_of_an_older_schema(run, invoke, shipped: Path, tmp_path: Path) -> None:
    assert run("saved", "mine", "kind:event").code == 0
    with closing(sqlite3.connect(shipped)) as older:
        older.execute("ALTER TABLE saved DROP COLUMN columns")
        older.execute("PRAGMA user_version=1")
        older.commit()
    new = str(tmp_path / "new.db")
    assert run("db", "salvage", str(shipped), new).code == 0
    assert invoke("--db", new, "saved", "mine").out == "kind:event\n"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("how", ["bits", "cut", "zeroed", "header", "pages"])
def test_salvage_recovers_what_is_intact_and_reports_the_rest(
    invoke, built: Path, tmp_path: Path, how: str, seed: int
) -> None:
    """Every record that is recovered without a remark is exactly what it was."""
    wreck, out = tmp_path / "wreck.db", tmp_path / "out.db"
    data = _damaged(built.read_bytes(), how, Random(seed))
    wreck.write_bytes(data)
    result = invoke("db", "salvage", str(wreck), str(out), "--json")
    assert result.code in (0, 1), result.err
    assert wreck.read_bytes() == data
    named = {row["record"] for row in json.loads(result.raw or b"[]")}
    named |= {line.split(": ")[1].rstrip(".") for line in result.err.splitlines() if line.startswith("Differs from")}
    with Session.open(built) as before, Session.open(out) as after:
        was = dict(before.reading.execute("SELECT id, fingerprint FROM record"))
        now = dict(after.reading.execute("SELECT id, fingerprint FROM record"))
    assert len(now) > len(was) * 0.8
    differing = {own for own, hash_ in now.items() if was.get(own) != hash_}
    if len(differing) <= 20:  # only this many are named
        assert differing <= named
    assert invoke("--db", str(out), "check").code == 0


@pytest.mark.parametrize("held", [b"", b"S", b"SQLite format 3\0" + bytes(5_000)])
def test_salvaging_a_file_without_records_creates_no_file(invoke, tmp_path: Path, held: bytes) -> None:
    (tmp_path / "wreck.db").write_bytes(held)
    result = invoke("db", "salvage", str(tmp_path / "wreck.db"), str(tmp_path / "out.db"))
    assert (result.code, "Nothing can be read" in result.err) == (3, True)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["wreck.db"]


def test_a_value_that_no_import_would_accept_is_reported_and_not_repaired(invoke, shipped: Path) -> None:
    with closing(sqlite3.connect(shipped)) as other, other:
        other.execute("UPDATE record SET residents = 'many' WHERE id = 'park-chirchiq'")
    for args in (("check",), ("db", "repair")):
        result = invoke("--db", str(shipped), *args)
        assert (result.code, "park-chirchiq" in result.out + result.err) == (1, True)
    assert list(shipped.parent.glob("*.bak")) == []


def test_bytes_in_place_of_text_are_a_finding(invoke, shipped: Path) -> None:
    """As a single flipped bit makes them: the type of a value precedes it, and SQLite does not check again."""
    for before, after in (("STRICT", "/*one*/"), ("/*one*/", "STRICT")):
        with closing(sqlite3.connect(shipped)) as other, other:
            if before == "STRICT":
                schema = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'record'"
            else:
                other.execute("UPDATE record SET country = CAST(country AS BLOB) WHERE id = 'park-chirchiq'")
            other.execute("PRAGMA writable_schema = ON")
            other.execute(schema, (before, after))
    result = invoke("--db", str(shipped), "check")
    assert (result.code, "unexpectedly" in result.err, "TypeError" in result.out) == (1, False, True)


def test_the_copy_kept_by_a_repair_is_private(run, shipped: Path) -> None:
    shutil.copymode(shipped, shipped)
    with Session.open(shipped) as session:
        kept, wrong = recovery.repair(session)
    assert (kept.stat().st_mode & 0o777, wrong) == (0o600, 0)


@pytest.mark.parametrize("side", ["-wal", "-journal"])
def test_leftovers_of_a_deleted_catalogue_are_not_mixed_into_the_next(
    run, shipped: Path, tmp_path: Path, side: str
) -> None:
    """SQLite takes any log or journal with the right name as belonging to the file."""
    copy = tmp_path / "copy.db"
    assert run("db", "backup", str(copy)).code == 0
    before = content(copy)
    with closing(sqlite3.connect(shipped, isolation_level=None)) as writing:
        writing.execute("PRAGMA journal_mode=WAL" if side == "-wal" else "PRAGMA cache_size=1")
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE record SET label = label || 'x', summary = NULL")
        writing.execute("COMMIT" if side == "-wal" else "SAVEPOINT more")
        left = Path(f"{shipped}{side}").read_bytes()
    shipped.unlink()
    Path(f"{shipped}{side}").write_bytes(left)
    for result in (run("db", "init"), run("--db", str(copy), "db", "backup", str(shipped))):
        assert (result.code, "belongs to a former catalogue" in result.err) == (3, True), result.err
    assert run("db", "restore", str(copy)).code == 0
    assert (content(shipped), run("check").code) == (before, 0)
    (kept,) = tmp_path.glob(f"catalogue.db.before-restore-*{side}")
    assert kept.read_bytes() == left


def test_an_impossible_restore_leaves_no_copy(run, shipped: Path, tmp_path: Path, monkeypatch) -> None:
    copy = tmp_path / "copy.db"
    assert run("db", "backup", str(copy)).code == 0
    monkeypatch.setattr("catalogue.store.connection.BUSY_MS", 50)
    with closing(sqlite3.connect(shipped, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert run("db", "restore", str(copy)).code == 3
    assert sorted(each.name for each in tmp_path.iterdir()) == ["catalogue.db", "copy.db"]


def test_old_copies_are_deleted_whatever_the_catalogue_is_called(invoke, shipped: Path, tmp_path: Path) -> None:
    """The name of a catalogue is no pattern: [1] is not 1, and ? is not any letter."""
    folder = tmp_path / "copies"
    folder.mkdir()
    other = folder / "data1-20260101T000000Z.db"
    other.write_bytes(b"of another catalogue")
    named = tmp_path / "data[1].db"
    named.write_bytes(shipped.read_bytes())
    for _ in range(3):
        assert invoke("--db", str(named), "db", "backup", str(folder), "--keep", "1").code == 0
    copies = [each.name for each in folder.iterdir() if each.suffix == ".db"]
    assert len(copies) == 2
    assert other.exists()


def test_a_repair_reports_what_it_cannot_rebuild(run, shipped: Path) -> None:
    with closing(sqlite3.connect(shipped)) as connection, connection:
        connection.execute("DELETE FROM record WHERE num IN (SELECT object FROM link LIMIT 1)")
    result = run("db", "repair")
    assert (result.code, "Links lead nowhere" in result.err) == (1, True), result.err


def test_a_folder_that_looks_like_an_address_is_a_folder(invoke, shipped: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file:").mkdir()
    for words in (("salvage", str(shipped), "file:///a.db"), ("backup", "file:///b.db")):
        result = invoke("--db", str(shipped), "db", *words)
        assert result.code == 0, result.err
    assert {"a.db", "b.db"} <= {each.name for each in (tmp_path / "file:").iterdir()}
