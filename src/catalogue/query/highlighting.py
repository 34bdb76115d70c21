"""The words that a query searches in texts, to be highlighted where records are shown."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.query.nodes import All, Any, FieldTest, Node, Phrase, Query, Text, Words
from catalogue.text.analysed import QueryGroup
from catalogue.text.keys import query_words

_TEXTS = ("name", "text", "topic")


def searched_words(query: Query) -> tuple[QueryGroup, ...]:
    """The groups of words that records must or may have, in the order typed; without excluded words."""
    return tuple(group for typed in typed_words(query.root) for group in query_words(typed))


def typed_words(node: Node) -> Iterator[list[str]]:
    """Words that were typed together; nothing below a negation."""
    if isinstance(node, (All, Any)):
        for item in node.items:
            yield from typed_words(item)
    elif isinstance(node, Words):
        yield [word.text for word in node.words]
    elif isinstance(node, Phrase):
        yield node.text.split()
    elif isinstance(node, FieldTest) and node.target.name in _TEXTS:
        yield from (value.text.split() for value in node.values if isinstance(value, Text))
