"""The parts of a text that match a query: the original text is analysed again, so every script and form is marked."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.text.analysed import Keyed, QueryGroup, QueryWord
from catalogue.text.keys import Analyser, analyser
from catalogue.text.normalise import COMPOUND, Word, words

Span = tuple[int, int]


def spans(
    text: str, query_words: Sequence[QueryGroup | QueryWord | str], *, using: Analyser | None = None
) -> tuple[Span, ...]:
    """Return the parts of ``text`` that match the query, as ``(start, end)``, in order, without overlap.

    ``query_words``: the result of ``keys.query_words``, or plain typed words. The last word also counts as a prefix.
    Words of a phrase that matches as a concept are marked as one part.
    """
    analyse = using or analyser()
    groups = _groups(query_words, analyse)
    if not groups:
        return ()
    analysed = [(word, keyed) for word in words(text) for keyed in analyse.keyed(word.text)[:1]]
    last = groups[-1].words[-1]
    wanted = [(word, word is last) for group in groups for word in group.words]
    alternatives = frozenset(token for group in groups for token in group.alternatives)
    found = [
        (word.start, word.end)
        for word, keyed in analysed
        if not alternatives.isdisjoint(keyed.keys) or any(_matches(keyed, *each) for each in wanted)
    ]
    joined = (alternatives | {key for word, _ in wanted for key in word.keys}) - {""}
    found += [match.span() for match in COMPOUND.finditer(text) if analyse.joined(match.group()) in joined]
    found += _phrases(analysed, alternatives | {token for word, _ in wanted for token in word.concepts}, analyse)
    return _merged(found)


def _groups(given: Sequence[QueryGroup | QueryWord | str], analyse: Analyser) -> list[QueryGroup]:
    groups: list[QueryGroup] = []
    typed: list[str] = []
    for each in given:
        if isinstance(each, str):
            typed.append(each)
        else:
            groups.append(each if isinstance(each, QueryGroup) else QueryGroup((each,)))
    return [*groups, *analyse.query_words(typed)]


def _matches(keyed: Keyed, word: QueryWord, beginning: bool) -> bool:
    if not {*word.keys, *word.concepts}.isdisjoint(keyed.keys):
        return True
    return beginning and bool(word.prefixes) and keyed.whole.startswith(word.prefixes)


def _phrases(analysed: Sequence[tuple[Word, Keyed]], tokens: frozenset[str], analyse: Analyser) -> list[Span]:
    found = analyse.phrases_at([keyed.parts for _, keyed in analysed])
    return [
        (analysed[start][0].start, analysed[end - 1][0].end)
        for start, end, each in found
        if not tokens.isdisjoint(each)
    ]


def _merged(found: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
