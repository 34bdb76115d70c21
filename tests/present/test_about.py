"""A summary of a catalogue file in a few lines."""

from __future__ import annotations

from catalogue.model.answers import About
from catalogue.present import about
from catalogue.present.shapes import text_of

ABOUT = About("a/b.db", {"agreement": 13, "person": 2}, 1, "3.40.1", 123_456, True, 4, 50, 60)


def test_the_summary_counts_kinds_and_describes_the_file() -> None:
    lines = [" ".join(text_of(line).split()) for line in about.sheet(ABOUT, "en").lines()]
    assert lines == [
        "a/b.db", "Agreements 13", "People 2", "All records 15", "",
        "Links 50", "Names 60", "Batches in the history 4", "Size 123 kB, read only", "Schema 1 (SQLite 3.40.1)",
    ]  # fmt: skip


def test_the_data_form_has_the_same_counts() -> None:
    result = about.as_data(ABOUT)
    assert (result["records"], result["counts"], result["read_only"]) == (15, {"agreement": 13, "person": 2}, True)
