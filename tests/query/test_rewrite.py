"""Pure edits of a query's text: ticked values, sorting, removed conditions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.query import rewrite
from catalogue.query.parser import parse
from catalogue.query.printer import show


@pytest.mark.parametrize(
    ("text", "field", "value", "expected"),
    [
        ("", "status", "signed", "status:signed"),
        ("чирчик  Технопарк", "status", "signed", "чирчик Технопарк status:signed"),
        ("status:signed", "status", "agreed", "status:signed,agreed"),
        ("a status:signed,agreed b", "status", "signed", "a b status:agreed"),
        ("a status:signed", "status", "signed", "a"),
        ("-status:signed", "status", "signed", "status:signed"),
        ("-status:signed,met", "status", "signed", "-status:met status:signed"),
        ("", "due", None, "no:due"),
        ("no:due", "due", None, ""),
        ("status:signed", "status", None, 'status:signed,""'),
        ('status:signed,""', "status", "signed", "no:status"),
        ("a | b", "status", "signed", "(a | b) status:signed"),
        ("(status:signed | b)", "status", "signed", "(status:signed | b) status:signed"),
        ("sort:-date a", "kind", "technopark", "a kind:technopark sort:-date"),
        ("", "country", "RU", "country:RU"),
        ("", "place", "place-chirchiq", "place:=place-chirchiq"),
        ("", "party", "org-akit", "party:=org-akit"),
        ("", "topic", "light industry", 'topic:="light industry"'),
        ('topic:="light industry"', "topic", "light industry", ""),
        ("", "year", "2024", "date:2024"),
        ("year:2024", "year", "2023", "date:2024,2023"),
        ("", "sector", "C20", "sector:C20"),
        ("", "статус", "signed", "status:signed"),
        ("foo:x", "status", "signed", "foo:x status:signed"),
    ],
)
def test_a_value_can_be_ticked(text, field, value, expected) -> None:
    assert rewrite.toggle(text, field, value) == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("", "signed", "-status:signed"),
        ("-status:signed", "agreed", "-status:signed,agreed"),
        ("-status:signed,agreed", "signed", "-status:agreed"),
        ("status:signed,met", "signed", "status:met -status:signed"),
        ("", None, "-no:status"),
        ("-no:status", None, ""),
    ],
)
def test_a_value_can_be_excluded(text, value, expected) -> None:
    assert rewrite.exclude(text, "status", value) == expected


def test_a_field_can_be_set_to_one_value_or_removed() -> None:
    text = "a status:signed,met -status:agreed kind:agreement"
    assert rewrite.only(text, "status", "approved") == "a kind:agreement status:approved"
    assert rewrite.without(text, "status") == "a kind:agreement"
    assert rewrite.without(text, "level") == text


@pytest.mark.parametrize(
    ("text", "field", "wanted", "barred"),
    [
        ("a", "status", set(), set()),
        ("status:подписано,met -status:agreed", "status", {"signed", "met"}, {"agreed"}),
        ('no:due -status:signed,""', "status", set(), {"signed", None}),
        ("country:Россия place:UZ-FA", "country", {"RU"}, set()),
        ("год:2024,2023..", "year", {"2024", "2023.."}, set()),
        ("(status:signed | a)", "status", set(), set()),
    ],
)
def test_ticked_and_excluded_values_are_known(text, field, wanted, barred) -> None:
    assert rewrite.ticked(text, field) == (wanted, barred)


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("a", "-opened", "a sort:-opened"),
        ("a sort:name", "-opened,id", "a sort:-opened,id"),
        ("a sort:name", "", "a"),
        ("", "дата", "sort:date"),
    ],
)
def test_the_sort_order_can_be_set(text, key, expected) -> None:
    assert rewrite.set_sort(text, key) == expected


def test_each_condition_can_be_dropped_and_each_plain_word_is_one() -> None:
    query = parse("farg'ona plan status:signed -kind:place sort:name", date(2025, 11, 22))
    assert [(text, show(left)) for text, left in rewrite.drop_each(query)] == [
        ("farg'ona", "plan status:signed -kind:place sort:name"),
        ("plan", "farg'ona status:signed -kind:place sort:name"),
        ("status:signed", "farg'ona plan -kind:place sort:name"),
        ("-kind:place", "farg'ona plan status:signed sort:name"),
    ]


def test_dropping_the_only_condition_leaves_the_empty_query_which_has_none() -> None:
    assert [(text, show(left)) for text, left in rewrite.drop_each(parse("a | b"))] == [("a | b", "")]
    assert rewrite.drop_each(parse("")) == ()


def test_an_unknown_field_cannot_be_edited() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        rewrite.toggle("", "nonsense", "x")


QUERIES = st.sampled_from(
    ["", "a b", "a | b", "status:signed,met c", "-status:met", 'no:status "x y"', "sort:-date -(a b)"]
)


@given(QUERIES, st.sampled_from(["signed", "met", "agreed", None]))
def test_ticking_twice_restores_the_conditions(text, value) -> None:
    once = rewrite.toggle(text, "status", value)
    wanted, barred = rewrite.ticked(text, "status")
    now, barred_now = rewrite.ticked(once, "status")
    assert now == wanted ^ {value}
    assert barred_now == barred - {value}
    assert rewrite.ticked(rewrite.toggle(once, "status", value), "status")[0] == wanted
