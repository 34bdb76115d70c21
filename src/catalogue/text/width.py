"""The number of terminal columns a text takes, and cutting it to a width.

The rules are those of terminals with Unicode 15 tables (the same as in wcwidth): East Asian wide and full-width
characters take two columns, marks and joiners take none, an emoji sequence two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_NARROW = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    r"\u2500-\u25fc\u2116]*"
)
_ZWJ = "\u200d"
_EMOJI_STYLE = "\ufe0f"


def cells(text: str) -> int:
    """Return the number of terminal columns ``text`` takes; control characters count as none."""
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(width for _, width in _clusters(text))


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Return ``text`` cut so that it takes at most ``width`` columns; a cut text ends with ``ellipsis``.

    A letter keeps its marks and an emoji sequence is never cut in two. Nothing is padded.
    """
    if width <= 0:
        return ""
    if cells(text) <= width:
        return text
    room = width - cells(ellipsis)
    if room < 0:
        return fit(ellipsis, width, "")
    kept: list[str] = []
    for cluster, taken in _clusters(text):
        if taken > room:
            break
        kept.append(cluster)
        room -= taken
    return "".join(kept) + ellipsis


def pad(text: str, width: int) -> str:
    """Return ``text`` cut or filled with spaces on the right to exactly ``width`` columns."""
    fitted = fit(text, width)
    return fitted + " " * (width - cells(fitted))


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield pieces that must stay together, each with its width in columns."""
    piece, width, joined = "", 0, False
    for char in text:
        own = _char_width(char)
        if joined and own == 2:
            piece, joined = piece + char, False
        elif char == _EMOJI_STYLE and width == 1 and _takes_emoji_style(piece[-1]):
            piece, width = piece + char, 2
        elif own == 0 and piece:
            piece, joined = piece + char, char == _ZWJ and width == 2
        elif (_is_skin_tone(char) and width == 2) or _completes_flag(piece, char):
            piece, width = piece + char, 2
        else:
            if piece:
                yield piece, width
            piece, width, joined = char, own, False
    if piece:
        yield piece, width


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cc", "Cf", "Cs", "Zl", "Zp"):
        return 0
    code = ord(char)
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF:
        return 0
    if category == "Cn":
        # Python classes unassigned characters as full-width; that is right for newer emoji, but not for gaps in
        # alphabets.
        return 2 if 0x1F000 <= code <= 0x1FAFF or 0x20000 <= code <= 0x3FFFD else 1
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _is_skin_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def _completes_flag(piece: str, char: str) -> bool:
    return len(piece) == 1 and _is_flag_letter(piece) and _is_flag_letter(char)


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _takes_emoji_style(char: str) -> bool:
    return unicodedata.category(char) == "So" or char in "#*0123456789©®‼⁉™ℹ"
