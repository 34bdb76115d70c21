"""What may have been meant by words that find nothing: the other keyboard layout, other ways to say the same, then the
nearest known words.

Plain words are replaced, and words in values of fields (``party:frbn``, ``status:gjlgbcfyj``); none is dropped, and
each replacement is reported in a note. The returned query is an ordinary query: it can be printed, explained and
highlighted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, product

from msgspec import Struct
from msgspec.structs import replace

from catalogue import config
from catalogue.model.answers import Note
from catalogue.query import fields, nodes, printer, values
from catalogue.query.lexer import Raw
from catalogue.store import compile as sql
from catalogue.store.hits import count
from catalogue.store.rewording import reworded
from catalogue.store.spelling import as_spelled, holders
from catalogue.text import keys, zones
from catalogue.text.layout import other_layout
from catalogue.text.nearest import nearest_of
from catalogue.text.normalise import words as words_of
from catalogue.text.scripts import script
from catalogue.text.termtable import PLACE_MARK

Readings = Callable[[str], list[str]]
"""What a word may stand for: only itself if nothing else is known."""
_LONG = 8  # letters
_MOST = 5  # more nearest words than this are too many to guess what was meant
_SHORTEST = 3  # letters of a query: fewer mean nothing in another layout
_UNREADABLE = ("query.unknown_value", "query.bad_date", "query.bad_figure")


def rescued(connection: sqlite3.Connection, query: nodes.Query) -> tuple[nodes.Query, tuple[Note, ...]]:
    """The query with its words replaced by what is found, and a note for each; the same query when nothing helps."""
    typed = list(_words(query.root))
    if sum(map(len, typed)) < _SHORTEST:
        return query, ()
    numbers = range(_most_layouts(typed))
    is_id = partial(_is_id, connection)
    found = {word for word in typed if len(typed) > 1 and numbers and _is_found(connection, word)}
    others = [
        _with(query, _Replacement(partial(_in_layout, number, right), is_id, parted=True))
        for right in (frozenset(), frozenset(found))
        for number in numbers
    ]
    for other in others:
        if other != query and _finds(connection, other):
            return other, (_note("rescue.layout", query, other),)
    if not typed:
        return query, ()
    for root in reworded(connection, query.root):
        other = _reread(query, root)
        if root != query.root and _finds(connection, other):
            typed_as, shown = (printer.show(replace(each, sort=())) for each in (query, other))
            return other, (Note("rescue.reworded", {"typed": typed_as, "shown": shown}),)
    correction = _Replacement(partial(_corrected, connection, _vocabulary(connection)), is_id)
    for candidate in (query, *(other for other in others if _long(other))):
        corrected = _with(candidate, correction)
        if corrected != candidate and _finds(connection, corrected):
            return corrected, (_note("rescue.typo", query, corrected),)
    return query, ()


class _Replacement(Struct, frozen=True):
    """How words are reinterpreted; ids are left alone.

    ``parted``: for another keyboard layout, where a reading may be several words, all of which must be found. Only then
    is a value that a closed field does not know read again; for a mistyped value the note names the nearest.
    """

    readings: Readings
    is_id: Callable[[nodes.Target, str], bool]
    parted: bool = False

    def node(self, node: nodes.Node) -> nodes.Node:
        """The node with its words replaced; nothing below a negation."""
        if isinstance(node, nodes.Words):
            return self._of_words(node)
        if isinstance(node, nodes.FieldTest):
            return nodes.field_test(node.target, [new for value in node.values for new in self._of(node.target, value)])
        if isinstance(node, nodes.All):
            return nodes.conjunction([self.node(item) for item in node.items])
        if isinstance(node, nodes.Any):
            return nodes.disjunction([self.node(item) for item in node.items])
        return node

    def _of_words(self, node: nodes.Words) -> nodes.Node:
        items: list[nodes.Node] = []
        for word in node.words:
            found = self.readings(word.text)
            if self.parted or found == [word.text]:
                parts = [nodes.Word(part, word.prefix) for part in found[0].split()]
                items.append(nodes.Words(tuple(parts or [word])))
            else:
                items.append(nodes.disjunction([nodes.Words(tuple(map(nodes.Word, text.split()))) for text in found]))
        return nodes.conjunction(items)

    def _of(self, target: nodes.Target, value: nodes.Value) -> Sequence[nodes.Value]:
        """What a value may stand for: a text in other words, or the values read from its other spellings."""
        if isinstance(value, nodes.Text) and not value.whole and not self.is_id(target, value.text):
            return [replace(value, text=text) for text in self._texts(value.text)]
        if self.parted and isinstance(value, nodes.Unknown) and fields.target_of(target.name) == target:
            meaning = fields.Meaning("test", target)
            read = [values.read(meaning, (Raw(text),), config.today()) for text in self._texts(value.text)]
            return next((reading.values for reading in read if not reading.invalid), (value,))
        return [value]

    def _texts(self, text: str) -> list[str]:
        each = [self.readings(word) for word in text.split()]
        return [" ".join(words) for words in islice(product(*each), _MOST)]


def _with(query: nodes.Query, change: _Replacement) -> nodes.Query:
    """The query with its words replaced, and without the notes on values that can now be read."""
    return _reread(query, change.node(query.root))


def _reread(query: nodes.Query, root: nodes.Node) -> nodes.Query:
    left = {value.text for value in _values(root) if isinstance(value, nodes.Unknown)}
    notes = [note for note in query.notes if note.code not in _UNREADABLE or note.params["value"] in left]
    return replace(query, root=root, notes=tuple(notes))


def _long(query: nodes.Query) -> bool:
    """Whether words of another layout are long enough to be mistyped as well; short ones match others by chance."""
    return all(len(word) >= _LONG for word in _words(query.root))


def _note(code: str, query: nodes.Query, other: nodes.Query) -> Note:
    """A note with every plain word as typed and every replaced value, and what was searched instead."""
    plain = [word.text for node in _tests(query.root) if isinstance(node, nodes.Words) for word in node.words]
    before, after = ([*_words(each.root), *_printed(each.root)] for each in (query, other))
    typed = dict.fromkeys([*plain, *(text for text in _words(query.root) if text not in after)])
    shown = dict.fromkeys(text for text in after if text not in before)
    return Note(code, {"typed": " ".join(typed), "shown": ", ".join(shown)})


def _finds(connection: sqlite3.Connection, query: nodes.Query) -> bool:
    return count(connection, sql.compiled(query), cap=0) > 0


def _tests(node: nodes.Node) -> Iterator[nodes.Words | nodes.FieldTest]:
    """Words and tests of fields, none below a negation."""
    if isinstance(node, nodes.Words | nodes.FieldTest):
        yield node
    elif isinstance(node, nodes.All | nodes.Any):
        for item in node.items:
            yield from _tests(item)


def _values(node: nodes.Node) -> Iterator[nodes.Value]:
    return (value for test in _tests(node) if isinstance(test, nodes.FieldTest) for value in test.values)


def _words(node: nodes.Node) -> Iterator[str]:
    """The words that must be found, including those of texts in values and of unreadable values."""
    for test in _tests(node):
        if isinstance(test, nodes.Words):
            yield from (word.text for word in test.words)
        else:
            for value in test.values:
                if isinstance(value, nodes.Unknown) or (isinstance(value, nodes.Text) and not value.whole):
                    yield from value.text.split()


def _printed(node: nodes.Node) -> Iterator[str]:
    """All other values, as they are written."""
    return (printer.value(value) for value in _values(node) if not isinstance(value, nodes.Unknown | nodes.Text))


def _most_layouts(words: Sequence[str]) -> int:
    return max((len(other_layout(word)) for word in words), default=0)


def _in_layout(number: int, right: frozenset[str], word: str) -> list[str]:
    """The same keys pressed in another layout; a word that has none, or is in ``right``, stays."""
    others = () if word in right else other_layout(word)
    meant = others[number] if number < len(others) else word
    return [meant if meant.split() else word]


def _corrected(connection: sqlite3.Connection, vocabulary: _Vocabulary, word: str) -> list[str]:
    """An unknown word replaced by the nearest words of the vocabulary; the word itself if there are none.

    Of several words that were typed without a space (Москва:Ташкент) each is replaced. A word that is found only by
    another spelling of an Uzbek name (технапарк by Технопарк) may be mistyped as well.
    """
    parts = [part.text for part in words_of(word)]
    if len(parts) > 1:
        each = [_corrected(connection, vocabulary, part) for part in parts]
        corrected = [" ".join(chosen) for chosen in islice(product(*each), _MOST)]
        return corrected if corrected != [" ".join(parts)] else [word]
    query_keys = [key for typed in keys.analyser().query_words([word]) for each in typed.words for key in each.keys]
    known = _is_found(connection, word)
    if known and holders(connection, zones.any_of(key for key in query_keys if not key.startswith(keys.LOOSE_MARK)), 1):
        return [word]
    near = vocabulary.nearest(connection, query_keys, len(word) if script(word) == "cyrillic" else 0)[:_MOST]
    return list(dict.fromkeys([*[word] * known, *near])) or [word]


def _is_id(connection: sqlite3.Connection, target: nodes.Target, text: str) -> bool:
    """Whether a value is the id of a record, which then means exactly that record."""
    if target in (fields.NAME, fields.TEXT) or target.type == "field":
        return False
    return (
        target == fields.ID or connection.execute("SELECT 1 FROM record WHERE id = ?", (text,)).fetchone() is not None
    )


def _is_found(connection: sqlite3.Connection, word: str) -> bool:
    return bool(holders(connection, zones.match([(word, False)]), 1))


class _Vocabulary(Struct, frozen=True):
    """The words of the index as they occur in records, three letters and more; and the tables' names of places."""

    words: list[str]
    places: Mapping[str, tuple[str, ...]]

    def nearest(self, connection: sqlite3.Connection, query_keys: Sequence[str], letters: int) -> list[str]:
        """The nearest words as records spell them: of the index and of places, or only of the index if no record has
        such a place; else those of which only the stem is near, since no record has this form of them."""
        for known in ([*self.words, *self.places], self.words):
            near = [self._spelled(connection, key) for key in nearest_of(query_keys, known, letters=letters)]
            if any(near):
                return [*filter(None, near)]
        long = [key for key in query_keys if len(key) >= _LONG]
        near = [self._spelled(connection, key) for key in nearest_of(long, _stems(connection))] if long else []
        return [*filter(None, near)]

    def _spelled(self, connection: sqlite3.Connection, key: str) -> str | None:
        concepts = self.places.get(key, ())
        if holders(connection, zones.any_of([key]), 1):
            return as_spelled(connection, key) or key
        held = next((concept for concept in concepts if holders(connection, zones.any_of([concept]), 1)), None)
        return (as_spelled(connection, held) or key) if held else None


def _vocabulary(connection: sqlite3.Connection) -> _Vocabulary:
    found = connection.execute("SELECT text FROM word WHERE whole")
    places = {key: tokens for key, tokens in keys.analyser().terms.single.items() if tokens[0].startswith(PLACE_MARK)}
    return _Vocabulary([text for (text,) in found], places)


def _stems(connection: sqlite3.Connection) -> list[str]:
    """The stems of long words."""
    found = connection.execute("SELECT text FROM word WHERE NOT whole AND length(text) >= ?", (_LONG,))
    return [text for (text,) in found if text.isalpha()]
