"""The known word most like a mistyped one: the same rule for options, columns, fields, values and names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from catalogue.text.normalise import fold

_SHORT = 4  # letters
_LOOKED_AT = 100  # characters


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most similar to ``word``, or None if none is similar enough.

    Similarity is rapidfuzz's ratio (insertions and deletions relative to the total length) and must be at least 65 of
    100, or 75 for words of up to four letters. That allows one or two typing errors or a truncated word, but not words
    that merely share letters. Among equally similar words the first one wins. Case, ё/е and punctuation are ignored.
    """
    from rapidfuzz import fuzz, process

    by_plain = {plain(candidate): candidate for candidate in reversed(list(known))}
    wanted = plain(word[:_LOOKED_AT])
    cutoff = 75 if len(wanted) <= _SHORT else 65
    best = process.extractOne(wanted, list(by_plain)[::-1], scorer=fuzz.ratio, score_cutoff=cutoff)
    return by_plain[best[0]] if best else None


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Return a name in the form used for comparison: folded, letters and digits only. ``Ro‘yxat raqami`` is
    ``royxatraqami``."""
    return "".join(char for char in fold(word) if char.isalnum())
