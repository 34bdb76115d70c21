"""The words and signs of typed dates, in English, Russian, Uzbek (both scripts) and Kazakh.

In eight further languages the words for months, seasons, quarters and half years are known.

A text becomes a list of tokens; each has a kind, one letter, so that the order of kinds is a short word:

    Y year            N number of one or two digits   M month         R Roman numeral   O ordinal word
    Z numeric date    d day and month in digits       S season        Q quarter         H half year
    D decade ending   P plural "years"                E "to date"     - dash            ? uncertain    ~ about
    F from (before)   f from (after)                  T until (before)                  t until (after)
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from catalogue.model import date_names
from catalogue.model.edtf import DateProblem, unreadable

Order = Literal["dmy", "mdy", "ymd"]


class Token(NamedTuple):
    """One kind of the table above; ``numbers`` are its parts in the order year, month, day."""

    kind: str
    numbers: tuple[int, ...] = ()
    word: str = ""


def tokens(text: str, order: Order | None) -> list[Token]:
    """The tokens of a ``cleaned`` text without filler words.

    Raises DateProblem: ``date.unreadable`` at the first unknown word or sign, ``date.ambiguous`` for digits
    with several readings (02/07/2012 without ``order``, years of two digits).
    """
    found: list[Token] = []
    cyrillic = any("\u0400" <= sign <= "\u04ff" for sign in text)
    position = 0
    pattern = _token_pattern()
    while position < len(text):
        match = pattern.match(text, position)
        if match is None:
            raise unreadable(text)
        position = match.end()
        kind = match.lastgroup
        if kind == "gap":
            continue
        if kind == "word":
            _word(match.group().lstrip("'"), found, cyrillic=cyrillic)
        elif kind == "dash":
            _dash(match, found)
        elif kind in ("time", "offset"):
            _time(match, found)
        else:
            found.append(_digits_or_sign(match.group(), str(kind), order))
    return _joined(found)


# No repetition overlaps another, so the match takes linear time.
_TOKEN = (
    r"(?P<gap>[ ,.;°()\"«»“”„]+)"
    r"|(?P<time>t?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[ap]m)?"
    r"(?: ?(?:z|utc|[+-][0-9]{2}:[0-9]{2}|\+[0-9]{4}|\+[0-9]{2}))?(?![0-9:]))"
    r"|(?P<offset>z(?![^\W_])|[+-][0-9]{2}:[0-9]{2}(?![0-9:]))"
    r"|(?P<three>[0-9]{1,4}(?P<sep>[./-])[0-9]{1,2}(?P=sep)[0-9]{1,4}(?![0-9]))"
    r"|(?P<monthyear>[0-9]{1,2}[./-][0-9]{4}(?![0-9]))"
    r"|(?P<yearmonth>[0-9]{4}[./-][0-9]{1,2}(?![0-9]))"
    r"|(?P<daymonth>[0-9]{1,2}[./][0-9]{1,2}(?![0-9]))"
    r"|(?P<eight>[0-9]{8}(?![0-9]))"
    r"|(?P<year>[0-9]{4}(?![0-9]))"
    r"|(?P<small>[0-9]{1,2}(?![0-9]))"
    r"|(?P<word>'?[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<dash>-)"
    r"|(?P<mark>[?~])"
)


@cache
def _token_pattern() -> re.Pattern[str]:
    """Compiled at the first typed date, so that a run of the program that reads none does not spend the time."""
    return re.compile(_TOKEN)


def _digits_or_sign(text: str, kind: str, order: Order | None) -> Token:
    if kind == "mark":
        return Token(text)
    if kind == "year":
        return Token("Y", (int(text),))
    if kind == "small":
        return Token("N", (int(text),))
    if kind == "eight":
        return Token("Z", (int(text[:4]), int(text[4:6]), int(text[6:])))
    if kind == "three":
        return Token("Z", _three(text, order))
    first, second = (int(part) for part in re.split("[./-]", text))
    if kind == "daymonth":
        return Token("d", (second, first))
    year, month = (first, second) if kind == "yearmonth" else (second, first)
    if month > 12:
        # 2021–22 means two years to most people, and a season (2021-22) where dates are written as EDTF.
        raise DateProblem("date.ambiguous", text=text)
    return Token("Z", (year, month))


def _three(text: str, order: Order | None) -> tuple[int, int, int]:
    """Year, month and day of three numbers: by a leading year of four digits, by dots, by ``order``."""
    separator = "." if "." in text else "/" if "/" in text else "-"
    parts = text.split(separator)
    first, second, third = map(int, parts)
    if len(parts[0]) == 4 and len(parts[2]) <= 2:
        return first, second, third
    if len(parts[2]) != 4:
        if len(parts[0]) <= 2 and len(parts[2]) == 2:
            raise DateProblem("date.ambiguous", text=text, year=parts[2])
        raise unreadable(text)
    if separator == "." or order == "dmy":
        return third, second, first
    if order == "mdy":
        return third, first, second
    if first > 12 or first == second:
        return third, second, first
    if second > 12:
        return third, first, second
    readings = (f"{third:04}-{second:02}-{first:02}", f"{third:04}-{first:02}-{second:02}")
    raise DateProblem("date.ambiguous", text=text, readings=readings)


def _dash(match: re.Match[str], found: list[Token]) -> None:
    """Add a dash, with whether it has spaces around it: ``2-aprel`` joins, ``28 May - 3 June`` spans."""
    spaced = " " in match.string[max(match.start() - 1, 0) : match.end() + 1]
    found.append(Token("-", word=" " if spaced else ""))


def _time(match: re.Match[str], found: list[Token]) -> None:
    """Drop the time of day or the offset that follows a day; dates are no finer than days."""
    if match.lastgroup == "offset":
        if not found or found[-1].kind != "Z":
            raise unreadable(match.string)
        return
    hour, minute = re.findall("[0-9]{1,2}", match.group())[:2]
    if not found or found[-1].kind not in "ZYMN" or int(hour) > 24 or int(minute) > 59:
        raise unreadable(match.string)


def _word(word: str, found: list[Token], *, cyrillic: bool) -> None:
    """Add the tokens of a word; an ending like -dan or -gacha is a separate token."""
    glued = bool(found) and found[-1].kind == "-" and not found[-1].word
    before = found[-2] if glued and len(found) > 1 else found[-1] if found else None
    if word in _DECADE and before is not None and before.kind == "Y":
        if glued:
            found.pop()
        found.append(Token("D"))
        return
    if glued and word in _NUMBER_ENDINGS and before is not None and before.kind in "NR":
        found.pop()
        return
    if word == "c":
        word = "с" if cyrillic else "circa"
    new = _meaning(word)
    if new is None:
        raise unreadable(word)
    if glued and (not new or new[0].kind in "ftP"):
        found.pop()
    found.extend(new)


def _meaning(word: str) -> list[Token] | None:
    """The tokens of a word by itself: none for a filler, None when it is unknown."""
    if word in _FILLERS:
        return []
    named = _named(word)
    if named is not None:
        return [named]
    for ending, kind in _ENDINGS.items():
        stem = word.removesuffix(ending)
        if stem != word and (stem in _YEAR_STEMS or stem in date_names.MONTH_NUMBERS):
            month = [] if stem in _YEAR_STEMS else [Token("M", (date_names.MONTH_NUMBERS[stem],), stem)]
            return [*month, Token(kind)] if kind else month
    return None


def _named(word: str) -> Token | None:
    if word in date_names.MONTH_NUMBERS:
        return Token("M", (date_names.MONTH_NUMBERS[word],), word)
    if (month := date_names.foreign_month(word)) is not None:
        return Token("M", (month,), word)
    if word in _KINDS:
        return Token(_KINDS[word], word=word if _KINDS[word] == "F" else "")
    if (season := date_names.season(word)) is not None:
        return Token("S", (season,))
    plain = date_names.unaccented(word)
    if word in _ORDINALS or plain in _ORDINALS:
        return Token("O", (_ORDINALS.get(word) or _ORDINALS[plain],))
    if plain in _FOREIGN_PARTS:
        return Token(_FOREIGN_PARTS[plain])
    roman = date_names.ROMAN.get(word.translate(_CYRILLIC_ROMAN))
    return Token("R", (roman,)) if roman else None


def _joined(found: list[Token]) -> list[Token]:
    """Drop the dashes that only join a day, a month and a year (``2-aprel``, ``02-Feb-2024``, ``2023-апрель``)."""
    kept: list[Token] = []
    for index, token in enumerate(found):
        if token.kind == "-" and not token.word and kept and index + 1 < len(found):
            left, right = kept[-1].kind, found[index + 1].kind
            day_stands = any(earlier.kind == "N" for earlier in kept[:-1])
            if left + right in _JOINS or (left + right == "MN" and not day_stands):
                kept.append(Token("_"))
                continue
        kept.append(token)
    return kept


_JOINS = frozenset({"NM", "MY", "YM", "NR", "RY", "NQ", "YQ", "QY", "RQ", "NH", "YH", "HY", "RH", "HN", "QN"})
_CYRILLIC_ROMAN = str.maketrans("іх", "ix")
_DECADE = frozenset({"s", "е", "х"})
_NUMBER_ENDINGS = frozenset({"е", "м"})  # 2-е полугодие, в 1-м квартале

_KINDS: Final = {
    word: kind
    for kind, words in {
        "F": "from since between с со от",
        "T": "to until till by and through по до к",
        "f": "dan дан",
        "t": "gacha гача дейін",
        "E": "present now настоящее н hozirgacha ҳозиргача",
        "~": "circa ca about approximately approx ок около примерно приблизительно taxminan тахминан шамамен",
        "?": "probably вероятно предположительно ehtimol эҳтимол",
        "Q": "q qtr quarter quarters кв квартал квартала квартале кварталы chorak choragi choragida"
        " чорак чораги чорагида тоқсан тоқсаны тоқсанында",
        "H": "h half полугодие полугодия полугодии половина половины половине yarim yarmi yarmida ярим ярми ярмида"
        " жартыжылдық жартыжылдығы жартыжылдығында жартыжылдықта жартысы жартысында",
        "P": "years годы годов годах yillar yillari yillarda йиллар йиллари йилларда жылдар жылдары жылдарда",
    }.items()
    for word in words.split()
}
_FILLER_WORDS = """
in of the on st nd rd th year onward onwards й я ый го ое ая в во на г год года году годом гг время
y yil yili yilda yilning yilgi yillik yilligi yilligida йил йили йилда йилнинг йилги йиллик йиллиги йиллигида
oy oyi oyida ой ойи ойида boshlab бошлаб beri бери ж жж жыл жылы жылғы жылдың жылда жылға
le er ème du im de del den der dem r roku р року рік рр yılı yılının º ª
"""
_FILLERS: Final = frozenset(_FILLER_WORDS.split())
_FOREIGN_PARTS: Final = {
    word: kind
    for kind, words in {
        "Q": "trimestre quartal quartals quartale ceyrek ceyregi ceyreginde kwartal kwartale kwartalu kw кварталі",
        "H": "semestre halbjahr halbjahrs halbjahres yariyil yariyili polrocze polroczu polrocza півріччя півріччі",
    }.items()
    for word in words.split()
}
"""Quarters and half years in French, German, Turkish, Spanish, Italian, Portuguese, Polish, Ukrainian, unaccented."""
_ENDINGS: Final = {
    "dan": "f", "дан": "f", "дің": "", "gacha": "t", "гача": "t", "ning": "", "нинг": "",
    "dagi": "", "даги": "", "da": "", "да": "", "де": "", "та": "",
}  # fmt: skip
_YEAR_STEMS = frozenset({"yil", "йил", "жыл"})
_ORDINALS: Final = {
    word: number
    for number, words in enumerate(
        (
            "first первый первая первое первого первой первом birinchi биринчи бірінші",
            "second второй вторая второе второго втором ikkinchi иккинчи екінші",
            "third третий третье третьего третьем uchinchi учинчи үшінші",
            "fourth четвертый четвёртый четвертого четвёртого четвертом to'rtinchi тўртинчи төртінші",
        ),
        start=1,
    )
    for word in words.split()
} | {
    word: number
    for number, words in enumerate(
        (
            "premier primer primero primo primeiro erstes ersten ilk birinci pierwszy pierwsze перший перше першому",
            "deuxieme segundo secondo zweites zweiten ikinci drugi drugie другии друге другому",
            "troisieme tercer tercero terzo terceiro drittes dritten ucuncu trzeci trzecie третіи третє третьому",
            "quatrieme cuarto quarto viertes vierten dorduncu czwarty czwarte четвертии четверте четвертому",
        ),
        start=1,
    )
    for word in words.split()
}
"""Ordinal words; the second half, of the eight further languages, is unaccented."""
