"""One Latin key spelling for Russian, Uzbek, Kazakh and Tatar, from Cyrillic or any Latin spelling.

The key alphabet is a–z with x for ш and щ, c for ч, h for х, j for ж and дж, i for и, й, ы and і. It is not a
transliteration for people: it keeps only what all spellings of one name share.

Sources of the letter values: GOST 7.79, ISO 9, BGN/PCGN, ALA-LC, ICAO 9303 for Russian; the Uzbek alphabet
of 1995 and its pending reform (ş ç ö ğ); the Kazakh Latin drafts of 2018 and 2021.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from catalogue.text.scripts import script

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "c", "ш": "x", "щ": "x", "ъ": "", "ы": "i", "ь": "",
    "э": "e", "ю": "iu", "я": "ia",
    # Uzbek, Kazakh, Tatar, Bashkir, Tajik, Kyrgyz, Ukrainian, Belarusian
    "ў": "o", "қ": "k", "ғ": "g", "ҳ": "h", "ә": "a", "і": "i", "ң": "n", "ө": "o", "ұ": "u", "ү": "u",
    "һ": "h", "җ": "j", "ҡ": "k", "ҙ": "z", "ҫ": "s", "ҷ": "j", "ӣ": "i", "ӯ": "u", "ґ": "g", "є": "e",
    "ї": "i", "ј": "i", "ѕ": "s", "'": "",
}  # fmt: skip
_CYRILLIC_TABLE = str.maketrans(_CYRILLIC)

_LATIN = {
    # three and four letters
    "shch": "x", "shh": "x", "sch": "x", "dzh": "j", "tch": "c", "s'h": "sh",
    # two letters
    "sh": "x", "ch": "c", "kh": "h", "gh": "g", "zh": "j", "dj": "j", "dž": "j", "šč": "x", "ph": "f", "ck": "k",
    "cz": "ts", "tc": "ts", "jj": "i", "ya": "ia", "yu": "iu", "yo": "e", "ye": "e", "yë": "e", "yo'": "io",
    # one letter
    "q": "k", "w": "v", "x": "h", "y": "i", "c": "k", "'": "",
    "ş": "x", "š": "x", "ŝ": "x", "ș": "x", "ç": "c", "č": "c", "ž": "j", "ğ": "g", "ǵ": "g", "ı": "i",
    "ŋ": "n", "ə": "a", "ä": "a", "â": "ia", "û": "iu", "ß": "s", "æ": "e", "œ": "e", "ø": "o", "ł": "l", "đ": "d",
    "ð": "d", "þ": "t", "ʺ": "", "″": "",
}  # fmt: skip
_ENGLISH = {"ch(?![aeiouy'])": "h", "x": "ks", "c(?=[eiy])": "s"}
_SCIENTIFIC = {"ja": "ia", "ju": "iu", "jo": "e", "jë": "e", "je": "e", "j": "i", "ck": "tsk", "c": "ts"}
_GERMAN = {**_SCIENTIFIC, "ch": "h", "tsch": "c", "dsch": "j"}
_IOTATED = {"yo": "io"}
_UZBEK = {"o'": "u", "yo'": "iu", "ö": "u"}


def cyrillic(word: str) -> str:
    """Return the key spelling of a clean Cyrillic ``word``; letters of other scripts stay.

    A final -ии stays double: Алании (of Alania) is not алаңы (its square).
    """
    if word.endswith("ии"):
        return single(cyrillic_letters(word[:-1])) + "i"
    return single(cyrillic_letters(word))


def cyrillic_letters(word: str) -> str:
    """Return ``cyrillic`` with double letters still double, as the Turkic suffixes need them."""
    return _soft_ts(word.replace("дж", "ж").translate(_CYRILLIC_TABLE))


def latin(word: str) -> str:
    """Return the key spelling of a clean Latin ``word`` in the reading most spellings share."""
    return single(latin_letters(word))


def latin_letters(word: str) -> str:
    """Return ``latin`` with double letters still double."""
    return _letters(word, _PLAIN)


def latin_english(word: str) -> str:
    """Return the key of ``word`` read as English or Latin: Tech as тех, x as кс, soft c as с."""
    return _spell(word, _AS_ENGLISH)


def latin_scientific(word: str) -> tuple[str, str]:
    """Return the keys of ``word`` read as scientific romanisation: j as й, c as ц; and besides ch as х."""
    return _spell(word, _AS_SCIENTIFIC), _spell(word, _AS_GERMAN)


def latin_iotated(word: str) -> str:
    """Return the key of ``word`` with yo as йо, not ё: yol, typed for yo‘l."""
    return _spell(word, _AS_IOTATED)


def rounded(word: str) -> str:
    """Return the key of an Uzbek ``word`` with ў and o‘ as Russian у: O‘zeltexsanoat is Узэлтехсаноат."""
    return cyrillic(word.replace("ў", "у")) if script(word) == "cyrillic" else _spell(word, _AS_UZBEK)


def open_vowels(word: str) -> str:
    """Return ``rounded`` with о as Russian а besides: Ohangaron is Ахангаран, Buxoro is Бухара."""
    if script(word) == "cyrillic":
        return rounded(_PLAIN_O_CYRILLIC.sub("а", word))
    return rounded(_PLAIN_O.sub("a", word))


def key(word: str) -> str:
    """Return the key spelling of a clean ``word`` in Latin or Cyrillic; other scripts are unchanged."""
    return latin(word) if script(word) == "latin" else cyrillic(word)


def letters(word: str) -> str:
    """Return ``key`` with double letters still double, as in acronyms: ТПП is tpp."""
    return latin_letters(word) if script(word) == "latin" else cyrillic_letters(word)


def _rules(own: Mapping[str, str]) -> _Rules:
    """Compile a reading: the shared spellings with ``own`` before them, longest first."""
    looking = [(pattern, value) for pattern, value in own.items() if "(?" in pattern]
    merged = {**_LATIN, **{spelling: value for spelling, value in own.items() if "(?" not in spelling}}
    ordered = sorted(merged, key=len, reverse=True)
    plain = "|".join(map(re.escape, ordered))
    heads = "".join(f"(?P<r{at}>{pattern})|" for at, (pattern, _) in enumerate(looking))

    def spelt(match: re.Match[str]) -> str:
        if match.lastgroup is not None:
            return looking[int(match.lastgroup[1:])][1]
        return merged[match.group()]

    return re.compile(f"{heads}{plain}"), spelt


_Rules = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _spell(word: str, rules: _Rules) -> str:
    return single(_letters(word, rules))


def _letters(word: str, rules: _Rules) -> str:
    pattern, spelt = rules
    spelling = pattern.sub(spelt, word)
    if not spelling.isascii():
        spelling = "".join(map(_ascii, spelling))
    return _soft_ts(spelling)


def _soft_ts(key: str) -> str:
    """Uzbek writes Russian ци sometimes with ts, sometimes with s: investitsiya, konferensiya."""
    return key.replace("tsi", "si")


def _ascii(char: str) -> str:
    if char.isascii():
        return char
    if char in _CYRILLIC:
        return _CYRILLIC[char]
    base = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    return _LATIN.get(base, base)


_DOUBLE = re.compile(r"(?<=.)([^\W\daeou])\1+")
_PLAIN_O = re.compile("o(?!['a])")
_PLAIN_O_CYRILLIC = re.compile("о(?!а)")


def single(word: str) -> str:
    """Write double consonants and double i once: Минниханов and Minikhanov become equal.

    Other vowels, and the beginning of the word, are unchanged: cooper is not copper, ввод is not вод.
    """
    return _DOUBLE.sub(_first, word)


def _first(match: re.Match[str]) -> str:
    return match[1]


_PLAIN = _rules({})
_AS_ENGLISH = _rules(_ENGLISH)
_AS_SCIENTIFIC = _rules(_SCIENTIFIC)
_AS_GERMAN = _rules(_GERMAN)
_AS_IOTATED = _rules(_IOTATED)
_AS_UZBEK = _rules(_UZBEK)
