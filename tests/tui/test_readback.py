"""Typed text is read back in words."""

from __future__ import annotations

import pytest

from catalogue.tui import readback


@pytest.mark.parametrize(
    ("kind", "field", "lang", "text", "result"),
    [
        ("agreement", "signed", "en", "24.06.2024", "24.06.2024 → 24 June 2024"),
        ("technopark", "residents", "en", "более 10", "более 10 → more than 10"),
        ("technopark", "residents", "ru", ">10", ">10 → более 10"),
        ("agreement", "summary", "en", "just that", ""),
        ("agreement", "signed", "en", "", "none, or not known"),
        ("agreement", "signed", "en", "н/д", "none, or not known"),
    ],
)
def test_a_value_is_shown_in_words(kind, field, lang, text, result):
    assert readback.of_field(kind, field, lang)(text).words == result


def test_an_unreadable_value_is_explained_without_command_line_options():
    result = readback.of_field("agreement", "signed", "en")
    assert result("soon").problem.startswith("this is not a date. Write 2024")
    assert result("02/07/2012").problem == "the date has several readings. Write it as 2024-05-17."
    assert readback.of_field("agreement", "summary", "en")("tel. +998 90 123 45 67").problem.endswith("number")


def test_a_cell_of_an_entry_is_read_together_with_the_others():
    read = readback.of_cell("agreement", "claim", {"field": "signed", "value": "2024"}, "value", "en")
    assert read("24.06.2024").words == "24.06.2024 → 24 June 2024"
    assert readback.of_cell("agreement", "link", {"role": "party", "object": "org-x"}, "side", "en")("XX").problem
    assert readback.of_cell("agreement", "name", {"text": "x"}, "text", "en")("").problem
