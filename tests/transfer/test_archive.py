"""Zip archives: a package or a single table, never a path outside, never beyond the limits."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from catalogue import staging
from catalogue.errors import ImportRefused
from catalogue.transfer import formats
from catalogue.transfer.files.table import ReadOptions


def _zip(folder: Path, parts: dict[str, str | bytes]) -> str:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    path = folder / "given.zip"
    path.write_bytes(out.getvalue())
    return str(path)


def _refused(path: str) -> str:
    with pytest.raises(ImportRefused) as refused:
        formats.open_table(path, "", ReadOptions())
    return refused.value.issues[0].code


def test_a_package_is_read_under_the_name_of_its_archive(tmp_path):
    path = _zip(tmp_path, {"data/clusters.csv": "id,form\nclu-a,it\n", "data/names.csv": "record,text\nclu-a,A\n"})
    table = formats.open_table(path, "", ReadOptions())
    (row,) = table.rows
    assert (row.cells["id"], row.parts["names"][0].cells["text"]) == ("clu-a", "A")
    assert row.file == f"{path}/clusters.csv"
    table.close()
    assert [file.name for file in tmp_path.iterdir()] == ["given.zip"]


def test_a_single_table_is_read_by_name(tmp_path):
    parts = {"register.tsv": "a\tb\n1\t2\n", "readme.txt": "x", "a/.DS_Store": "junk", "__MACOSX/register.tsv": "junk"}
    path = _zip(tmp_path, parts)
    table = formats.open_table(path, "", ReadOptions())
    assert (table.file, table.header) == (f"{path}/register.tsv", ("a", "b"))
    table.close()


def test_several_tables_that_are_not_a_package_are_refused(tmp_path):
    assert _refused(_zip(tmp_path, {"a.csv": "x", "b.csv": "y"})) == "zip.unclear"
    assert _refused(_zip(tmp_path, {"note.md": "x"})) == "zip.unclear"


def test_paths_in_the_archive_are_not_followed(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    path = _zip(inside, {"../../evil.csv": "id\n1\n"})
    formats.open_table(path, "", ReadOptions()).close()
    assert not list(tmp_path.rglob("evil.csv"))


def test_damaged_and_encrypted_archives_are_refused(tmp_path):
    good = Path(_zip(tmp_path, {"a.csv": "id\n" + "x\n" * 1_000})).read_bytes()
    (tmp_path / "given.zip").write_bytes(good[: len(good) // 2])
    assert _refused(str(tmp_path / "given.zip")) == "zip.unreadable"
    locked = good.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    (tmp_path / "given.zip").write_bytes(locked)
    assert _refused(str(tmp_path / "given.zip")) == "zip.locked"


@pytest.mark.skipif(not staging.HAS_LOCKS, reason="the system has no locks that end with their process")
def test_files_left_by_a_killed_import_are_removed_by_the_next(tmp_path):
    path = _zip(tmp_path, {"a.csv": "id\n1\n"})
    place = tmp_path / "place"
    place.mkdir()
    ending = {"killed": "os.kill(os.getpid(), 9)", "whole": "table.close()"}
    for end, left in (("killed", 1), ("killed", 1), ("whole", 0)):
        program = (
            "import os, sys\nfrom catalogue.transfer import formats\n"
            "from catalogue.transfer.files.table import ReadOptions\n"
            f"table = formats.open_table(sys.argv[1], '', ReadOptions())\n{ending[end]}\n"
        )
        subprocess.run([sys.executable, "-c", program, path], env={**os.environ, "TMPDIR": str(place)})
        assert len(list(place.iterdir())) == left
