"""Splitting texts into words, and normalising case, apostrophes and invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

APOSTROPHES = "'’‘`´ʻʼʹʽˈ′‛ʾʿ＇"
"""All characters typed for the mark in Uzbek o‘ and g‘, the tutuq belgisi, and the soft sign in Latin."""

_APOSTROPHE_TO_ONE = {ord(c): "'" for c in APOSTROPHES}
# Soft hyphen, grapheme joiner, zero-width space and joiners, marks of direction, word joiner, byte order mark.
_INVISIBLE = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f"
_DROPPED = re.compile(f"[{_INVISIBLE}\ud800-\udfff\x00]")
# Combining marks are not word characters to ``re``; unless included, a decomposed й or ў would end a word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_LETTER = f"(?:[^\\W_]|[{_MARKS}{_INVISIBLE}])"
_WORD = f"[^\\W_]{_LETTER}*(?:[{APOSTROPHES}]{_LETTER}+)*"
WORD = re.compile(_WORD)
"""A word: letters and digits with their marks, apostrophes inside (Farg'ona, O‘zbekiston, sʼh)."""

COMPOUND = re.compile(f"{_WORD}(?:[-‐‑–]{_WORD})*")
"""Words joined by hyphens without spaces (Технопарк-Мордовия, 2023-2025)."""

SIGNS = '.,;:!?()[]…«»“”„"'
"""Punctuation that surrounds words without belonging to them."""

_USUAL_APOSTROPHES = "'’‘ʻ"

# Texts of only these characters, apart from the usual apostrophes, are folded in one step.
_SETTLED = re.compile(r"[ -&(-_a-~а-яқғҳўәөүұі]*")
_SETTLED_WORDS = re.compile(r"[0-9a-zа-яқғҳўәөүұі]+(?: [0-9a-zа-яқғҳўәөүұі]+)*")

# Lower-case words of only these characters are clean.
_LETTERS = re.compile(r"[a-z0-9'а-яёўқғҳәіңөұүһ]*")
_COMMON_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʻʼ", "'"))

# Cyrillic letters that Unicode can decompose but that are distinct letters in the supported languages.
_OWN_LETTERS = frozenset("йўїѓќӣӯ")


class Word(Struct, frozen=True):
    """A word of a text: ``text`` is ``source[start:end]``."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of ``text`` in order. № and punctuation are dropped; hyphens separate words."""
    for match in WORD.finditer(text):
        yield Word(match.group(), match.start(), match.end())


def clean(text: str) -> str:
    """Return ``text`` in NFKC and lower case, with one kind of apostrophe and no invisible characters.

    Diacritics are kept: ş and ž are different sounds from s and z.
    """
    if text.isascii():
        return text.lower().replace("`", "'").replace("\x00", "")
    lowered = text.lower()
    if _LETTERS.fullmatch(lowered) or _LETTERS.fullmatch(lowered := lowered.translate(_COMMON_APOSTROPHES)):
        return lowered
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHE_TO_ONE)
    return unicodedata.normalize("NFKC", _DROPPED.sub("", folded)).translate(_APOSTROPHE_TO_ONE)


def fold(text: str) -> str:
    """Return ``text`` for comparing names: no case, ё as е, no apostrophes, no diacritics, single spaces.

    ``O‘zbekiston``, ``O'ZBEKISTON`` and ``oʻzbekiston`` become equal; й and ў stay distinct letters. Applying it again
    changes nothing. Scripts are not unified: for that see ``catalogue.text.keys``.
    """
    lowered = text.lower()
    for apostrophe in _USUAL_APOSTROPHES:
        lowered = lowered.replace(apostrophe, "")
    if _SETTLED_WORDS.fullmatch(lowered):
        return lowered
    if _SETTLED.fullmatch(lowered):
        return " ".join(lowered.split())
    folded = _fold_once(text)
    while not _SETTLED.fullmatch(folded) and (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(text: str) -> str:
    cleaned = clean(text).replace("'", "")
    if not cleaned.isascii():
        cleaned = cleaned.translate(_BASES)
    return " ".join(cleaned.split())


class _Bases(dict[int, str]):
    """Maps each character to itself without marks, computed at first use."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _base(chr(code))
        return found


_BASES = _Bases()


def _base(char: str) -> str:
    if char in _OWN_LETTERS:
        return char
    decomposed = unicodedata.normalize("NFD", char)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
