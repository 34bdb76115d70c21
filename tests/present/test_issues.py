"""Problems in an input as lines: where, what, what to do."""

from __future__ import annotations

from catalogue.model.issues import Issue, Where
from catalogue.present import issues
from catalogue.present.shapes import text_of

BAD = Issue("choice.unknown", Where("parks.csv", 3, "status", "operatng"), {"nearest": "operating"})


def test_a_problem_names_file_line_column_value_reason_and_the_nearest_value() -> None:
    result = text_of(issues.line(BAD))
    assert (
        result == "parks.csv, line 3, column status, “operatng”: this value is not in the list. Did you mean operating?"
    )
    assert issues.reason(BAD) == result.partition(": ")[2]


def test_a_problem_of_a_whole_file_names_no_line() -> None:
    assert text_of(issues.line(Issue("file.empty", Where("a.csv")))) == (
        "a.csv: the file is empty. Check that it was saved or downloaded completely."
    )


def test_only_the_first_problems_are_listed_fatal_ones_first() -> None:
    remark = Issue("id.namesake", Where("a.csv", 1), {"id": "x-2", "nearest": "x"}, fatal=False)
    result = [text_of(line) for line in issues.lines([remark, *[BAD] * 4], limit=3)]
    assert result[:3] == [text_of(issues.line(BAD))] * 3
    assert result[3] == "… and 2 more"


def test_the_data_form_has_the_place_the_code_and_the_reason() -> None:
    result = issues.as_data([BAD])[0]
    assert (result["file"], result["line"], result["column"], result["value"]) == ("parks.csv", 3, "status", "operatng")
    assert (result["code"], result["hint"], result["fatal"]) == ("choice.unknown", "Did you mean operating?", True)


def test_hostile_cells_are_made_safe() -> None:
    result = text_of(issues.line(Issue("integer.unreadable", Where("a\x1b.csv", 1, "b\x07", "c\u202e\nd" + "x" * 999))))
    assert not {"\x1b", "\x07", "\u202e", "\n"} & set(result)
    assert len(result) < 300
