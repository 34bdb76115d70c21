"""The agenda on the screen: overdue, by month, never in force, undated; each entry once."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue.model.agenda import Agenda, Entry, Request
from catalogue.present import agenda_board
from catalogue.present.agenda_board import MOST, overdue, sections
from catalogue.present.shapes import text_of

TODAY = date(2026, 3, 1)
WANTED = Request(TODAY, TODAY, 365)
LATE = Entry("milestone", "mile-a", "milestone", "2025-12-31", "2025-01-01", "2025", label="End of A", of_labels=("A",))
AHEAD = Entry("term_end", "agr-b", "agreement", "2026-05-31", "2026-05-31", "2023/2026-05-31", label="B")
LATER = Entry("notice", "agr-b", "agreement", "2026-05-02", "2026-05-02", "2023/2026-05-31", label="B")
SILENT = Entry("not_in_force", "agr-c", "agreement", "2025-02-02", "2024-02-02", "2024?-02-02", label="C")
UNKNOWN = Entry("not_in_force", "agr-d", "agreement", label="D [/x]\x1b")
UNDATED = Entry("undisclosed", "mile-e", "milestone", label="E")
AWAITED = Entry("not_in_force", "agr-f", "agreement", "2026-07-01", "2026-07-01", "2025-07-01", label="F")
ENTRIES = (SILENT, LATE, LATER, AHEAD, AWAITED, UNDATED, UNKNOWN)


def result(*entries: Entry, lang: str = "en") -> dict[str, list[str]]:
    found = sections(Agenda(WANTED, entries), lang)
    return {section.heading: [text_of(line) for line in section.lines] for section in found}


def test_every_entry_is_listed_once_under_its_heading():
    assert list(result(*ENTRIES)) == [
        "Overdue · 1",
        "May 2026 · 2",
        "July 2026 · 1",
        "Signed, never reported in force · 2",
        "Without a day · 1",
    ]


def test_a_date_is_shown_as_precisely_as_recorded():
    assert result(LATE)["Overdue · 1"] == [" ⚑ 2025  deadline  End of A → A (days overdue: 60)"]
    assert result(AHEAD)["May 2026 · 1"] == ["   31 May 2026  end of term  B (days left: 91)"]
    (silent,) = result(SILENT)["Signed, never reported in force · 1"]
    assert silent.startswith(" ⚑ 2 Feb 2025  C (")
    assert "2 February 2024 (year uncertain)" in silent


def test_a_computed_day_shows_what_it_was_computed_from():
    assert "term: 2023 – 31 May 2026" in result(LATER)["May 2026 · 1"][0]


def test_hostile_data_is_made_safe():
    assert result(UNKNOWN)["Signed, never reported in force · 1"] == ["   D [/x]␛ (date of signature not known)"]


def test_links_lead_to_the_records():
    found = sections(Agenda(WANTED, ENTRIES), "en")
    targets = [span.target for section in found for line in section.lines for span in line if span.target]
    assert sorted(targets) == sorted(entry.record for entry in ENTRIES)


def test_a_long_section_is_cut_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(agenda_board, "MOST", 2)
    lines = result(*[UNDATED] * 5)["Without a day · 5"]
    assert len(lines) == 3
    assert "3 more" in lines[-1]
    assert MOST >= 100


def test_overdue_entries_are_counted():
    assert overdue(Agenda(WANTED, ENTRIES)) == 2
