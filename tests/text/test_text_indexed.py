"""The fast way to build a row of the index gives the same result as the plain one."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.text import phrases, zones
from catalogue.text.indexed import Indexer

DOCS = Path(__file__).parents[1] / "search" / "docs.jsonl"
WORDS = "соглашение особая экономическая зона Farg‘ona, О‘zbekiston e-commerce 2022-03 15.05.2024 март 2022 «Лотос»."
TEXTS = st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=6), max_size=8).map(" ".join)


def assert_same(names: list[str], linked: list[str], texts: list[str], indexer: Indexer) -> None:
    row = indexer.row(names, [key for text in linked for key in indexer.keys(text)], texts, "").split()
    name, place, prose, *stems = zones.index_row(names, linked, texts)
    result = [part.split() for cell in stems for part in cell.split("¦")]
    pairs = {token for text in result for token in phrases.pairs([phrases.stem_hash(stem) for stem in text])}
    named = zones.named_tokens([key for key in name.split() if not key.startswith("¬")])
    assert {*row} == {zones.ANY, *name.split(), *place.split(), *prose.split(), *pairs, *named}


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=2), st.lists(TEXTS, max_size=2))
def test_the_fast_and_plain_ways_agree_on_any_texts(names: list[str], linked: list[str], texts: list[str]) -> None:
    assert_same(names, linked, texts, Indexer())


def test_cached_words_do_not_affect_later_rows() -> None:
    indexer = Indexer()
    for line in DOCS.read_text("utf-8").splitlines():
        doc = json.loads(line)
        names = [name["text"] for name in doc["names"]] + doc.get("acronyms", [])
        assert_same(names, doc.get("place", []), [text["text"] for text in doc["text"]], indexer)


def test_the_vocabulary_distinguishes_whole_words_from_stems() -> None:
    indexer = Indexer()
    indexer.row(["Технопарки"], [], [], "")
    first = dict(indexer.new_keys())
    assert first["tehnoparki"] is True
    assert first["tehnopark"] is False
    indexer.row(["Технопарк", "Технопарки"], [], [], "")
    assert dict(indexer.new_keys())["tehnopark"] is True
    assert indexer.new_keys() == []
