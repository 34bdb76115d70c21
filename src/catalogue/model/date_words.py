"""Human text of dates in English, Russian and Uzbek (Latin).

The text keeps everything that the date says: a missing year, a mark on one part, an open or unknown end. Names and
orders follow the Unicode CLDR; the tests compare them with Babel, which is not needed at run time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from catalogue.model.date_names import EN, RU, RU_GENITIVE, UZ
from catalogue.model.date_parts import marked_parts, missing_parts, whole_mark
from catalogue.model.when import OPEN, When


@lru_cache(4096)
def in_words(when: When, lang: str, *, moment: bool = False) -> str:
    """The date in words of `lang`: ``en``, ``ru`` or ``uz``, with any script or region; else English.

    ``2024-06-02/2024-06-03`` is "2–3 June 2024", ``XXXX-06-24`` "24 июня (год не указан)", ``../2025-12-31`` "2025-yil
    31-dekabrgacha", ``2024?-02-02`` "2 February 2024 (year uncertain)". With ``moment`` the date is the time of an
    event, and an interval without a start is not a period: "no later than 31 December 2025".
    """
    grammar = _GRAMMARS.get(lang.replace("_", "-").split("-")[0].lower(), _GRAMMARS["en"])
    if not when.is_interval:
        return _single(grammar, when)
    start, end = when.start, when.end
    if isinstance(start, When) and isinstance(end, When):
        return _between(grammar, start, end)
    if isinstance(start, When):
        remarks = [] if end is OPEN else [grammar.no_end]
        return _half_open(grammar, start, grammar.since, remarks)
    assert isinstance(end, When)
    if moment:
        return _half_open(grammar, end, grammar.no_later, [])
    return _half_open(grammar, end, grammar.until, [] if start is OPEN else [grammar.no_start])


class _Grammar(NamedTuple):
    """How one language writes dates; the placeholders of templates are named, genitives follow "from" and "until"."""

    months: Sequence[str]
    day_months: Sequence[str]
    genitive: Sequence[str]
    seasons: Sequence[str]
    genitive_seasons: Sequence[str]
    day: str
    season: str
    dated: str
    year: str
    years: str
    decade: str
    genitive_decade: str
    since: str
    until: str
    no_later: str
    about: str
    parts: Sequence[str]
    season_part: str
    joined: str
    missing: str
    missing_many: str
    marks: dict[str, str]
    no_start: str
    no_end: str


_EN_SEASONS = ("spring", "summer", "autumn", "winter")
_UZ_SEASONS = ("bahori", "yozi", "kuzi", "qishi")
_GRAMMARS: Final = {
    "en": _Grammar(
        months=EN,
        day_months=EN,
        genitive=EN,
        seasons=_EN_SEASONS,
        genitive_seasons=_EN_SEASONS,
        day="{day} {month}",
        season="{season} {year}",
        dated="{text} {year}",
        year="{year}",
        years="{first}–{last}",
        decade="{year}s",
        genitive_decade="the {year}s",
        since="from {text}",
        until="until {text}",
        no_later="no later than {text}",
        about="about ",
        parts=("year", "month", "day"),
        season_part="season",
        joined="{first} and {second}",
        missing="{parts} not given",
        missing_many="{parts} not given",
        marks={"?": "uncertain", "~": "approximate", "%": "uncertain, approximate"},
        no_start="start not given",
        no_end="end not given",
    ),
    "ru": _Grammar(
        months=RU,
        day_months=RU_GENITIVE,
        genitive=RU_GENITIVE,
        seasons=("весна", "лето", "осень", "зима"),
        genitive_seasons=("весны", "лета", "осени", "зимы"),
        day="{day} {month}",
        season="{season} {year}",
        dated="{text} {year}",
        year="{year}",
        years="{first}–{last}",
        decade="{year}-е годы",
        genitive_decade="{year}-х годов",
        since="с {text}",
        until="до {text}",
        no_later="не позднее {text}",
        about="примерно ",
        parts=("год", "месяц", "день"),
        season_part="время года",
        joined="{first} и {second}",
        missing="{parts} не указан",
        missing_many="{parts} не указаны",
        marks={"?": "под вопросом", "~": "приблизительно", "%": "под вопросом, приблизительно"},
        no_start="начало не указано",
        no_end="окончание не указано",
    ),
    "uz": _Grammar(
        months=UZ,
        day_months=UZ,
        genitive=UZ,
        seasons=_UZ_SEASONS,
        genitive_seasons=_UZ_SEASONS,
        day="{day}-{month}",
        season="{year}-yil {season}",
        dated="{year}-yil {text}",
        year="{year}-yil",
        years="{first}–{last}-yillar",
        decade="{year}-yillar",
        genitive_decade="{year}-yillar",
        since="{text}dan",
        until="{text}gacha",
        no_later="{text}dan kechikmay",
        about="taxminan ",
        parts=("yili", "oyi", "kuni"),
        season_part="fasli",
        joined="{first} va {second}",
        missing="{parts} ko‘rsatilmagan",
        missing_many="{parts} ko‘rsatilmagan",
        marks={"?": "noaniq", "~": "taxminiy", "%": "noaniq, taxminiy"},
        no_start="boshlanishi ko‘rsatilmagan",
        no_end="tugashi ko‘rsatilmagan",
    ),
}


def _single(grammar: _Grammar, when: When) -> str:
    return _remarked(_about(grammar, when) + _name(grammar, when), _remarks(grammar, when))


def _name(grammar: _Grammar, when: When, *, genitive: bool = False) -> str:
    """A single date without remarks: "24 июня 2021", "spring 2023", "2010-yillar", "2000–2099"."""
    if when.precision == "season":
        seasons = grammar.genitive_seasons if genitive else grammar.seasons
        return grammar.season.format(season=seasons[(when.season or 21) - 21], year=when.year)
    if when.precision == "decade":
        template = grammar.genitive_decade if genitive else grammar.decade
        return template.format(year=f"{when.text[:3]}0")
    if when.precision == "century":
        return grammar.years.format(first=f"{when.text[:2]}00", last=f"{when.text[:2]}99")
    return _in_year(grammar, _day_month(grammar, when, genitive=genitive), when)


def _day_month(grammar: _Grammar, when: When, *, genitive: bool = False) -> str:
    """Day and month, or the month alone, or nothing."""
    if when.month is None:
        return ""
    if when.day is not None:
        return grammar.day.format(day=when.day, month=grammar.day_months[when.month - 1])
    return (grammar.genitive if genitive else grammar.months)[when.month - 1]


def _in_year(grammar: _Grammar, text: str, when: When) -> str:
    if when.year is None:
        return text
    return grammar.dated.format(text=text, year=when.year) if text else grammar.year.format(year=when.year)


def _between(grammar: _Grammar, start: When, end: When) -> str:
    """Both ends, with shared parts written once; with different marks each end is written in full."""
    remarks = _remarks(grammar, start)
    if start == end:
        return _single(grammar, start)
    if start.marks != end.marks or remarks != _remarks(grammar, end):
        return f"{_single(grammar, start)} – {_single(grammar, end)}"
    return _remarked(_about(grammar, start) + _joined(grammar, start, end), remarks)


def _joined(grammar: _Grammar, start: When, end: When) -> str:
    alike = start.precision == end.precision and start.precision in ("day", "month", "year", "partial")
    same_year = start.year == end.year
    if alike and start.precision == "year" and not same_year:
        return grammar.years.format(first=start.year, last=end.year)
    if not alike or not same_year or start.month is None or (start.day is None) != (end.day is None):
        return f"{_name(grammar, start)} – {_name(grammar, end)}"
    last = _day_month(grammar, end)
    if start.day is None:
        return _in_year(grammar, f"{_day_month(grammar, start)}–{last}", end)
    if start.month == end.month:
        return _in_year(grammar, f"{start.day}–{last}", end)
    return _in_year(grammar, f"{_day_month(grammar, start)} – {last}", end)


def _half_open(grammar: _Grammar, known: When, template: str, remarks: list[str]) -> str:
    text = template.format(text=_about(grammar, known) + _name(grammar, known, genitive=True))
    return _remarked(text, [*_remarks(grammar, known), *remarks])


def _remarked(text: str, remarks: Sequence[str]) -> str:
    return f"{text} ({', '.join(remarks)})" if remarks else text


def _about(grammar: _Grammar, when: When) -> str:
    return grammar.about if whole_mark(when) in ("~", "%") else ""


def _remarks(grammar: _Grammar, when: When) -> list[str]:
    """The remarks in brackets: parts that are marked, parts that the source omits."""
    remarks: list[str] = []
    whole = whole_mark(when)
    if whole in ("?", "%"):
        remarks.append(grammar.marks["?"])
    elif not whole:
        for sign, words in grammar.marks.items():
            parts = [part for part, mark in marked_parts(when) if mark == sign]
            if parts:
                remarks.append(f"{_listed(grammar, when, parts)} {words}")
    missing = missing_parts(when)
    if missing:
        template = grammar.missing if len(missing) == 1 else grammar.missing_many
        remarks.append(template.format(parts=_listed(grammar, when, missing)))
    return remarks


def _listed(grammar: _Grammar, when: When, parts: Sequence[int]) -> str:
    names = [grammar.season_part if part and when.precision == "season" else grammar.parts[part] for part in parts]
    if len(names) == 1:
        return names[0]
    return grammar.joined.format(first=", ".join(names[:-1]), second=names[-1])
