"""Where a value ends: ``signed:2 февраля 2024``, ``investment:>10 млн`` and ``status:в силе`` need no quotes.

The words after a value belong to it as long as together they form one value that the field accepts. A value of any text
(names, roles, topics) ends with its word; so does one in quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from catalogue.model.answers import Note
from catalogue.query import fields, values
from catalogue.query.lexer import Raw
from catalogue.query.nodes import FieldTest, Text, field_test

LONGEST = 6
"""The most further words that a value may have: ``2 февраля 2024..5 марта 2024`` has five."""


class Read(Struct, frozen=True):
    """A test, how many of the words after it belong to its last value, and the notes on it."""

    test: FieldTest
    word_count: int = 0
    notes: tuple[Note, ...] = ()


def test(meanings: Sequence[fields.Meaning], raws: tuple[Raw, ...], words: Sequence[str], today: date) -> Read:
    """The test in the first meaning that can read all values, else in the first that knows a similar one, else in the
    first meaning of all.

    ``words``: plain words that follow. Exact spellings take precedence over synonyms, more words over fewer.
    """
    longer = [(_with_words(raws, words[:count]), count) for count in range(_max_words(raws, words), 0, -1)]
    for strict in (True, False):
        for typed, count in (*longer, (raws, 0)) if strict else ((raws, 0), *longer):
            found = _valid(meanings, typed, today, strict=strict)
            if found and not (count and _is_text(found)):
                # More words that mean the same belong to the value: сельское хозяйство.
                same = longer if not (strict or count or _is_text(found)) else ()
                more = (n for other, n in same if _valid(meanings, other, today, strict=False) == found)
                return Read(found, next(more, count))
    return _invalid(meanings, raws, today)


def _max_words(raws: tuple[Raw, ...], words: Sequence[str]) -> int:
    """How many words may belong to the last value; a value in quotes, a prefix and ``*`` are complete."""
    last = raws[-1]
    return 0 if last.quoted or last.prefix or last.text == "*" else min(LONGEST, len(words))


def _with_words(raws: tuple[Raw, ...], words: Sequence[str]) -> tuple[Raw, ...]:
    return (*raws[:-1], replace(raws[-1], text=" ".join((raws[-1].text, *words))))


def _valid(meanings: Sequence[fields.Meaning], raws: tuple[Raw, ...], today: date, *, strict: bool) -> FieldTest | None:
    """The test in the first meaning that can read all values."""
    for meaning in meanings:
        if meaning.target:
            reading = values.read(meaning, raws, today, strict=strict)
            if not reading.invalid:
                return field_test(meaning.target, reading.values)
    return None


def _invalid(meanings: Sequence[fields.Meaning], raws: tuple[Raw, ...], today: date) -> Read:
    """The test, with its notes, in the first meaning that knows a similar value, else in the first of all."""
    tried = []
    for meaning in meanings:
        if meaning.target:
            reading = values.read(meaning, raws, today)
            notes = tuple(values.note_on(meaning.target, raw) for raw in reading.invalid)
            tried.append(Read(field_test(meaning.target, reading.values), notes=notes))
            if notes[0].params.get("nearest"):
                return tried[-1]
    return tried[0]


def _is_text(tested: FieldTest) -> bool:
    return any(isinstance(value, Text) for value in tested.values)
