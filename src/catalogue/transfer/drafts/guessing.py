"""Guessing what a column of a register means, from its heading and a sample of its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from catalogue.model import codes, values
from catalogue.model.codes import states
from catalogue.model.fields import SECTOR, SIGNED, Field
from catalogue.model.kinds import Kind
from catalogue.model.values import DateOrder, Reading, ValueProblem
from catalogue.text.normalise import fold
from catalogue.transfer.drafts import hints, languages
from catalogue.transfer.rows import columns, coordinates, lists
from catalogue.transfer.rows.columns import Column
from catalogue.transfer.rows.sentinels import DEFAULT_SENTINELS
from catalogue.transfer.rows.tidying import Notation, period, tidy

Looks = Literal["empty", "date", "number", "country", "region", "url", "sector", "point", "text"]

SEPARATORS = (" | ", ";", "\n", ",")
"""Signs that may separate several values in one cell; a comma only between codes and countries."""
_CONJUNCTIONS = (" and ", " и ", " va ", " ва ", " und ", " et ", " y ", " e ", " ve ", " i ", " та ", " і ")
_YES_NO = frozenset(
    ("yes", "no", "y", "n", "да", "нет", "ha", "yo'q", "yo‘q", "ҳа", "йўқ", "иә", "жоқ", "true", "false")
)
_NO_STATE = re.compile(r"continent|subdivision|currency", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"(?<![^\W_])(?:lang|language|langue|lengua|idioma|lingua|sprache|taal|jezyk|dil|til|тил|язык|тіл)"
)
_OTHER_PART = re.compile(
    r"deposit|submi|secretariat|headquarter|\bseat\b|venue|place|location|adopted|published|registered"
    r"|депозитар|место|секретариат|joyi\b"
)
_COUNT = re.compile(r"(?<![^\W_])(?:number of|no of|count|total|количеств|число|кол во|soni|sonlari)")
_BESIDE_A_NAME = ("type", "types", "lang", "xml lang", "id", "code", "date")
_BEGINNINGS = ("signed", "effective", "founded", "opened")
_JOINING = (" - ", " – ", "-", "/")
_NO_PARTY = re.compile(r"type|code|date|role|тип|вид|код|дата|роль|inn|инн|okved|оквэд|turi|sana", re.IGNORECASE)
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:[<>~≈±]|up to|over|more than|less than|about|approx\.?|ca?\.|около|более|свыше|менее|до|порядка)?\s*"
    r"[-+]?\d[\d\s.,'\u00a0\u202f]*(?:\s?[-–—]\s?\d[\d\s.,'\u00a0\u202f]*)?[%+]?",
    re.IGNORECASE,
)
_PAIR = re.compile(r"-?\d{1,3}(?:[.,]\d+)?(?:\s*;\s*|\s+|,\s*)-?\d{1,3}(?:[.,]\d+)?")
_HUMP = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_NOT_WORD = re.compile(r"[\W_]+")
_DATED = re.compile(r"(?<![^\W_])(?:date|дата|sana|сана|created|opened|start|end)")
_MILLISECONDS = re.compile(r"-?\d{11,13}(?:\.0+)?")
_YEAR_FIRST = re.compile(r"(\d{4})(?:\.\d{1,2})?")
_DATES_WITHIN = (
    r"\b\d{1,2}\.? [^\W\d_]{3,9}\.? \d{4}\b",
    r"\b\d{4}-\d\d-\d\d\b",
    r"\b\d\d?\.\d\d?\.\d{4}\b",
    r"\b\d\d?/\d\d?/\d{4}\b",
)
_MOST = 300
_ANY_CENTURY = Notation(1950, "unix_ms")  # 24.06.98 is a date, whichever century the mapping will declare
ENOUGH = 0.7
"""The share of texts that must be of one sort for a column to be of it."""
_SHARE = 0.6


class Profile(Struct, frozen=True):
    """A column of a sample: how many cells are filled, the frequency of each text, and what the texts look like.

    ``marks`` are the signs that separate several values in one cell, if any; ``cells`` are all cells, row by row.
    """

    heading: str
    rows: int
    filled: int
    texts: Counter[str]
    looks: Looks
    unknown: tuple[str, ...]
    marks: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def unique(self) -> bool:
        """Whether every row has a different text."""
        return self.filled == self.rows == len(self.texts) and self.rows > 1

    def common(self, count: int) -> list[str]:
        """The most frequent texts."""
        return [text for text, _ in self.texts.most_common(count)]


def profile(heading: str, cells: Sequence[str], order: DateOrder | None) -> Profile:
    """Examine the cells of a column."""
    filled_texts = [cell.strip() for cell in cells if cell.strip()]
    namibia = _holds_codes(filled_texts)
    unknown = tuple(dict.fromkeys(cell for cell in filled_texts if _is_unknown(cell, namibia=namibia)))
    texts = Counter(cell for cell in filled_texts if not _is_unknown(cell, namibia=namibia))
    marks = tuple(mark for mark in SEPARATORS if any(mark in text for text in texts))
    looks = _looks(list(texts)[:_MOST], order)
    if looks == "number" and _DATED.search(plain(heading)) and all(map(in_milliseconds, texts)):
        looks = "date"
    if looks == "number" and country_codes(heading, texts):
        looks = "country"
    elif looks == "country":
        parts = parts_of(texts, marks)
        marks = (*marks, *(mark for mark in _CONJUNCTIONS if _parts_countries(parts, mark)))
    if looks == "text" and (joined := _joined_by(texts, order)):
        looks, marks = "country", (joined,)
    elif looks == "text":
        looks, marks = _listed(texts, marks, order)
    stripped = tuple(cell.strip() for cell in cells)
    return Profile(heading, len(cells), texts.total(), texts, looks, unknown, marks, stripped)


def _listed(texts: Iterable[str], marks: tuple[str, ...], order: DateOrder | None) -> tuple[Looks, tuple[str, ...]]:
    """Whether cells list countries or regions, and which signs separate them: the first that works, else all."""
    last = [mark for mark in (*marks, *_CONJUNCTIONS) if any(mark in text for text in texts)]
    for tried in (
        *((mark,) for mark in marks),
        *((marks,) if len(marks) > 1 else ()),
        *((mark,) for mark in last if mark in _CONJUNCTIONS),
    ):
        parts = parts_of(texts, tried)
        looks = _looks(parts, order)
        if looks == "country":
            return looks, (*tried, *(mark for mark in last if mark not in tried and _parts_countries(parts, mark)))
        if looks in ("region", "sector") and tried[0] not in _CONJUNCTIONS:
            return looks, tried
    return "text", marks


def _parts_countries(parts: Iterable[str], mark: str) -> bool:
    """Whether ``mark`` (a word such as "and") joins two countries in some part, as between the last two of a list."""
    both = (part.split(mark) for part in parts if mark in part and codes.find_country(part) is None)
    return any(all(map(codes.find_country, halves)) for halves in both)


def country_codes(heading: str, texts: Iterable[str]) -> states.Scheme | None:
    """The scheme by which a column gives countries in numbers, if its heading says one and the numbers are of it."""
    scheme = next((scheme for scheme, words in hints.COUNTRY_CODES if re.search(words, plain(heading))), None)
    if scheme is None:
        return None
    given = list(texts)
    known = sum(states.coded(text, scheme) != text for text in given)
    if sum(codes.find_country(text) is not None for text in given) >= max(known, 1):
        return None  # letters of ISO: AUS is Australia rather than Austria
    return scheme if given and known >= ENOUGH * len(given) else None


def are_regions(seen: Profile) -> bool:
    """Whether every name of a column of regions is that of one region: Tashkent may be a city or a region."""
    return seen.looks == "region" and all(map(codes.find_region, parts_of(seen.texts, seen.marks)))


def _is_unknown(cell: str, *, namibia: bool) -> bool:
    if cell.isdigit() or (namibia and cell == "NA"):
        return False
    return DEFAULT_SENTINELS.no_date(cell) or DEFAULT_SENTINELS.is_open(cell)


def _joined_by(texts: Iterable[str], order: DateOrder | None) -> str:
    """The sign that joins countries in one word (``UZ-KZ``); "" if there is none."""
    several = list(texts)[:_MOST]
    for mark in _JOINING:
        if sum(mark in text for text in several) >= ENOUGH * len(several):
            return mark if _looks(parts_of(several, (mark,)), order) == "country" else ""
    return ""


def _holds_codes(cells: Sequence[str]) -> bool:
    """Whether NA means Namibia in this column: other cells are two-letter codes."""
    return any(len(cell) == 2 and cell.isalpha() and cell != "NA" for cell in cells)


def plain(heading: str) -> str:
    """A heading as folded words: ``StateRatification``, ``entry_into_force`` and ``fields.date`` have two or three."""
    return " ".join(_NOT_WORD.sub(" ", fold(_HUMP.sub(" ", heading)).replace("ı", "i")).split())


def parts_of(texts: Iterable[str], marks: Sequence[str]) -> list[str]:
    """Split texts at the signs, one after the other; a country whose name contains a sign is not split."""
    found = list(texts)[:_MOST]
    for mark in marks:
        cut = ((text,) if mark in text and codes.find_country(text) else lists.cut(text, mark) for text in found)
        found = [part.strip() for parts in cut for part in parts]
    return [text for text in found if text][:_MOST]


def _looks(texts: Sequence[str], order: DateOrder | None) -> Looks:
    if not texts:
        return "empty"
    enough = ENOUGH * len(texts)
    if sum(_URL.fullmatch(text) is not None for text in texts) >= enough:
        return "url"
    if {text.casefold() for text in texts} <= _YES_NO:
        return "text"
    if sum(_is_point(text) for text in texts) >= enough:
        return "point"
    if sum(_NUMBER.fullmatch(text) is not None and not _is_date(text, order) for text in texts) >= enough:
        return "number"
    if sum(readable(SIGNED, text, order or "dmy") or readable(SIGNED, text, "mdy") for text in texts) >= enough:
        return "date"
    if sum(_is_state(text) for text in texts) >= enough:
        return "country"
    if sum(bool(codes.candidates(text)) for text in texts[:50]) >= ENOUGH * len(texts[:50]):
        return "region"
    return "sector" if sum(readable(SECTOR, text, order) for text in texts) >= enough else "text"


def _is_date(text: str, order: DateOrder | None) -> bool:
    """Whether a number is rather a date; four digits alone are one only if they can be a year of our time."""
    year = _YEAR_FIRST.fullmatch(text)
    return readable(SIGNED, text, order) and not (year and not 1600 <= int(year[1]) <= 2100)


def _is_state(text: str) -> bool:
    """Whether a text names a country or a former state."""
    return codes.find_country(text) is not None or states.former(text) is not None


def in_milliseconds(text: str) -> bool:
    """Whether a number counts milliseconds since 1970, as map services give dates."""
    return _MILLISECONDS.fullmatch(text) is not None


def _is_point(text: str) -> bool:
    """Whether a text gives latitude and longitude and says which is which."""
    return all(coordinates.decimal(text, latitude=latitude) != text for latitude in (True, False))


def readable(field: Field, text: str, order: DateOrder | None = None) -> bool:
    """Whether a text can be read as a value of a field."""
    try:
        return bool(values.read(field, tidy(field, text, _ANY_CENTURY), Reading(order)))
    except ValueProblem:
        return bool(period(field, text, _ANY_CENTURY, order))


def meaning(heading: str, kind: Kind, seen: Profile) -> Column | None:
    """The column of the catalogue that a heading means, provided that its cells agree."""
    if seen.looks == "point" or pair_of_coordinates(seen):
        return columns.find("lat", kind)
    found = columns.find(heading, kind)
    if found is not None and found.part in ("id", "kind", "link"):
        found = None
    if found is None:
        hinted = (name for name, words in hints.COLUMNS if _has(words, heading))
        possible = (columns.find(name, kind) for name in hinted) if seen.filled else ()
        found = next((each for each in possible if each and _fits(each, kind, seen)), None)
    elif not _fits(found, kind, seen):
        return None
    if found is not None and found.name in _BEGINNINGS and hints.END.search(plain(heading)):
        return None
    if found is not None and (found.part == "name" and plain(heading.rpartition(".")[2]) in _BESIDE_A_NAME):
        return None
    if found is not None and found.name == "registration_no" and _only_numbers_rows(seen):
        return None
    if found is not None and found.part == "name":
        return columns.find(name_column(seen) if found.name == "name" else found.name, kind)
    return found


def rank(heading: str, column: Column) -> int:
    """How clearly a heading means a column: 0 for the catalogue's own headings, then in the order of the hints."""
    if columns.find(heading) == column:
        return 0
    hinted = (at for at, (name, words) in enumerate(hints.COLUMNS, 1) if name == column.name and _has(words, heading))
    return next(hinted, len(hints.COLUMNS) + 1)


def _has(words: str, heading: str) -> bool:
    return re.search(rf"(?<![^\W_])(?:{words})", plain(heading)) is not None


def _only_numbers_rows(seen: Profile) -> bool:
    """Whether a column only numbers the rows."""
    if "row" in plain(seen.heading).split():
        return True
    return seen.rows > 1 and list(seen.cells) == [str(number) for number in range(1, seen.rows + 1)]


def is_language_heading(heading: str) -> bool:
    """Whether a heading, or the last part of its path, says that the column holds languages."""
    return _LANGUAGE.search(plain(heading.rpartition(".")[2])) is not None


def is_name_heading(heading: str) -> bool:
    """Whether a heading says that the column holds the records' names."""
    return _has(hints.NAMES, heading)


def _fits(column: Column, kind: Kind, seen: Profile) -> bool:
    """Whether the cells hold what the column is for."""
    if column.part == "name":
        worded = seen.looks in ("text", "empty", "region", "sector") or seen.marks[:1] in [(mark,) for mark in _JOINING]
        return worded and any(len(part) > 4 for text in seen.common(20) for part in lists.split(text))
    field = kind.field(column.key)
    if field is None or seen.looks == "empty":
        return True
    if field.type == "country" and all(states.perhaps_postal(seen.heading, text) for text in seen.texts):
        return False
    if field.type in ("text", "prose"):
        return True
    if not field.many and any(len(lists.split(text)) > 1 for text in seen.texts):
        return False  # a list, as in JSON, for which the field has no room
    if field.type == "choice":
        few = len(seen.texts) <= max(30, seen.filled // 3)
        return few and any(readable(field, text) for text in seen.texts)
    if field.type == "quantity":
        return any(map(str.isdigit, "".join(seen.common(20))))
    return most_readable(field, seen) or (field.type == "date" and bool(date_within(seen)))


def pair_of_coordinates(seen: Profile) -> tuple[str, str] | None:
    """The columns of the two bare numbers in every cell, in the order in which the heading names them."""
    found = {name: re.search(rf"(?<![^\W_])(?:{words})", plain(seen.heading)) for name, words in hints.COORDINATES}
    lat, lon = found["lat"], found["lon"]
    if lat is None or lon is None or not seen.texts or not all(map(_PAIR.fullmatch, seen.texts)):
        return None
    return ("lat", "lon") if lat.start() < lon.start() else ("lon", "lat")


def most_readable(field: Field, seen: Profile) -> bool:
    """Whether most texts of a column can be read as values of a field, in either order of day and month."""
    texts = parts_of(seen.common(_MOST), seen.marks) if field.many else seen.common(_MOST)
    return sum(readable(field, text, "dmy") or readable(field, text, "mdy") for text in texts) >= _SHARE * len(texts)


def is_dated(text: str) -> bool:
    """Whether a text is a date, in either order of day and month."""
    return readable(SIGNED, text, "dmy") or readable(SIGNED, text, "mdy")


def date_within(seen: Profile) -> str:
    """The pattern of the date that every text of a column contains among other words; "" if there is none."""
    texts = seen.common(_MOST)
    for pattern in _DATES_WITHIN if texts and seen.looks in ("text", "sector", "region") else ():
        found = [match[0] for text in texts if (match := re.search(pattern, text))]
        if len(found) == len(texts) and all(
            readable(SIGNED, text, "dmy") or readable(SIGNED, text, "mdy") for text in found
        ):
            return pattern
    return ""


def name_column(seen: Profile) -> str:
    """The name column for the language that these names seem to be in."""
    text = " ".join(seen.common(50)).casefold()
    letters = sum(map(str.isalpha, text)) or 1
    if sum("а" <= sign <= "ө" for sign in text) > letters / 2:
        return "name_uz_cyrl" if re.search("[ўқғҳ]", text) and not re.search("[әңөұүі]", text) else "name_ru"
    if re.search("[og][‘'ʻ`]", text) or re.search(r"(?<![^\W_])nomi(?![^\W_])", plain(seen.heading)):
        return "name_uz"
    return f"name_{languages.of_names(plain(seen.heading), seen.common(50)) or 'en'}"


def counts(heading: str) -> bool:
    """Whether a heading says that the column counts something: "No. of tenants"."""
    return _COUNT.search(plain(heading)) is not None


def role(heading: str, kind: Kind, seen: Profile) -> str:
    """The role of a column of names; "" for none."""
    folded = plain(heading)
    inner = heading.rpartition(".")[2] if "." in heading else ""  # parties.joined holds no parties
    listed = seen.looks == "country" and seen.marks and any(mark in text for mark in seen.marks for text in seen.texts)
    of_states = listed or (seen.looks == "country" and not columns.find(heading, kind))
    if (
        _NO_STATE.search(heading)
        or is_language_heading(heading)
        or (is_name_heading(heading) and seen.marks[:1] == (" - ",))
    ):
        return ""
    if of_states and kind.name == "agreement":
        return "" if _OTHER_PART.search(folded) else "party"
    if {text.casefold() for text in seen.texts} <= _YES_NO or counts(heading):
        return ""
    if seen.looks not in ("text", "country", "region") or (_NO_PARTY.search(heading) and seen.looks != "country"):
        return ""
    for name, words in hints.ROLES:
        column = columns.find(name, kind)
        if column is None or column.part != "link" or not re.search(rf"(?<![^\W_])(?:{words})", folded):
            continue
        if seen.looks == "country" or not inner or is_name_heading(inner) or re.search(words, plain(inner)):
            return name
    return ""
