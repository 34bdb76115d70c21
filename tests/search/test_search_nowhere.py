"""Words that occur nowhere find almost nothing, and the rescue does not change that."""

from __future__ import annotations

import json
import re
import zoneinfo
from collections.abc import Sequence
from functools import cache

import pytest

from search.program import DOCS, Program

MOST_ANSWERED, MOST_RESCUED = 0.02, 0.05
BEGINNINGS = (
    "ба", "вы", "гру", "до", "жа", "зо", "ик", "ка", "ли", "мо", "не", "ос", "по", "ре", "со", "та", "ут", "фо", "хо",
    "це", "че", "ша", "эк", "я",
)  # fmt: skip
"""A few thousand words from all letters; the whole dictionary would take a minute and a half."""

THING = frozenset({"NOUN", "inan", "nomn", "sing"})
NAMES = frozenset({"Name", "Surn", "Geox", "Abbr", "Orgn"})


@cache
def known() -> frozenset[str]:
    """Every word of the documents."""
    lines = DOCS.read_text("utf-8").splitlines()
    texts = [json.dumps(json.loads(line), ensure_ascii=False) for line in lines]
    return frozenset(word.lower() for text in texts for word in re.findall(r"\w+", text))


def spread(words: Sequence[str], count: int) -> list[str]:
    """``count`` of the words, evenly spread over the list, none of which is in the documents."""
    unknown = [word for word in words if not set(re.findall(r"\w+", word.lower())) & known()]
    return unknown[:: max(1, len(unknown) // count)][:count]


def russian_nouns() -> list[str]:
    """Nouns for things from a dictionary, without names, abbreviations and words that the documents hold in another
    form."""
    morph = pytest.importorskip("pymorphy3").MorphAnalyzer()
    lemmas = {parsed.normal_form for word in known() for parsed in morph.parse(word)}
    found = set()
    for beginning in BEGINNINGS:
        for word, tag, normal, *_ in morph.iter_known_word_parses(beginning):
            if word == normal and 4 <= len(word) <= 9 and tag.grammemes >= THING and not tag.grammemes & NAMES:
                found.add(word)
    return spread(sorted(found - lemmas), 600)


def foreign_regions() -> list[str]:
    """Regions of other countries from ISO 3166-2 with one-word names."""
    pycountry = pytest.importorskip("pycountry")
    names = {s.name for s in pycountry.subdivisions if s.country_code not in ("UZ", "RU", "KZ") and s.name.isalpha()}
    return spread(sorted(names), 500)


NAMED_IN_RUSSIAN = frozenset({"Astrakhan", "Samara"})
"""The documents lie in the regions of these towns, which they name in Russian: they are rightly found by them."""


def towns() -> list[str]:
    """Towns of the time zone table."""
    zones = (zone.split("/")[-1].replace("_", " ") for zone in zoneinfo.available_timezones() if "/" in zone)
    return spread(
        sorted({zone for zone in zones if zone.replace(" ", "").isalpha() and not zone.isupper()} - NAMED_IN_RUSSIAN),
        100,
    )


@pytest.mark.parametrize("listed", [russian_nouns, foreign_regions, towns])
def test_words_that_occur_nowhere_are_rarely_answered(program: Program, listed: object) -> None:
    assert callable(listed)
    words = listed()
    assert len(words) >= 100
    answered = [word for word in words if program.answers(word, rescue=False)]
    rescued = [word for word in words if program.answers(word, rescue=True)]
    assert len(answered) / len(words) <= MOST_ANSWERED, answered
    assert len(rescued) / len(words) <= MOST_RESCUED, rescued
