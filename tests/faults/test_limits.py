"""When the system has no more space, files or time, the program says so, and the catalogue is unchanged."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from program import PROGRAM

resource = pytest.importorskip("resource", reason="the system has no limits to set")
COMMANDS = {
    "import": ("import", "{register}", "--kind", "agreement"),
    "edit": ("edit", "park-chirchiq", "summary=other", "--basis", "editor"),
    "backup": ("db", "backup", "{folder}/out.db"),
    "reindex": ("db", "reindex"),
    "export": ("export", "", "-o", "{folder}/out.jsonl"),
}


def ended(database: Path, *args: str, limit: tuple[int, int] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program in a subprocess under a system limit."""

    def narrow() -> None:
        if limit:
            resource.setrlimit(limit[0], (limit[1], limit[1]))

    return subprocess.run(
        [*PROGRAM, "--db", str(database), *args],
        capture_output=True,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        preexec_fn=narrow,
        timeout=120,
    )


@pytest.mark.parametrize("kilobytes", [100, 700])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_reported_and_changes_nothing(shipped: Path, tmp_path: Path, command, kilobytes) -> None:
    """700 KB is less than the size of the catalogue; limiting the file size has the effect of a full disk."""
    register = tmp_path / "register.csv"
    rows = [f"agr-made-{n},memorandum,signed,Memorandum {n}" for n in range(300)]
    register.write_text("\n".join(["id,form,status,name_en", *rows]), encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    line = [part.format(register=register, folder=folder) for part in COMMANDS[command]]
    result = ended(shipped, *line, limit=(resource.RLIMIT_FSIZE, kilobytes * 1024))
    assert result.returncode in (0, 1, 3)
    assert (result.returncode == 0) or result.stderr.strip()
    assert "Traceback" not in result.stderr
    assert "failed unexpectedly" not in result.stderr
    with closing(sqlite3.connect(shipped)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not [path.name for path in folder.iterdir() if result.returncode or path.name.startswith(".")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_early_signal_ends_the_program_silently(built: Path, number: int) -> None:
    running = subprocess.Popen([*PROGRAM, "--db", str(built), "check"], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    time.sleep(0.12)
    running.send_signal(number)
    _, err = running.communicate(timeout=60)
    assert b"Traceback" not in err or b"catalogue" not in err
    assert running.returncode in (-number, 128 + number) or b"site" in err


def older(shipped: Path) -> None:
    with closing(sqlite3.connect(shipped)) as opened:
        opened.execute("PRAGMA user_version=0")


def test_an_upgrade_keeps_a_copy_and_all_records(run, invoke, shipped: Path) -> None:
    before = run("export", "--all", "-o", "-", "--format", "jsonl").raw
    older(shipped)
    assert run("check").code == 3
    assert run("db", "migrate").code == 0
    assert run("check").code == 0
    assert run("export", "--all", "-o", "-", "--format", "jsonl").raw == before
    assert Path(f"{shipped}.v0.bak").stat().st_mode & 0o077 == 0


def test_each_upgrade_keeps_a_separate_copy(run, shipped: Path) -> None:
    for _ in range(2):
        assert run("edit", "park-chirchiq", "summary=another", "--basis", "editor").code == 0
        older(shipped)
        assert run("db", "migrate").code == 0
        run("undo")
    assert len(list(shipped.parent.glob("*.v0*.bak"))) == 2


def test_an_upgrade_that_fails_halfway_leaves_the_file_unchanged(run, shipped: Path) -> None:
    with closing(sqlite3.connect(shipped)) as opened, opened:
        opened.execute("DELETE FROM _sqlite_migrations")  # so that the first step finds existing tables
    older(shipped)
    before = shipped.read_bytes()
    result = run("db", "migrate")
    assert (result.code, "could not be upgraded" in result.err) == (3, True), result.err
    assert shipped.read_bytes() == before


def test_upgrading_a_file_with_triggers_is_refused(run, shipped: Path) -> None:
    with closing(sqlite3.connect(shipped)) as opened:
        opened.execute("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM record; END")
    older(shipped)
    assert run("db", "migrate").code == 3
    assert not Path(f"{shipped}.v0.bak").exists()


def test_two_simultaneous_imports_both_succeed(shipped: Path, tmp_path: Path) -> None:
    running = []
    for name in ("a", "b"):
        register = tmp_path / f"{name}.csv"
        register.write_text(f"id,form,status,name_en\nagr-{name},memorandum,signed,{name}\n", encoding="utf-8")
        line = [*PROGRAM, "--db", str(shipped), "-q", "import", str(register), "--kind", "agreement"]
        running.append(subprocess.Popen(line))
    assert [each.wait(60) for each in running] == [0, 0]
    assert ended(shipped, "show", "agr-a", "agr-b").returncode == 0
    assert ended(shipped, "check").returncode == 0


def test_a_leftover_log_is_read_even_without_its_shared_memory_file(shipped: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(shipped, isolation_level=None)) as opened:
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("INSERT INTO star (record, at) VALUES ('park-chirchiq', '2026-01-01')")
        for side in ("", "-wal"):
            shutil.copy(f"{shipped}{side}", f"{copy}{side}")
    assert ended(copy, "search", "is:starred", "--ids").stdout.split() == ["park-chirchiq"]


@pytest.mark.parametrize("value", ["0", "99999999999999", "-5", "x"])
def test_an_odd_clock_does_no_harm(run, monkeypatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert run("edit", "park-chirchiq", "summary=other", "--basis", "editor").code == 0
    assert run("undo").code == 0
    assert os.environ["SOURCE_DATE_EPOCH"] == value


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep to the limit")
def test_a_lack_of_memory_is_reported_and_changes_nothing(shipped: Path, tmp_path: Path) -> None:
    register = tmp_path / "register.json"
    register.write_text('[{"kind": "technopark", "id": "park-x", "summary": "' + "x" * 80_000_000 + '"}]')
    result = ended(shipped, "import", str(register), limit=(resource.RLIMIT_AS, 250_000_000))
    assert (result.returncode, "not enough memory" in result.stderr) == (1, True)
    with closing(sqlite3.connect(shipped)) as opened:
        assert opened.execute("SELECT max(num) FROM batch").fetchone() == (1,)
    assert ended(shipped, "check").returncode == 0
