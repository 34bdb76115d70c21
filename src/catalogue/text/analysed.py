"""The results of analysing texts and queries, as values."""

from __future__ import annotations

from msgspec import Struct


class Analysed(Struct, frozen=True):
    """The keys of a text: whole words in order, one stem per word in order, and all other keys once each."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    extras: tuple[str, ...]


class Keyed(Struct, frozen=True, gc=False):
    """One word of a text with its analysis; ``legal`` is a form of company (ООО, LLC)."""

    whole: str
    stem: str
    extras: tuple[str, ...]
    parts: tuple[str, ...]
    month: int | None
    legal: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys of the word."""
        return (self.whole, self.stem, *self.extras)


class QueryWord(Struct, frozen=True):
    """One typed word: it matches any of ``keys`` or ``concepts``, or a word that begins with a prefix.

    ``prefix`` is the likeliest of ``prefixes``; there is none for a word of fewer than three letters. Such a word has
    ``beginnings`` instead, which count only where it was typed with a star, and only in names.
    ``prefix_concepts`` are the concepts of the terms that begin with the word, if it may be a prefix (Tataris, Surxon).
    """

    text: str
    keys: tuple[str, ...]
    prefix: str | None
    concepts: tuple[str, ...]
    prefixes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    month: int | None = None
    prefix_concepts: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()


class QueryGroup(Struct, frozen=True):
    """Words that were typed together: all of ``words`` must match, or one of ``alternatives``.

    ``alternatives`` holds the concept of a phrase (special economic zone), the joined spelling of a compound
    (e-commerce) or the token of a date (март 2022).
    """

    words: tuple[QueryWord, ...]
    alternatives: tuple[str, ...] = ()
