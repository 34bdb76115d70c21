"""The letters that the keys of a word may begin with, by the first letter of the word.

Analysing a word takes 0.025 ms, looking at its first letter nothing: most words of a text cannot be one that is sought.
The letters were found by analysing every beginning of two letters in all alphabets; a test does it again.
"""

from __future__ import annotations

from collections.abc import Set

# The first letter, and the letters of keys: several where a digraph (ph, sch, дж), a mixed alphabet (c as с) or the
# next vowel (y) decides.
_LETTERS = """
a a, b bv, c ckst, d dj, e e, f f, g g, h hn, i i, j ij, k hk, l l, m m, n n, o o, p pfr, q k, r r, s sx, t cst, u u,
v v, w v, x h, y eiu, z jz,
а a, б b, в bv, г g, д dj, е e, ё e, ж j, з z, и i, й i, к hk, л l, м m, н hn, о o, п p, р pfr, с ckst, т cst, у eiu,
ф f, х h, ц st, ч c, ш x, щ x, ы i, э e, ю i, я i,
ў o, қ k, ғ g, ҳ h, ә a, і i, ң n, ө o, ұ u, ү u, һ h
"""
_POSSIBLE = {
    letter: frozenset(letter + possible)  # an acronym is its own key
    for letter, possible in (entry.split() for entry in _LETTERS.strip().split(","))
}


def excluded(initials: Set[str]) -> frozenset[str]:
    """Return the letters that a word cannot begin with if a key of it begins with one of the letters ``initials``.

    Letters that are not in the table are never excluded.
    """
    letters = [letter for letter, possible in _POSSIBLE.items() if possible.isdisjoint(initials)]
    return frozenset([*letters, *map(str.upper, letters)])
