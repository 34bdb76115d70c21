"""The last word of a query as a prefix, although it is too short to count as one by itself.

From three letters on, every last word is also a prefix. Two letters would find half a catalogue: so they are a word
first, and a prefix of words in names only if that finds nothing. The same is true of one letter.
"""

from __future__ import annotations

from msgspec.structs import replace

from catalogue.query.nodes import All, Query, Word, Words, conjunction
from catalogue.text.keys import MIN_PREFIX
from catalogue.text.normalise import words


def as_prefix(query: Query) -> Query | None:
    """The query with a star after its last word if that is short; None if it is not, or has one."""
    items = query.root.items if isinstance(query.root, All) else (query.root,)
    typed = next((item for item in items if isinstance(item, Words)), None)
    starred = _starred(typed) if typed else None
    if starred is None:
        return None
    return replace(query, root=conjunction([starred if item is typed else item for item in items]))


def _starred(node: Words) -> Words | None:
    *before, last = node.words
    parts = [part.text for part in words(last.text)]
    if last.prefix or not parts or len(parts[-1]) >= MIN_PREFIX:
        return None
    return Words((*before, Word(last.text, prefix=True)))
