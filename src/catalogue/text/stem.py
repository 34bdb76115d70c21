"""Light stemming: enough to find one form of a word by another, but not so much that two names become equal.

Russian words are stemmed in Cyrillic, where ь, й, и and ы still differ; romanised Russian and Turkic words in the key
spelling of ``catalogue.text.translit``. Nouns in -ия, -ие and -ий end in -ии after stemming: no other stem does, so
Алания never matches алаңы.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from threading import Lock
from typing import Protocol, cast

MIN_STEM = 3

_ADJECTIVE = "ого|его|ому|ему|ыми|ими|ый|ий|ой|ая|яя|ое|ее|ые|ие|ую|юю|ых|их|ым|им|ом|ем|ою|ею"
_NOUN = "ами|ями|ах|ях|ам|ям|ов|ев|ей|ой|ом|ем|ою|ею|ью|а|я|о|е|ы|и|у|ю|ь|й"
_ENDINGS = frozenset(f"{_ADJECTIVE}|{_NOUN}".split("|"))
_LONGEST_ENDING = max(map(len, _ENDINGS))
# Relational adjectives: ферганская, сырдарьинская, алматинская, узбекско-; not -ческий, whose base is not a word.
_RELATIONAL = re.compile(f"^(.{{2,}}?)ск(?:{_ADJECTIVE}|о|и)$")
_NO_BASE = re.compile(r"(?:че|ствен|тель)$")
# мастерская, кондитерская, ... are rooms, not adjectives of мастер.
_PLACES_OF_WORK = frozenset({"мастер", "костюмер", "кондитер", "парикмахер", "канцеляр", "ординатор"})
# -ия, -ие, -ий: after the first set of consonants only adjectives end in -ие and -ий, after the second both nouns and
# adjectives do.
_IOTA = re.compile(r"^(.{2,})(ия|ие|ии|ию|ией|ием|иям|иями|иях|ий|иею)$")
_ONLY_ADJECTIVES, _BOTH = "кжшщчц", "гхн"
_SOFT_IOTA = re.compile(r"^(.{2,}(?:[аея]н|[аеия]т|аст|ел))ь(?:е|я|ю|и|ем|ям|ями|ях)$")
_REFLEXIVE = 7  # letters: строится is of строит, but Люся is a name
_FLEETING = re.compile(r"^(.{3,})[ое]([кц])$")
# Adjectives of trades, whose nouns are compounds with another ending: судостроительный, судостроение.
_TRADE = re.compile(f"^(.{{2,}})(строительн|обрабатывающ|перерабатывающ|добывающ)(?:{_ADJECTIVE})$")
_TRADES = {
    "строительн": "строении",
    "обрабатывающ": "обработк",
    "перерабатывающ": "переработк",
    "добывающ": "добыч",
}
_VOWEL = re.compile("[аеиоуыэюяәөүұіaeiou]")


def russian(word: str) -> tuple[str, ...]:
    """Return the stems of a clean Cyrillic ``word`` (ё as е), the likeliest first; none if it has no ending.

    технопарками → технопарк, Мордовией → мордовии, Ферганской → ферганск and ферган, участок → участок's участк.
    """
    # A letter that every match has is looked for first, which is faster.
    relational = _RELATIONAL.match(word) if "ск" in word else None
    if relational:
        return tuple(_relational(relational[1]))
    if word.endswith("ся") and len(word) >= _REFLEXIVE:
        return (word[:-2], *russian(word[:-2]))
    if trade := _TRADE.match(word):
        return (trade[1] + trade[2], trade[1] + _TRADES[trade[2]])
    found: list[str] = []
    softened = _SOFT_IOTA.match(word) if "ь" in word else None
    if softened:
        found.append(softened[1] + "ии")
    iota = _IOTA.match(word) if "и" in word else None
    if iota and _may_be_noun(iota[1], iota[2]):
        found.append(iota[1] + "ии")
    if not found or (iota and _may_be_adjective(iota[1], iota[2])) or word.endswith("ью"):
        found.extend(_plain(word))
    return tuple(dict.fromkeys(stem for stem in found if stem != word and _VOWEL.search(stem)))


# Towns ending in -ов and -ев whose stem would be another word: Ростов is not the genitive of рост.
_NAMES = frozenset(
    "азов дмитров киев киров королев львов псков ростов саратов серов тамбов чехов".split()  # noqa: SIM905
)
# метро is not an inflected form of метр.
_INDECLINABLE = frozenset(
    "авто бюро видео депо евро жюри интервью кафе кино коммюнике кофе метро пальто портфолио радио резюме такси фойе"  # noqa: SIM905
    " фото шасси шоссе".split()
)


def _plain(word: str) -> list[str]:
    if word in _NAMES or word in _INDECLINABLE:
        return []
    if fleeting := _FLEETING.match(word):
        return [fleeting[1] + fleeting[2]]
    base = _without_ending(word)
    if base is None:
        return []
    # областей is a form of область, but in музей the ending is part of the stem (музея, музеев).
    return [base, word[:-1]] if word.endswith("ей") and base != word[:-1] else [base]


def _without_ending(word: str) -> str | None:
    """Return ``word`` without its longest ending that leaves a stem; None if it has none."""
    for length in range(min(_LONGEST_ENDING, len(word) - MIN_STEM), 0, -1):
        if word[-length:] in _ENDINGS:
            return word[:-length]
    return None


def _may_be_noun(base: str, ending: str) -> bool:
    if base[-1] in _ONLY_ADJECTIVES and ending in ("ие", "ий"):
        return base[-1] == "ц"
    return not (base[-1] in "гх" and ending == "ие")


def _may_be_adjective(base: str, ending: str) -> bool:
    return ending in ("ие", "ий") and base[-1] in _ONLY_ADJECTIVES + _BOTH


def _relational(base: str) -> list[str]:
    stems = [base + "ск"]
    if _NO_BASE.search(base) or base in _PLACES_OF_WORK:
        return stems
    if base.endswith("ий"):
        stems += [base[:-2] + "ии", base]
    elif base.endswith(("ин", "нен")) and len(base) >= MIN_STEM + 3:
        # сырдарьинский of Сырдарья, дубненский of Дубна
        stems += [base[:-2], base]
    elif len(base) > MIN_STEM:
        stems.append(base)
        stems += [base[:-1] + "г"] if base.endswith("ж") else []
    return [stem for stem in stems if len(stem) >= MIN_STEM]


# ------------------------------------------------------------------ in the key spelling

_KEY_ADJECTIVE = "ogo|ego|omu|emu|imi|aia|uiu|iu|oi|ei|oe|ie|ih|im|om|em|ii|i|o|e"
_KEY_ENDINGS = (
    "iami", "ami", "ogo", "ego", "omu", "emu", "imi", "iah", "iam", "aia", "uiu", "ah", "am", "ov", "ev", "ei", "oi",
    "om", "em", "ih", "im", "oe", "ie", "iu", "ia", "ii", "a", "o", "e", "i", "u",
)  # fmt: skip
_KEY_RELATIONAL = re.compile(f"^(.{{2,}}?)sk(?:aia|oiu|{_KEY_ADJECTIVE})$")
_KEY_IOTA = re.compile(r"^(.{2,}[^aeiou])(?:ia|ie|ii|iu|iei|iem|iam|iami|iah|i)$")


def romanised(key: str) -> tuple[str, ...]:
    """Return the stems of a romanised Russian word in the key spelling, as ``russian`` stems its Cyrillic form.

    The key has lost ь and й, so this gives every possible stem.
    """
    relational = _KEY_RELATIONAL.match(key)
    if relational:
        base = relational[1]
        stems = [base + "sk", *([base[:-1] + "ii", base] if base.endswith("i") else [])]
        stems += [base[:-2]] if base.endswith("in") and len(base) >= MIN_STEM + 3 else []
        stems += [base] if len(base) > MIN_STEM and not base.endswith("ce") else []
        stems += [base[:-1] + "g"] if base.endswith("j") else []
        return tuple(dict.fromkeys(stem for stem in stems if len(stem) >= MIN_STEM))
    found = [iota[1] + "ii"] if (iota := _KEY_IOTA.match(key)) else []
    ending = next((e for e in _KEY_ENDINGS if key.endswith(e) and len(key) - len(e) >= MIN_STEM), None)
    if ending is not None:
        found.append(key[: -len(ending)])
    return tuple(stem for stem in dict.fromkeys(found) if stem != key and _VOWEL.search(stem))


# Suffixes in the key spelling, from the end of the word inwards: case last, before it possessive, before that plural.
# Suffixes in which Russian and English words also end are cut only if the word has a letter that only Turkic alphabets
# have, or after the doubled letter that shows where they begin (Казаннан, районнар). Suffixes in t and k follow
# voiceless consonants only: мемлекеті is not мемлеке.
_CASE = re.compile(
    "(?:ning|nin|dagi|degi|tagi|tegi|gaca|dan|(?<=[in])nan|(?<=t)ten|den|ga|da|(?<=in)de|ni|(?<=.....)[mbp]en)$"
)
_CASE_SURE = re.compile(
    "(?:ning|[nd]in|d[ae]gi|(?<=i)nd[ae]gi|gaca|[dn]an(?<!stan)|[dn]en|[mbp]en|g[ae]|(?<=i)n[ae]|d[ae]"
    "|(?<=i)nd[ae]|ni|(?<![aeou])di|(?<![aeiou])(?:t[ae]gi|t[ae]n(?<!stan)|tin|t[aei]|k[ae]))$"
)
_LINKED = re.compile("(?<=i)n$")
_LINKED_SURE = re.compile("(?<=[ie])n$")
_POSSESSIVE = re.compile("(?:i?miz|s?i)$")
_POSSESSIVE_SURE = re.compile("(?:i?miz|s?[ie])$")
_PLURAL = re.compile("(?:l|(?<=n)n)[ae]r$")
_PLURAL_SURE = re.compile("[ldtn][ae]r$")
_SUFFIXES = (_CASE, _LINKED, _POSSESSIVE, _PLURAL)
_SUFFIXES_SURE = (_CASE_SURE, _LINKED_SURE, _POSSESSIVE_SURE, _PLURAL_SURE)
_TURKIC_LETTERS = re.compile("[қғҳўәіңүұөһҡҙҫҷ]|q|[og]'|[şçöğŋəūı]")
_LONGEST_SUFFIX = 5  # -ndagi
_TURKIC_MIN = 4


def is_turkic(word: str) -> bool:
    """Return whether a clean ``word`` has a letter of the Turkic alphabets that Russian and English lack."""
    return _TURKIC_LETTERS.search(word) is not None


def turkic(key: str, *, sure: bool = False) -> tuple[str, ...]:
    """Return the stems of an Uzbek, Kazakh or Tatar word in the key spelling, the shortest first.

    The key must still have its double letters (O‘zbekistonning ends in -ning). viloyatidagi → viloiat, klasterlarning →
    klaster, аймағы (aimagi) → aimag and aimak. ``sure`` adds the suffixes that would cut Russian and English words.
    """
    if key.endswith("ii"):
        return ()
    case, linked, possessive, plural = _SUFFIXES_SURE if sure else _SUFFIXES
    cuts = _cut(case, key)
    found = [key, *cuts]
    if cuts and key[len(cuts[0])] == "d":
        found += _cut(linked, cuts[0])
    found += [stem for cut in _cut(possessive, found[-1]) for stem in _owned(cut, found[-1], sure=sure)]
    found += _cut(plural, found[-1])
    # The -ni of o‘rmoni may be a case, and is the end of o‘rmon with a possessive.
    found[1:1] = [key[:-1]] if cuts and key.endswith("ni") else []
    return tuple(dict.fromkeys(reversed(found[1:])))


_DERIVED = re.compile(r"(?:(?<=.{5})lik|(?<=.{4})lararo|(?<=.{4}[ao])vi)$")


def without_derivation(keys: Iterable[str]) -> tuple[str, ...]:
    """Return what Uzbek words are derived from: toshkentlik (of Tashkent), viloyatlararo (between regions), mintaqaviy.

    For queries only: in texts -lik mostly makes abstract nouns, such as hamkorlik.
    """
    return tuple(dict.fromkeys(key[: match.start()] for key in keys if (match := _DERIVED.search(key))))


_FEW = re.compile(r"(.{3})(?:[ld][ae]r(?:i|ni|ga|da|dan|ning)?|id[ae](?:n|gi)?|d[ae](?:n|gi)?|i?ning?)$")
_DOLLAR = "dollar"


def without_plural(key: str) -> tuple[str, ...]:
    """Return the base of a plural or case of a Turkic word of three letters: suvlar, yo‘llari, жолдар, bog‘ida, Уфаның.

    For queries only: too many words of texts end so.
    """
    match = _FEW.match(key)
    return (match[1],) if match and key != _DOLLAR else ()


_KAZAKH_PLURAL = re.compile(
    r"(.{4,})(?:[dt][ae]r(?:i|in|inin|inda|inan|ina|di|din|da|dan|ga)?|[dt]e|t[ae]n|den|ta|ke)$"
)


def without_kazakh_plural(key: str) -> tuple[str, ...]:
    """Return the base of a Kazakh or Tatar plural or case without a letter of their alphabets: парктер, Семейде.

    For queries only: Russian words end so, too (характер), but no text has what is left of them.
    """
    match = _KAZAKH_PLURAL.match(key)
    return (match[1],) if match else ()


def _cut(suffix: re.Pattern[str], key: str) -> list[str]:
    match = suffix.search(key, max(len(key) - _LONGEST_SUFFIX, 0))
    return [key[: match.start()]] if match and match.start() >= _TURKIC_MIN else []


def _owned(stem: str, key: str, *, sure: bool) -> list[str]:
    """Return the possible bases of a possessive form: облысы from облыс, қаласы from қала, аймағы from аймақ, кітабы
    from кітап."""
    stems = [stem]
    if key[len(stem) :].startswith("s"):
        stems.insert(0, stem + "s")
    if stem.endswith("g"):
        return [stem[:-1] + "k", *stems]
    return [stem[:-1] + "p", *stems] if sure and stem.endswith("b") else stems


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


@cache
def _snowball() -> _Stemmer:
    """Loaded at first use. Its own cache is off: ``catalogue.text.forms`` has one."""
    from Stemmer import Stemmer

    return cast(_Stemmer, Stemmer("english", 0))


def english(word: str) -> str:
    """Return the Snowball (Porter 2) stem of a clean Latin ``word``."""
    bare = word.removesuffix("'s").replace("'", "")
    with _ONE_AT_A_TIME:
        return _snowball().stemWord(bare)


_ONE_AT_A_TIME = Lock()  # the stemmer object holds state; pages and filters are computed in threads
