"""The words of a vocabulary that a mistyped word may stand for.

The distance is optimal string alignment: a letter omitted, inserted or changed, or two neighbouring letters swapped,
cost 1 each. A wrong first letter costs one more: people rarely mistype it, and different words often differ only there.
A vowel added or missing at the end also costs one more: that is another form or another word (алания, алаңы), and forms
are found by stemming. A letter of Russian that is two in a key (я: ia) counts as one; only where that finds nothing
its two letters count, which may belong to two (лотсо: lotso, for lotos).

Words of six to eight letters may have two slips only if these are in the order of letters or in vowels, and if just
one word is meant. Any two slips would find half as many again of the words with two, but also every tenth word that
occurs nowhere: measured over the judged documents, where every twentieth may be answered. In words of four letters
only two neighbours may be exchanged, or a letter be missing inside if just one word is meant: that answers 2 more of
769 nouns of four letters that occur nowhere, any slip would answer 64 more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

MAX_ANSWERS = 20
"""With more words at the same distance it is unclear which was meant."""


def max_edits(word: str, letters: int = 0) -> int:
    """Return how many edits of any kind are tolerated: none up to 4 letters, one up to 8, two from 9 on.

    ``letters``: how many were typed; a word of five letters counts as five even if its key has four (Джзак: jzak).
    Numbers are never corrected.
    """
    if any(char.isdigit() for char in word):
        return 0
    long = len(word) + (len(word) == _SHORT and letters == _SHORT + 1)
    return 0 if long <= _SHORT else 1 if long <= 2 * _SHORT else 2


_SHORT = 4
_TWICE = 6
_NO_VOWELS = dict.fromkeys(map(ord, "aeiou"))


def nearest(word: str, vocabulary: Iterable[str]) -> tuple[str, ...]:
    """Return the words of ``vocabulary`` at the lowest distance from ``word``, in alphabetical order.

    ``word`` and ``vocabulary`` are keys (``catalogue.text.keys``). A word that is in the vocabulary is returned itself;
    if nothing is within ``allowed`` edits the result is ``()``. Takes about 20 ms at 100,000 words in a list.
    """
    return nearest_of([word], vocabulary if isinstance(vocabulary, Sequence) else list(vocabulary))


def nearest_of(words: Iterable[str], vocabulary: Sequence[str], *, letters: int = 0) -> tuple[str, ...]:
    """Return the nearest words for a word with several readings: the results for the reading that fits best.

    ``words`` are the keys of one typed word, the whole word first; among equals the earlier reading wins. ``letters``:
    of the whole word, as in ``max_edits``.
    """
    short: list[str] = []
    found: tuple[str, ...]
    best: tuple[str, ...] = ()
    lowest: int | None = None
    for at, word in enumerate(dict.fromkeys(words)):
        limit = max_edits(word, 0 if at else letters)
        if limit == 0 and word in vocabulary:
            cost, found = 0, (word,)
        elif limit == 0:
            cost, found = 1, () if at or letters > _SHORT else _of_short(word, vocabulary)
        else:
            short = short or _all_shortened(vocabulary)
            cost, found = _at_lowest(word, vocabulary, short, limit)
        if found and (lowest is None or cost < lowest):
            best, lowest = found, cost
    return best


def _of_short(word: str, vocabulary: Sequence[str]) -> tuple[str, ...]:
    """Return what a word of four letters may be: those with neighbours exchanged (озно), and the only one with one
    letter more inside (лтос)."""
    if len(word) != _SHORT or not word.isalpha():
        return ()
    swaps = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)} - {word}
    swapped = sorted(swaps.intersection(vocabulary))
    longer = (other for other in vocabulary if len(other) == len(word) + 1 and other[0] == word[0])
    found = {other for other in longer if any(other[:at] + other[at + 1 :] == word for at in range(1, len(word)))}
    return (*swapped, *(found if len(found) == 1 else ()))


def _at_lowest(word: str, vocabulary: Sequence[str], short: Sequence[str], limit: int) -> tuple[int, tuple[str, ...]]:
    """Return the lowest distance within ``limit`` and the words there; ``short``: the vocabulary ``_shortened``."""
    typed = _shortened(word)
    costs = _costs(word, typed, vocabulary, short, limit)
    if not costs:
        other = vocabulary
        if typed == word:
            other = [each for each, shorter in zip(vocabulary, short, strict=True) if len(each) > len(shorter)]
        costs = _costs(word, word, other, other, limit)
    if not costs and limit == 1 and len(word) >= _TWICE:
        alike = {
            other: cost for other, cost in _costs(word, typed, vocabulary, short, 2).items() if _alike(word, other)
        }
        costs = alike if len(alike) == 1 else {}
    best = min(costs.values(), default=limit)
    return int(best), tuple(sorted(other for other, cost in costs.items() if cost == best))[:MAX_ANSWERS]


def _costs(
    word: str, typed: str, vocabulary: Sequence[str], spelt: Sequence[str], limit: int
) -> Mapping[str, int | float]:
    """Return the words of ``vocabulary`` within ``limit`` and their distances; ``typed`` is compared with ``spelt``."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(typed, spelt, scorer=OSA.distance, score_cutoff=limit, limit=None)
    costs = {vocabulary[at]: distance + _extra_cost(word, vocabulary[at]) for _, distance, at in found}
    return {other: cost for other, cost in costs.items() if cost <= limit}


def _alike(word: str, other: str) -> bool:
    """Return whether two words have the same letters, or the same consonants in order, and nothing costs extra."""
    if _extra_cost(word, other):
        return False
    return sorted(word) == sorted(other) or word.translate(_NO_VOWELS) == other.translate(_NO_VOWELS)


def _all_shortened(vocabulary: Sequence[str]) -> list[str]:
    at_once = _shortened("\n".join(vocabulary)).split("\n")
    return at_once if len(at_once) == len(vocabulary) else list(map(_shortened, vocabulary))


def _shortened(keys: str) -> str:
    return keys.replace("ia", "я").replace("iu", "ю").replace("ts", "ц")


def _extra_cost(word: str, other: str) -> int:
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    ending = longer[:-1] == shorter and longer[-1] in "aeiou"
    return int(word[:1] != other[:1]) + int(ending)
