"""The pieces of a typed figure: its numbers, and its phrases by kind and meaning (see ``quantity_names``)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from catalogue.model.quantity import CURRENCIES, unreadable
from catalogue.model.quantity_names import ENDINGS, ENGLISH, LONGEST_PHRASE, PHRASES, STEMS


class Token(NamedTuple):
    """A number (kind ``n``, its digits), a letter right after it (``x``), or a phrase.

    A phrase has its kind and its meaning; the meaning of a noun (``k``) is the noun itself.
    """

    kind: str
    meaning: str
    english: bool = False


# Groups of three come first, then those of India (1,12,345.5); no two parts match the same text, so it is linear.
_PIECE = (
    r"(?P<number>[0-9]{1,3}(?P<group>[ ',.])[0-9]{3}(?:(?P=group)[0-9]{3})*(?:[.,][0-9]+)?(?![0-9])"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:[.,][0-9]+)?(?![0-9]))(?P<letter>[kmb](?![^\W_]))?"
    r"|(?P<word>'?[^\W\d_]+(?:'[^\W\d_]+)*[23]?(?![0-9])(?:/[^\W\d_]+)?)"
    r"|(?P<sign>>=|<=|\.\.|us\$|[-><=~≥≤≈+%$€£₽₸₺¥…])"
    r"|(?P<gap>[ ,;:.()])"
)


@cache
def _piece_pattern() -> re.Pattern[str]:
    """Compiled at the first typed figure, so that a run of the program that reads none does not spend the time."""
    return re.compile(_PIECE)


_POWERS = str.maketrans({"²": "2", "³": "3", "·": " ", "*": " "})


def tokens(text: str, body: str) -> list[Token]:
    """The tokens of a cleaned ``body``; ``text`` is the original, where currency codes are in capitals.

    Raises QuantityProblem at the first word or sign without a meaning.
    """
    pieces = _pieces(body.translate(_POWERS))
    found: list[Token] = []
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        if piece.kind:
            found.append(piece)
            position += 1
            continue
        for length in range(min(LONGEST_PHRASE, len(pieces) - position), 0, -1):
            phrase = tuple(each.meaning for each in pieces[position : position + length])
            if phrase in PHRASES:
                kind, meaning = PHRASES[phrase]
                found.append(Token(kind, " ".join(phrase) if kind == "k" else meaning, phrase in ENGLISH))
                break
        else:
            code = piece.meaning.upper()
            if code not in CURRENCIES or code not in text:
                raise unreadable(body)
            found.append(Token("u", code))
            length = 1
        position += length
    return found


def _pieces(body: str) -> list[Token]:
    """Numbers, and words and signs whose kind is not yet known; Uzbek endings are split off (dollaridan, so'mga)."""
    pieces: list[Token] = []
    position = 0
    pattern = _piece_pattern()
    while position < len(body):
        match = pattern.match(body, position)
        if match is None:
            raise unreadable(body)
        position = match.end()
        if match["number"]:
            pieces.append(Token("n", match["number"]))
            if match["letter"]:
                pieces.append(Token("x", match["letter"]))
        elif match["word"]:
            pieces += [Token("", word) for word in _without_ending(match["word"])]
        elif match["sign"] and not _joins(match):
            pieces.append(Token("", match["sign"]))
    return pieces


def _joins(match: re.Match[str]) -> bool:
    """Whether a dash only attaches an ending or a noun to the number (10-dan, 10-ta)."""
    before, after = match.string[max(match.start() - 1, 0)], match.string[match.end() : match.end() + 1]
    return match["sign"] == "-" and before != " " and after.isalpha()


def _without_ending(word: str) -> tuple[str, ...]:
    if (word,) not in PHRASES:
        for ending in ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and stem in STEMS:
                return stem, ending
    return (word,)
