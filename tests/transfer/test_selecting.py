"""Of several values in a cell, those are selected beside which other columns have the wanted words."""

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
def test_each_value_of_a_list_is_examined_with_what_stands_beside_it(wanted, kept):
    assert selected(wanted, LISTS["text"], LISTS) == kept


def test_a_plain_cell_counts_or_does_not_and_one_word_is_said_of_all():
    assert selected({"type": ("seller",)}, "A", {"type": "seller"}) == "A"
    assert selected({"type": ("seller",)}, "A", {"type": "buyer"}) == ""
    assert selected({"type": ("seller",)}, ("A", "B"), {"type": "seller"}) == ("A", "B")
    assert selected({"type": ("seller",)}, ("A", "B"), {"type": ("seller",)}) == ("A", "B")


def test_lists_of_different_lengths_say_nothing_of_each_other():
    assert selected({"lang": ("en",)}, ("A", "B", "C"), {"lang": ("en", "en")}) == ()


def test_a_rule_of_links_sees_its_columns_only_side_by_side():
    rule = LinkRule("party", to=("text",), beside={"note": "as"}, where={"lang": ("ru", "en")})
    seen = for_links(rule, LISTS)
    assert (seen["text"], seen["as"], seen["lang"]) == (("Pact", "Пакт"), ("label", "label | main"), LISTS["lang"])


@given(st.lists(st.tuples(st.text(), st.sampled_from(["a", "b"]))))
def test_what_two_words_take_together_is_everything_and_nothing_twice(pairs):
    cell, beside = tuple(text for text, _ in pairs), {"k": tuple(word for _, word in pairs)}
    parts = [selected({"k": (word,)}, cell, beside) for word in "ab"]
    assert sorted(text for part in parts for text in part) == sorted(cell)
