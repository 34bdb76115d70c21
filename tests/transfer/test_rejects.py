"""Refused rows are written to a file that can be corrected and imported again."""

from __future__ import annotations

import csv
import json

import pytest
import xlsxwriter

from catalogue.errors import BadUsage
from catalogue.model.issues import Issue, Where
from catalogue.transfer.files.table import Entry, Row
from catalogue.transfer.intake.rejects import Rejects, is_rejects

ISSUES = (
    Issue("choice.unknown", Where("f.csv", 3, "status", "sined")),
    Issue("date.impossible", Where("f.csv", 3, "signed", "31.02.2023")),
)


def _say(issue: Issue) -> str:
    return f"because {issue.code}"


def test_the_original_cells_follow_the_place_and_the_reason(tmp_path):
    path = tmp_path / "rejects.csv"
    rejects = Rejects(str(path), ("id", "status", "_reason"), _say)
    rejects.add(Row(3, {"id": "a", "status": "x\ry", "_reason": "old"}), ISSUES)
    assert not path.exists()
    rejects.keep()
    with path.open(newline="") as file:
        assert list(csv.reader(file, strict=True)) == [
            ["_line", "_column", "_value", "_reason", "id", "status"],
            [
                "3",
                "status | signed",
                "sined | 31.02.2023",
                "because choice.unknown | because date.impossible",
                "a",
                "x\ry",
            ],
        ]


def test_dropping_the_file_leaves_nothing_and_keeps_an_old_one(tmp_path):
    path = tmp_path / "rejects.csv"
    path.write_text("old")
    rejects = Rejects(str(path), ("id",), _say)
    rejects.add(Row(3, {"id": "a"}), ISSUES)
    rejects.drop()
    assert path.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["rejects.csv"]


def test_without_refused_rows_there_is_no_file(tmp_path):
    rejects = Rejects(str(tmp_path / "rejects.csv"), ("id",), _say)
    rejects.keep()
    assert [path.name for path in tmp_path.iterdir()] == []


def test_json_rows_are_written_back_completely_as_json_lines(tmp_path):
    path = tmp_path / "rejects.jsonl"
    rejects = Rejects(str(path), (), _say)
    entry = Entry({"text": "N", "lang": "xx-yy"}, "f.json", 3)
    rejects.add(
        Row(3, {"id": "a", "topic": ("x", "y"), "summary": "\ud800"}, {"names": (entry,)}, kind="event"), ISSUES
    )
    rejects.keep()
    result = json.loads(path.read_text())
    assert result["id"] == "a"
    assert result["topic"] == ["x", "y"]
    assert result["kind"] == "event"
    assert result["summary"] == "\ud800"
    assert result["names"] == [{"text": "N", "lang": "xx-yy"}]


def test_json_rows_cannot_be_written_as_csv(tmp_path):
    with pytest.raises(BadUsage):
        Rejects(str(tmp_path / "rejects.csv"), (), _say)


def test_rows_of_a_guarded_file_keep_their_guard(tmp_path):
    path = tmp_path / "rejects.csv"
    rejects = Rejects(str(path), ("id", "summary", "_excel_safe"), _say)
    rejects.add(Row(3, {"id": "a", "summary": "=1+1", "_excel_safe": ""}), ISSUES)
    rejects.keep()
    assert path.read_text().endswith(",a,'=1+1,\n")


@pytest.mark.parametrize("name", ["r.xlsx", "r.json", "r.geojson", "r.zip"])
def test_refused_table_rows_are_not_written_under_another_formats_name(tmp_path, name):
    with pytest.raises(BadUsage):
        Rejects(str(tmp_path / name), ("id",), _say)


@pytest.mark.parametrize("name", ["r.csv", "r.tsv", "r.jsonl"])
def test_a_file_of_refused_rows_is_recognised_by_its_beginning(tmp_path, name):
    rejects = Rejects(str(tmp_path / name), ("id",), _say)
    rejects.add(Row(3, {"id": "a"}), ISSUES)
    rejects.keep()
    assert is_rejects(str(tmp_path / name))
    (tmp_path / "other.csv").write_text("id,_line\n1,2\n")
    assert not is_rejects(str(tmp_path / "other.csv"))
    assert not is_rejects(str(tmp_path / "missing.csv"))


def test_a_file_of_refused_rows_saved_as_a_workbook_is_recognised(tmp_path):
    for name, headings in (
        ("saved.xlsx", ("_line", "_column", "_value", "_reason", "id")),
        ("other.xlsx", ("id", "_line")),
    ):
        book = xlsxwriter.Workbook(tmp_path / name)
        book.add_worksheet().write_row(0, 0, headings)
        book.close()
    assert is_rejects(str(tmp_path / "saved.xlsx"))
    assert not is_rejects(str(tmp_path / "other.xlsx"))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    assert not is_rejects(str(tmp_path / "broken.xlsx"))
