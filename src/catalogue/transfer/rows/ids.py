"""Record ids: their form, and making one from a name."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from catalogue.text.normalise import fold

LONGEST = 80
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_ROOM = 72  # leaves room for a number that distinguishes namesakes
_ROMAN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
        "я": "ya", "ў": "o", "қ": "q", "ғ": "g", "ҳ": "h", "ә": "a", "і": "i", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u",
        "һ": "h", "җ": "j", "ı": "i", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe",
        **dict.fromkeys("'’‘`´ʻʼʹ", ""),
    }
)  # fmt: skip


def is_id(text: str) -> bool:
    """Whether a text is a record id: ``[a-z0-9][a-z0-9-]{0,79}``."""
    return _ID.fullmatch(text) is not None


def slug(text: str) -> str:
    """A text in the letters of ids, words joined by hyphens, at most 80; "" if nothing remains."""
    composed = unicodedata.normalize("NFKC", text[:400]).casefold().translate(_ROMAN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c))
    return _NOT_SLUG.sub("-", plain).strip("-")[:LONGEST].rstrip("-")


def made(prefix: str, name: str) -> str:
    """The id for a record of this name, always the same. A name without Latin or Cyrillic letters is hashed."""
    readable = slug(name) or hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{prefix}-{readable}"[:_ROOM].rstrip("-")


def numbered(base: str, number: int) -> str:
    """The id of the ``number``-th record of one name: ``base``, ``base-2``, ``base-3`` …"""
    return base if number == 1 else f"{base}-{number}"


def keyed(prefix: str, key: str) -> str:
    """The id for a key or a full name; unlike ``made`` it never gives two different long texts the same id."""
    readable = slug(key)
    short = f"{prefix}-{readable}"
    if readable and len(readable) < LONGEST and len(short) <= _ROOM:
        return short
    mark = hashlib.sha256(fold(key).encode("utf-8", "replace")).hexdigest()[:8]
    return f"{short[: _ROOM - len(mark) - 1].rstrip('-')}-{mark}"
