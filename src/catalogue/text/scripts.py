"""The script of a word, and words that mix look-alike letters of two scripts."""

from __future__ import annotations

import re
from typing import Literal

Script = Literal["latin", "cyrillic", "mixed", "other"]

# Look-alikes in either case, as lower-case letters: В/B, Н/H and Т/T look alike only as capitals.
_CYRILLIC_TWINS = "авекмнорстухіјѕһё"
_LATIN_TWINS = "abekmhopctyxijshë"
_TO_LATIN = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)
# In the reverse direction h always becomes н: the Cyrillic һ is a Kazakh letter, typed on purpose.
_TO_CYRILLIC = str.maketrans("abekmhopctyxijsë", "авекмнорстухіјѕё")

_CYRILLIC = re.compile("[\u0400-\u0481\u048a-\u052f]+")  # fast test: all letters of the script


def is_latin(char: str) -> bool:
    """Return whether ``char`` is a letter of the Latin script."""
    if char < "\u0080":
        return "a" <= char <= "z" or "A" <= char <= "Z"
    return char.isalpha() and (char < "\u02b0" or "\u1e00" <= char <= "\u1eff")


def is_cyrillic(char: str) -> bool:
    """Return whether ``char`` is a letter of the Cyrillic script."""
    return "\u0400" <= char <= "\u052f" and char.isalpha()


def script(word: str) -> Script:
    """Return the script of the letters of ``word``; ``other`` if it has neither Latin nor Cyrillic ones."""
    if _CYRILLIC.fullmatch(word):
        return "cyrillic"
    if word.isascii() and word.isalpha():
        return "latin"
    latin = any(map(is_latin, word))
    cyrillic = any(map(is_cyrillic, word))
    if latin and cyrillic:
        return "mixed"
    if latin:
        return "latin"
    return "cyrillic" if cyrillic else "other"


def unmix(word: str) -> str:
    """Return a lower-case ``word`` of two scripts in the script of most of its letters.

    ``аlabuga`` with a Cyrillic а is ``alabuga``. With equal shares the script in which the whole word can be written
    wins. A letter without a look-alike is unchanged.
    """
    if word.isascii() or _CYRILLIC.fullmatch(word):
        return word
    latin = sum(map(is_latin, word))
    cyrillic = sum(map(is_cyrillic, word))
    if not latin or not cyrillic:
        return word
    to_latin, to_cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    if latin == cyrillic:
        return to_latin if script(to_latin) == "latin" else to_cyrillic
    return to_latin if latin > cyrillic else to_cyrillic
