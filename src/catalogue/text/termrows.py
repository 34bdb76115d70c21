"""The source tables of terms as people edit them, and their compilation into keys.

``data/terms.csv`` concept, lang, terms, acronyms: synonyms that are searched together ``data/places.csv`` place, names:
one place in several languages ``data/stopwords.txt`` stop words, by language ``data/months.csv`` month names, by
language

A user's overlay has the form of ``terms.csv``; its rows add to a concept of the table or define a new one. After a
change to a table run ``python -m catalogue.text.termrows`` to rewrite ``data/compiled.json``.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from catalogue.text.forms import term_keys
from catalogue.text.normalise import clean, words
from catalogue.text.stem import MIN_STEM
from catalogue.text.termtable import CONCEPT_MARK, END, PLACE_MARK, Problem, Terms, Trie, read, tuples, written
from catalogue.text.translit import key

SHARED, EXACT = "~", "="
"""``~`` ends an acronym that really has two meanings, in the row of each; ``=`` begins a place's name to be matched
exactly."""

_CONCEPT = re.compile(r"[a-z][a-z0-9_]*\Z")
_COLUMNS = 4
_SHORT = 4
_DECLINED = ("а", "я", "ь", "ы", "о", "ай", "ий", "ый", "ой", "ые", "ие")
PLACE = "place"
"""Used instead of a language code for a place's names, which are in several languages."""


class Entry(Struct, frozen=True):
    """One term: the token of its concept (``§agreement``, ``¶fergana``), its text, and how it is meant."""

    token: str
    text: str
    lang: str
    acronym: bool = False
    shared: bool = False


def entries() -> tuple[Entry, ...]:
    """Return the terms and places of the packaged tables."""
    return tuple(entry for _, entry in _packaged())


def compiled() -> Terms:
    """Compile the packaged tables into keys."""
    return _compile(entries())


def overlaid(overlay: str) -> Terms:
    """Return the packaged tables with the rows of an ``overlay``; rows that were omitted are in ``problems``."""
    problems: list[Problem] = []
    added = list(_entries(overlay, problems))
    every = _unambiguous(_packaged(), added, problems)
    return replace(_compile(every), overlay=overlay, problems=tuple(problems))


def _packaged() -> list[tuple[int, Entry]]:
    return [*_entries(read("terms.csv"), []), *_places(read("places.csv"))]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, _cells(line.replace("\0", ""))


def _cells(line: str) -> list[str]:
    """The cells of a line; none if one is longer than the reader of CSV allows."""
    try:
        return [cell.strip() for cell in next(csv.reader([line]), [])]
    except csv.Error:
        return []


def _entries(text: str, problems: list[Problem]) -> Iterator[tuple[int, Entry]]:
    for number, row in _rows(text):
        if row[:2] == ["concept", "lang"]:
            continue
        if len(row) not in (_COLUMNS - 1, _COLUMNS):
            problems.append(Problem(number, "bad_columns", ",".join(row)))
        elif not _CONCEPT.match(row[0]):
            problems.append(Problem(number, "bad_concept", row[0]))
        else:
            found = _row_entries(CONCEPT_MARK + row[0], *row[1:])
            if not found:
                problems.append(Problem(number, "no_terms", row[0]))
            yield from ((number, entry) for entry in found)


def _row_entries(concept: str, lang: str, listed: str, acronyms: str = "") -> list[Entry]:
    return [*_listed(concept, lang, listed), *_listed(concept, lang, acronyms, acronym=True)]


def _places(text: str) -> Iterator[tuple[int, Entry]]:
    for number, (place, *names) in _rows(text):
        if place == "place":
            continue
        for entry in _listed(PLACE_MARK + place, PLACE, ",".join(names)):
            exact = entry.text.startswith(EXACT) or entry.text.isupper()
            yield number, replace(entry, text=entry.text.removeprefix(EXACT), acronym=exact)


def _listed(concept: str, lang: str, cell: str, *, acronym: bool = False) -> Iterator[Entry]:
    for text in filter(None, map(str.strip, cell.split(";"))):
        yield Entry(concept.replace("_", ""), text.removesuffix(SHARED), lang, acronym, text.endswith(SHARED))


def _unambiguous(
    packaged: list[tuple[int, Entry]], added: list[tuple[int, Entry]], problems: list[Problem]
) -> tuple[Entry, ...]:
    """Keep the added entries that are not already in another concept, unless they are marked as shared."""
    entries = [entry for _, entry in packaged]
    meanings: dict[str, str] = {clean(entry.text): entry.token for entry in entries}
    for number, entry in added:
        known = meanings.setdefault(clean(entry.text), entry.token)
        if known != entry.token and not entry.shared:
            problems.append(Problem(number, "ambiguous", entry.text))
        else:
            entries.append(entry)
    return tuple(entries)


def _compile(listed: Iterable[Entry]) -> Terms:
    single: dict[str, dict[str, None]] = defaultdict(dict)
    acronyms: dict[str, dict[str, None]] = defaultdict(dict)
    parts: dict[str, dict[str, None]] = defaultdict(dict)
    phrases: Trie = {}
    for entry in listed:
        spoken = [word.text for word in words(entry.text)]
        if entry.acronym and len(spoken) == 1:
            acronyms[clean(entry.text)][entry.token] = None
        elif len(spoken) == 1:
            for each in (*_keys(spoken[0], entry.lang), *_short_forms(spoken[0], entry.lang)):
                single[each][entry.token] = None
        elif spoken:
            _plant(phrases, [_part(word, entry.lang, parts) for word in spoken], entry.token)
    stops = _stops(read("stopwords.txt"))
    return Terms(
        tuples(single), tuples(acronyms), _own_script(acronyms), tuples(parts), phrases,
        _months(read("months.csv")), stops[""], stops["lower"], stops["legal"],
    )  # fmt: skip


def _keys(word: str, lang: str) -> tuple[str, ...]:
    """A row of places has names in all languages; only names that Russian declines are stemmed, and not to a short stem
    (Семей, сем-): Карасу is not the dative of карась.
    """
    if lang != PLACE:
        return term_keys(word, lang)
    whole, *stems = term_keys(word, "ru")
    declined = clean(word).endswith(_DECLINED)
    return (whole, *(stem for stem in stems if declined and len(stem) > MIN_STEM))


def _short_forms(word: str, lang: str) -> Iterator[str]:
    """The forms of a Russian place of three or four letters in -а, which is too short to be stemmed: Уфа, в Уфе."""
    name = clean(word)
    if lang == PLACE and len(name) <= _SHORT and name.endswith("а"):
        yield from (key(name[:-1] + ending) for ending in ("ы", "е", "у", "ой"))


def _part(word: str, lang: str, parts: dict[str, dict[str, None]]) -> str:
    keys = _keys(word, lang)
    for each in keys:
        parts[each][keys[-1]] = None
    return keys[-1]


def _plant(phrases: Trie, path: list[str], token: str) -> None:
    node = phrases
    for part in path:
        below = node.setdefault(part, {})
        assert isinstance(below, dict)
        node = below
    tokens = node.get(END, ())
    assert isinstance(tokens, tuple)
    node[END] = (*tokens, *(() if token in tokens else (token,)))


def _own_script(acronyms: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the acronyms that in another script would equal one with another meaning: SEZ and СЭЗ."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for acronym in acronyms:
        by_key[key(acronym)].append(acronym)
    return frozenset(a for same in by_key.values() if len({tuple(acronyms[a]) for a in same}) > 1 for a in same)


def _months(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, (number, *cells) in _rows(text):
        for name in ";".join(cells).split(";") if number.isdigit() else ():
            found.setdefault(key(clean(name.strip())), int(number))
    return found


def _stops(text: str) -> dict[str, frozenset[str]]:
    """Return the words of the rows ``lower`` and ``legal``, and of all other rows."""
    found: dict[str, set[str]] = {"": set(), "lower": set(), "legal": set()}
    for line in text.splitlines():
        head, colon, listed = line.partition(":")
        if colon and not line.startswith("#"):
            name = head.split()[0]
            found[name if name in found else ""].update(map(clean, listed.split()))
    return {name: frozenset(words) for name, words in found.items()}


if __name__ == "__main__":
    sys.stdout.buffer.write(written(compiled()).encode())
