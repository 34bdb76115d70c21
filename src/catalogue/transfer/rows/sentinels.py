"""Words in a cell that mean "not known": they become absent values, and are counted.

In text columns, where such a word might be meant literally, they count only if declared (the mapping's ``[unknown]``).
In columns of dates, figures, codes and choices they can mean nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

DEFAULT_WORDS = (
    "-", "--", "---", "—", "–", "?", "n/a", "#n/a", "n.a.", "nan", "null", "(null)", "unknown", "not available",
    "not known", "not specified", "no data", "н/д", "н.д.", "нет данных", "нет сведений", "не указано", "не указана",
    "не указан", "не известно", "неизвестно", "данные отсутствуют", "ma’lumot yo‘q", "yo‘q ma’lumot", "noma’lum",
    "ko‘rsatilmagan", "маълумот йўқ", "номаълум", "кўрсатилмаган", "мәлімет жоқ", "дерек жоқ", "белгісіз",
    "0000-00-00", "0000-00-00 00:00:00", "0000-00-00t00:00:00", "00.00.0000", "00/00/0000",
)  # fmt: skip
_NO_YEAR = "0000"
_NO_END = re.compile(r"9999(?:[-./]\d{1,2}){0,2}(?:[ t][\d:.]+z?)?|(?:\d{1,2}[-./]){1,2}9999")
"""9999-12-31 and other days and months of that year: 9999-00-00, 31.12.9999."""
_NOT_A_FIGURE = "na"  # what R writes for a missing value; in a column of countries it is Namibia
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʻʼ`", "'"))
_LONGEST = 40


def fold(text: str) -> str:
    """A word for comparison: without case, with one kind of apostrophe, single blanks."""
    return " ".join(text.split()).casefold().translate(_APOSTROPHES)


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))


_WORDS = _folded(DEFAULT_WORDS)


class Sentinels(Struct, frozen=True):
    """The words for unknown and for an open end; ``everywhere``: also in columns of text.

    ``0000`` and the signs of an open end count only where a date is expected: a number can be 9999.
    """

    words: frozenset[str] = _WORDS
    open: frozenset[str] = frozenset()
    everywhere: bool = False

    def is_unknown(self, text: str) -> bool:
        """Whether a cell of any column means "not known"."""
        return len(text) <= _LONGEST and fold(text) in self.words

    def is_open(self, text: str) -> bool:
        """Whether a date means that there is no end."""
        if len(text) > _LONGEST:
            return False
        folded = fold(text)
        return folded in self.open or _NO_END.fullmatch(folded) is not None

    def no_figure(self, text: str) -> bool:
        """Whether a cell of figures means "not known"; includes ``NA``, which is a country in columns of codes."""
        return self.is_unknown(text) or fold(text[:_LONGEST]) == _NOT_A_FIGURE

    def no_date(self, text: str) -> bool:
        """Whether a date is not known. An open end is different, see ``is_open``."""
        return self.no_figure(text) or text.strip() == _NO_YEAR


def declared(unknown: Iterable[str], open_: Iterable[str]) -> Sentinels:
    """The default words and these, valid in every column."""
    return Sentinels(_WORDS | _folded(tuple(unknown)), _folded(tuple(open_)), everywhere=True)


DEFAULT_SENTINELS = Sentinels()
"""The rule if nothing is declared."""
