"""The last word of a query as a prefix, although it is too short to count as one by itself.

From three letters on, every last word is also a prefix. Two letters would find half a catalogue: so they are a word
first, and a prefix of words in names only if that finds nothing. The same is true of one letter. A stop word of two
letters (ОЭЗ То), which would be ignored, is a prefix first, and so is a word spelt like one in another script (ин).
"""

from __future__ import annotations

from msgspec.structs import replace

from catalogue.query.nodes import All, Node, Query, Word, Words, conjunction
from catalogue.text.keys import MIN_PREFIX, reads_as_stop
from catalogue.text.normalise import words


def as_prefix(query: Query) -> Query | None:
    """The query with a star after its last word if that is short; None if it is not, or has one."""
    items = _items(query)
    typed = _typed(query)
    starred = _starred(typed) if typed else None
    if starred is None:
        return None
    return replace(query, root=conjunction([starred if item is typed else item for item in items]))


def says_nothing(query: Query) -> bool:
    """Whether the last word would be ignored, or found by a stop word of another script, unless it is a prefix."""
    typed = _typed(query)
    parts = [part.text for part in words(typed.words[-1].text)] if typed else []
    return bool(parts) and reads_as_stop(parts[-1])


def _items(query: Query) -> tuple[Node, ...]:
    return query.root.items if isinstance(query.root, All) else (query.root,)


def _typed(query: Query) -> Words | None:
    return next((item for item in _items(query) if isinstance(item, Words)), None)


def _starred(node: Words) -> Words | None:
    *before, last = node.words
    parts = [part.text for part in words(last.text)]
    longest = MIN_PREFIX if parts and reads_as_stop(parts[-1]) else MIN_PREFIX - 1
    if last.prefix or not parts or len(parts[-1]) > longest:
        return None
    return Words((*before, Word(last.text, prefix=True)))
