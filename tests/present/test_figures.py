"""Counts, null rates and sums."""

from __future__ import annotations

from catalogue.model import quantities
from catalogue.present import figures
from catalogue.present.figures import Recorded

ROWS = [
    Recorded("agreement", "form", 4, 4),
    Recorded("agreement", "status", 4, 3),
    Recorded("cluster", "form", 1, 0),
]


def test_each_field_has_its_null_rate() -> None:
    assert [row[-1] for row in figures.field_table(ROWS, "en").data()] == [0.0, 0.25, 1.0]
    assert list(figures.field_table(ROWS, "en").shown())[1] == ("Agreements", "status", "4", "3", "25%")


def test_the_null_rate_of_a_kind_is_taken_over_all_its_fields() -> None:
    assert list(figures.kind_table(ROWS, "en").data()) == [("agreement", 4, 0.125), ("cluster", 1, 1.0)]


def test_a_sum_keeps_every_qualifier() -> None:
    terms = quantities.add(quantities.parse(text) for text in (">30000000 USD", "60000000 USD planned"))
    assert figures.sum_line(terms, "en") == "> 30 + 60 planned million USD"
    assert [row[1:] for row in figures.term_table(terms, "en").data()] == [
        (">", "30000000", None, "USD", None, None),
        ("=", "60000000", None, "USD", "planned", None),
    ]


def test_an_empty_sum_is_a_dash() -> None:
    assert figures.sum_line((), "en") == "—"


def test_a_range_and_its_date_are_kept_in_the_rows_of_a_sum() -> None:
    terms = quantities.add([quantities.parse("5..7 EUR actual @2024-02")])
    assert [row[1:] for row in figures.term_table(terms, "en").data()] == [("=", "5", "7", "EUR", "actual", "2024-02")]
