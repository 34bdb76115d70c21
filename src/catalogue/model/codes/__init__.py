"""Code lists that ship with the program: countries, regions and branches of the economy.

| list | what | source of the codes |
|---|---|---|
| ``countries.csv`` | 249 countries and territories | ISO 3166-1 alpha-2, alpha-3 and numeric |
| ``country_names.csv`` | their names in eight further languages, for reading | ISO 3166-1 alpha-2 |
| ``former_states.csv`` | states that are no more, without one successor | |
| ``cow.csv`` | states of the last two centuries | Correlates of War, state list 2016 |
| ``regions.csv`` | all regions of Uzbekistan, Russia, Kazakhstan, with their centres | ISO 3166-2 |
| ``sectors.csv`` | 21 sections (``C``) and 88 divisions (``C20``) | NACE Rev. 2 (note) |
| ``outlines.csv`` | outlines of Uzbekistan, Russia, Kazakhstan | Natural Earth 4.1, 1:50m (note) |

Note: at the level of divisions ISIC Rev. 4, OKVED 2 (Russia) and OKED (Uzbekistan, Kazakhstan) are the same as NACE.

Names of countries were taken from the Unicode CLDR; all names were then checked by hand. Uzbek in Latin letters has ‘
(U+2018) in o‘ and g‘ and ’ (U+2019) for the tutuq belgisi, as the press of Uzbekistan prints it; look-ups accept any
apostrophe, any case, hyphens or spaces.

Natural Earth (naturalearthdata.com) is in the public domain. Its outlines were thinned to 0.08° (1,375 points), without
small islands; they show the territory that ISO 3166-2 lists under these countries, and are suitable for a sketch, not
for measuring.

A name that two regions share (Tashkent city and Tashkent region, Almaty city and region, Altai Krai and the Altai
Republic) finds neither: guessing would be wrong half of the time. ``candidates`` gives both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, TypedDict, TypeVar

from msgspec import Struct

from catalogue.model.codes import states
from catalogue.model.codes.lists import key as _key
from catalogue.model.codes.lists import rows as _rows

_LANGUAGES = {"en": "en", "ru": "ru", "uz": "uz-Latn", "uz_cyrl": "uz-Cyrl", "kk": "kk", "tt": "tt"}
_SPOKEN = {"uz": "uz-Latn"}
_SECTOR_CODE = re.compile(r"([A-U])?[ .]?([0-9]{2})(?:\.[0-9]{1,2}){0,2}")
_CYRILLIC_TWINS = str.maketrans("АВСЕНКМОРТ", "ABCEHKMOPT")


# The form of a state: "Republic of X", "Исламская Республика X", "X Respublikasi", "X, Rep. of", "X, The".
_STATE_FORM = re.compile(
    r"(?:the |former )*(?:(?:islamic|federal|federative|democratic|socialist|people s|peoples|arab|hashemite"
    r"|co operative|cooperative|plurinational|bolivarian|oriental|eastern|grand|united|independent|portuguese) )*"
    r"(?:republic|kingdom|duchy|principality|sultanate|commonwealth) of (?:the )?(?P<en>.+)"
    r"|(?:\w+(?:ая|ое) )*(?:республика|королевство|княжество|герцогство|государство|султанат) (?P<ru>.+)"
    r"|(?P<uz>.+) (?:respublikasi|республикаси|республикасы|qirolligi|қироллиги|корольдігі)"
    r"|the (?P<the>.+)|(?P<rep>.+?)(?: (?:rep|republic)(?: of)?| the)"
)
_SHORTENED = {"rep": "republic", "fed": "federation", "dem": "democratic", "респ": "республика", "фед": "федерация"}
_TURNED = re.compile(r"([^,]+), (\w[^,]* of(?: the)?)", re.IGNORECASE)


class _Names(TypedDict):
    names: Mapping[str, str]
    aliases: tuple[str, ...]


class Named(Struct, frozen=True, kw_only=True):
    """What every entry has: its common name per language (BCP 47) and other spellings."""

    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()

    def name(self, lang: str) -> str:
        """The name in ``lang`` (``uz`` means Latin letters); English if the list has no name in that language."""
        return self.names.get(_SPOKEN.get(lang, lang)) or self.names["en"]


class Country(Named, frozen=True, kw_only=True):
    """A country or territory of ISO 3166-1; ``local`` is its name in its own language, if listed."""

    code: str
    alpha3: str
    local: str | None


class Region(Named, frozen=True, kw_only=True):
    """A first-level unit of ISO 3166-2; ``lat`` and ``lon`` (degrees) are those of its administrative centre.

    ``type``: region, oblast, krai, republic, city, autonomous_okrug or autonomous_oblast.
    """

    code: str
    country: str
    type: str
    lat: float
    lon: float


class Sector(Named, frozen=True, kw_only=True):
    """A section (``C``, no parent) or division (``C20``, parent ``C``) of NACE; names are its labels."""

    code: str
    parent: str | None


@cache
def countries() -> Mapping[str, Country]:
    """All countries by alpha-2 code, in order of code."""
    return MappingProxyType(
        {
            row["code"]: Country(
                code=row["code"], alpha3=row["alpha3"], local=row["local"] or None, **_named(row, "name")
            )
            for row in _rows("countries.csv")
        }
    )


@cache
def regions() -> Mapping[str, Region]:
    """All regions of Kazakhstan, Russia and Uzbekistan by ISO 3166-2 code, in order of code."""
    return MappingProxyType(
        {
            row["code"]: Region(
                code=row["code"],
                country=row["country"],
                type=row["type"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                **_named(row, "name"),
            )
            for row in _rows("regions.csv")
        }
    )


@cache
def sectors() -> Mapping[str, Sector]:
    """All sections and divisions by code; a section comes directly before its divisions."""
    return MappingProxyType(
        {
            row["code"]: Sector(code=row["code"], parent=row["parent"] or None, **_named(row, "label"))
            for row in _rows("sectors.csv")
        }
    )


@cache
def outlines() -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    """Closed lines with the alpha-2 code of their country: longitude and latitude in degrees; longitude continues
    beyond 180° east."""
    rings = ((row["country"], [float(number) for number in row["points"].split()]) for row in _rows("outlines.csv"))
    return tuple((code, tuple(zip(flat[::2], flat[1::2], strict=True))) for code, flat in rings)


def find_country(text: str) -> str | None:
    """The alpha-2 code for a code (``UZ``, ``UZB``) or a name in any language of the list; else None.

    The form of state may be omitted or added, before or after the name: ``Kingdom of Norway``, ``Gambia, The``,
    ``Congo, Democratic Republic of the``, and its words abbreviated: ``Russian Fed.``
    """
    turned = _TURNED.fullmatch(text.strip())
    if turned and (code := find_country(f"{turned[2]} {turned[1]}")):
        return code
    key = _key(text.replace("&", " and "))
    if found := _country_index().get(key):
        return _only(found)
    if states.former(text):
        return None
    if key.startswith("st ") and (code := find_country(f"saint {key[3:]}")):
        return code
    whole = " ".join(_SHORTENED.get(word, word) for word in key.split())
    if whole != key and (code := find_country(whole)):
        return code
    form = _STATE_FORM.fullmatch(key)
    name = next(filter(None, form.groups()), "") if form else ""
    known = _only(_country_index().get(name, ())) if len(name) > len("UZB") else None
    return known or states.foreign_name(key) or _without_form(key)


def _without_form(key: str) -> str | None:
    """The country whose name follows (or precedes) the form of the state in a language other than those of the list."""
    name = states.without_form(key)
    for tried in (name, name[1:] if name[:1] in ("d", "l") else ""):  # d’Ouzbékistan loses its apostrophe
        if len(tried) > len("UZB") and (code := _only(_country_index().get(tried, ())) or states.foreign_name(tried)):
            return code
    return None


def is_country_code(text: str) -> bool:
    """Whether a text is a code (``EC``, ``AND``) that is not also a usual short name (``US``, ``UAE``)."""
    code = find_country(text)
    if code is None or text.strip().upper() not in (code, countries()[code].alpha3):
        return False
    return _key(text) not in {_key(name).replace(" ", "") for name in countries()[code].aliases}


def find_region(text: str) -> str | None:
    """The ISO 3166-2 code for that code or a name in any language of the list.

    None if no region or more than one has the name: see ``candidates``.
    """
    key = _key(text)
    whole = " ".join(_SHORTENED.get(word, word) for word in key.split())
    name, _blank, form = whole.rpartition(" ")
    turned = f"{form} {name}" if form == _SHORTENED["респ"] else whole  # Татарстан Респ
    spellings = (key, whole, turned)
    return next((found for each in spellings if (found := _only(_region_index().get(each, ())))), None)


def find_sector(text: str) -> str | None:
    """The code of a section or division for its code, for a finer code below it, or for its label.

    ``C20``, ``20``, ``20.14`` (NACE) and ``20.14.7`` (OKVED) give ``C20``; a letter that does not belong to the number
    gives None; a label that a section shares with its only division gives the section.
    """
    code = text.strip().upper().translate(_CYRILLIC_TWINS)
    if code in sectors():
        return code
    if match := _SECTOR_CODE.fullmatch(code):
        letter, number = match.groups()
        found = _divisions().get(number)
        return found if found and letter in (None, found[0]) else None
    return next(iter(_sector_index().get(_key(text), ())), None)


def candidates(text: str, kind: Literal["country", "region"] = "region") -> tuple[str, ...]:
    """The codes that ``text`` may mean: all with that name, else up to three with a similar name."""
    index = _region_index() if kind == "region" else _country_index()
    key = _key(text)
    return index.get(key) or (_nearest(key, index) if key else ())


def name_of(code: str, lang: str) -> str:
    """The name in ``lang`` of a country, region or sector by its code; the code itself if unknown."""
    for entries in (countries, regions, sectors):
        entry = entries().get(code)
        if entry is not None:
            return entry.name(lang)
    return code


def _nearest(key: str, index: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    found = process.extract(key, list(index), scorer=fuzz.ratio, score_cutoff=87, limit=10)
    return tuple(dict.fromkeys(code for name, _, _ in found for code in index[name]))[:3]


@cache
def _country_index() -> Mapping[str, tuple[str, ...]]:
    return _index(countries(), lambda one: (one.code, one.alpha3, one.local or "", *_spellings(one)))


@cache
def _region_index() -> Mapping[str, tuple[str, ...]]:
    return _index(regions(), lambda one: (one.code, *_spellings(one)))


@cache
def _sector_index() -> Mapping[str, tuple[str, ...]]:
    return _index(sectors(), _spellings)


@cache
def _divisions() -> Mapping[str, str]:
    return {code[1:]: code for code, sector in sectors().items() if sector.parent}


Entry = TypeVar("Entry", bound=Named)


def _index(entries: Mapping[str, Entry], spellings: Callable[[Entry], Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    index: dict[str, dict[str, None]] = {}
    for code, entry in entries.items():
        for spelling in spellings(entry):
            if key := _key(spelling):
                index.setdefault(key, {})[code] = None
    return {key: tuple(codes) for key, codes in index.items()}


def _spellings(entry: Named) -> tuple[str, ...]:
    return (*entry.names.values(), *entry.aliases)


def _only(codes: tuple[str, ...]) -> str | None:
    return codes[0] if len(codes) == 1 else None


def _named(row: Mapping[str, str], prefix: str) -> _Names:
    names = {tag: row.get(f"{prefix}_{column}", "") for column, tag in _LANGUAGES.items()}
    aliases = row.get("aliases", "")
    return {
        "names": MappingProxyType({tag: name for tag, name in names.items() if name}),
        "aliases": tuple(aliases.split(" | ")) if aliases else (),
    }
