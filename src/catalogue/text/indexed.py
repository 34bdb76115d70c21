"""Index rows of many records: the same result as ``zones.index_row``, fast enough for an import.

Words repeat, and so do the names of places and parties: the keys of a run of letters without white space, and those of
a short text, are computed once and cached. A test checks that the tokens equal the cells of ``index_row``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import add, mul
from typing import NamedTuple

from catalogue.text import datekeys, phrases, zones
from catalogue.text.analysed import Keyed
from catalogue.text.keys import Analyser, analyser
from catalogue.text.normalise import COMPOUND, SIGNS
from catalogue.text.wholenames import KIND_WORDS, name_tokens, token_of, tokens_of_name

_MOST_RUNS, _MOST_TEXTS = 150_000, 16_000
_QUOTES = re.compile('[«“„"]')
Keys = tuple[str, ...]


class _Run(NamedTuple):
    """The cached analysis of a run of letters."""

    text: str
    """All its keys and the tokens of the pairs of its words, separated by spaces."""
    named: str
    """The same as part of a name."""
    words: tuple[Keyed, ...]
    stems: str
    """Without spaces."""
    first: int
    """What it contributes to the token of the pair with the next run."""
    second: int
    """What it contributes to the token of the pair with the run before."""
    parts: int
    """How many of its words may be part of a term."""
    is_month: bool
    is_apart: bool
    """Whether it affects a name by more than its stems: the legal form of a company, the kind of thing named."""


class _Columns(NamedTuple):
    """The same of several runs in sequence."""

    text: tuple[str, ...]
    named: tuple[str, ...]
    words: tuple[tuple[Keyed, ...], ...]
    stems: tuple[str, ...]
    first: tuple[int, ...]
    second: tuple[int, ...]
    parts: tuple[int, ...]
    is_month: tuple[bool, ...]
    is_apart: tuple[bool, ...]

    def pairs(self) -> Iterable[str]:
        """Return the tokens of the pairs of words of adjacent runs."""
        return map(chr, map(add, self.first, self.second[1:]))

    def may_have_term(self) -> bool:
        """Return whether two adjacent words may be parts of a term."""
        return any(map(mul, self.parts, self.parts[1:])) or max(self.parts) > 1


class _Runs(dict[str, _Run | None]):
    """The analysis of each run of letters and signs, computed at first use; None if it has no words.

    No word, compound or numeric date contains white space, so the keys of a text are the keys of its runs plus the keys
    of word sequences: phrases and dates with the name of a month.
    """

    def __init__(self, analyse: Analyser) -> None:
        self._analyse = analyse
        self.new_keys: dict[str, bool] = {}
        """Keys made since this was last taken, each with whether it is a whole word."""

    def __missing__(self, run: str) -> _Run | None:
        inner = run.strip(SIGNS)
        if inner != run and inner.isalnum():  # the same word surrounded by punctuation
            found = self[run] = self[inner]
            return found
        if run.isalnum():
            words = self._analyse.keyed(run)
            keys = [key for word in words for key in word.keys]
        else:
            compounds = COMPOUND.findall(run)
            words = tuple(word for each in compounds for word in self._analyse.keyed(each))
            keys = [key for word in words for key in word.keys]
            keys += filter(None, map(self._analyse.joined, compounds))
            keys += datekeys.in_text(run)
        found = self[run] = _run(words, tuple(dict.fromkeys(keys))) if words else None
        self._learn(words, keys)
        return found

    def _learn(self, words: Sequence[Keyed], keys: Sequence[str]) -> None:
        for key in keys:
            self.new_keys.setdefault(key, False)
        for word in words:
            self.new_keys[word.whole] = True


def _run(words: tuple[Keyed, ...], keys: Sequence[str]) -> _Run:
    numbers = [phrases.stem_hash(word.stem) for word in words]
    pairs = phrases.pairs(numbers) if len(words) > 1 else []
    return _Run(
        text=" ".join([*keys, *pairs]),
        named=" ".join([*keys, *zones.named_tokens(keys), *pairs]),
        words=words,
        stems="".join([word.stem for word in words]),
        first=phrases.pair_first(numbers[-1]),
        second=phrases.pair_second(numbers[0]),
        parts=sum(1 for word in words if word.parts),
        is_month=any(word.month for word in words),
        is_apart=any(word.legal for word in words) or not KIND_WORDS.isdisjoint(keys),
    )


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
        """Return the text that is indexed for a record; a key may occur in it repeatedly.

        ``linked``: keys, from ``together``; ``values``: tokens of its closed values; both separated by spaces.
        """
        if len(self._runs) >= _MOST_RUNS:
            self._runs.clear()
        parts = [zones.ANY, values, *linked]
        named: list[str] = []
        for name in names:
            if found := self._columns(name):
                named += found.named
                more = self._sequence_keys(found)
                parts += (*more, *zones.named_tokens(more)) if more else ()
                parts += self._name_tokens(name, found, more)
                parts += found.pairs()
        parts += dict.fromkeys(named)
        for text in texts:
            if found := self._columns(text):
                parts += dict.fromkeys(found.text)
                parts += self._sequence_keys(found)
                parts += found.pairs()
        return " ".join(parts)

    def new_keys(self) -> list[tuple[str, bool]]:
        """Return the keys made since the last call, each with whether it is a whole word."""
        found, self._runs.new_keys = self._runs.new_keys, {}
        return list(found.items())

    def _all_keys(self, text: str) -> dict[str, None]:
        found = self._columns(text)
        if found is None:
            return {}
        keys = (key for key in " ".join(found.text).split() if not phrases.is_pair(key))
        return dict.fromkeys([*keys, *self._sequence_keys(found)])

    def _columns(self, text: str) -> _Columns | None:
        """Return the analyses of the runs of a text; None if it has no words."""
        found = list(filter(None, map(self._runs.__getitem__, text.split())))
        return _Columns(*zip(*found, strict=True)) if found else None

    def _sequence_keys(self, found: _Columns) -> list[str]:
        """Return the keys of word sequences: of phrases, and of dates with the name of a month."""
        keys: list[str] = []
        if found.may_have_term():
            parts = [word.parts for words in found.words for word in words]
            keys += [token for _, _, tokens in self._analyse.phrases_at(parts) for token in tokens]
        if any(found.is_month):
            spoken = [(word.whole, word.month) for words in found.words for word in words]
            keys += datekeys.in_words(spoken)
        return keys

    def _name_tokens(self, name: str, found: _Columns, more: Sequence[str]) -> Iterable[str]:
        """Return the tokens of a whole name; ``more`` are the keys of its word sequences."""
        if _QUOTES.search(name):
            return tokens_of_name(name, self._analyse)
        is_one = len(found.words) == len(found.words[0]) == 1
        if is_one or any(found.is_apart) or not KIND_WORDS.isdisjoint(more):
            return name_tokens(chain.from_iterable(found.words), self._analyse)
        return (token_of("".join(found.stems)),)
