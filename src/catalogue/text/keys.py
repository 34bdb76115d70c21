"""The keys by which texts and queries match. Both use the same analyser, so their keys always agree.

A key is a word in the Latin key spelling (``catalogue.text.translit``), a concept (``§agreement``, ``¶fergana``) or a
date (``°202203``). Besides those signs keys contain only letters and digits: any tokenizer that keeps non-ASCII
characters keeps them whole. Letters of other scripts are unchanged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property

from msgspec.structs import replace

from catalogue.text import datekeys, terms, translit
from catalogue.text.analysed import Analysed, Keyed, QueryGroup, QueryWord
from catalogue.text.forms import MAX_LENGTH, Forms, forms, prefixes
from catalogue.text.normalise import COMPOUND, WORD, clean
from catalogue.text.stem import is_turkic
from catalogue.text.termtable import COMPILED, END, PLACE_MARK, Terms, read

VERSION = 18
"""Must be raised with every change of a rule, so that older indexes are rebuilt."""

MIN_PREFIX = 3
"""A shorter prefix is searched as a whole word, and in names if it has a star."""

LOOSE_MARK = "±"
"""Prefix of the loose keys of a text; a query searches its plain keys with and without it."""

MIN_LOOSE = 4
MIN_TERM_PREFIX, MIN_PLACE_PREFIX, MAX_PREFIX_CONCEPTS = 5, 4, 2
"""The least number of letters for the prefix of a term and of a place, and the most concepts that it may denote."""

_MOST_WORDS, _MOST_TEXTS = 50_000, 10_000
"""Words and short texts cached, about a kilobyte each; words repeat so often that clearing the cache costs little."""

_SHORT = 60

_ORDINAL_ENDING = re.compile(r"(?<=[0-9])[-‐‑–](?:го|му|ой|[ймяех])(?![^\W_])", re.IGNORECASE)
"""3-й is 3."""
_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_]\.")
_LONGER = re.compile(r"[^\W\d_]{2,}")
"""An initial (Мантуров Д. В.) says nothing beside a word: records mostly have the whole name."""


_Span = tuple[int, int, tuple[str, ...]]
"""A range of words (start, end exclusive), and the tokens any of which may replace them."""


class Analyser:
    """Analyses texts and queries with one table of terms; caches the words it has analysed."""

    def __init__(self, table: Terms) -> None:
        self.terms = table
        self._words: dict[str, tuple[Keyed, ...]] = {}
        self._short: dict[str, Analysed] = {}
        self._listed = sorted(table.single)
        self._spelt = {
            translit.letters(acronym): tokens
            for acronym, tokens in table.acronyms.items()
            if len(acronym) >= MIN_PREFIX and acronym not in table.own_script
        }

    @property
    def fingerprint(self) -> str:
        """A hash of rules and tables. An index that stores a different hash must be rebuilt."""
        import hashlib

        held = f"{VERSION}\0{self.terms.overlay}\0{read(COMPILED)}"
        return hashlib.sha256(held.encode("utf-8", "replace")).hexdigest()[:16]

    # -------------------------------------------------------------- texts

    def analyse(self, text: str) -> Analysed:
        """Return the keys ``text`` is to be found by."""
        if len(text) > _SHORT:
            return self._analyse(text)
        # Names of places and parties recur with every record that links to them.
        found = self._short.get(text)
        if found is None:
            if len(self._short) >= _MOST_TEXTS:
                self._short.clear()
            found = self._short[text] = self._analyse(text)
        return found

    def _analyse(self, text: str) -> Analysed:
        keyed, joined = self._keyed(text)
        extras = [*joined, *self._phrases([word.parts for word in keyed]), *datekeys.in_text(text)]
        for word in keyed:
            if word.extras:
                extras.extend(word.extras)
        extras.extend(datekeys.in_words([(word.whole, word.month) for word in keyed]))
        return Analysed(
            tuple([word.whole for word in keyed]),
            tuple([word.stem for word in keyed]),
            tuple(dict.fromkeys(extras)),
        )

    def phrase_keys(self, text: str) -> tuple[str, ...]:
        """Return one stem per word, in order, as in ``stems`` of ``analyse``."""
        return tuple(word.stem for word in self._keyed(text)[0])

    def keyed_words(self, text: str) -> list[Keyed]:
        """Return the words of ``text`` in order; compounds are split into words."""
        return self._keyed(text)[0]

    def keyed(self, word: str) -> tuple[Keyed, ...]:
        """Return the words of a compound as in a text; none if a text would not index it."""
        found = self._words.get(word)
        if found is None:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            parts = (word,) if word.isalnum() else WORD.findall(word)
            analysed = [self._key(part) for part in parts if not self.is_stop_in_text(part)]
            found = tuple(part for part in analysed if part.whole)
            self._words[word] = found
        return found

    def joined(self, word: str) -> str:
        """Return a compound written as one word (e-commerce: ecommerce), ``""`` if ``word`` is not a compound."""
        return _joined(word, self.keyed(word))

    def _keyed(self, text: str) -> tuple[list[Keyed], list[str]]:
        keyed: list[Keyed] = []
        joined: list[str] = []
        for word in COMPOUND.findall(text):
            found = self.keyed(word)
            keyed += found
            if len(found) > 1 and (as_one := _joined(word, found)):
                joined.append(as_one)
        return keyed, joined

    def _key(self, word: str) -> Keyed:
        if word.isdecimal() and word.isascii() and word not in self.terms.parts and len(word) <= MAX_LENGTH:
            return Keyed(word, word, self._concepts((word,)), (), None)
        acronym = clean(word)
        meanings = self.terms.acronyms.get(acronym, ())
        if meanings and not word.isupper() and (len(acronym) <= 2 or acronym in self.terms.stops):
            meanings = ()
        if acronym in self.terms.own_script and meanings:
            return Keyed(acronym, acronym, meanings, (), None)
        found = self._apart(forms(word))
        every = (*found.plain, *found.loose)
        stem = found.stems[0] if found.stems else found.whole
        loose = [LOOSE_MARK + each for each in found.loose]
        extras = (*found.stems[1:], *found.readings, *loose, *meanings, *self._concepts(every))
        legal = acronym in self.terms.legal_forms
        return Keyed(found.whole, stem, _unique(extras), self._parts(every), self._month(found, acronym), legal)

    def is_stop_in_text(self, word: str) -> bool:
        """Return whether a text does not index ``word``: a stop word, unless in capitals (IT)."""
        # It at the start of a sentence is no acronym either.
        written = word.islower() or (len(word) <= MIN_PREFIX and not word.isupper())
        return written and clean(word) in self.terms.lower_stops

    def _concepts(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Return the concepts of a word by its keys; a word that is a term is no form of another (kimyo, kiyim)."""
        single = self.terms.single
        return single.get(keys[0]) or _unique([token for each in keys[1:] for token in single.get(each, ())])

    def _apart(self, found: Forms) -> Forms:
        """Return the forms of a word without stems that are another term, if it is a term itself: kimyo (chemistry) is
        no form of kiyim (clothing)."""
        single = self.terms.single
        own = single.get(found.whole)
        if not own:
            return found
        stems = tuple(stem for stem in found.stems if own == single.get(stem, own))
        return found if stems == found.stems else replace(found, stems=stems)

    def _parts(self, keys: Sequence[str]) -> tuple[str, ...]:
        parts = self.terms.parts
        return _unique([part for each in keys for part in parts.get(each, ())])

    def phrases_at(self, parts: Sequence[tuple[str, ...]]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Return start, end and concepts of all phrases, also of a phrase inside another."""
        # Every phrase has at least two words.
        starts = [at for at in range(len(parts) - 1) if parts[at] and parts[at + 1]]
        return [(start, end, tokens) for start in starts for end, tokens in self._phrases_from(parts, start)]

    def _phrases(self, parts: Sequence[tuple[str, ...]]) -> list[str]:
        return [token for _, _, tokens in self.phrases_at(parts) for token in tokens]

    def _phrases_from(self, parts: Sequence[tuple[str, ...]], start: int) -> list[tuple[int, tuple[str, ...]]]:
        """Return end and tokens of each phrase that begins at ``start``."""
        found: list[tuple[int, tuple[str, ...]]] = []
        root = self.terms.phrases
        nodes = [node for part in parts[start] if isinstance(node := root.get(part), dict)]
        if not nodes:
            return found
        for at in range(start + 1, len(parts)):
            below = [node.get(part) for node in nodes for part in parts[at]]
            nodes = [node for node in below if isinstance(node, dict)]
            if not nodes:
                break
            found += [(at + 1, tokens) for node in nodes if isinstance(tokens := node.get(END), tuple)]
        return found

    # -------------------------------------------------------------- queries

    def is_stop(self, word: str) -> bool:
        """Return whether ``word`` is a stop word; a word in capitals (IT) never is."""
        if len(word) > 1 and word.isupper():
            return False
        return clean(word) in self.terms.stops

    def reads_as_stop(self, word: str) -> bool:
        """Return whether a short ``word`` is a stop word or spelt like one in another script: ин is the English in."""
        if word.isupper():
            return False
        key = translit.key(clean(word))
        return 1 < len(key) < MIN_PREFIX and key in self.stop_keys

    @cached_property
    def stop_keys(self) -> frozenset[str]:
        """The keys of all stop words."""
        return frozenset(map(translit.key, self.terms.stops))

    def query_word(self, word: str) -> QueryWord:
        """Return the keys of one typed word; a compound is taken as one joined word (see ``query_words``)."""
        parts = WORD.findall(word)
        return self._query_word(word, "".join(parts) if len(parts) > 1 else "".join(parts[:1]))

    def query_words(self, typed: Sequence[str]) -> tuple[QueryGroup, ...]:
        """Return the groups that a record must match to be found by the words ``typed``.

        Stop words are omitted unless there are only stop words. Without words there are no groups.
        """
        text = _ORDINAL_ENDING.sub("", " ".join(typed))
        text = _INITIAL.sub(" ", text) if _LONGER.search(text) else text
        words: list[QueryWord] = []
        starts: list[int] = []
        spans: list[_Span] = []
        for compound in COMPOUND.finditer(text):
            first = len(words)
            for part in WORD.finditer(text, compound.start(), compound.end()):
                if (asked := self._query_word(part.group(), part.group())).keys:
                    words.append(asked)
                    starts.append(part.start())
            if len(words) - first > 1 and not compound.group()[0].isdigit():
                joined = "".join(part.text for part in words[first:])
                spans.append((first, len(words), self._query_word(compound.group(), joined).keys))
        for begin, end, tokens in datekeys.asked_in_figures(text):
            inside = [at for at, start in enumerate(starts) if begin <= start < end]
            if inside:
                spans.append((inside[0], inside[-1] + 1, datekeys.asked(tokens[-1:])))
        return self._grouped(words, [*spans, *self._phrases_and_dates(words)])

    def _phrases_and_dates(self, words: Sequence[QueryWord]) -> list[_Span]:
        """Return the phrases and the dates in words that begin at each word."""
        parts = [word.parts for word in words]
        date_words = _date_words(words)
        found = [
            (start, end, tokens) for start in range(len(words)) for end, tokens in self._phrases_from(parts, start)
        ]
        dates = [(start, date) for start in range(len(words)) if (date := datekeys.date_at(date_words, start))]
        return [*found, *((start, end, datekeys.asked(tokens)) for start, (end, tokens) in dates)]

    def _grouped(self, words: Sequence[QueryWord], spans: Sequence[_Span]) -> tuple[QueryGroup, ...]:
        """Group the words of the longest span at each word; the tokens of that span may replace the words."""
        groups: list[QueryGroup] = []
        stopped: list[QueryGroup] = []
        date_words = _date_words(words)
        at = 0
        while at < len(words):
            end = max((end for start, end, _ in spans if start == at), default=at + 1)
            tokens = _unique([token for span in spans if span[:2] == (at, end) for token in span[2]])
            group = words[at:end]
            content = [
                word
                for place, word in enumerate(group, at)
                if not self.is_stop(word.text) and not datekeys.beside_year(date_words, place)
            ]
            if content or tokens:
                groups.append(QueryGroup(tuple(content or group), tokens))
            else:
                stopped.append(QueryGroup(tuple(group)))
            at = end
        return tuple(groups or stopped)

    def _query_word(self, text: str, word: str) -> QueryWord:
        acronym = clean(word)
        meanings = self.terms.acronyms.get(acronym) or self._in_other_script(word, acronym)
        if acronym in self.terms.own_script:
            return QueryWord(text, (acronym,), acronym, meanings, (acronym,))
        found = self._apart(forms(word, in_query=True))
        if not found.whole:
            return QueryWord(text, (), None, ())
        every = (*found.plain, *found.loose)
        loose = [LOOSE_MARK + each for each in found.plain if len(each) >= MIN_LOOSE]
        begins = prefixes(acronym, found)
        short = len(found.whole) < MIN_PREFIX
        concepts = _unique((*meanings, *self._concepts(every)))
        parts, month = self._parts(every), self._month(found, acronym)
        if short:
            return QueryWord(text, (*every, *loose), None, concepts, (), parts, month, (), begins)
        prefix_concepts = self._prefix_concepts(found.whole)
        return QueryWord(text, (*every, *loose), begins[0], concepts, begins, parts, month, prefix_concepts)

    def _in_other_script(self, word: str, acronym: str) -> tuple[str, ...]:
        """Return the meanings of an acronym in capitals of another script: OEZ, TPP, AEA."""
        return self._spelt.get(translit.letters(acronym), ()) if word.isupper() and not word.isdecimal() else ()

    def _month(self, found: Forms, cleaned: str) -> int | None:
        """Return the number of a month named in any form: aprelda, июньский.

        One with the name of a place must have a letter of its own: Казань is a town, қазан is October.
        """
        months = self.terms.months
        key = next((key for key in (found.whole, *found.stems) if key in months), None)
        if key is None or (self._is_place(key) and not is_turkic(cleaned)):
            return None
        return months[key]

    def _is_place(self, key: str) -> bool:
        return any(token.startswith(PLACE_MARK) for token in self.terms.single.get(key, ()))

    def _prefix_concepts(self, key: str) -> tuple[str, ...]:
        """Return the concepts of the terms that begin with ``key``; none if there are too many to be specific."""
        if len(key) < MIN_PLACE_PREFIX:
            return ()
        known = self._listed
        first = bisect_left(known, key)
        found: dict[str, None] = {}
        while first < len(known) and known[first].startswith(key) and len(found) <= MAX_PREFIX_CONCEPTS:
            found |= dict.fromkeys(self.terms.single[known[first]])
            first += 1
        if len(key) < MIN_TERM_PREFIX and not all(token.startswith(PLACE_MARK) for token in found):
            return ()
        return tuple(found) if len(found) <= MAX_PREFIX_CONCEPTS else ()


def _joined(word: str, parts: Sequence[Keyed]) -> str:
    """Return a compound written as one word, ``""`` if it has one part or begins with a digit."""
    return "".join([part.whole for part in parts]) if len(parts) > 1 and not word[0].isdigit() else ""


def _date_words(words: Sequence[QueryWord]) -> list[datekeys.DateWord]:
    """Return typed words in the form from which dates are read."""
    return [(datekeys.number_of(word.text, word.concepts) or word.keys[0], word.month) for word in words]


def _unique(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def analyser(overlay: str | None = None) -> Analyser:
    """Return the analyser of the packaged tables with an ``overlay`` (``terms.csv``), by default the one in use."""
    return _analyser(overlay or terms.in_use())


@cache
def _analyser(overlay: str | None) -> Analyser:
    return Analyser(terms.load(overlay))


def analyse(text: str) -> Analysed:
    """Return the keys ``text`` is to be found by, with the packaged tables."""
    return analyser().analyse(text)


def query_word(word: str) -> QueryWord:
    """Return the keys of one typed word, with the packaged tables."""
    return analyser().query_word(word)


def query_words(typed: Sequence[str]) -> tuple[QueryGroup, ...]:
    """Return the groups of keys of a typed query, with the packaged tables."""
    return analyser().query_words(typed)


def phrase_keys(text: str) -> tuple[str, ...]:
    """Return one stem per word, in order."""
    return analyser().phrase_keys(text)


def reads_as_stop(word: str) -> bool:
    """Return whether a short ``word`` is a stop word or spelt like one in another script."""
    return analyser().reads_as_stop(word)


def is_stop(word: str) -> bool:
    """Return whether ``word`` is a stop word."""
    return analyser().is_stop(word)


def __getattr__(name: str) -> str:
    if name == "FINGERPRINT":
        return analyser().fingerprint
    raise AttributeError(name)
