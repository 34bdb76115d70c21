"""What may have been meant by words that find nothing: the other keyboard layout, then the nearest known words.

Only words are replaced, never dropped, and each replacement is told in a note. The query that comes back is a query
like any other: it can be printed, explained and highlighted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from catalogue.model.answers import Note
from catalogue.query import nodes
from catalogue.store import compile as sql
from catalogue.store import select
from catalogue.store.spelling import holders, spelled
from catalogue.text import keys, zones
from catalogue.text.layout import other_layout
from catalogue.text.nearest import nearest_of

Change = Callable[[nodes.Words], nodes.Node]
_LONG = 8  # letters
_MOST = 5  # more nearest words than these say nothing about what was meant


def rescued(connection: sqlite3.Connection, query: nodes.Query) -> tuple[nodes.Query, tuple[Note, ...]]:
    """The query with its words replaced by what is found, and a note for each; the same query when nothing helps."""
    typed = list(_words(query.root))
    layouts = [partial(_in_layout, number) for number in range(_most_layouts(typed))]
    others = [replace(query, root=_changed(query.root, layout)) for layout in layouts]
    for other in others:
        if other != query and _finds(connection, other):
            return other, (_told("rescue.layout", typed, _words(other.root)),)
    if not typed:
        return query, ()
    vocabulary = _vocabulary(connection)
    for candidate in (query, *(other for other in others if _long(other))):
        mended = replace(candidate, root=_changed(candidate.root, partial(_mended, connection, vocabulary)))
        if mended != candidate and _finds(connection, mended):
            return mended, (_told("rescue.typo", typed, _words(mended.root)),)
    return query, ()


def _long(query: nodes.Query) -> bool:
    """Whether words of another layout are long enough to be mistyped as well; short ones meet others by chance."""
    return all(len(word.text) >= _LONG for word in _words(query.root))


def _told(code: str, typed: Sequence[nodes.Word], shown: Iterator[nodes.Word]) -> Note:
    known = {word.text for word in typed}
    found = list(dict.fromkeys(word.text for word in shown if word.text not in known))
    return Note(code, {"typed": " ".join(word.text for word in typed), "shown": ", ".join(found)})


def _finds(connection: sqlite3.Connection, query: nodes.Query) -> bool:
    return select.count(connection, sql.compiled(query), cap=0) > 0


def _words(node: nodes.Node) -> Iterator[nodes.Word]:
    """The plain words that must be there."""
    if isinstance(node, nodes.Words):
        yield from node.words
    elif isinstance(node, nodes.All | nodes.Any):
        for item in node.items:
            yield from _words(item)


def _changed(node: nodes.Node, change: Change) -> nodes.Node:
    if isinstance(node, nodes.Words):
        return change(node)
    if isinstance(node, nodes.All):
        return nodes.both([_changed(item, change) for item in node.items])
    if isinstance(node, nodes.Any):
        return nodes.either([_changed(item, change) for item in node.items])
    return node


def _most_layouts(words: Sequence[nodes.Word]) -> int:
    return max((len(other_layout(word.text)) for word in words), default=0)


def _in_layout(number: int, node: nodes.Words) -> nodes.Node:
    """The same keys pressed in another layout; a word without one stays."""
    found: list[nodes.Word] = []
    for word in node.words:
        others = other_layout(word.text)
        meant = others[number] if number < len(others) else word.text
        found += [nodes.Word(part, word.prefix) for part in meant.split()] or [word]
    return nodes.Words(tuple(found))


def _mended(connection: sqlite3.Connection, vocabulary: list[str], node: nodes.Words) -> nodes.Node:
    """Words that are nowhere replaced by the nearest that are somewhere; the same words when one has none."""
    items: list[nodes.Node] = []
    for word in node.words:
        if _known(connection, word.text):
            items.append(nodes.Words((word,)))
            continue
        asked = [key for typed in keys.analyser().query_words([word.text]) for w in typed.words for key in w.keys]
        near = nearest_of(asked, vocabulary)[:_MOST]
        if not near:
            return node
        spelt = dict.fromkeys(spelled(connection, key) or key for key in near)
        items.append(nodes.either([nodes.Words((nodes.Word(text),)) for text in spelt]))
    return nodes.both(items)


def _known(connection: sqlite3.Connection, word: str) -> bool:
    return bool(holders(connection, zones.match([(word, False)]), 1))


def _vocabulary(connection: sqlite3.Connection) -> list[str]:
    """The words of the index as they stand in some record, three letters and more."""
    return [text for (text,) in connection.execute("SELECT text FROM word WHERE whole")]
