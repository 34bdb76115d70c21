"""What each plain word of a query is searched as, for people who wonder why a record was found."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.query.highlighting import typed_words
from catalogue.query.nodes import All, Any, Node, Query, Words
from catalogue.text.analysed import QueryGroup, QueryWord
from catalogue.text.datekeys import DATE_MARK, VAGUE_MARK
from catalogue.text.keys import LOOSE_MARK, query_words
from catalogue.text.normalise import words
from catalogue.text.termtable import CONCEPT_MARK, PLACE_MARK
from catalogue.text.zones import KINDS_MEANT

_SIGNS = {CONCEPT_MARK: "concept", PLACE_MARK: "place", VAGUE_MARK: "vague date", DATE_MARK: "date"}


def explained(query: Query) -> Iterator[str]:
    """Lines of a label and what it holds: ``word``, ``or`` (what several words mean together), ``ignored``."""
    starred = frozenset(_starred(query.root))
    for typed in typed_words(query.root):
        groups = query_words(typed)
        for group in groups:
            yield from _group(group, starred, last=group is groups[-1])
        kept = {word.text for group in groups for word in group.words}
        ignored = [word.text for text in typed for word in words(text) if word.text not in kept]
        if ignored:
            yield f"ignored {', '.join(ignored)}"


def _group(group: QueryGroup, starred: frozenset[str], *, last: bool) -> Iterator[str]:
    for word in group.words:
        searched = [*_searched(word, last=last and word is group.words[-1])]
        searched += [f"{each}… in names" for each in word.beginnings if word.text in starred]
        yield f"word    {word.text}: {', '.join(searched)}"
    if group.alternatives:
        together = " ".join(word.text for word in group.words)
        yield f"or      {together}: {', '.join(map(_named, group.alternatives))}"


def _starred(node: Node) -> Iterator[str]:
    """The last parts of the words that have a star."""
    if isinstance(node, (All, Any)):
        for item in node.items:
            yield from _starred(item)
    elif isinstance(node, Words):
        yield from ([part.text for part in words(word.text)][-1] for word in node.words if word.prefix)


def _searched(word: QueryWord, *, last: bool) -> Iterator[str]:
    yield " ".join(dict.fromkeys(key.removeprefix(LOOSE_MARK) for key in word.keys))
    yield from map(_named, word.concepts)
    yield from (f"every {KINDS_MEANT[token]}" for token in word.concepts if token in KINDS_MEANT)
    if last:
        yield from (f"{prefix}…" for prefix in word.prefixes)


def _named(token: str) -> str:
    return next(
        (f"{said} {token.removeprefix(sign)}" for sign, said in _SIGNS.items() if token.startswith(sign)), token
    )
