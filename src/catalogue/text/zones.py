"""The keys of the full-text index and the expressions that search it (the syntax of SQLite's FTS5, no SQL).

A record has one row of keys, each once: those of its names, of its places, parties and sectors, and of its texts; those
of names again with the prefix ``NAMED``; a token for each closed value that it may be filtered by; and a token for each
pair of adjacent words in a name or text. There are so few pair tokens that many pairs share one. Order and positions
are not stored: a phrase is narrowed down by its stems and pairs, then searched in the texts themselves. A record is
found if every group of typed words matches somewhere in it; where and how it matches decides its rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from catalogue.text.analysed import QueryGroup, QueryWord
from catalogue.text.datekeys import DATE_MARK, VAGUE_MARK
from catalogue.text.keys import LOOSE_MARK, MIN_PREFIX, Analyser, analyser
from catalogue.text.termtable import CONCEPT_MARK, NUMBERS, PLACE_MARK
from catalogue.text.wholenames import tokens_of_name, tokens_of_query

COLUMNS = ("name", "place", "prose", "name_stems", "prose_stems")
"""The cells of ``index_row``: the keys of names, of places, parties and sectors, and of texts, each key once; then
the stems of names and of texts in order."""

TOKENIZE = "ascii"
PREFIX = "3"
"""Lengths of prefixes with a separate index. Shorter ones are never searched, longer ones are rare enough."""

NAMED = "«"
"""Prefix of a key of a name, so that names can be searched separately."""

_INITIAL = "‹"
"""Prefix of the first letter of a word of a name, a token of its own: an index on prefixes of two signs instead would
enlarge the file by a twentieth."""

_LAYOUT = "6"
BREAK = "¦"
"""What separates the stems of one text from those of the next in the last cells of ``index_row``."""
_MOST_GROUPS = 4
_VALUE = "¤"
_NO_TOKEN = re.compile("[^0-9A-Za-z]")
_ZONES = {None: slice(0, 3), "name": slice(0, 1), "place": slice(1, 2), "text": slice(2, 3)}
STEMS = (3, 4)
"""The places of those cells."""

Typed = tuple[str, bool]
"""A word as typed, and whether it is meant as a prefix (``word*``)."""


def index_row(
    names: Iterable[str], linked: Iterable[str], texts: Iterable[str], *, using: Analyser | None = None
) -> tuple[str, ...]:
    """Return the cells of one record in the order of ``COLUMNS``.

    ``names``: all its names; ``linked``: the names of places, parties and sectors, and its dates; ``texts``: prose.
    """
    analyse = using or analyser()
    names, texts = tuple(filter(None, names)), tuple(filter(None, texts))
    whole = dict.fromkeys(token for name in names for token in tokens_of_name(name, analyse))
    cells = (
        " ".join([*_keys(names, analyse), *whole]),
        " ".join(_keys(linked, analyse)),
        " ".join(_keys(texts, analyse)),
        *(f" {BREAK} ".join(" ".join(analyse.phrase_keys(text)) for text in zone) for zone in (names, texts)),
    )
    return tuple(map(str.strip, cells))


def named_tokens(keys: Iterable[str]) -> dict[str, None]:
    """Return the tokens that names have in addition to their ``keys``: the keys marked, and their first letters, except
    those of stop words ("the" is nothing that anybody begins to type)."""
    named = {NAMED + key: None for key in keys}
    stops = analyser().stop_keys
    return named | {_INITIAL + key[1]: None for key in named if key[1].isalnum() and key[1:] not in stops}


def value(name: str, code: str) -> str:
    """Return the token of a closed value (``form``, ``memorandum``), the same for all spellings of its case."""
    return _VALUE + _VALUE.join(_NO_TOKEN.sub("·", part) for part in (name, code)).lower()


ANY = f"{_VALUE}any"
"""The token of every record."""

KINDS_MEANT = {CONCEPT_MARK + kind: kind for kind in ("agreement", "technopark", "cluster", "project")}
KINDS_MEANT["park"] = "technopark"
"""The kinds whose name is a term of the field: соглашения finds every agreement, whatever its form, парки every
technopark."""

_FORMS = {
    "agreement": ("contract", "memorandum", "protocol", "declaration", "roadmap", "actionplan", "arrangement"),
    "technopark": (
        "industrialpark", "technopolis", "specialeconomiczone", "freeeconomiczone", "smallindustrialzone",
        "industrialzone", "agropark",
    ),
    "event": ("forum", "session", "negotiations", "visit", "ceremony"),
}  # fmt: skip
_KINDS_NAMED = KINDS_MEANT | {CONCEPT_MARK + form: kind for kind, forms in _FORMS.items() for form in forms}
"""Concepts that name a kind, or a form that records of one kind have: such records come first."""


def match(words: Sequence[Typed], *, complete: bool = False, named: bool = False, using: Analyser | None = None) -> str:
    """Return the FTS5 expression for records that meet all ``words``; ``""`` if there is nothing to search.

    The last word also counts as a prefix, unless the words are ``complete``. ``named``: search names only. Everything
    is quoted: typed text is never interpreted as syntax.
    """
    mark = NAMED if named else ""
    return " AND ".join(_group(group, mark) for group in _groups(words, complete, using or analyser()))


def tiers(words: Sequence[Typed], *, using: Analyser | None = None) -> tuple[str, ...]:
    """Return FTS5 expressions that rank what ``match`` finds, best first.

    The tiers: records named exactly so ("" if there can be none); names with the words as typed; names with other forms
    of them; the words anywhere; names that mean the same. A record of an earlier tier comes before one of a later tier.
    The last expression is for names with all of the words but one ("" for one word): it ranks records of equal tiers.
    """
    analyse = using or analyser()
    groups = _groups(words, complete=False, analyse=analyse)
    if not groups:
        return ()
    whole, kinds = tokens_of_query(" ".join(word for word, _ in words), analyse)
    named = f"({_either(whole)}) AND ({_either(kinds, NAMED)})" if whole and kinds else _either(whole)
    own = [_literal(groups, NAMED, 1), _literal(groups, NAMED, None), _literal(groups, "", None)]
    return (named, *own, " AND ".join(_group(group, NAMED) for group in groups), _mostly_named(groups))


def kinds_named(words: Sequence[Typed], *, using: Analyser | None = None) -> tuple[str, ...]:
    """Return the kinds that ``words`` name: технопарки Казани."""
    groups = _groups(words, complete=False, analyse=using or analyser())
    tokens = [token for group, _ in groups for token in group.alternatives]
    tokens += [token for group, _ in groups for word in group.words for token in word.concepts]
    tokens += [key for group, _ in groups for key in _own_keys(group)]
    return tuple(dict.fromkeys(_KINDS_NAMED[token] for token in tokens if token in _KINDS_NAMED))


def any_of(tokens: Iterable[str]) -> str:
    """Return the FTS5 expression for records that have any of these ``tokens``."""
    return _either(list(tokens))


def row_matches(
    row: Sequence[str], words: Sequence[Typed], *, complete: bool = False, zone: str | None = None,
    using: Analyser | None = None,
) -> bool:  # fmt: skip
    """Return whether the cells of ``index_row`` match ``words``; ``zone``: search only in name, place or text."""
    keys = set(" ".join(row[_ZONES[zone]]).split())
    if zone in (None, "name") and any(star for _, star in words):
        keys.update(named_tokens(row[0].split()))
    groups = _groups(words, complete, using or analyser())
    return bool(groups) and all(_group_matches(group, keys) for group in groups)


# ------------------------------------------------------------------ within


def _keys(texts: Iterable[str], analyse: Analyser) -> dict[str, None]:
    found = [analyse.analyse(text) for text in texts if text]
    return dict.fromkeys(key for each in found for key in (*each.words, *each.stems, *each.extras))


_WHOLE, _MAY_GO_ON, _STARRED, _BEGINS = range(4)
_MarkedGroup = tuple[QueryGroup, int]


def _groups(words: Sequence[Typed], complete: bool, analyse: Analyser) -> tuple[_MarkedGroup, ...]:
    return _grouped(tuple(words), complete, analyse)


@lru_cache(64)
def _grouped(words: tuple[Typed, ...], complete: bool, analyse: Analyser) -> tuple[_MarkedGroup, ...]:
    """Group adjacent typed words; a word with a star forms a separate group.

    The mark says whether the last word of a group is whole, may be a prefix, has a star, or has one and is a stop word:
    then it is only searched as a prefix.
    """
    groups: list[_MarkedGroup] = []
    run: list[str] = []
    for word, star in words:
        if star:
            groups += [(group, _WHOLE) for group in analyse.query_words(run)]
            run = []
            starred = analyse.query_words([word])
            mark = _BEGINS if starred and analyse.reads_as_stop(starred[-1].words[-1].text) else _STARRED
            groups += [(group, mark if group is starred[-1] else _WHOLE) for group in starred]
        else:
            run.append(word)
    groups += [(group, _WHOLE) for group in analyse.query_words(run)]
    if groups and not complete and run:
        last = groups[-1][0].words[-1]
        # Three letters whose key has two (инн: in) are enough of a beginning.
        begun = bool(last.beginnings) and len(last.text) >= MIN_PREFIX
        groups[-1] = (groups[-1][0], _STARRED if begun else _MAY_GO_ON)
    content = [
        (g, s) for g, s in groups if s or not all(analyse.is_stop(word.text) for word in g.words) or g.alternatives
    ]
    return tuple(content or groups)


def _group(starred: _MarkedGroup, mark: str) -> str:
    group, star = starred
    last = len(group.words) - 1
    words = " AND ".join(
        _word(word, mark, star if at == last else _WHOLE, _meanings(group, word, mark))
        for at, word in enumerate(group.words)
    )
    if not group.alternatives:
        return words if len(group.words) == 1 else f"({words})"
    return f"(({words}) OR {_either(_with_kinds(group.alternatives, mark), mark)})"


def _means_one_thing(group: QueryGroup) -> bool:
    """Return whether its words together are a concept or a date, not only a compound (узбекско-казахстанский): then
    their own concepts do not count."""
    return len(group.words) > 1 and any(token[0] in _TOGETHER for token in group.alternatives)


_TOGETHER = CONCEPT_MARK + PLACE_MARK + DATE_MARK


def _with_kinds(tokens: Sequence[str], mark: str) -> list[str]:
    """Return these tokens of concepts, and those of the kinds they name unless only names are searched."""
    return [*tokens, *_kinds(tokens, mark)]


def _kinds(tokens: Iterable[str], mark: str) -> list[str]:
    return [] if mark else [value("kind", KINDS_MEANT[token]) for token in tokens if token in KINDS_MEANT]


def _word(word: QueryWord, mark: str, star: int, meanings: Sequence[str]) -> str:
    begun = list(map(_begun, word.beginnings))
    choices = [_quoted(mark + key) for key in (*word.keys, *meanings)]
    if star == _BEGINS:
        choices = begun
    elif star:
        choices += [_quoted(mark + prefix) + " *" for prefix in word.prefixes]
        choices += [_quoted(mark + token) for token in word.prefix_concepts if token not in word.concepts]
    if star == _STARRED:
        choices += begun
    return choices[0] if len(choices) == 1 else f"({' OR '.join(choices)})"


def _begun(beginning: str) -> str:
    return _quoted(_INITIAL + beginning) if len(beginning) == 1 else _quoted(NAMED + beginning) + " *"


def _meanings(group: QueryGroup, word: QueryWord, mark: str) -> list[str]:
    """Return the concepts and kinds that a word of a group is also found by: none if the words together mean one thing;
    a park is a technopark unless it is part of a compound (ИТ-парк)."""
    if _means_one_thing(group):
        return []
    return [*word.concepts, *_kinds((*word.concepts, *_own_keys(group)), mark)]


def _own_keys(group: QueryGroup) -> tuple[str, ...]:
    return group.words[0].keys if len(group.words) == 1 else ()


def _mostly_named(groups: Sequence[_MarkedGroup]) -> str:
    each = [found for group, star in groups if star != _BEGINS and (found := _literal_group(group, NAMED, None))]
    if not 1 < len(each) <= _MOST_GROUPS:
        return ""
    return " OR ".join(f"({' AND '.join(each[:at] + each[at + 1 :])})" for at in range(len(each)))


def _literal(groups: Sequence[_MarkedGroup], mark: str, most: int | None) -> str:
    """Return the expression for the words themselves, without synonyms and loose readings."""
    each = [_literal_group(group, mark, most) for group, star in groups if star != _BEGINS]
    return " AND ".join(filter(None, each))


def _literal_group(group: QueryGroup, mark: str, most: int | None) -> str:
    """The same for one group; a number or date may also be written otherwise, but a date is not a vague one."""
    plain = [[key for key in word.keys if not key.startswith(LOOSE_MARK)][:most] for word in group.words]
    numbers = [[token for token in word.concepts if token in NUMBERS] for word in group.words]
    words = " AND ".join(
        f"({_either([*keys, *also], mark)})" for keys, also in zip(plain, numbers, strict=True) if keys
    )
    dates = [token for token in group.alternatives if token[0] == DATE_MARK and not token.startswith(VAGUE_MARK)]
    return f"(({words}) OR {_either(dates, mark)})" if words and dates else words


def _group_matches(starred: _MarkedGroup, keys: set[str]) -> bool:
    group, star = starred
    if keys.intersection(_with_kinds(group.alternatives, "")):
        return True
    last = len(group.words) - 1
    return all(
        _word_matches(word, keys, star if at == last else _WHOLE, _meanings(group, word, ""))
        for at, word in enumerate(group.words)
    )


def _word_matches(word: QueryWord, keys: set[str], star: int, meanings: Sequence[str]) -> bool:
    begun = tuple((_INITIAL if len(each) == 1 else NAMED) + each for each in word.beginnings)
    if star == _BEGINS:
        return any(key.startswith(begun) for key in keys)
    if keys.intersection(word.keys) or keys.intersection(meanings):
        return True
    if not star:
        return False
    begun = (*word.prefixes, *(begun if star == _STARRED else ()))
    return not keys.isdisjoint(word.prefix_concepts) or (bool(begun) and any(key.startswith(begun) for key in keys))


def _either(keys: Sequence[str], mark: str = "") -> str:
    return " OR ".join(_quoted(mark + key) for key in keys)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def __getattr__(name: str) -> str:
    if name == "FINGERPRINT":
        return f"{_LAYOUT}-{analyser().fingerprint}"
    raise AttributeError(name)


__all__ = [
    "ANY", "BREAK", "COLUMNS", "MIN_PREFIX", "NAMED", "PREFIX", "STEMS", "TOKENIZE", "any_of", "index_row",
    "kinds_named", "match", "named_tokens", "row_matches", "tiers", "value",
]  # fmt: skip
