"""Text typed in the wrong keyboard layout: ntyjgfhr is технопарк, Щящт is Ozon.

Layouts: US QWERTY against the ЙЦУКЕН of Russian, Kazakh (KZ) and Uzbek Cyrillic (UZ), as Windows and X11 have them.
"""

from __future__ import annotations

import re

from catalogue.text.scripts import is_cyrillic

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_LATIN_SHIFTED = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~'
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
# Differences from Russian: Kazakh letters are on the row of digits, Uzbek ones in the places of щ, ы, - and =.
_KAZAKH_DIGITS = dict(zip("234580-=9", "әіңғүқөһұ", strict=True))
_UZBEK = {"o": "ў", "s": "қ", "-": "ғ", "=": "ҳ"}

_ROWS: tuple[dict[str, str], ...] = ({}, _KAZAKH_DIGITS, _UZBEK)


def _pairs(unlike: dict[str, str]) -> dict[str, str]:
    """Return Latin key → Cyrillic letter in both cases; ``unlike``: keys that differ from the Russian layout."""
    pairs = dict(zip(_LATIN + _LATIN_SHIFTED, _RUSSIAN + _RUSSIAN.upper(), strict=True)) | unlike
    return pairs | {key.upper(): letter.upper() for key, letter in unlike.items() if key.isalpha()}


def _back(unlike: dict[str, str]) -> dict[str, str]:
    """Return Cyrillic letter → Latin key. A capital on the row of digits is read as its digit."""
    back = {letter: key for key, letter in _pairs({}).items()} | {letter: key for key, letter in _pairs(unlike).items()}
    return {letter.upper(): key for key, letter in unlike.items()} | back


_TO_CYRILLIC = tuple(str.maketrans(_pairs(own)) for own in _ROWS)
_FROM_CYRILLIC = tuple(str.maketrans(_back(own)) for own in _ROWS)

_NO_WORD = re.compile(r"(?<!\w)[^\w\s]+\w|\w[^\w\s.'-]+\w")
"""Signs before or inside a word: in Latin letters that is not what anybody meant (банк is not ,fyr)."""


def _signs(text: str) -> int:
    return sum(not (char.isalpha() or char.isspace()) for char in text)


def other_layout(text: str) -> tuple[str, ...]:
    """Return what the same keys would type in the other layouts, likeliest first.

    Latin letters are read as Russian, Kazakh and Uzbek keys, Cyrillic ones as QWERTY; a text with both scripts, or
    neither, gives nothing.
    """
    cyrillic = any(map(is_cyrillic, text))
    latin = any(char.isascii() and char.isalpha() for char in text)
    if cyrillic == latin:
        return ()
    tables = _TO_CYRILLIC if latin else _FROM_CYRILLIC
    # A layout in which all keys are letters is likelier: afh-jyf is фарғона, not фар-она.
    others = dict.fromkeys(sorted((text.translate(table) for table in tables), key=_signs))
    # The text was not typed in a layout that lacks one of its letters.
    return tuple(other for other in others if latin or not (any(map(is_cyrillic, other)) or _NO_WORD.search(other)))
