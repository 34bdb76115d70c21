"""Paths are read as terminals and file managers give them, and completed from existing files."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.tui import paths


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("  parks.csv ", "parks.csv"),
        ("'/a b/c.csv'", "/a b/c.csv"),
        ('"/a b/c.csv"', "/a b/c.csv"),
        (r"/a\ b/c\(1\).csv", "/a b/c(1).csv"),
        ("file:///a%20b/%D1%87.csv", "/a b/ч.csv"),
        ("file:///C:/a.csv", "C:/a.csv"),
        ("file://[", "file://["),
        ("", ""),
        ("'", "'"),
    ],
)
def test_a_dragged_file_gives_its_path(given, meant):
    assert paths.cleaned(given) == meant


def test_the_home_folder_is_expanded(home: Path):
    assert paths.cleaned("~/x.csv") == str(home / "x.csv")


def test_folders_come_first_then_files_of_the_requested_type(tmp_path: Path):
    for name in ("b.csv", "B2.CSV", "c.pdf", ".hidden.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "z").mkdir()
    (tmp_path / "broken.csv").symlink_to(tmp_path / "nowhere")
    found = paths.entries(f"{tmp_path}/", {".csv"})
    assert [own.name for own in found] == ["z/", "b.csv", "B2.CSV"]
    assert [own.size for own in found] == [None, 1, 1]
    assert [own.name for own in paths.entries(f"{tmp_path}/B", {".csv"})] == ["b.csv", "B2.CSV"]
    assert [own.name for own in paths.entries(f"{tmp_path}/.h")] == [".hidden.csv"]
    assert paths.entries(f"{tmp_path}/nowhere/x") == paths.entries("a\0b/") == ()


def test_the_common_prefix_of_all_entries_is_completed(tmp_path: Path):
    for name in ("parks-2024.csv", "parks-2025.csv"):
        (tmp_path / name).touch()
    typed = f"{tmp_path}/pa"
    assert paths.completed(typed, paths.entries(typed)) == f"{tmp_path}/parks-202"
    assert paths.completed("nothing", ()) == "nothing"


def test_an_impossible_path_does_not_exist(tmp_path: Path):
    assert paths.there(str(tmp_path))
    assert not paths.there(str(tmp_path / "x"))
    assert not paths.there("a\0b")


def test_entries_are_offered_while_an_address_is_typed():
    assert paths.entries("file://[") == ()
