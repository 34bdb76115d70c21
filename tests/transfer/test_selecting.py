"""Selects those of several values in a cell for which other columns have the wanted words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.transfer.registers.recipe import LinkRule
from catalogue.transfer.registers.selecting import for_links, selected

LISTS = {"text": ("Pact", "Пакт", "P"), "lang": ("en", "ru", ""), "as": ("label", "label | main", "short")}


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({}, ("Pact", "Пакт", "P")),
        ({"lang": ("ru",)}, ("Пакт",)),
        ({"lang": ("ru", "en")}, ("Pact", "Пакт")),
        ({"as": ("label",), "lang": ("ru",)}, ("Пакт",)),
        ({"as": ("/^lab/",)}, ("Pact", "Пакт")),
        ({"as": ("short",), "lang": ("en",)}, ()),
        ({"no such": ("x",)}, ()),
    ],
)
def test_each_value_of_a_list_is_matched_with_its_counterpart(wanted, kept):
    assert selected(wanted, LISTS["text"], LISTS) == kept


def test_a_plain_cell_is_selected_or_not_and_a_single_word_applies_to_all_values():
    assert selected({"type": ("seller",)}, "A", {"type": "seller"}) == "A"
    assert selected({"type": ("seller",)}, "A", {"type": "buyer"}) == ""
    assert selected({"type": ("seller",)}, ("A", "B"), {"type": "seller"}) == ("A", "B")
    assert selected({"type": ("seller",)}, ("A", "B"), {"type": ("seller",)}) == ("A", "B")


def test_lists_of_different_lengths_do_not_match():
    assert selected({"lang": ("en",)}, ("A", "B", "C"), {"lang": ("en", "en")}) == ()


def test_a_link_rule_sees_only_matching_values_of_its_columns():
    rule = LinkRule("party", to=("text",), beside={"note": "as"}, where={"lang": ("ru", "en")})
    seen = for_links(rule, LISTS)
    assert (seen["text"], seen["as"], seen["lang"]) == (("Pact", "Пакт"), ("label", "label | main"), LISTS["lang"])


@given(st.lists(st.tuples(st.text(), st.sampled_from(["a", "b"]))))
def test_two_words_together_select_everything_once(pairs):
    cell, beside = tuple(text for text, _ in pairs), {"k": tuple(word for _, word in pairs)}
    parts = [selected({"k": (word,)}, cell, beside) for word in "ab"]
    assert sorted(text for part in parts for text in part) == sorted(cell)
