"""What each plain word of a query is searched as, for people who wonder why a record was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from catalogue.query.highlighting import typed_words
from catalogue.query.nodes import All, Any, Node, Query, Words
from catalogue.text.analysed import QueryGroup, QueryWord
from catalogue.text.datekeys import DATE_MARK, VAGUE_MARK
from catalogue.text.keys import LOOSE_MARK, query_word, query_words
from catalogue.text.normalise import words
from catalogue.text.termtable import CONCEPT_MARK, PLACE_MARK
from catalogue.text.zones import KINDS_MEANT

How = Literal["keys", "concept", "place", "date", "vague", "every", "beginning", "named"]
"""How a word is searched: by its keys, a concept, a place, a date, a date that lacks a part, every record of a kind, as
a beginning, as one of a word in names."""

_SIGNS: tuple[tuple[str, How], ...] = (
    (CONCEPT_MARK, "concept"),
    (PLACE_MARK, "place"),
    (VAGUE_MARK, "vague"),
    (DATE_MARK, "date"),
)


class Explained(Struct, frozen=True):
    """A typed word, several that mean something ``together``, or those that are ``ignored``; and what is searched for
    them.

    A date is in EDTF, a kind its code, all else a key or a token without its mark.
    """

    type: Literal["word", "together", "ignored"]
    typed: str
    searched: tuple[tuple[How, str], ...] = ()


def explained(query: Query) -> Iterator[Explained]:
    """Every plain word of a query in order, each followed by what it means together with its neighbours."""
    starred = frozenset(_starred(query.root))
    for typed in typed_words(query.root):
        groups = query_words(typed)
        for group in groups:
            yield from _group(group, starred, last=group is groups[-1])
        kept = {word.text for group in groups for word in group.words}
        left = [word.text for text in typed for word in words(text) if word.text not in kept]
        for word in filter(starred.__contains__, left):  # no stop word, since it has a star
            yield Explained("word", word, tuple(("named", each) for each in query_word(word).beginnings))
        ignored = [word for word in left if word not in starred]
        if ignored:
            yield Explained("ignored", ", ".join(ignored))


def _group(group: QueryGroup, starred: frozenset[str], *, last: bool) -> Iterator[Explained]:
    for word in group.words:
        beginnings = word.beginnings if word.text in starred else ()
        searched = (*_searched(word, last=last and word is group.words[-1]), *(("named", each) for each in beginnings))
        yield Explained("word", word.text, searched)
    if group.alternatives:
        together = " ".join(word.text for word in group.words)
        yield Explained("together", together, tuple(map(_named, group.alternatives)))


def _starred(node: Node) -> Iterator[str]:
    """The last parts of the words that have a star."""
    if isinstance(node, (All, Any)):
        for item in node.items:
            yield from _starred(item)
    elif isinstance(node, Words):
        yield from ([part.text for part in words(word.text)][-1] for word in node.words if word.prefix)


def _searched(word: QueryWord, *, last: bool) -> Iterator[tuple[How, str]]:
    yield "keys", " ".join(dict.fromkeys(key.removeprefix(LOOSE_MARK) for key in word.keys))
    yield from map(_named, word.concepts)
    meant = dict.fromkeys(KINDS_MEANT[token] for token in (*word.concepts, *word.keys) if token in KINDS_MEANT)
    yield from (("every", kind) for kind in meant)
    if last:
        yield from (("beginning", prefix) for prefix in word.prefixes)


def _named(token: str) -> tuple[How, str]:
    for sign, how in _SIGNS:
        if token.startswith(sign):
            text = token.removeprefix(sign)
            return how, _edtf(text) if how in ("date", "vague") else text
    return "keys", token


def _edtf(digits: str) -> str:
    """The date of a token: 0624 is XXXX-06-24, 202406 is 2024-06; 00 stands for a missing day."""
    year, rest = (digits[:4], digits[4:]) if len(digits) in (6, 8) else ("XXXX", digits)
    return "-".join(filter(None, (year, rest[:2], rest[2:].replace("00", ""))))
