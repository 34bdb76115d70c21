"""What can follow at the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.query.suggest import LIMIT, suggest


def texts(text: str, cursor: int | None = None) -> list[str]:
    return [found.text for found in suggest(text, len(text) if cursor is None else cursor)]


def applied(text: str, expected: str, cursor: int | None = None) -> str:
    found = next(each for each in suggest(text, len(text) if cursor is None else cursor) if each.text == expected)
    return text[: found.start] + found.text + text[found.end :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stat", "status:"),
        ("стат", "status:"),
        ("a sig", "signed:"),
        ("-res", "resident:"),
        ("(pla", "place:"),
        ("подпис", "signed:"),
        ("O", "OR"),
        ("ИЛ", "ИЛИ"),
        ("status:si", "signed"),
        ("status:подп", "signed"),
        ("status:signed,ag", "agreed"),
        ("status:", "signed"),
        ('form:"дорож', "roadmap"),
        ("kind:техно", "technopark"),
        ("country:узб", "UZ"),
        ("place:Ferg", "UZ-FA"),
        ("sector:chem", "C20"),
        ("rail:д", "yes"),
        ("is:inf", "inferred"),
        ("sort:-op", "-opened"),
        ("no:du", "due"),
        ("has:decl", "declared"),
        ("due:", "+90d"),
        ("signed:сег", "today"),
        ("lang:узб", "uz"),
        ("ҳол", "status:"),
        ("ҳолат:имз", "signed"),
        ("давлат:Ўз", "UZ"),
    ],
)
def test_fields_values_flags_sort_keys_and_operators_are_suggested(text, expected) -> None:
    assert expected in texts(text)


@pytest.mark.parametrize("text", ["", "status:signed ", "a ", '"quoted', "topic:x", "signed:20", "zzzz", "foo:bar"])
def test_nothing_is_suggested_where_nothing_is_known(text) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "result"),
    [
        ("a stat", "status:", "a status:"),
        ("-stat", "status:", "-status:"),
        ("status:signed,ag", "agreed", "status:signed,agreed"),
        ('form:"дорож', "roadmap", "form:roadmap"),
        ('status:"in force",ag', "agreed", 'status:"in force",agreed'),
        ("sort:name,-op", "-opened", "sort:name,-opened"),
    ],
)
def test_a_suggestion_replaces_the_typed_text(text, expected, result) -> None:
    assert applied(text, expected) == result


def test_text_after_the_cursor_is_left_alone() -> None:
    assert applied("stat kind:agreement", "status:", cursor=4) == "status: kind:agreement"


def test_codes_come_before_labels_and_the_list_is_limited() -> None:
    assert texts("status:a")[0] in ("agreed", "approved", "announced", "active")
    assert len(texts("status:")) == LIMIT


def test_each_suggestion_has_its_label_in_three_languages() -> None:
    found = next(each for each in suggest("status:sig", 10) if each.text == "signed")
    assert (found.label.en, found.label.ru, found.label.uz) == ("signed", "подписано", "imzolangan")


@given(st.text(alphabet=' "«»(|-*:=<>,asxстук1', max_size=20), st.integers(-3, 25))
def test_any_text_and_cursor_are_accepted(text, cursor) -> None:
    for found in suggest(text, cursor):
        assert 0 <= found.start <= found.end == cursor
