"""Titles, notes and advice in words."""

from __future__ import annotations

import pytest

from catalogue.model.answers import Note, Page
from catalogue.present.shapes import text_of
from catalogue.tui import telling
from catalogue.tui.asking import Alternative
from catalogue.tui.state import ViewState


@pytest.mark.parametrize(
    ("total", "capped", "known", "query", "title"),
    [
        (13, False, 13, "", ("13", "")),
        (2, False, 13, "x", ("2 of 13", "")),
        (14, False, 13, "", ("14", "")),
        (10_000, True, 60_000, "x", ("10\u00a0000+ of 60\u00a0000", "")),
        (13, False, 13, "sort:-date", ("13", "order: date ↓")),
        (13, False, 13, "sort:name,-status", ("13", "order: name ↑, status ↓")),
    ],
)
def test_the_title_shows_the_number_found_the_total_and_the_order(total, capped, known, query, title):
    page = Page((), total, capped=capped)
    assert telling.title(page, ViewState(query), {"agreements": known}, "en") == title


def test_an_unknown_total_is_left_out():
    assert telling.title(Page((), 5), ViewState(), {}, "en") == ("5", "")


def test_advice_names_what_to_drop_and_how_many_rows_that_finds():
    ways = [
        Alternative(2, "status:agreed", "farg'ona", "agreements"),
        Alternative(1, "", "farg'ona status:agreed", "technoparks"),
    ]
    lines = telling.advice(ViewState("farg'ona status:agreed"), ways, {"agreements": 13}, "en")
    result = [text_of(line) for line in lines]
    assert result[0] == "No record here meets farg'ona status:agreed"
    assert result[2:] == ["  Without “status:agreed”: 2 records", "  In Technoparks: 1 record"]
    targets = [span.target for line in lines for span in line if span.target]
    assert [telling.view_and_query(target) for target in targets] == [
        ("agreements", "farg'ona"),
        ("technoparks", "farg'ona status:agreed"),
    ]


def test_a_query_in_a_sentence_is_safe():
    result = text_of(telling.advice(ViewState("\x1b[31m"), (), {"agreements": 1}, "en")[0])
    assert "\x1b" not in result
    assert "␛[31m" in result


def test_notes_are_joined_to_one_text():
    note = Note("record.missing", {"id": "agr-x", "nearest": ("agr-y",)})
    assert telling.notes([note, note]).count("agr-y") == 2
