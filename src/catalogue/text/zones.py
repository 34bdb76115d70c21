"""The layout of the full-text index and the expressions that search it (the syntax of SQLite's FTS5, no SQL).

Three zones, three columns each: the whole words, each once; the stems of the words in order, for phrases; and all
further keys, each once. A record is found when every group of typed words is met somewhere in it; where it is met
decides its rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod

from catalogue.text.forms import key_forms
from catalogue.text.keys import MIN_PREFIX, Analyser, QueryGroup, QueryWord, analyser
from catalogue.text.normalise import words as words_of
from catalogue.text.wholenames import asked_names, given_names

COLUMNS = (
    "name", "name_stems", "name_more", "place", "place_stems", "place_more", "prose", "prose_stems", "prose_more",
)  # fmt: skip
"""Names; places, parties and sectors; texts. In this order in ``index_row``."""

WEIGHTS = (12.0, 10.0, 6.0, 4.0, 3.0, 2.0, 1.0, 0.8, 0.5)
"""Of the columns in bm25: a name counts before a place, a place before a text, a word before its synonym."""

VOCABULARY = ("name", "place", "prose")
"""The columns that hold words as they stand: the vocabulary that mistyped words are compared with."""

TOKENIZE = "ascii"
PREFIX = "3 4"
"""Lengths of beginnings with an index of their own. Shorter ones are never asked for, longer ones are rare enough."""

_LAYOUT = "1"
_BREAK = "¦"
_MAX_PHRASES = 16
_ZONES = {zone: "{" + " ".join(COLUMNS[at : at + 3]) + "}" for zone, at in (("name", 0), ("place", 3), ("text", 6))}
_NAME_AND_PLACE = "{" + " ".join(COLUMNS[:6]) + "}"
_STEMS = (1, 4, 7)
_PHRASE_COLUMNS = "{" + " ".join(COLUMNS[at] for at in _STEMS) + "}"

Typed = tuple[str, bool]
"""A word as typed, and whether it is meant as the beginning of a word (``word*``)."""


def index_row(
    names: Iterable[str], linked: Iterable[str], texts: Iterable[str], *, using: Analyser | None = None
) -> tuple[str, ...]:
    """Return the cells of one record in the order of ``COLUMNS``.

    ``names``: all its names; ``linked``: the names of places, parties and sectors, and its dates; ``texts``: prose.
    """
    analyse = using or analyser()
    names = tuple(names)
    cells = [*_zone(names, analyse), *_zone(linked, analyse), *_zone(texts, analyse)]
    cells[2] = " ".join([cells[2], *dict.fromkeys(token for name in names for token in given_names(name, analyse))])
    return tuple(map(str.strip, cells))


def match(
    words: Sequence[Typed], *, complete: bool = False, zone: str | None = None, using: Analyser | None = None
) -> str:
    """Return the FTS5 expression for records that meet all ``words``; nothing to search gives ``""``.

    The last word also counts as a beginning, unless the words are ``complete``. ``zone``: name, place or text, to
    look only there. Everything is quoted: no typed text is ever syntax.
    """
    expression = " AND ".join(_group(group) for group in _groups(words, complete, using or analyser()))
    return f"{_ZONES[zone]} : ({expression})" if zone and expression else expression


def tiers(words: Sequence[Typed], *, complete: bool = False, using: Analyser | None = None) -> tuple[str, ...]:
    """Return FTS5 expressions that rank what ``match`` finds, best first: whole name, names, names and places.

    A record of an earlier tier comes before one of a later; inside a tier bm25 decides.
    """
    expression = match(words, complete=complete, using=using)
    if not expression:
        return ()
    whole = asked_names(" ".join(word for word, _ in words), using or analyser())
    named = [f"name_more : ({_any(whole)})"] if whole else []
    return (*named, f"{_ZONES['name']} : ({expression})", f"{_NAME_AND_PLACE} : ({expression})")


def any_of(keys: Iterable[str]) -> str:
    """Return the FTS5 expression for any of these ``keys`` of the vocabulary, or another form of its word."""
    every = [form for key in keys for form in (key, *key_forms(key).stems)]
    return f"({_any(list(dict.fromkeys(every)))})" if every else ""


def phrase(text: str, *, using: Analyser | None = None) -> str:
    """Return the FTS5 expression for the words of ``text`` one after another, by their stems."""
    phrases = _phrases(text, using or analyser())
    return f"{_PHRASE_COLUMNS} : ({_any(phrases)})" if phrases else ""


def phrase_meets(row: Sequence[str], text: str, *, using: Analyser | None = None) -> bool:
    """Tell whether the cells of ``index_row`` hold the phrase ``text``: what ``phrase`` asks of FTS5, in Python."""
    ordered = [f" {row[at]} " for at, column in enumerate(COLUMNS) if column.endswith("_stems")]
    phrases = _phrases(text, using or analyser())
    return any(f" {each} " in cell for each in phrases for cell in ordered)


def meets(
    row: Sequence[str], words: Sequence[Typed], *, complete: bool = False, zone: str | None = None,
    using: Analyser | None = None,
) -> bool:  # fmt: skip
    """Tell whether the cells of ``index_row`` meet ``words``: what ``match`` asks of FTS5, in Python."""
    at = {None: slice(0, 9), "name": slice(0, 3), "place": slice(3, 6), "text": slice(6, 9)}[zone]
    held = set(" ".join(row[at]).split())
    groups = _groups(words, complete, using or analyser())
    return bool(groups) and all(_met(group, held) for group in groups)


# ------------------------------------------------------------------ within


def _phrases(text: str, analyse: Analyser) -> list[str]:
    """Return the rows of stems that may be meant: as a text would have them, and as the asked words may be read."""
    stems = analyse.phrase_keys(text)
    if not stems:
        return []
    choices = [[stem] for stem in stems]
    asked = [analyse.query_word(word.text) for word in words_of(text)]
    if len(asked) == len(stems):
        choices = [list(dict.fromkeys((stem, *word.keys))) for stem, word in zip(stems, asked, strict=True)]
    while prod(map(len, choices)) > _MAX_PHRASES:
        max(choices, key=len).pop()
    return [" ".join(chosen) for chosen in product(*choices)]


def _zone(texts: Iterable[str], analyse: Analyser) -> tuple[str, str, str]:
    found = [analyse.analyse(text) for text in texts if text]
    words = dict.fromkeys(word for each in found for word in each.words)
    more = dict.fromkeys(key for each in found for key in each.extras)
    return " ".join(words), f" {_BREAK} ".join(" ".join(each.stems) for each in found), " ".join(more)


_Starred = tuple[QueryGroup, bool]


def _groups(words: Sequence[Typed], complete: bool, analyse: Analyser) -> list[_Starred]:
    """Group the words typed in a row; a starred word stands alone. The flag says: a beginning will do."""
    groups: list[_Starred] = []
    run: list[str] = []
    for word, star in words:
        if star:
            groups += [(group, False) for group in analyse.query_words(run)]
            run = []
            starred = analyse.query_words([word])
            groups += [(group, group is starred[-1]) for group in starred]
        else:
            run.append(word)
    groups += [(group, False) for group in analyse.query_words(run)]
    if groups and not complete and run:
        groups[-1] = (groups[-1][0], True)
    heard = [(g, s) for g, s in groups if s or not all(analyse.is_stop(word.text) for word in g.words) or g.instead]
    return heard or groups


def _group(starred: _Starred) -> str:
    group, star = starred
    phrased = bool(group.instead) and len(group.words) > 1
    last = len(group.words) - 1
    words = " AND ".join(_word(word, star and at == last, concepts=not phrased) for at, word in enumerate(group.words))
    if not group.instead:
        return words if len(group.words) == 1 else f"({words})"
    return f"(({words}) OR {_any(group.instead)})"


def _word(word: QueryWord, star: bool, *, concepts: bool) -> str:
    choices = [_quoted(key) for key in (*word.keys, *(word.concepts if concepts else ()))]
    if star:
        choices += [_quoted(prefix) + " *" for prefix in word.prefixes]
    return choices[0] if len(choices) == 1 else f"({' OR '.join(choices)})"


def _met(starred: _Starred, held: set[str]) -> bool:
    group, star = starred
    if held.intersection(group.instead):
        return True
    phrased = bool(group.instead) and len(group.words) > 1
    last = len(group.words) - 1
    return all(_word_met(word, held, star and at == last, concepts=not phrased) for at, word in enumerate(group.words))


def _word_met(word: QueryWord, held: set[str], star: bool, *, concepts: bool) -> bool:
    if held.intersection(word.keys) or (concepts and held.intersection(word.concepts)):
        return True
    return star and any(key.startswith(word.prefixes) for key in held if word.prefixes)


def _any(keys: Sequence[str]) -> str:
    return " OR ".join(map(_quoted, keys))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def __getattr__(name: str) -> str:
    if name == "FINGERPRINT":
        return f"{_LAYOUT}-{analyser().fingerprint}"
    raise AttributeError(name)


__all__ = [
    "COLUMNS", "MIN_PREFIX", "PREFIX", "TOKENIZE", "VOCABULARY", "WEIGHTS", "any_of", "index_row", "match", "meets",
    "phrase", "phrase_meets", "tiers",
]  # fmt: skip
