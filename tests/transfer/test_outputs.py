"""An output file is complete or absent, private, and never written through a link."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.errors import Refused
from catalogue.transfer.files.outputs import folder, output


def _fill(path) -> None:
    (path / "a.csv").write_text("new")
    (path / "b.csv").write_text("new")


def _names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _ours(file: Path) -> bool:
    return file.is_file() and file.name in ("a.csv", "b.csv") and file.read_text() != "foreign"


def test_the_file_appears_at_the_end_and_is_private(tmp_path):
    path = tmp_path / "out.csv"
    with output(str(path)) as out:
        out.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert _names(tmp_path) == ["out.csv"]


def test_after_a_failure_the_old_file_is_kept_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def fail() -> None:
        with output(str(path)) as out:
            out.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["out.csv"]


def test_links_folders_and_devices_are_not_written_to(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"kept")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    for target, code in (
        (tmp_path / "link.csv", "output.symlink"),
        (tmp_path, "output.not_a_file"),
        ("/dev/null", "output.not_a_file"),
        (tmp_path / "no" / "out.csv", "output.no_folder"),
    ):
        with pytest.raises(Refused) as refused, output(str(target)) as out:
            out.write(b"x")
        assert refused.value.code == code
    assert (tmp_path / "real.csv").read_bytes() == b"kept"


def test_a_full_disk_is_reported():
    code = (
        "import sys\nfrom catalogue.transfer.files.outputs import output\nfrom catalogue.errors import Refused\n"
        "try:\n"
        "    with output('-') as out:\n        out.write(b'x' * 1_000_000)\n"
        "except Refused as refused:\n    sys.exit(refused.code)\n"
    )
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        ended = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (ended.returncode, ended.stderr.strip()) == (1, "output.failed")


def test_a_closed_pipe_ends_the_output_silently():
    code = (
        "from catalogue.transfer.files.outputs import output\n"
        "with output('-') as out:\n    [out.write(b'line\\n') for _ in range(10**6)]\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"line\n"
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_a_new_folder_appears_complete(tmp_path):
    folder(str(tmp_path / "out"), _fill, _ours)
    assert _names(tmp_path / "out") == ["a.csv", "b.csv"]
    assert _names(tmp_path) == ["out"]


def test_a_folder_is_unchanged_after_a_failure(tmp_path):
    def fail(path) -> None:
        _fill(path)
        raise KeyboardInterrupt

    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.csv").write_text("old")
    for name in ("out", "new"):
        with pytest.raises(KeyboardInterrupt):
            folder(str(tmp_path / name), fail, _ours)
    assert (tmp_path / "out" / "a.csv").read_text() == "old"
    assert _names(tmp_path) == ["out"]


def test_an_exported_folder_is_replaced_and_other_files_in_it_are_kept(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    (tmp_path / "README").write_text("mine")
    folder(str(tmp_path), _fill, _ours)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "a.csv": "new",
        "b.csv": "new",
        "README": "mine",
    }


def test_a_foreign_folder_is_not_written_to(tmp_path):
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(Refused) as refused:
        folder(str(tmp_path), _fill, _ours)
    assert refused.value.code == "output.not_empty"
    assert _names(tmp_path) == ["thesis.doc"]


def test_a_foreign_file_with_an_expected_name_is_never_replaced(tmp_path):
    (tmp_path / "a.csv").write_text("ours")
    (tmp_path / "b.csv").write_text("foreign")
    with pytest.raises(Refused) as refused:
        folder(str(tmp_path), _fill, _ours)
    assert (refused.value.code, refused.value.params["path"]) == ("output.foreign", str(tmp_path / "b.csv"))
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"a.csv": "ours", "b.csv": "foreign"}


def test_standard_output_is_not_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused) as refused:
        folder("-", _fill, _ours)
    assert refused.value.code == "output.needs_folder"
    assert _names(tmp_path) == []


def test_links_in_the_folder_are_not_followed(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.csv").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused):
        folder(str(tmp_path / "out"), _fill, _ours)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.db", "database"),
        ("hard.csv", "database"),
        *((f"a.db-{side}", "beside") for side in ("wal", "shm", "journal")),
    ],
)
def test_an_output_never_replaces_a_database_its_log_or_its_journal(tmp_path, name, code):
    (tmp_path / "a.db").write_bytes(b"SQLite format 3\0" + bytes(100))
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "a.db")
    with pytest.raises(Refused) as refused, output(str(tmp_path / name)):
        pass
    assert refused.value.code == f"output.{code}"
    if code == "beside":
        with pytest.raises(Refused):
            folder(str(tmp_path / name), _fill, _ours)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.db", "hard.csv"]
