"""The parts of a text that match a query: the original text is analysed again, so every script and form is marked."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.text.analysed import Keyed, QueryGroup
from catalogue.text.keys import Analyser, analyser
from catalogue.text.normalise import COMPOUND, WORD

Span = tuple[int, int]


class Highlighter:
    """Finds the parts of texts that match one query; what is found of a word is kept, since words repeat."""

    def __init__(self, groups: Sequence[QueryGroup], *, using: Analyser | None = None) -> None:
        """``groups``: the result of ``keys.query_words``. The last word is also a prefix.

        One or two letters are a prefix only in a text without that word.
        """
        self._analyse = using or analyser()
        asked = [word for group in groups for word in group.words]
        alternatives = frozenset(token for group in groups for token in group.alternatives)
        concepts = alternatives.union(*(word.concepts for word in asked))
        self._keys = concepts.union(*(word.keys for word in asked))
        self._phrases = concepts
        self._joined = (alternatives.union(*(word.keys for word in asked))) - {""}
        self._prefixes = asked[-1].prefixes if asked else ()
        self._beginnings, self._last = (asked[-1].beginnings, frozenset(asked[-1].keys)) if asked else ((), frozenset())
        self._known: dict[str, bool] = {}

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the parts of ``text`` that match, as ``(start, end)``, in order, without overlap.

        Words of a phrase that matches as a concept are one part.
        """
        if not self._keys:
            return ()
        found = [match.span() for match in WORD.finditer(text) if self._matches(match.group())]
        found += [match.span() for match in COMPOUND.finditer(text) if self._is_joined(match.group())]
        if self._phrases:
            found += self._phrases_of(text)
        if self._beginnings:
            found += self._begun_in(text)
        return _merged(found)

    def _matches(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = any(
                not self._keys.isdisjoint(keyed.keys)
                or (bool(self._prefixes) and keyed.whole.startswith(self._prefixes))
                for keyed in self._analyse.keyed(word)[:1]
            )
        return known

    def _begun_in(self, text: str) -> list[Span]:
        keyed = self._keyed(text)
        if any(not self._last.isdisjoint(each.keys) for _, each in keyed):
            return []
        return [span for span, each in keyed if each.whole.startswith(self._beginnings)]

    def _is_joined(self, compound: str) -> bool:
        return not compound.isalnum() and self._analyse.joined(compound) in self._joined

    def _phrases_of(self, text: str) -> list[Span]:
        keyed = self._keyed(text)
        return [
            (keyed[start][0][0], keyed[end - 1][0][1])
            for start, end, tokens in self._analyse.phrases_at([each.parts for _, each in keyed])
            if not self._phrases.isdisjoint(tokens)
        ]

    def _keyed(self, text: str) -> list[tuple[Span, Keyed]]:
        """The words of a text that an index would hold, and where they are."""
        return [
            (match.span(), each) for match in WORD.finditer(text) for each in self._analyse.keyed(match.group())[:1]
        ]


def _merged(found: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
