"""Names of months and seasons for reading and writing dates.

The forms are those of the Unicode CLDR for en, ru, uz (Latin and Cyrillic) and kk, with the older Uzbek spellings
(sentyabr) and further abbreviations found in Russian texts. In eight other languages they are read, not written. A test
compares them with Babel.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

EN: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
RU: Final = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
RU_GENITIVE: Final = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
UZ: Final = (
    "yanvar", "fevral", "mart", "aprel", "may", "iyun",
    "iyul", "avgust", "sentabr", "oktabr", "noyabr", "dekabr",
)  # fmt: skip
EN_SHORT: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
RU_SHORT: Final = (
    "янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек.",
)  # fmt: skip
RU_SHORT_GENITIVE: Final = (
    "янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек.",
)  # fmt: skip
UZ_SHORT: Final = ("yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avg", "sen", "okt", "noy", "dek")
_UZ_CYRILLIC = (
    "январ", "феврал", "март", "апрел", "май", "июн",
    "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_KK = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip

# Abbreviations, the Russian prepositional case, and alternative spellings, January to December.
_OTHERS = (
    "jan янв январе yan қаң",
    "feb февр фев феврале fev ақп",
    "mar мар марте нау",
    "apr апр апреле сәу",
    "мае мам",
    "jun июн июне iyn мау",
    "jul июл июле iyl шіл",
    "aug авг августе avg там",
    "sep sept сент сен сентябре сентабр sentyabr sen қыр",
    "oct окт октябре октабр oktyabr okt қаз",
    "nov нояб ноя ноябре noy қар",
    "dec дек декабре dek жел",
)


def _numbered() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for names in (EN, RU, RU_GENITIVE, UZ, _UZ_CYRILLIC, _KK):
        numbers.update({name.lower(): index for index, name in enumerate(names, start=1)})
    for index, words in enumerate(_OTHERS, start=1):
        numbers.update(dict.fromkeys(words.split(), index))
    return numbers


MONTH_NUMBERS: Final = _numbered()
"""Month number by lower-case name in any of the languages, full or abbreviated, without its dot."""

# Months of other languages, January to December: fr, de, tr, es, it, pt, pl (both cases), uk (both cases).
_FOREIGN = (
    "janvier januar ocak enero gennaio janeiro styczeń stycznia січень січня janv jän oca ene gen sty січ",
    "février februar şubat febrero febbraio fevereiro luty lutego лютий лютого févr şub fev lut лют",
    "mars märz mart marzo março marzec marca березень березня mär mrz бер",
    "avril nisan abril aprile kwiecień kwietnia квітень квітня avr nis abr kwi квіт",
    "mai mayıs mayo maggio maio maj maja травень травня mag трав",
    "juin juni haziran junio giugno junho czerwiec czerwca червень червня haz giu cze черв",
    "juillet juli temmuz julio luglio julho lipiec lipca липень липня juil tem lug lip лип",
    "août ağustos agosto sierpień sierpnia серпень серпня aoû ağu ago sie серп",
    "septembre eylül septiembre setembro settembre wrzesień września вересень вересня eyl set wrz вер",
    "octobre oktober ekim octubre ottobre outubro październik października жовтень жовтня eki ott out paź жовт",
    "novembre kasım noviembre novembro listopad listopada листопад листопада kas lis лист",
    "décembre dezember aralık diciembre dicembre dezembro grudzień grudnia грудень грудня déc ara dic dez gru груд",
)


@cache
def _foreign() -> dict[str, int]:
    return {unaccented(word): index for index, words in enumerate(_FOREIGN, start=1) for word in words.split()}


def foreign_month(word: str) -> int | None:
    """The number of a month by its lower-case name in a language of ``_FOREIGN``, with or without its accents."""
    return _foreign().get(unaccented(word))


def unaccented(word: str) -> str:
    """A lower-case word without its accents, with a plain i and l for ı and ł."""
    letters = unicodedata.normalize("NFD", word.translate(_UNACCENTED))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


_UNACCENTED = str.maketrans("ıł", "il")

ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
    "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
"""Roman numerals of months and quarters, lower case."""

SEASONS: Final = {
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
    "весна": 21, "лето": 22, "осень": 23, "зима": 24,
    "весны": 21, "лета": 22, "осени": 23, "зимы": 24,
    "весной": 21, "летом": 22, "осенью": 23, "зимой": 24,
    "bahor": 21, "yoz": 22, "kuz": 23, "qish": 24,
    "bahori": 21, "yozi": 22, "kuzi": 23, "qishi": 24,
    "баҳор": 21, "ёз": 22, "куз": 23, "қиш": 24,
    "баҳори": 21, "ёзи": 22, "кузи": 23, "қиши": 24,
    "көктем": 21, "жаз": 22, "күз": 23, "қыс": 24,
    "көктемі": 21, "жазы": 22, "күзі": 23, "қысы": 24,
}  # fmt: skip
"""Season numbers of ISO 8601-2 by lower-case name."""

# Seasons of the same other languages, spring to winter.
_FOREIGN_SEASONS = (
    "printemps frühling frühjahr ilkbahar ilkbaharı bahar baharı primavera wiosna wiosny wiosną навесні",
    "été sommer yaz yazı verano estate verão lato lata latem літо літа влітку",
    "automne herbst sonbahar sonbaharı güz otoño autunno outono jesień jesieni jesienią осінь осені восени",
    "hiver kış kışı invierno inverno zima zimy zimą взимку",
)


@cache
def _seasons() -> dict[str, int]:
    return {
        unaccented(word): number for number, words in enumerate(_FOREIGN_SEASONS, start=21) for word in words.split()
    }


def season(word: str) -> int | None:
    """The number of a season by its lower-case name in any of the languages."""
    return SEASONS.get(word) or _seasons().get(unaccented(word))
