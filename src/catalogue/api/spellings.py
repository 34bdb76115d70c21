"""The spellings in which the words of a query were found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from catalogue.api.session import Session
from catalogue.query.highlighting import searched_words
from catalogue.query.parser import parse
from catalogue.store import records
from catalogue.text import keys
from catalogue.text.highlight import Highlighter
from catalogue.text.normalise import clean, words

LONGEST = 200
"""How many characters of a name are examined."""


def spellings(session: Session, query: str, ids: Sequence[str], *, most: int = 5) -> tuple[str, ...]:
    """The words in the names of these records that matched the query but are spelled differently from what was typed.

    Of several forms of one word the shortest is given; the most frequent words come first, at most ``most``.
    """
    asked = searched_words(parse(query))
    if not asked:
        return ()
    found = Highlighter(asked).spans
    typed = {clean(word.text) for word in words(query)}
    counted: Counter[str] = Counter()
    shortest: dict[str, str] = {}
    for record in records.load(session.reading, ids).values():
        for name in record.names:
            text = name.text[:LONGEST]
            for start, end in found(text):
                met = text[start:end]
                if clean(met) not in typed:
                    stem = _stem(met)
                    counted[stem] += 1
                    shortest[stem] = min(met, shortest.get(stem, met), key=lambda form: (len(form), form))
    return tuple(shortest[stem] for stem, _times in counted.most_common(most))


def _stem(word: str) -> str:
    """The script and the first stem; forms of one word in one script count as one."""
    stems = keys.phrase_keys(word)
    return f"{word[:1].isascii()} {' '.join(stems) or clean(word)}"
