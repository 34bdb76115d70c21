"""What may be a tag, a name, a note; a set of marks in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import marks
from catalogue.model.marks import AllMarks, Marks, Saved, Tagged
from catalogue.text.safe import visible


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("urgent", "urgent"),
        ("  this   quarter\n", "this quarter"),
        ("важное", "важное"),
        ("Farg‘ona 2025", "Farg‘ona 2025"),
        ("e\u0301tape", "\u00e9tape"),
        ("", None),
        ("***", None),
        ("x" * 81, None),
        ("a\x1b[31m", None),
        ("a\u202eb", None),
    ],
)
def test_a_tag_is_short_and_visible_and_contains_a_letter(typed: str, kept: str | None) -> None:
    assert marks.name(typed) == kept


@given(st.text(max_size=100))
def test_an_accepted_name_stays_unchanged(typed: str) -> None:
    kept = marks.name(typed)
    if kept is not None:
        assert marks.name(kept) == kept
        assert visible(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree \n", "one\ntwo\nthree "),
        (" \u212a и\u0306", " \u212a и\u0306"),
        (" \n", None),
        ("a\x00b", None),
        ("x" * 20_001, None),
    ],
)
def test_a_note_is_kept_as_typed_and_is_not_empty(typed: str, kept: str | None) -> None:
    assert marks.note(typed) == kept


def test_the_older_of_two_equal_marks_is_kept() -> None:
    twice = AllMarks(
        tags=(Tagged("b", "x", "2025-02-01T00:00:00Z"), Tagged("b", "x", "2025-01-01T00:00:00Z"), Tagged("a", "y", "")),
        saved=(Saved("s", "aaa", "2025-02-01T00:00:00Z"), Saved("s", "zzz", "2025-01-01T00:00:00Z")),
    ).tidy()
    assert [(own.record, own.at[:7]) for own in twice.tags] == [("a", ""), ("b", "2025-01")]
    assert [own.query for own in twice.saved] == ["zzz"]


def test_a_record_without_marks_is_falsy() -> None:
    assert not marks.NO_MARKS
    assert Marks(notes=("x",))
