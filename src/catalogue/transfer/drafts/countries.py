"""Columns and headings that name countries, and values among them that are not countries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catalogue.model import codes
from catalogue.model.codes import states
from catalogue.model.fields import COUNTRY
from catalogue.transfer.drafts.guessing import ENOUGH, Profile, country_codes, parts_of, plain, readable
from catalogue.transfer.files.headings import BETWEEN
from catalogue.transfer.rows import lists

_SOME = 0.25
_FEW = 0.25
_NOBODY = re.compile(
    r"(?:multi|pluri)lateral|various(?: \w+)?|several(?: \w+)?|others?|multiple(?: \w+)?"
    r"|многосторонн\w+|разные(?: \w+)?|другие|прочие|ko p tomonlama|boshqalar"
)
"""Words that stand for parties without naming them."""


def no_countries(seen: Profile) -> list[str]:
    """The names and numbers in a column of countries that are not countries."""
    if country_codes(seen.heading, seen.texts):
        return []
    parts = dict.fromkeys(parts_of(seen.texts, seen.marks))
    return [part for part in parts if codes.find_country(part) is None and states.former(part) is None]


def abbreviations(seen: Profile) -> list[str]:
    """The few codes in a column of countries that are otherwise given by name: EC is hardly Ecuador there."""
    if seen.looks != "country":
        return []
    parts = dict.fromkeys(parts_of(seen.texts, seen.marks))
    coded = [part for part in parts if codes.is_country_code(part)]
    named = [part for part in parts if part not in coded and codes.find_country(part) is not None]
    return coded if len(coded) <= _FEW * len(named) else []


def are_coded(seen: Profile) -> bool:
    """Whether a column of countries gives them by codes."""
    coded = sum(map(codes.is_country_code, parts_of(seen.texts, seen.marks)))
    return seen.looks == "country" and coded > len(abbreviations(seen))


def name_nobody(text: str) -> bool:
    """Whether a text stands for parties without naming them: "Multilateral"."""
    return _NOBODY.fullmatch(plain(text)) is not None


def made_by_name(seen: Profile) -> list[str]:
    """Up to three names in a column of countries from which places can be made: unions, former states."""
    parts = dict.fromkeys(parts_of(seen.texts, seen.marks))
    others = (part for part in parts if codes.find_country(part) is None and not part.isdecimal())
    named = (part for part in others if not name_nobody(part))
    found = (part for part in named if states.former(part) or not codes.candidates(part, "country"))
    return [*abbreviations(seen), *found][:3]


def same_countries(one: Profile, other: Profile) -> bool:
    """Whether two columns name the same countries row by row, such as names and codes."""
    if one.looks != "country" or one.looks != other.looks:
        return False
    pairs = [pair for pair in zip(one.cells, other.cells, strict=True) if any(pair)]
    same = (bool(found := _named_in(mine)) and found == _named_in(theirs) for mine, theirs in pairs)
    return sum(same) >= ENOUGH * len(pairs)


def _named_in(cell: str) -> tuple[str, ...]:
    """The countries of a cell, which may be a list; none if some part of it names no country."""
    found = tuple(map(codes.find_country, lists.split(cell)))
    return tuple(code for code in found if code) if all(found) else ()


def among_headings(headings: Sequence[str]) -> list[str]:
    """The headings that are names of countries, alone or below the heading of a group."""
    last = ((heading, heading.rpartition(BETWEEN)[2]) for heading in headings)
    return [heading for heading, name in last if len(name) > 1 and readable(COUNTRY, name)]


def are_separated(text: str, mark: str) -> bool:
    """Whether a sign stands between two names, one of them a country's: not in "Congo, Rep. of", which is one name."""
    parts = [part.strip() for part in lists.cut(text, mark) if part.strip()]
    named = sum(codes.find_country(part) is not None or states.former(part) is not None for part in parts)
    whole = mark == "," and len(parts) == 2 and parts[1].casefold().endswith((" of", " of the", ", the"))
    return len(parts) > 1 and named > 0 and not whole


def are_among(seen: Profile) -> bool:
    """Whether many names in a column are countries, among unions and organisations."""
    parts = {part for text in parts_of(seen.texts, seen.marks) for part in lists.split(text)}
    named = {code for part in parts if (code := codes.find_country(part))}
    return len(named) > 1 and len(named) >= _SOME * len(parts)
