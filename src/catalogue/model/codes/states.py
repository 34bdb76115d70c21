"""States beyond the names of today: in other languages, by the numbers of research data, and former states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from catalogue.model.codes.lists import key, rows

Scheme = Literal["iso", "iso_numeric", "cow", "none"]
"""How a register codes countries: ISO 3166-1 letters (and names), its numbers, the Correlates of War state list, or not
at all: by names alone."""

# The form of a state in French, German, Spanish, Portuguese, Italian and Turkish, before or after the name.
_FORM = re.compile(
    r"(?:(?:la|el|o|a|le|l) )?(?:republique|royaume|principaute|sultanat|etat|republica|reino|principado|estado"
    r"|repubblica|regno|principato)(?: (?:federal|federale|federative|federativa|islami\w+|popula\w+|popolare|arab\w*"
    r"|democrati\w+|sociali\w+|oriental|bolivarian\w+|plurinacional|cooperativ\w+))*"
    r"(?: (?:du|de la|de l|des|de|d|del|de los|do|da|dos|di|della|dell|dei))? (?P<one>.+)"
    r"|(?:(?:das|die) )?(?:bundes)?(?:republik|konigreich|furstentum|sultanat|staat)(?: der| des)? (?P<german>.+)"
    r"|(?P<turkish>.+) (?:cumhuriyeti|kralligi|prensligi|sultanligi|devleti)"
    r"|(?:die|das|la|le|les|l|el|los) (?P<article>.+)"
)


class Former(Struct, frozen=True):
    """A former state without a single successor: its names, and the year in which it ended."""

    name_en: str
    name_ru: str
    ended: int


# Postal codes of the United States and Canada: under "State" or "Province" CA is California rather than Canada.
_POSTAL = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA"
    " RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP AB BC MB NB NL NS NT NU ON PE QC SK YT"
)
_OF_A_FEDERATION = re.compile(
    r"(?:us |u s )?(?:state|province|prov|territory|штат|провинция)(?: (?:or |and )?(?:state|province|prov|territory))*"
    r"(?: (?:code|abbr\w*|name))?"
)


def foreign_name(text_key: str) -> str | None:
    """The alpha-2 code for the key of a name in another language; else None."""
    return _foreign().get(text_key)


def without_form(text_key: str) -> str:
    """The key of a name without the form of the state in another language; "" if it has none."""
    form = _FORM.fullmatch(text_key)
    return next(filter(None, form.groups()), "") if form else ""


def former(text: str) -> Former | None:
    """The former state that a name means, if its territory has no single successor."""
    return _former().get(key(text))


def coded(text: str, scheme: Scheme) -> str:
    """The alpha-2 code, or the name of a former state, for a code of a scheme; the text itself if unknown."""
    plain = text.strip().upper().removesuffix(".0")
    known = _by_scheme(scheme)
    return known.get(plain.zfill(3) if plain.isdecimal() else plain, text)


def perhaps_postal(heading: str, text: str) -> bool:
    """Whether two letters under this heading may as well be a state of the USA or a province of Canada."""
    return len(text) == 2 and text.upper() in _POSTAL.split() and _OF_A_FEDERATION.fullmatch(key(heading)) is not None


@cache
def _foreign() -> Mapping[str, str]:
    return {key(name): row["code"] for row in rows("country_names.csv") for name in row["names"].split(" | ")}


@cache
def _former() -> Mapping[str, Former]:
    found: dict[str, Former] = {}
    for row in rows("former_states.csv"):
        state = Former(row["name_en"], row["name_ru"], int(row["ended"]))
        names = (state.name_en, state.name_ru, *row["aliases"].split(" | "))
        found.update((key(name), state) for name in names)
    return found


@cache
def _by_scheme(scheme: Scheme) -> Mapping[str, str]:
    if scheme == "cow":
        listed = list(rows("cow.csv"))
        return {row["number"].zfill(3): row["state"] for row in listed} | {
            row["letters"]: row["state"] for row in listed
        }
    return {row["numeric"]: row["code"] for row in rows("countries.csv")} if scheme == "iso_numeric" else {}
