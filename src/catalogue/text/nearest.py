"""The words of a vocabulary that a mistyped word may stand for.

The distance is optimal string alignment: a letter omitted, inserted or changed, or two neighbouring letters swapped,
cost 1 each. A wrong first letter costs one more: people rarely mistype it, and different words often differ only there.
A vowel added or missing at the end also costs one more: that is another form or another word (алания, алаңы), and forms
are found by stemming.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MAX_ANSWERS = 20
"""With more words at the same distance it is unclear which was meant."""


def max_edits(word: str) -> int:
    """Return how many edits are tolerated: none up to 4 letters, one up to 8, two from 9 on; none in numbers."""
    if any(char.isdigit() for char in word):
        return 0
    return 0 if len(word) <= 4 else 1 if len(word) <= 8 else 2


def nearest(word: str, vocabulary: Iterable[str]) -> tuple[str, ...]:
    """Return the words of ``vocabulary`` at the lowest distance from ``word``, in alphabetical order.

    ``word`` and ``vocabulary`` are keys (``catalogue.text.keys``). A word that is in the vocabulary is returned itself;
    if nothing is within ``allowed`` edits the result is ``()``. Takes about 20 ms at 100,000 words in a list.
    """
    limit = max_edits(word)
    choices = vocabulary if isinstance(vocabulary, Sequence) else list(vocabulary)
    if limit == 0:
        return (word,) if word in choices else ()
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(word, choices, scorer=OSA.distance, score_cutoff=limit, limit=None)
    costs = {other: distance + _extra_cost(word, other) for other, distance, _ in found}
    best = min((cost for cost in costs.values() if cost <= limit), default=None)
    return tuple(sorted(other for other, cost in costs.items() if cost == best))[:MAX_ANSWERS]


def _extra_cost(word: str, other: str) -> int:
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    ending = longer[:-1] == shorter and longer[-1] in "aeiou"
    return int(word[:1] != other[:1]) + int(ending)


def nearest_of(words: Iterable[str], vocabulary: Sequence[str]) -> tuple[str, ...]:
    """Return the nearest words for a word with several readings: the results for the reading that fits best.

    ``words`` are the keys of one typed word, likeliest first; among equals the earlier reading wins.
    """
    from rapidfuzz.distance import OSA

    best: tuple[str, ...] = ()
    lowest: int | None = None
    for word in dict.fromkeys(words):
        found = nearest(word, vocabulary)
        cost = OSA.distance(word, found[0]) + _extra_cost(word, found[0]) if found else None
        if cost is not None and (lowest is None or cost < lowest):
            best, lowest = found, cost
    return best
