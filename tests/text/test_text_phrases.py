"""A phrase is found in a text without analysing words that cannot be part of it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.text import phrases, zones

DOCS = Path(__file__).parents[1] / "search" / "docs.jsonl"
WORDS = """соглашение о сотрудничестве, region региона «Лотос» Lotos e-commerce commerce и the АКИТ phone фонд 2022"""
RUNS = st.sampled_from(WORDS.split())


def in_analysed(text: str, wanted: str) -> bool:
    """The same by the keys of all words of the text."""
    return phrases.in_row(zones.index_row([text], [], []), wanted)


@given(st.lists(RUNS, max_size=7).map(" ".join), st.lists(RUNS, max_size=3).map(" ".join))
@example("the e-commerce act", "e commerce")
@example("АКИТ", "акит")
@example("Lotos", "«Лотос»")
def test_a_phrase_is_found_as_if_every_word_were_analysed(text: str, wanted: str) -> None:
    assert phrases.in_text(text, wanted) == in_analysed(text, wanted)


@pytest.mark.parametrize("length", [1, 2, 4])
def test_every_phrase_of_real_texts_is_found_in_them(length: int) -> None:
    chance = random.Random(length)
    docs = list(map(json.loads, DOCS.read_text("utf-8").splitlines()))
    texts = [part["text"] for doc in docs for part in (*doc["names"], *doc["text"])]
    for text in chance.sample(texts, 100):
        words = text.split()
        start = chance.randrange(max(1, len(words) - length + 1))
        wanted = " ".join(words[start : start + length])
        other = " ".join(chance.sample(words, min(length, len(words))))
        for phrase in (wanted, wanted.lower(), other):
            assert phrases.in_text(text, phrase) == in_analysed(text, phrase), (text, phrase)
