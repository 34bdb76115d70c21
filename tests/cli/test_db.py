"""``catalogue db``: finding, creating, copying; and every kind of file that is not a catalogue."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest


def test_db_path_is_named_by_the_option_the_environment_or_the_settings(invoke, home: Path, monkeypatch) -> None:
    assert invoke("db", "path", "--db", "/a/b.db").out == "/a/b.db\n"
    assert invoke("--db", "/a/b.db", "db", "path").out == "/a/b.db\n"
    monkeypatch.setenv("CATALOGUE_DB", "/c/d.db")
    assert invoke("db", "path").out == "/c/d.db\n"
    assert invoke("--db", "/a/b.db", "db", "path").out == "/a/b.db\n"


def test_db_info_counts_the_kinds(ask, built: Path) -> None:
    result = ask("db", "info")
    assert result.code == 0
    assert result.lines[0] == str(built)
    assert "Agreements" in result.out
    assert ask("db", "info", "--json").json()["counts"]["agreement"] == 13


def test_a_new_catalogue_is_empty_and_sound(invoke, tmp_path: Path) -> None:
    new = str(tmp_path / "new.db")
    assert invoke("--db", new, "db", "init", "--empty").code == 0
    assert invoke("--db", new, "search", "--count").out == "0\n"
    assert invoke("--db", new, "search", "--csv").lines[0].startswith("id,")
    assert invoke("--db", new, "check").code == 0
    assert Path(new).stat().st_mode & 0o077 == 0


def test_foreign_tables_are_noted_but_are_no_error(run, shipped: Path) -> None:
    with contextlib.closing(sqlite3.connect(shipped)) as other, other:
        other.execute("CREATE TABLE budget (year INTEGER, amount INTEGER)")
    checked = run("check", "--json")
    assert checked.code == 0
    (guests,) = [row for row in checked.json() if row["check"] == "check.foreign_tables"]
    assert guests["ok"] is True
    assert "budget" in guests["result"]
    assert "budget" in run("check").out


def test_existing_files_are_not_overwritten(invoke, run, shipped: Path) -> None:
    before = shipped.read_bytes()
    result = run("db", "init", "--empty")
    assert result.code == 3
    assert "exists already" in result.err
    assert run("db", "backup", str(shipped)).code == 3
    assert shipped.read_bytes() == before


def test_a_backup_has_the_same_content(run, invoke, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("db", "backup", str(copy)).code == 0
    everything = ("export", "-o", "-", "--format", "jsonl")
    assert invoke("--db", str(copy), *everything).raw == run(*everything).raw


def test_two_builds_give_the_same_bytes(invoke, built: Path, tmp_path: Path, seed: Path) -> None:
    again = tmp_path / "again.db"
    assert invoke("db", "build", str(seed), "-o", str(again)).code == 0
    assert again.read_bytes() == built.read_bytes()


def test_a_catalogue_may_be_built_under_any_name(invoke, tmp_path: Path, seed: Path) -> None:
    assert invoke("db", "build", str(seed), "-o", str(tmp_path / "again.raw")).code == 0


def test_a_current_catalogue_needs_no_migration(run) -> None:
    result = run("db", "migrate")
    assert result.code == 0
    assert "up to date" in result.err


def newer(path: Path, shipped: Path) -> None:
    path.write_bytes(shipped.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")


def foreign(path: Path, shipped: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")


def truncated(path: Path, shipped: Path) -> None:
    path.write_bytes(shipped.read_bytes()[:5000])


FILES = {
    "missing": lambda path, shipped: None,
    "empty": lambda path, shipped: path.write_bytes(b""),
    "text": lambda path, shipped: path.write_text("id,name\n1,a\n" * 20, encoding="utf-8"),
    "folder": lambda path, shipped: path.mkdir(),
    "pipe": lambda path, shipped: os.mkfifo(path),
    "newer": newer,
    "foreign": foreign,
    "truncated": truncated,
}


@pytest.mark.parametrize("command", ["search x", "show x", "db info", "check", "undo", "export -o -", "stats"])
@pytest.mark.parametrize("kind", FILES)
def test_an_unusable_file_is_described_and_left_unchanged(
    invoke, shipped: Path, tmp_path: Path, kind: str, command: str
) -> None:
    path = tmp_path / "odd.db"
    FILES[kind](path, shipped)
    before = path.read_bytes() if path.is_file() else None
    result = invoke("--db", str(path), *command.split())
    assert (result.code, result.out) == (3, "")
    assert "odd.db" in result.err
    assert len(result.err.strip().splitlines()) == 1
    assert (path.read_bytes() if path.is_file() else None) == before
    assert path.exists() == (kind != "missing")


def test_a_read_only_catalogue_can_be_read_but_not_written(run, shipped: Path) -> None:
    shipped.chmod(0o400)
    shipped.parent.chmod(0o500)
    try:
        assert run("search", "kind:cluster", "--count").out == "4\n"
        if os.access(shipped, os.W_OK):
            pytest.skip("this user may write everything")
        result = run("undo")
        assert result.code == 3
        assert "only be read" in result.err
    finally:
        shipped.parent.chmod(0o700)
