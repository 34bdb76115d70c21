"""The known word that a mistyped one most likely means."""

from __future__ import annotations

from collections.abc import Iterable

_ALIKE = 65  # of 100; below it the proposal would be a guess
_LOOKED_AT = 100


def closest(word: str, known: Iterable[str]) -> str | None:
    """The word of ``known`` that is most like ``word``, or None when none is."""
    from rapidfuzz import process

    best = process.extractOne(word[:_LOOKED_AT], list(known), processor=str.casefold, score_cutoff=_ALIKE)
    return best[0] if best else None
