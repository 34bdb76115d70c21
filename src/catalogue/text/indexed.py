"""Many records to their rows of the index: what ``zones.index_row`` does, at the pace of an import.

Words repeat, and so do the names of places and parties: the keys of a run of letters without white space, and those
of a short text, are made once and remembered. A test holds the tokens to the cells of ``index_row``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from catalogue.text import datekeys, zones
from catalogue.text.keys import Analyser, Keyed, analyser
from catalogue.text.normalise import COMPOUND
from catalogue.text.wholenames import KIND_WORDS, given_names, name_tokens

_MOST_RUNS, _MOST_TEXTS = 150_000, 20_000
_AROUND = '.,;:!?()[]…«»“”„"'
_QUOTES = re.compile('[«“„"]')
Keys = tuple[str, ...]


class _Runs(dict[str, Keys]):
    """The keys of each run of letters and signs that a text may hold; made when it is first asked for.

    No word, compound or date in figures holds white space, so the keys of a text are those of its runs, and those of
    what words make together: phrases and dates with the name of a month.
    """

    def __init__(self, analyse: Analyser) -> None:
        self._analyse = analyse
        self.words: dict[str, list[Keyed]] = {}
        self.parts: dict[str, list[Keys]] = {}
        self.hashes: dict[str, list[int]] = {}
        self.terms: set[str] = set()
        self.months: set[str] = set()
        self.fresh: dict[str, bool] = {}
        """Keys made since somebody took this, and whether each is a word as it stands."""

    def __missing__(self, run: str) -> Keys:
        inner = run.strip(_AROUND)
        if inner != run and inner.isalnum():
            return self._as(run, inner)
        if run.isalnum():
            words = list(self._analyse.keyed(run))
            keys = [key for word in words for key in word.keys]
        else:
            compounds = COMPOUND.findall(run)
            words = [word for each in compounds for word in self._analyse.keyed(each)]
            keys = [key for word in words for key in word.keys]
            keys += filter(None, map(self._analyse.joined, compounds))
            keys += datekeys.in_text(run)
        self.words[run] = words
        self.parts[run] = [word.parts for word in words]
        self.hashes[run] = [zones.stem_hash(word.stem) for word in words]
        if any(self.parts[run]):
            self.terms.add(run)
        if any(word.month is not None for word in words):
            self.months.add(run)
        for key in keys:
            self.fresh.setdefault(key, False)
        for word in words:
            self.fresh[word.whole] = True
        found = self[run] = tuple(dict.fromkeys(keys))
        return found

    def _as(self, run: str, other: str) -> Keys:
        """A run with the keys of another: the same word between signs."""
        found = self[other]
        self.words[run], self.parts[run], self.hashes[run] = self.words[other], self.parts[other], self.hashes[other]
        for known in (self.terms, self.months):
            if other in known:
                known.add(run)
        self[run] = found
        return found

    def forget(self) -> None:
        """Begin anew."""
        for held in (self, self.words, self.parts, self.hashes, self.terms, self.months):
            held.clear()


class Indexer:
    """Makes the rows of records. Not for two threads at a time."""

    def __init__(self, analyse: Analyser | None = None) -> None:
        self._analyse = analyse or analyser()
        self._runs = _Runs(self._analyse)
        self._texts: dict[str, Keys] = {}

    def met(self, texts: Iterable[str], words: Sequence[zones.Typed], *, complete: bool) -> bool:
        """Tell whether ``texts`` together have all ``words``."""
        held: dict[str, None] = {}
        for text in texts:
            held |= self._keys(text)
        return zones.meets(("", "", " ".join(held)), words, complete=complete, zone="text", using=self._analyse)

    def keys(self, text: str) -> Keys:
        """Return the keys of a text that is likely to come again: a party's name, a label, a date."""
        found = self._texts.get(text)
        if found is None:
            if len(self._texts) >= _MOST_TEXTS:
                self._texts.clear()
            found = self._texts[text] = tuple(self._keys(text))
        return found

    def row(self, names: Sequence[str], linked: Iterable[str], texts: Iterable[str], values: str) -> str:
        """Return the text that is indexed for a record.

        ``linked``: keys, of ``keys``; ``values``: tokens of its closed values, between spaces.
        """
        if len(self._runs) >= _MOST_RUNS:
            self._runs.forget()
        named: dict[str, None] = {}
        whole: dict[str, None] = {}
        for name in names:
            keys = self._keys(name)
            named |= keys
            whole |= dict.fromkeys(self._whole(name, kinds=not KIND_WORDS.isdisjoint(keys)))
        held = named | dict.fromkeys(linked)
        follow: set[str] = set()
        for name in names:
            follow.update(self._pairs(name))
        for text in texts:
            held |= self._keys(text)
            follow.update(self._pairs(text))
        marked = f" {zones.NAMED}".join(("", *named))
        return " ".join([zones.ANY, values, *whole, *sorted(follow), *held]) + marked

    def fresh(self) -> list[tuple[str, bool]]:
        """Return the keys made since this was asked last, and whether each is a word as it stands."""
        found, self._runs.fresh = self._runs.fresh, {}
        return list(found.items())

    def _keys(self, text: str) -> dict[str, None]:
        runs, memory = text.split(), self._runs
        held = dict.fromkeys(chain.from_iterable(map(memory.__getitem__, runs)))
        if not memory.terms.isdisjoint(runs):
            parts = list(chain.from_iterable(map(memory.parts.__getitem__, runs)))
            held.update(dict.fromkeys(token for _, _, tokens in self._analyse.phrases_at(parts) for token in tokens))
        if not memory.months.isdisjoint(runs):
            spoken = [(word.whole, word.month) for run in runs for word in memory.words[run]]
            held.update(dict.fromkeys(datekeys.in_words(spoken)))
        return held

    def _pairs(self, text: str) -> list[str]:
        return zones.pairs(list(chain.from_iterable(map(self._runs.hashes.__getitem__, text.split()))))

    def _whole(self, name: str, *, kinds: bool) -> Iterable[str]:
        if _QUOTES.search(name):
            return given_names(name, self._analyse)
        spoken = chain.from_iterable(map(self._runs.words.__getitem__, name.split()))
        return name_tokens(spoken, self._analyse, kinds=kinds)
