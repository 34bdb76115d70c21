"""The last word of a query as a prefix, although it is too short to count as one by itself.

From three letters on, every last word is also a prefix. Two letters would find half a catalogue: so they are a word
first, and a prefix of words in names only if that finds nothing. A single letter is a prefix beside other words only,
not beside filters: of a million records that takes 0.2 s, and tells nothing.
"""

from __future__ import annotations

from msgspec.structs import replace

from catalogue.query.nodes import All, FieldTest, Query, Word, Words, conjunction
from catalogue.text.keys import MIN_PREFIX
from catalogue.text.normalise import words


def as_prefix(query: Query) -> Query | None:
    """The query with a star after its last word if that is short; None if it is not, or has one."""
    items = query.root.items if isinstance(query.root, All) else (query.root,)
    typed = next((item for item in items if isinstance(item, Words)), None)
    starred = (
        _starred(typed, alone=all(item is typed or isinstance(item, FieldTest) for item in items)) if typed else None
    )
    if starred is None:
        return None
    return replace(query, root=conjunction([starred if item is typed else item for item in items]))


def _starred(node: Words, *, alone: bool) -> Words | None:
    *before, last = node.words
    parts = [part.text for part in words(last.text)]
    least = 2 if alone and not before and len(parts) == 1 else 1
    if last.prefix or not parts or not least <= len(parts[-1]) < MIN_PREFIX:
        return None
    return Words((*before, Word(last.text, prefix=True)))
