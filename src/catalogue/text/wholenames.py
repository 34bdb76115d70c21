"""Tokens for whole names, so that records named exactly as typed come first.

A name also matches without the word for its kind (Ферганская область: Фергана), without the legal form of a company,
and by its part in quotation marks (ООО «ПК «Промтрактор»: Промтрактор).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from zlib import crc32

from catalogue.text.analysed import Keyed
from catalogue.text.keys import Analyser
from catalogue.text.normalise import words

MARK = "¬"
_PLACE_WORDS = frozenset({"§region", "§territorykrai", "§district", "§city", "§republic"})
KIND_WORDS = _PLACE_WORDS | {
    "§technopark", "§technopolis", "§industrialpark", "§specialeconomiczone", "§freeeconomiczone", "§cluster",
    "§industrialzone",
}  # fmt: skip
"""Concepts for the kind of thing that a name denotes."""

_LONG = 12
_QUOTED = re.compile('[«“„"]([^«»“”„"]+)[»”“"]')


def tokens_of_name(name: str, analyse: Analyser) -> tuple[str, ...]:
    """Return the tokens of a record's ``name``."""
    pieces = [name, *(match[1] for match in _QUOTED.finditer(name))]
    return _unique(token for piece in pieces for token in name_tokens(analyse.keyed_words(piece), analyse))


def tokens_of_query(typed: str, analyse: Analyser) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tokens of a record whose whole name is what was ``typed``, and the kinds of place that it names.

    A region, its town and its district have one name, so a kind of place must be in the name, too, if it was typed.
    """
    keyed = analyse.keyed_words(typed)
    tokens = list(name_tokens(keyed, analyse))
    typed_words = [word.text for word in words(typed)]
    if len(typed_words) == 1:
        asked = analyse.query_word(typed_words[0])
        tokens += [MARK + key for key in (*asked.keys, *asked.concepts) if key not in KIND_WORDS]
    kinds = [each for word in keyed for each in word.extras if each in _PLACE_WORDS] if len(keyed) > 1 else []
    return _unique(tokens), _unique(kinds)


def name_tokens(keyed_words: Iterable[Keyed], analyse: Analyser) -> Iterable[str]:
    """Yield the tokens of a name whose words are ``keyed_words``, with and without the words for its kind; its parts in
    quotation marks are names of their own.
    """
    name = [keyed for keyed in keyed_words if not keyed.legal]
    yield from _token(name)
    core = _without_kind(name, analyse)
    if len(core) < len(name):
        yield from _token(core)


def _token(name: list[Keyed]) -> Iterable[str]:
    if len(name) == 1:
        yield from (MARK + key for key in name[0].keys if key not in KIND_WORDS)
    elif name:
        yield token_of("".join(keyed.stem for keyed in name))


def token_of(stems: str) -> str:
    """Return the token of a name of several words, given their stems without spaces."""
    return MARK + _shortened(stems)


def _shortened(stems: str) -> str:
    """Return a hash for a long name: hardly any two records share one, so the full text would only take up space."""
    return stems if len(stems) <= _LONG else f"{crc32(stems.encode()):08x}{len(stems):x}"


def _without_kind(name: list[Keyed], analyse: Analyser) -> list[Keyed]:
    dropped = {at for at, keyed in enumerate(name) if not KIND_WORDS.isdisjoint(keyed.extras)}
    for start, end, tokens in analyse.phrases_at([keyed.parts for keyed in name]):
        if not KIND_WORDS.isdisjoint(tokens):
            dropped.update(range(start, end))
    return [keyed for at, keyed in enumerate(name) if at not in dropped]


def _unique(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))
