"""The keys by which one word may be found, without using the table of terms.

Самаркандской   whole samarkandskoi   stems samarkandsk, samarkand   readings -
Ohangaronda     whole ohangaronda     stems ohangaron                loose ahangaranda, ahangaran
Eltech          whole eltec           stems -                        readings elteh
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from catalogue.text import stem, translit
from catalogue.text.normalise import clean
from catalogue.text.scripts import script, unmix

_OTHER = re.compile(r"[^\w']|_")
MAX_LENGTH = 64
"""Longer keys are truncated: nobody types them, and they would make the vocabulary slow."""

_STEMMED = 20_000
"""Words whose stems are cached: most words occur both capitalised and in lower case."""

RUSSIFIED_FROM, QUERY_RUSSIFIED_FROM = 5, 6
"""Shorter words are never read with о as а: порка would become парка. Names in texts may be one letter shorter."""


class Forms(Struct, frozen=True, gc=False):
    """The keys of one word: the whole word, its stems (likeliest first), and other readings.

    ``loose`` keys are the Russian renderings of an Uzbek name. They may match another word's plain keys, but never its
    loose keys: новой is not Navoi.
    """

    whole: str
    stems: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()

    @property
    def plain(self) -> tuple[str, ...]:
        """All keys except the loose ones."""
        return (self.whole, *self.stems, *self.readings)


def forms(word: str, *, in_query: bool = False) -> Forms:
    """Return the keys of ``word`` in a text, or, with ``in_query``, in a query.

    In a text only capitalised words, that is names, get other readings. A query is usually typed in lower case and in
    any romanisation, so its words always get other readings, and the stems of romanised Russian too.
    """
    cleaned = unmix(_letters(word))[:MAX_LENGTH]
    kind = script(cleaned)
    if kind == "cyrillic":
        return _cyrillic(cleaned.replace("ё", "е"), named=word[:1].isupper(), in_query=in_query)
    if kind in ("latin", "mixed"):
        return _query_latin(cleaned) if in_query else _latin(cleaned, named=word[:1].isupper())
    return Forms(translit.key(cleaned))


def _letters(word: str) -> str:
    """Clean ``word`` and drop everything except letters and digits: stress marks, the slash in a decomposed ⅓."""
    cleaned = clean(word)
    return cleaned if cleaned.isalnum() else _OTHER.sub("", cleaned)


def term_keys(word: str, lang: str) -> tuple[str, ...]:
    """Return the keys of a term of the language ``lang``: the whole word and its likeliest stem.

    Only the rules of that language are used for the stem: жоба (kk, project) must not become job.
    """
    cleaned = clean(word).replace("ё", "е")
    whole = translit.key(cleaned)
    if lang == "ru" and script(cleaned) == "cyrillic":
        stems = [translit.cyrillic(found) for found in stem.russian(cleaned)[:1]]
    elif lang == "en" and script(cleaned) == "latin":
        stems = [translit.latin(stem.english(cleaned))]
    else:
        stems = []
    return (whole, *_distinct(whole, tuple(stems)))


def _cyrillic(word: str, *, named: bool, in_query: bool) -> Forms:
    whole = translit.cyrillic(word)
    if not whole:
        return Forms(word.replace("'", ""))
    stems = _distinct(whole, _cyrillic_stems(word))
    if in_query:
        letters = translit.cyrillic_letters(word)
        plurals = (*stem.without_plural(letters), *stem.without_kazakh_plural(letters))
        stems += (*stem.without_derivation((whole, *stems)), *map(translit.single, plurals))
    return Forms(whole, stems, (), _russified(word, (whole, *stems), in_query=in_query) if named or in_query else ())


@lru_cache(_STEMMED)
def _cyrillic_stems(word: str) -> tuple[str, ...]:
    sure = stem.is_turkic(word)
    letters = translit.cyrillic_letters(word)
    turkic = tuple(map(translit.single, stem.turkic(letters, sure=sure)))
    russian = tuple(map(translit.cyrillic, stem.russian(word)))
    return (*turkic, *russian) if sure else (*russian, *turkic)


def _latin(word: str, *, named: bool) -> Forms:
    whole = translit.latin(word)
    if not whole:
        return Forms(word.replace("'", ""))
    stems = _distinct(whole, _latin_stems(word))
    if not named:
        return Forms(whole, stems)
    readings = _without((whole, *stems), (translit.latin_english(word),))
    return Forms(whole, stems, readings, _russified(word, (whole, *stems), in_query=False))


def _query_latin(word: str) -> Forms:
    whole = translit.latin(word)
    if not whole:
        return Forms(word.replace("'", ""))
    scientific = translit.latin_scientific(word)
    stems = _distinct(whole, (*_latin_stems(word), *stem.romanised(whole)))
    stems += (*stem.without_derivation((whole, *stems)), *stem.without_plural(translit.latin_letters(word)))
    readings = (
        translit.latin_english(word),
        *(form for key in _without((whole,), scientific) for form in (key, *stem.romanised(key))),
        translit.latin_iotated(word),
    )
    return Forms(whole, stems, _without((whole, *stems), readings), _russified(word, (whole, *stems), in_query=True))


@lru_cache(_STEMMED)
def _latin_stems(word: str) -> tuple[str, ...]:
    sure = stem.is_turkic(word)
    if word.endswith("y") and not sure:
        # No Turkic suffix ends in -y, but many English words do: "ministry" is not a possessive form of "minister".
        return (translit.latin(stem.english(word)),)
    turkic = tuple(map(translit.single, stem.turkic(translit.latin_letters(word), sure=sure)))
    english = translit.latin(stem.english(word))
    return (*turkic, english) if sure else (english, *turkic)


def _russified(word: str, known: tuple[str, ...], *, in_query: bool) -> tuple[str, ...]:
    readings: list[str] = []
    if "ў" in word or "o'" in word or "ö" in word:
        rounded = translit.rounded(word)
        readings += [rounded, *stem.turkic(rounded)]
    if len(word) >= (QUERY_RUSSIFIED_FROM if in_query else RUSSIFIED_FROM) and ("o" in word or "о" in word):
        open_vowels = translit.open_vowels(word)
        readings += [open_vowels, *stem.turkic(open_vowels)]
    return _without(known, tuple(readings))


def _distinct(whole: str, stems: tuple[str, ...]) -> tuple[str, ...]:
    return _without((whole,), stems)


def _without(known: tuple[str, ...], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(keys) if key and key not in known)


_HALF_DIGRAPHS = {"s": "x", "c": "c", "z": "j", "k": "h", "g": "g"}


def prefixes(typed: str, found: Forms) -> tuple[str, ...]:
    """Return the prefixes that a half-typed word may mean: Tas may become Tash, инвестиц may continue with и."""
    wholes = [found.whole]
    if found.whole.endswith("ts"):
        wholes.append(found.whole[:-2] + "s")
    last = typed[-1:]
    if last in _HALF_DIGRAPHS and typed.isascii():
        wholes.append(found.whole[:-1] + _HALF_DIGRAPHS[last])
    return tuple(dict.fromkeys(wholes))
