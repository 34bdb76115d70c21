"""Phrases: how the index finds the records that may contain one, and whether a text does.

The index has no positions, but a token for each pair of adjacent words. There are so few of these tokens that many
pairs share one, so what it finds is looked up in the texts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, product
from math import prod
from zlib import crc32

from msgspec import Struct

from catalogue.text import zones
from catalogue.text.initials import excluded
from catalogue.text.keys import LOOSE_MARK, MIN_PREFIX, Analyser, analyser
from catalogue.text.normalise import SIGNS
from catalogue.text.normalise import words as words_of

_MAX_PHRASES = 16
_SIGN = re.escape(SIGNS)


def expression(text: str, *, using: Analyser | None = None) -> str:
    """Return the FTS5 expression for records that have all stems of the phrase ``text`` and, most likely, its pairs.

    Every record with the phrase is found, but possibly others too.
    """
    found = _query_stems(text, using or analyser())
    stems = [zones.any_of(choices) for choices in found]
    follow = [zones.any_of(pairs([stem_hash(a), stem_hash(b)])[0] for a, b in product(*two)) for two in pairwise(found)]
    return " AND ".join(f"({each})" for each in (*follow, *stems))


def stem_hash(stem: str) -> int:
    """Return the number that represents a stem in ``pairs``."""
    return crc32(stem.encode())


def pairs(hashes: Sequence[int]) -> list[str]:
    """Return the tokens of the pairs of adjacent stems in a text, one for each pair."""
    return [chr(pair_first(a) + pair_second(b)) for a, b in pairwise(hashes)]


# A pair is one character of a private-use plane: too short for the prefix index, and never a word of a text. Pairs are
# spread over 65,533 of them: 6,400 let through eight times as many false phrases, and save one per cent of the file.
_PLANE, _SHARE = 0xF0000, 32_767


def is_pair(token: str) -> bool:
    """Return whether a token of the index is that of a pair."""
    return ord(token[0]) >= _PLANE


def pair_first(number: int) -> int:
    """Return what a stem contributes to the character of a pair as its first stem, from the stem's hash."""
    return number * 31 % _SHARE


def pair_second(number: int) -> int:
    """Return what a stem contributes to the character of a pair as its second stem, from the stem's hash."""
    return _PLANE + number % _SHARE


def is_one_word(text: str, *, using: Analyser | None = None) -> bool:
    """Return whether a phrase is a single word: then it is that word without synonyms, and no text need be read."""
    return len(_phrase(text, using or analyser()).words) == 1


def in_row(row: Sequence[str], text: str, *, using: Analyser | None = None) -> bool:
    """Return whether the cells of ``index_row`` contain the phrase ``text``: its stems in sequence or its one word."""
    phrase = _phrase(text, using or analyser())
    if len(phrase.words) == 1:
        return not phrase.words[0].stems.isdisjoint(" ".join(row[: min(zones.STEMS)]).split())
    ordered = [f" {row[at]} " for at in zones.STEMS]
    return any(each in cell for each in phrase.stems for cell in ordered)


def in_text(text: str, wanted: str, *, using: Analyser | None = None) -> bool:
    """Return whether ``text`` contains the phrase ``wanted``, by the rule of ``in_row``."""
    return in_texts([text], wanted, using=using)


def in_texts(texts: Sequence[str], wanted: str, *, using: Analyser | None = None) -> bool:
    """Return whether one of ``texts`` contains the phrase ``wanted``; first looks for it as typed, which is fast."""
    analyse = using or analyser()
    phrase = _phrase(wanted, analyse)
    if len(phrase.words) < 2:
        return in_row(zones.index_row((), (), texts, using=analyse), wanted, using=analyse)
    return any(map(phrase.typed.search, texts)) or any(_contains(text, phrase, analyse) for text in texts)


# ------------------------------------------------------------------ within


class _Word(Struct, frozen=True):
    """A word of a phrase: how many are before and after it, its possible stems, and the letters that no word with one
    of them begins with."""

    before: int
    after: int
    stems: frozenset[str]
    excluded: frozenset[str]


class _Phrase(Struct, frozen=True):
    """A phrase: its words, its possible sequences of stems, each separated and surrounded by spaces, and what finds it
    as it was typed."""

    words: tuple[_Word, ...]
    stems: tuple[str, ...]
    typed: re.Pattern[str]


@lru_cache(64)
def _phrase(text: str, analyse: Analyser) -> _Phrase:
    choices = _query_stems(text, analyse)
    words = tuple(
        _Word(at, len(choices) - 1 - at, frozenset(stems), excluded({stem[:1] for stem in stems}))
        for at, stems in enumerate(choices)
    )
    return _Phrase(
        words, tuple(f" {' '.join(chosen)} " for chosen in product(*choices) if chosen), _typed(text, analyse)
    )


def _typed(text: str, analyse: Analyser) -> re.Pattern[str]:
    """Return what finds a phrase as typed: its words have the same stems there.

    The case of words may differ unless it could make them acronyms or stop words.
    """
    runs = text.split()
    is_plain = all(run.isalpha() and len(run) > MIN_PREFIX and not analyse.is_stop_in_text(run.lower()) for run in runs)
    words = r"\s+".join(map(re.escape, runs))
    return re.compile(rf"(?<![^\s{_SIGN}]){words}(?![^\s{_SIGN}])", re.IGNORECASE if is_plain else re.NOFLAG)


def _contains(text: str, phrase: _Phrase, analyse: Analyser) -> bool:
    """Return whether a text contains a phrase.

    Words are analysed only where the word of the phrase may be that begins like the fewest words of the text, and
    around it.
    """
    runs = [inner if (inner := run.strip(SIGNS)).isalnum() else run for run in text.split()]
    word, places = min(((word, _places(runs, word)) for word in phrase.words), key=lambda found: len(found[1]))
    return any(_is_around(runs, at, word, phrase, analyse) for at in places)


def _places(runs: Sequence[str], word: _Word) -> list[int]:
    """Return the runs, by number, that may contain a word of a phrase."""
    return [at for at, run in enumerate(runs) if run[0] not in word.excluded or not run.isalpha()]


def _is_around(runs: Sequence[str], at: int, word: _Word, phrase: _Phrase, analyse: Analyser) -> bool:
    """Return whether one run contains ``word`` and those around it the rest of the phrase."""
    if word.stems.isdisjoint(_stems_of(runs[at], analyse)):
        return False
    first, missing = at, word.before
    while missing > 0 and first > 0:
        first -= 1
        missing -= len(_stems_of(runs[first], analyse))
    last, missing = at + 1, word.after
    while missing > 0 and last < len(runs):
        missing -= len(_stems_of(runs[last], analyse))
        last += 1
    near = f" {' '.join(stem for run in runs[first:last] for stem in _stems_of(run, analyse))} "
    return any(each in near for each in phrase.stems)


@lru_cache(50_000)
def _stems_of(run: str, analyse: Analyser) -> tuple[str, ...]:
    """Return the stems of a run of letters and signs without white space, as ``Analyser.phrase_keys`` would."""
    return analyse.phrase_keys(run)


def _query_stems(text: str, analyse: Analyser) -> list[list[str]]:
    """Return the possible stems of each word of a phrase: as in a text, or by the other readings of a query word."""
    stems = analyse.phrase_keys(text)
    choices = [[stem] for stem in stems]
    asked = [analyse.query_word(word.text) for word in words_of(text)]
    if len(asked) == len(stems):
        plain = [[key for key in word.keys if not key.startswith(LOOSE_MARK)] for word in asked]
        choices = [list(dict.fromkeys((stem, *keys))) for stem, keys in zip(stems, plain, strict=True)]
    while prod(map(len, choices)) > _MAX_PHRASES:
        max(choices, key=len).pop()
    return choices
