"""Only regular files and standard input are read; nothing blocks forever."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from catalogue.errors import ImportRefused, NotFound, Refused
from catalogue.transfer.files.inputs import Stdin, is_folder, open_input


class _Console:
    """Standard input as the interpreter provides it: text over bytes."""

    closed = False

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


def test_a_file_is_opened_at_its_beginning_and_reports_its_progress(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"0123456789")
    opened = open_input(str(path))
    with opened.stream as stream:
        assert (opened.size, opened.progress()) == (10, 0.0)
        stream.read(5)
        assert opened.progress() == 0.5


def test_a_missing_file_is_reported_with_its_path(tmp_path):
    with pytest.raises(NotFound) as missing:
        open_input(str(tmp_path / "no.csv"))
    assert missing.value.params["path"] == str(tmp_path / "no.csv")


def test_folders_pipes_and_devices_are_refused_at_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, "/dev/zero"):
        with pytest.raises(Refused) as refused:
            open_input(str(path))
        assert refused.value.code == "input.not_a_file"


@pytest.mark.parametrize("name", ["nul\0byte", "x" * 5000])
def test_an_impossible_file_name_is_refused(name):
    with pytest.raises(Refused):
        open_input(name)


def test_a_symbolic_link_to_a_file_is_read(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"id\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    with open_input(str(tmp_path / "link.csv")).stream as stream:
        assert stream.read() == b"id\n"


def test_standard_input_can_be_read_more_than_once(monkeypatch):
    monkeypatch.setattr(sys, "stdin", _Console(b"id\na\n"))
    stdin = Stdin()
    for _ in range(2):
        with stdin.open(1).stream as stream:
            assert stream.read() == b"id\na\n"
    stdin.close()


def test_more_on_standard_input_than_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", _Console(b"x" * ((1 << 20) + 1)))
    with pytest.raises(ImportRefused) as refused:
        open_input("-", megabytes=1)
    assert [issue.code for issue in refused.value.issues] == ["stdin.too_large"]


def test_closed_standard_input_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Refused):
        open_input("-")


def test_is_folder_is_true_only_for_folders(tmp_path):
    assert is_folder(str(tmp_path))
    assert not is_folder("-")
    assert not is_folder("nul\0byte")
    assert not is_folder(str(tmp_path / "no"))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are texts there")
@pytest.mark.parametrize("options", [(), ("--source-from-file", "--locate")])
def test_a_file_is_imported_whatever_the_bytes_of_its_name(invoke, shipped: Path, tmp_path: Path, options) -> None:
    """Archives unpacked with another encoding leave such names; surrogates stand for the bytes in Python."""
    file = tmp_path / "парк\udcff.csv"
    file.write_text("id,form,status,name_en\nagr-new,memorandum,signed,New\n", encoding="utf-8")
    told = invoke("--db", str(shipped), "import", str(file), "--kind", "agreement", *options)
    assert told.code == 0, told.err
    assert "парк�.csv" in invoke("--db", str(shipped), "log", "--limit", "1").out
    damaged = tmp_path / "парк\udcff.db"
    shipped.rename(damaged)
    told = invoke("db", "salvage", str(damaged), str(tmp_path / "new.db"))
    assert (told.code, "records" in told.err) == (0, True), told.err
