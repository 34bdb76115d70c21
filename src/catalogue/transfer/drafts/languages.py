"""The language of the names in a column, by their script, their small words, or the heading above them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.text.normalise import WORD, fold

_SCRIPTS = (("ja", "[぀-ヿ]"), ("ko", "[가-힣]"), ("zh", "[一-鿿]"))
_SMALL_WORDS = {
    "en": "the of and on for between in to with by",
    "de": "der die das und uber zwischen fur des zur zum vom dem",
    "fr": "le la les et du des sur entre relatif pour au aux",
    "es": "el la los las y del sobre entre para por",
    "pt": "o os a as e do da dos das sobre entre para",
    "it": "il lo la gli e di della del tra sulla per",
    "nl": "het van een en tussen inzake voor der de",
    "pl": "w z i o na miedzy oraz dla",
    "tr": "ve ile arasinda icin bir",
}
_HEADINGS = (
    ("de", "bezeichnung"),
    ("fr", "intitul|titre"),
    ("es", "nombre|denominacion|titulo del"),
    ("pl", "nazwa|tytul"),
    ("tr", r"(?:.* )?adi$"),
    ("uk", "назва"),
    ("kk", "атауы"),
)
_SOME = 0.5
_CLEARLY = 1.5


def of_names(heading: str, names: Iterable[str]) -> str:
    """The tag of a language other than English, Russian and Uzbek that names are in; "" if nothing shows one.

    ``heading`` is folded. A language is shown by its script, by small words in half of the names (and half as often
    again as those of any other language), or by the heading's own language where the names have no small words of
    English.
    """
    listed = list(names)
    for tag, signs in _SCRIPTS:
        if sum(re.search(signs, name) is not None for name in listed) > len(listed) / 2:
            return tag
    words = [frozenset(WORD.findall(fold(name))) for name in listed]
    counts = {tag: sum(len(found & set(small.split())) for found in words) for tag, small in _SMALL_WORDS.items()}
    first, second, *_ = sorted(counts, key=lambda tag: -counts[tag])
    if counts[first] >= max(_SOME * len(listed), _CLEARLY * counts[second], 1):
        return "" if first == "en" else first
    headed = (tag for tag, pattern in _HEADINGS if re.search(rf"(?<![^\W_])(?:{pattern})", heading))
    return "" if counts["en"] >= _SOME * len(listed) else next(headed, "")
