"""Phrases: how the index finds the records that may contain one, and whether a text does.

The index has no positions, but a token for each pair of adjacent words. There are so few of these tokens that many
pairs share one, so what it finds is looked up in the texts themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product
from math import prod
from zlib import crc32

from msgspec import Struct

from catalogue.text import zones
from catalogue.text.initials import can_begin
from catalogue.text.keys import LOOSE_MARK, Analyser, analyser
from catalogue.text.normalise import words as words_of

_MAX_PHRASES = 16


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


def pair_first(number: int) -> int:
    """Return what a stem contributes to the character of a pair as its first stem, from the stem's hash."""
    return number * 31 % _SHARE


def pair_second(number: int) -> int:
    """Return what a stem contributes to the character of a pair as its second stem, from the stem's hash."""
    return _PLANE + number % _SHARE


def in_row(row: Sequence[str], text: str, *, using: Analyser | None = None) -> bool:
    """Return whether the cells of ``index_row`` contain the phrase ``text``: its stems in sequence."""
    ordered = [f" {row[at]} " for at in zones.STEMS]
    return any(each in cell for each in _phrase(text, using or analyser()).stems for cell in ordered)


def in_text(text: str, wanted: str, *, using: Analyser | None = None) -> bool:
    """Return whether ``text`` contains the phrase ``wanted``, by the rule of ``in_row``."""
    analyse = using or analyser()
    phrase = _phrase(wanted, analyse)
    stems = f" {' '.join(filter(None, _stems_near(text.split(), phrase, analyse)))} "
    return any(each in stems for each in phrase.stems)


# ------------------------------------------------------------------ within


class _Phrase(Struct, frozen=True):
    """A phrase: its possible sequences of ``stems``, each separated and surrounded by spaces, their first letters, and
    whether it is more than one word."""

    stems: tuple[str, ...]
    initials: frozenset[str]
    several: bool


@lru_cache(64)
def _phrase(text: str, analyse: Analyser) -> _Phrase:
    choices = _query_stems(text, analyse)
    stems = tuple(f" {' '.join(chosen)} " for chosen in product(*choices) if chosen)
    return _Phrase(stems, frozenset(stem[:1] for each in choices for stem in each), len(choices) > 1)


def _stems_near(runs: Sequence[str], phrase: _Phrase, analyse: Analyser) -> Iterator[str]:
    """Yield the stems of each run; a gap for a word that cannot be one of the phrase, by its own first letter or by
    those of the words on both sides."""
    may = [can_begin(run, phrase.initials) or analyse.is_stop_in_text(run) for run in runs]
    for at, run in enumerate(runs):
        alone = phrase.several and run.isalpha() and True not in may[max(at - 1, 0) : at] + may[at + 1 : at + 2]
        yield _stems_of(run, analyse) if may[at] and not alone else zones.BREAK


@lru_cache(50_000)
def _stems_of(run: str, analyse: Analyser) -> str:
    """Return the stems of a run of letters and signs without white space, as ``Analyser.phrase_keys`` would."""
    return " ".join(analyse.phrase_keys(run))


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
