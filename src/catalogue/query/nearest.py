"""The nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from catalogue.text.normalise import fold

_SHORT = 4


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest to ``word`` by spelling, or None when none is near.

    Nearness is rapidfuzz's ratio (insertions and deletions against the common length), 65 of 100 or more, 75 for words
    of up to four letters: enough for a slip or two in a word, and for a word that was cut short, too little for two
    words that merely share letters. Of equally near ones the first counts. Case and ё/е are not told apart.
    """
    from rapidfuzz import fuzz, process

    known = {plain(candidate): candidate for candidate in reversed(list(candidates))}
    wanted = plain(word)
    cutoff = 75 if len(wanted) <= _SHORT else 65
    best = process.extractOne(wanted, list(known)[::-1], scorer=fuzz.ratio, score_cutoff=cutoff)
    return known[best[0]] if best else None


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """A name as it is compared: folded, letters and digits only. ``Ro‘yxat raqami`` is ``royxatraqami``."""
    return "".join(char for char in fold(word) if char.isalnum())
