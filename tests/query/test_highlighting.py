"""The words of a query that are highlighted."""

from __future__ import annotations

import pytest

from catalogue.query.highlighting import searched_words
from catalogue.query.parser import parse


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        ("status:signed signed:2023", []),
        ("farg'ona plan", ["farg'ona", "plan"]),
        ("alpha | (beta -gamma)", ["alpha", "beta"]),
        ('"cooperation plan"', ["cooperation", "plan"]),
        ("name:delta party:org-x topic:steel", ["delta", "steel"]),
        ("-(alpha beta) gamma", ["gamma"]),
    ],
)
def test_words_phrases_and_texts_are_highlighted_unless_excluded(query: str, words: list[str]) -> None:
    assert [word.text for group in searched_words(parse(query)) for word in group.words] == words
