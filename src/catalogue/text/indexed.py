"""Index rows of many records: the same result as ``zones.index_row``, fast enough for an import.

Words repeat, and so do the names of places and parties: the keys of a run of letters without white space, and those of
a short text, are computed once and cached. A test checks that the tokens equal the cells of ``index_row``.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import add, attrgetter
from typing import TypeVar

from msgspec import Struct

from catalogue.text import datekeys, phrases, zones
from catalogue.text.analysed import Keyed
from catalogue.text.keys import Analyser, analyser
from catalogue.text.normalise import COMPOUND, SIGNS
from catalogue.text.wholenames import KIND_WORDS, name_tokens, token_of, tokens_of_name

_MOST_RUNS, _MOST_TEXTS = 150_000, 5_000
_SEVERAL = 2
_QUOTES = re.compile('[«“„"]')
Keys = tuple[str, ...]
T = TypeVar("T", bound=Hashable)


class _Run(Struct, frozen=True, gc=False):
    """The cached analysis of a run of letters: all its keys, separated by spaces, and the same as keys of a name; its
    words; the terms that its words may be parts of; its stems without spaces; and the numbers each stem contributes to
    a pair of stems."""

    text: str
    named: str
    words: tuple[Keyed, ...]
    parts: tuple[Keys, ...]
    stems: str
    firsts: tuple[int, ...]
    seconds: tuple[int, ...]


_TEXT, _NAMED, _WORDS, _PARTS, _STEMS, _FIRSTS, _SECONDS = map(attrgetter, _Run.__struct_fields__)


class _Runs(dict[str, _Run]):
    """The analysis of each run of letters and signs, computed at first use.

    No word, compound or numeric date contains white space, so the keys of a text are the keys of its runs plus the keys
    of word sequences: phrases and dates with the name of a month.
    """

    def __init__(self, analyse: Analyser) -> None:
        self._analyse = analyse
        self.terms: set[str] = set()
        self.months: set[str] = set()
        self.more: set[str] = set()
        """Runs that affect a name by more than their stems: the legal form of a company, the kind of thing named."""
        self.new_keys: dict[str, bool] = {}
        """Keys made since this was last taken, each with whether it is a whole word."""

    def __missing__(self, run: str) -> _Run:
        inner = run.strip(SIGNS)
        if inner != run and inner.isalnum():
            return self._alias(run, inner)
        if run.isalnum():
            words = self._analyse.keyed(run)
            keys = [key for word in words for key in word.keys]
        else:
            compounds = COMPOUND.findall(run)
            words = tuple(word for each in compounds for word in self._analyse.keyed(each))
            keys = [key for word in words for key in word.keys]
            keys += filter(None, map(self._analyse.joined, compounds))
            keys += datekeys.in_text(run)
        found = self[run] = _run(words, keys)
        self._learn(run, found, keys)
        return found

    def _learn(self, run: str, found: _Run, keys: Sequence[str]) -> None:
        if any(found.parts):
            self.terms.add(run)
        if any(word.month is not None for word in found.words):
            self.months.add(run)
        if any(word.legal for word in found.words) or not KIND_WORDS.isdisjoint(keys):
            self.more.add(run)
        for key in keys:
            self.new_keys.setdefault(key, False)
        for word in found.words:
            self.new_keys[word.whole] = True

    def _alias(self, run: str, other: str) -> _Run:
        """A run with the analysis of another: the same word surrounded by punctuation."""
        found = self[run] = self[other]
        for known in (self.terms, self.months, self.more):
            if other in known:
                known.add(run)
        return found

    def reset(self) -> None:
        """Clear the cache."""
        self.clear()
        for known in (self.terms, self.months, self.more):
            known.clear()


def _run(words: tuple[Keyed, ...], keys: Iterable[str]) -> _Run:
    numbers = [phrases.stem_hash(word.stem) for word in words]
    once = tuple(dict.fromkeys(keys))
    return _Run(
        " ".join(once),
        _with_name_keys(once),
        words,
        _shared(tuple(word.parts for word in words)),
        "".join(word.stem for word in words),
        _shared(tuple(map(phrases.pair_first, numbers))),
        _shared(tuple(map(phrases.pair_second, numbers))),
    )


@lru_cache(20_000)
def _shared(few: T) -> T:
    """An equal tuple, shared to save memory: nearly all runs are one word, so a few thousand tuples serve all runs."""
    return few


def _with_name_keys(keys: Sequence[str]) -> str:
    """The keys of a name and its other tokens."""
    return " ".join((*keys, *zones.named_tokens(keys)))


class Indexer:
    """Makes the index rows of records. Not thread-safe."""

    def __init__(self, analyse: Analyser | None = None) -> None:
        self._analyse = analyse or analyser()
        self._runs = _Runs(self._analyse)
        self._texts: dict[str, Keys] = {}
        self._groups: dict[Keys, str] = {}

    def contains(self, texts: Iterable[str], words: Sequence[zones.Typed], *, complete: bool) -> bool:
        """Return whether ``texts`` together contain all ``words``."""
        keys: dict[str, None] = {}
        for text in texts:
            keys |= self._all_keys(text)
        return zones.row_matches(("", "", " ".join(keys)), words, complete=complete, zone="text", using=self._analyse)

    def keys(self, text: str) -> Keys:
        """Return the keys of a text that is likely to recur: a party's name, a label, a date."""
        found = self._texts.get(text)
        if found is None:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            found = self._texts[text] = tuple(self._all_keys(text))
        return found

    def group_keys(self, texts: Keys) -> str:
        """Return the keys of texts that recur together, separated by spaces: the names of a form or a sector."""
        found = self._groups.get(texts)
        if found is None:
            if len(self._groups) >= _MOST_TEXTS:
                self._groups.clear()
            found = self._groups[texts] = " ".join(dict.fromkeys(key for text in texts for key in self.keys(text)))
        return found

    def row(self, names: Sequence[str], linked: Iterable[str], texts: Iterable[str], values: str) -> str:
        """Return the text that is indexed for a record; only first letters of names may occur in it repeatedly.

        ``linked``: keys, from ``together``; ``values``: tokens of its closed values; both separated by spaces.
        """
        if len(self._runs) >= _MOST_RUNS:
            self._runs.reset()
        parts = [zones.ANY, values]
        named: dict[str, _Run] = {}
        for name in names:
            runs = name.split()
            found = list(map(self._runs.__getitem__, runs))
            more = self._sequence_keys(runs, found)
            named.update(zip(runs, found, strict=True))
            parts += (_with_name_keys(more), *self._name_tokens(name, runs, found, more), *_pairs(found))
        parts += map(_NAMED, named.values())
        parts += linked
        for text in texts:
            runs = text.split()
            found = list(map(self._runs.__getitem__, runs))
            parts += self._sequence_keys(runs, found)
            parts += _pairs(found)
            parts += map(_TEXT, dict(zip(runs, found, strict=True)).values())
        return " ".join(parts)

    def new_keys(self) -> list[tuple[str, bool]]:
        """Return the keys made since the last call, each with whether it is a whole word."""
        found, self._runs.new_keys = self._runs.new_keys, {}
        return list(found.items())

    def _all_keys(self, text: str) -> dict[str, None]:
        runs = text.split()
        found = list(map(self._runs.__getitem__, runs))
        return dict.fromkeys([*" ".join(map(_TEXT, found)).split(), *self._sequence_keys(runs, found)])

    def _sequence_keys(self, runs: Sequence[str], found: Sequence[_Run]) -> list[str]:
        """Return the keys of word sequences: of phrases, and of dates with the name of a month."""
        keys: list[str] = []
        if not self._runs.terms.isdisjoint(runs):
            parts = list(chain.from_iterable(map(_PARTS, found)))
            keys += [token for _, _, tokens in self._analyse.phrases_at(parts) for token in tokens]
        if not self._runs.months.isdisjoint(runs):
            spoken = [(word.whole, word.month) for run in found for word in run.words]
            keys += datekeys.in_words(spoken)
        return keys

    def _name_tokens(self, name: str, runs: Sequence[str], found: Sequence[_Run], more: Sequence[str]) -> Iterable[str]:
        """Return the tokens of a whole name; ``more`` are the keys of its word sequences."""
        if _QUOTES.search(name):
            return tokens_of_name(name, self._analyse)
        plain = self._runs.more.isdisjoint(runs) and KIND_WORDS.isdisjoint(more)
        if not plain or sum(map(len, map(_WORDS, found))) < _SEVERAL:
            return name_tokens(chain.from_iterable(map(_WORDS, found)), self._analyse)
        return (token_of("".join(map(_STEMS, found))),)


def _pairs(found: Sequence[_Run]) -> Iterable[str]:
    firsts = chain.from_iterable(map(_FIRSTS, found))
    seconds = islice(chain.from_iterable(map(_SECONDS, found)), 1, None)
    return map(chr, map(add, firsts, seconds))
