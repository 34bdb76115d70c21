"""Finding the parts of a text that match the query, and highlighting them in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from catalogue.present.shapes import Line, Span
from catalogue.query.highlighting import searched_words
from catalogue.query.parser import parse
from catalogue.text.highlight import Highlighter

LONGEST = 2_000
"""Most characters of one piece of text that are searched."""
_SET_OFF = ("", "title", "link")
_REMEMBERED = 1_000

Matching = Callable[[str], Sequence[tuple[int, int]]]


def matcher(query: str) -> Matching:
    """A function that returns the parts of a text that match the query as ``(start, end)``; results are cached."""
    asked = searched_words(parse(query))
    if not asked:
        return nothing
    found = Highlighter(asked).spans
    return lru_cache(_REMEMBERED)(lambda text: found(text[:LONGEST]))


def nothing(_text: str) -> Sequence[tuple[int, int]]:
    """Match no part of any text."""
    return ()


def marked(line: Line, matching: Matching) -> Line:
    """The line with matching parts as spans of the role ``match``; labels and remarks are left unchanged."""
    return tuple(part for span in line for part in _parted(span, matching))


def _parted(span: Span, matching: Matching) -> Iterator[Span]:
    found = matching(span.text) if span.role in _SET_OFF else ()
    at = 0
    for start, end in found:
        if start > at:
            yield Span(span.text[at:start], span.role, span.target)
        yield Span(span.text[start:end], "match", span.target)
        at = end
    if at < len(span.text) or not found:
        yield Span(span.text[at:], span.role, span.target)
