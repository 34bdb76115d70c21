"""Makes data safe to show: in a terminal, a report or an error message.

Shown unchanged: letters, digits, signs, spaces of every kind, emoji (with their joiners and variation selectors) and up
to four combining marks on a letter. Everything that moves the cursor, changes the writing direction, is invisible or
cannot be encoded becomes a visible replacement: ␛ ␀ ␡ for the ASCII controls (the Unicode "Control Pictures" block),
‹U+202E› for the rest.
"""

from __future__ import annotations

import re
import unicodedata

MARKS_KEPT = 4
"""Combining marks kept on one letter. Written languages need at most three; Vietnamese needs two."""

ELLIPSIS = "…"
NEWLINE = "⏎"

# Letters and fillers that are invisible although Unicode classes them as letters, marks or symbols.
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0"
# Format characters that are visible: the Arabic and Syriac number and year signs.
_PRINTING_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\u0890\u0891")
_ZWJ = "\u200d"
_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0600-\u061c\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u070f\u0890-\u08ff\u0e31-\u0e4e\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20d0-\u20ff\u2800\u3164\ud800-\udfff\ue000-\uf8ff"
    "\ufdd0-\ufdef\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\ufff0-\uffff]"
    "|[\U00010000-\U0010ffff]"
)
_BLANK = re.compile(f"[{_BLANKS}]")


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """Return ``text`` with everything unsafe or invisible replaced by something visible.

    A line break (``\\n``, ``\\r\\n``) becomes ⏎, or stays ``\\n`` with ``keep_newlines``. Applying the function
    again changes nothing, and the result can always be encoded as UTF-8.
    """
    if _SUSPECT.search(text) is None:
        return text
    newline = "\n" if keep_newlines else NEWLINE
    out: list[str] = []
    marks = 0
    plain = text.replace("\r\n", "\n")
    for at, char in enumerate(plain):
        if char == "\n":
            out.append(newline)
            marks = 0
        elif unicodedata.category(char) in ("Mn", "Me") and not _BLANK.match(char):
            marks += 1
            out.append(_mark(char, out, marks))
        else:
            marks = 0
            out.append(char if _shown(char, plain, at) else _stand_in(char))
    return "".join(out)


def one_line(text: str, limit: int = 1000) -> str:
    """Return ``text`` visible, on one line, runs of white space as one space, at most ``limit`` characters.

    A longer text is cut and ends with ``…``. Lines are joined by a space.
    """
    if limit < 1:
        return ""
    # Text far beyond the limit is not processed: one line of a huge cell must stay cheap.
    joined = " ".join(text[: limit * 8].split())
    shown = visible(joined)
    if len(shown) <= limit and len(text) <= limit * 8:
        return shown
    return shown[: limit - 1].rstrip() + ELLIPSIS


def _mark(char: str, before: list[str], count: int) -> str:
    if not before or before[-1] in ("\n", NEWLINE):
        return _variation(char, "") or "\u25cc" + char
    if 0xFE00 <= ord(char) <= 0xFE0F or ord(char) >= 0xE0100:
        return _variation(char, before[-1])
    return char if count <= MARKS_KEPT else ""


def _variation(char: str, base: str) -> str:
    """A variation selector is meaningful after a sign or an ideograph; elsewhere it only hides."""
    if not (0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF):
        return ""
    meaningful = base != "" and (_is_sign(base[-1]) or unicodedata.category(base[-1]) in ("Lo", "Nd", "Po"))
    return char if meaningful and ord(char) <= 0xFE0F else _stand_in(char)


def _shown(char: str, text: str, at: int) -> bool:
    category = unicodedata.category(char)
    if char == _ZWJ:
        return _joins_emoji(text, at)
    if category == "Cf":
        return char in _PRINTING_FORMATS
    if category in ("Cc", "Cs", "Co", "Zl", "Zp"):
        return False
    return not (_noncharacter(ord(char)) or _BLANK.match(char))


def _joins_emoji(text: str, at: int) -> bool:
    before = text[:at].rstrip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")[-1:]
    after = text[at + 1 : at + 2]
    return bool(before and after) and _is_sign(before) and _is_sign(after)


def _is_sign(char: str) -> bool:
    return unicodedata.category(char) in ("So", "Sk", "Sm")


def _noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _stand_in(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"‹U+{code:04X}›"
