"""Normal form: what code that reads a tree may rely on."""

from __future__ import annotations

import pytest

from catalogue.query.nodes import (
    All,
    Any,
    Code,
    FieldTest,
    Not,
    Nothing,
    Phrase,
    Target,
    Word,
    Words,
    conjunction,
    disjunction,
    field_test,
    negate,
)

A, B, C = (Words((Word(letter),)) for letter in "abc")
INFERRED, UNDATED = (FieldTest(Target("special", "is"), (Code(flag),)) for flag in ("inferred", "undated"))


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], Nothing()),
        ([A], A),
        ([Nothing(), A, Nothing()], A),
        ([A, B], Words((Word("a"), Word("b")))),
        ([A, INFERRED, A], All((A, INFERRED))),
        ([Words((Word("a"), Word("b"), Word("a")))], Words((Word("a"), Word("b")))),
        ([INFERRED, A, UNDATED, B], All((INFERRED, Words((Word("a"), Word("b"))), UNDATED))),
        ([All((A, INFERRED)), B], All((Words((Word("a"), Word("b"))), INFERRED))),
        ([Any((A, B)), C], All((Any((A, B)), C))),
    ],
    ids=[
        "none",
        "one",
        "nothing is dropped",
        "words join",
        "each once",
        "once in one node",
        "where the first stood",
        "flat",
        "alternatives stay",
    ],
)
def test_a_conjunction_is_flat_with_a_single_words_node(items, expected) -> None:
    assert conjunction(items) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], Nothing()),
        ([A, Nothing()], A),
        ([A, B], Any((A, B))),
        ([Any((A, B)), C], Any((A, B, C))),
        ([All((A, INFERRED)), B], Any((All((A, INFERRED)), B))),
    ],
)
def test_an_alternative_is_flat_without_empty_items(items, expected) -> None:
    assert disjunction(items) == expected


@pytest.mark.parametrize(("item", "expected"), [(A, Not(A)), (Not(A), A), (Nothing(), Nothing())])
def test_a_double_negation_cancels_out_and_nothing_stays_nothing(item, expected) -> None:
    assert negate(item) == expected


def test_a_field_test_holds_each_value_once() -> None:
    target = Target("field", "status")
    assert field_test(target, [Code("a"), Code("b"), Code("a")]).values == (Code("a"), Code("b"))


def test_phrases_are_not_merged_with_words() -> None:
    assert conjunction([A, Phrase("x y"), B]) == All((Words((Word("a"), Word("b"))), Phrase("x y")))
