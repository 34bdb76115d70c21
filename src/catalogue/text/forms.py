"""One word to the spellings it may be found by, without any table of terms.

Самаркандской   whole samarkandskoi   stems samarkandsk, samarkand   readings -
Ohangaronda     whole ohangaronda     stems ohangaron                loose ahangaranda, ahangaran
Eltech          whole eltec           stems -                        readings elteh
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from catalogue.text import stem, translit
from catalogue.text.normalise import clean
from catalogue.text.scripts import script, unmix

_OTHER = re.compile(r"[^\w']|_")
MAX_LENGTH = 64
"""Longer keys are cut: nobody types them, and a vocabulary of them would be slow."""

_STEMMED = 20_000
"""Words whose stems are remembered: most come with a capital and without."""

RUSSIFIED_FROM, ASKED_RUSSIFIED_FROM = 5, 6
"""Shorter words are never read with о as а: порка would be парка. Names in texts may be a letter shorter."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The keys of one word: as it stands, without its endings (likeliest first), and in other readings.

    ``loose`` keys are how Russian renders an Uzbek name. They may meet another word's plain keys, never its loose
    ones: новой is not Navoi.
    """

    whole: str
    stems: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()

    @property
    def plain(self) -> tuple[str, ...]:
        """All keys but the loose ones."""
        return (self.whole, *self.stems, *self.readings)


def forms(word: str, *, asked: bool = False) -> Forms:
    """Return the keys of ``word``, as it stands in a text, or as somebody ``asked`` for it.

    A text gives other readings only to capitalised words, that is to names; a question is usually typed in
    lower case and in any romanisation, so it gets them always, and the stems of romanised Russian too.
    """
    cleaned = unmix(_letters(word))[:MAX_LENGTH]
    kind = script(cleaned)
    if kind == "cyrillic":
        return _cyrillic(cleaned.replace("ё", "е"), named=word[:1].isupper(), asked=asked)
    if kind in ("latin", "mixed"):
        return _asked_latin(cleaned) if asked else _latin(cleaned, named=word[:1].isupper())
    return Forms(translit.key(cleaned))


def _letters(word: str) -> str:
    """Clean ``word`` and drop what is neither letter nor digit: stress marks, the slash of ⅓ taken apart."""
    cleaned = clean(word)
    return cleaned if cleaned.isalnum() else _OTHER.sub("", cleaned)


def term_keys(word: str, lang: str) -> tuple[str, ...]:
    """Return the keys a term of the language ``lang`` is known by: the whole word and its likeliest stem.

    Only the rules of that language cut it: жоба (kk, project) must not become job.
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


def _cyrillic(word: str, *, named: bool, asked: bool) -> Forms:
    whole = translit.cyrillic(word)
    if not whole:
        return Forms(word.replace("'", ""))
    stems = _distinct(whole, _cyrillic_stems(word))
    return Forms(whole, stems, (), _russified(word, (whole, *stems), asked=asked) if named or asked else ())


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
    return Forms(whole, stems, readings, _russified(word, (whole, *stems), asked=False))


def _asked_latin(word: str) -> Forms:
    whole = translit.latin(word)
    if not whole:
        return Forms(word.replace("'", ""))
    scientific = translit.latin_scientific(word)
    stems = _distinct(whole, (*_latin_stems(word), *stem.romanised(whole)))
    readings = (
        translit.latin_english(word),
        *(form for key in _without((whole,), scientific) for form in (key, *stem.romanised(key))),
        translit.latin_iotated(word),
    )
    return Forms(whole, stems, _without((whole, *stems), readings), _russified(word, (whole, *stems), asked=True))


@lru_cache(_STEMMED)
def _latin_stems(word: str) -> tuple[str, ...]:
    sure = stem.is_turkic(word)
    if word.endswith("y") and not sure:
        # No Turkic suffix ends in -y, many English words do: a ministry is not somebody's minister.
        return (translit.latin(stem.english(word)),)
    turkic = tuple(map(translit.single, stem.turkic(translit.latin_letters(word), sure=sure)))
    english = translit.latin(stem.english(word))
    return (*turkic, english) if sure else (english, *turkic)


def _russified(word: str, known: tuple[str, ...], *, asked: bool) -> tuple[str, ...]:
    rounded, open_vowels = translit.russified(word)
    readings = [rounded, *stem.turkic(rounded)] if "ў" in word or "o'" in word or "ö" in word else []
    if len(word) >= (ASKED_RUSSIFIED_FROM if asked else RUSSIFIED_FROM) and ("o" in word or "о" in word):
        readings += [open_vowels, *stem.turkic(open_vowels)]
    return _without(known, tuple(readings))


def _distinct(whole: str, stems: tuple[str, ...]) -> tuple[str, ...]:
    return _without((whole,), stems)


def _without(known: tuple[str, ...], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(keys) if key and key not in known)
