"""Checks the rules against independent transliterators and dictionaries, far from the examples."""

from __future__ import annotations

import json
import re
import warnings
from functools import cache
from pathlib import Path

import pytest

from catalogue.text.forms import forms
from catalogue.text.keys import analyser, query_word

DOCS = Path(__file__).parents[1] / "search" / "docs.jsonl"


@cache
def words_in(lang: str) -> tuple[str, ...]:
    """The words of at least four letters in the texts of a language."""
    found: set[str] = set()
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        texts = [text["text"] for text in doc["names"] + doc["text"] if text["lang"] == lang]
        found.update(word for text in texts for word in re.findall(r"[\w‘’]{4,}", text) if not word[0].isdigit())
    return tuple(sorted(word for word in found if lang != "ru" or re.fullmatch("[А-Яа-яЁё]+", word)))


def matches(asked: str, written: str) -> bool:
    keyed = analyser().keyed(written)
    return bool(keyed) and bool(set(query_word(asked).keys) & set(keyed[0].keys))


# French spelling (Bachkortostan, Vystoupili) and the ISO 9 variant of Bulgarian-like "y" are not read.
UNREAD = {"MVD_310_FR", "ISO_9_1968_ALT"}


def test_russian_words_are_found_in_nearly_every_romanisation_scheme() -> None:
    iuliia = pytest.importorskip("iuliia")
    schemes = [name for name in dir(iuliia) if name.isupper() and name not in UNREAD]
    assert len(schemes) > 20
    missed = 0
    for name in schemes:
        scheme = getattr(iuliia, name)
        missed += sum(not matches(scheme.translate(word), word) for word in words_in("ru"))
    assert missed / (len(schemes) * len(words_in("ru"))) < 0.01


@pytest.mark.parametrize("direction", ["to_cyrillic", "to_new_latin"])
def test_uzbek_words_are_found_in_cyrillic_and_in_the_pending_alphabet(direction: str) -> None:
    convert = getattr(pytest.importorskip("alifbo"), direction)
    converted = [(word, str(getattr(convert(word), "text", convert(word)))) for word in words_in("uz")]
    assert len(converted) > 50
    assert [pair for pair in converted if not matches(*pair) or not matches(*reversed(pair))] == []


def test_uzbek_cyrillic_words_are_found_in_latin() -> None:
    module = pytest.importorskip("UzTransliterator").UzTransliterator
    converter = module() if isinstance(module, type) else module.UzTransliterator()
    pairs = [(word, converter.transliterate(word, from_="cyr", to="lat")) for word in words_in("uz_cyrl")]
    assert pairs
    assert [pair for pair in pairs if not matches(*pair) or not matches(*reversed(pair))] == []


@cache
def paradigms() -> dict[str, tuple[str, ...]]:
    """All forms of the nouns and adjectives in the Russian texts, by dictionary form."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        morph = pytest.importorskip("pymorphy3").MorphAnalyzer()
    found: dict[str, tuple[str, ...]] = {}
    for word in words_in("ru"):
        parsed = morph.parse(word.lower())[0]
        if parsed.is_known and parsed.tag.POS in ("NOUN", "ADJF"):
            forms_of = [form for form in parsed.lexeme if form.tag.POS in ("NOUN", "ADJF") and "Supr" not in form.tag]
            found[parsed.normal_form] = tuple(sorted({form.word for form in forms_of}))
    return found


def test_inflected_nouns_and_adjectives_match_their_dictionary_form() -> None:
    pairs = [(form, lemma) for lemma, lexeme in paradigms().items() for form in lexeme]
    assert len(pairs) > 2000
    missed = [pair for pair in pairs if not matches(*pair)]
    # The rest is irregular: один and одна, год and лет, заём and займы, имя and имени.
    assert len(missed) / len(pairs) < 0.015, missed


def test_different_dictionary_words_seldom_share_a_stem() -> None:
    """Unrelated nouns must not be one word to the search."""
    by_stem: dict[str, set[str]] = {}
    for lemma in paradigms():
        for stem in forms(lemma).stems[:1] or (forms(lemma).whole,):
            by_stem.setdefault(stem, set()).add(lemma)
    shared = {stem: lemmas for stem, lemmas in by_stem.items() if len({lemma[:4] for lemma in lemmas}) > 1}
    assert shared == {}
