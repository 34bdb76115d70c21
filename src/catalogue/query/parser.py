"""Text → query. Nothing is a syntax error.

    query  = all { OR all }
    all    = { [AND] item }
    item   = [NOT] ( "(" query ")" | field | phrase | word )

Brackets without a partner are closed or dropped, operators without operands are nothing, a field without a value is
nothing and gets a note. ``sort:`` counts wherever it stands. ``Note`` codes and their parameters:

    query.unknown_field  name, nearest           a word is written like a test of a field that does not exist
    query.unknown_value  field, value, nearest   a value that a closed field does not know; nearest may be None
    query.bad_date       field, value            query.bad_figure  field, value
    query.no_value       field                   query.unknown_sort  value, nearest
    query.too_deep       limit                   brackets nested deeper were left out
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from catalogue import config
from catalogue.model.answers import Note
from catalogue.query import fields, values
from catalogue.query.lexer import Raw, Token, tokens
from catalogue.query.nearest import did_you_mean, plain
from catalogue.query.nodes import (
    Absent,
    FieldTest,
    Is,
    Node,
    Nothing,
    Phrase,
    Query,
    SortKey,
    Star,
    Target,
    Unknown,
    Value,
    Word,
    Words,
    both,
    either,
    field_test,
    negate,
)

DEEPEST = 40
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def parse(text: str, today: date | None = None) -> Query:
    """Read a query; ``today`` is the day that relative dates count from (by default ``config.today()``)."""
    reader = _Reader(today or config.today())
    found = _balanced(tokens(_UNSTORABLE.sub(" ", text), fields.is_field), reader.notes)
    root = reader.alternatives(list(reversed(found)))
    return Query(root, tuple(reader.sort), tuple(reader.notes))


def _balanced(found: tuple[Token, ...], notes: list[Note]) -> list[Token]:
    """The tokens with every bracket paired and none nested deeper than ``DEEPEST``."""
    kept: list[Token] = []
    open_now = 0
    for token in found:
        if token.type == "open":
            open_now += 1
        if token.type == "close":
            if not open_now:
                continue
            open_now -= 1
            if open_now < DEEPEST:
                kept.append(token)
        elif token.type != "open" or open_now <= DEEPEST:
            kept.append(token)
        elif open_now == DEEPEST + 1:
            notes.append(Note("query.too_deep", {"limit": DEEPEST}))
    end = found[-1].end if found else 0
    return kept + [Token("close", end, end)] * min(open_now, DEEPEST)


@dataclass(slots=True)
class _Reader:
    """Reads tokens from the end of a list, which is the front of what is left."""

    today: date
    notes: list[Note] = field(default_factory=list)
    sort: list[SortKey] = field(default_factory=list)

    def alternatives(self, left: list[Token]) -> Node:
        """``all { OR all }`` up to a closing bracket, which is taken."""
        found = [self._all(left)]
        while left:
            if left.pop().type == "close":
                break
            found.append(self._all(left))
        return either(found)

    def _all(self, left: list[Token]) -> Node:
        found = []
        while left and left[-1].type not in ("or", "close"):
            negative = False
            while left and left[-1].type in ("not", "and"):
                negative ^= left.pop().type == "not"
            if not left or left[-1].type in ("or", "close"):
                break
            item = self._item(left)
            found.append(negate(item) if negative else item)
        return both(found)

    def _item(self, left: list[Token]) -> Node:
        token = left.pop()
        if token.type == "open":
            return self.alternatives(left)
        if token.type == "field":
            return self._field(token)
        if not any(char.isalnum() for char in token.text):
            return Nothing()
        if token.type == "phrase":
            return Phrase(token.text)
        if token.unknown:
            nearest = did_you_mean(token.unknown, (name for name, _ in fields.names()))
            self._note("query.unknown_field", name=token.unknown, nearest=nearest)
        return Words((Word(token.text, token.prefix),))

    def _field(self, token: Token) -> Node:
        meanings = fields.find(token.text)
        first = meanings[0]
        if not token.values:
            self._note("query.no_value", field=token.text)
            return Nothing()
        if first.verb == "sort":
            self._sort(token.values)
            return Nothing()
        if first.verb == "is":
            return either(map(self._flag, token.values))
        if first.verb != "test":
            wanted: Value = Star() if first.verb == "has" else Absent()
            return either(self._recorded(raw, first.verb, wanted) for raw in token.values)
        canonical = first.target is not None and token.text == first.target.name
        return self._test(meanings[:1] if canonical else meanings, token.values)

    def _test(self, meanings: tuple[fields.Meaning, ...], raws: tuple[Raw, ...]) -> FieldTest:
        """The test in the first meaning that can read all values, else in the first meaning of all.

        A canonical name, as the printer writes it, has one meaning only.
        """
        tried = [(meaning, values.read(meaning, raws, self.today)) for meaning in meanings if meaning.target]
        meaning, said = next((each for each in tried if not each[1].notes), tried[0])
        self.notes += said.notes
        assert meaning.target is not None
        return field_test(meaning.target, said.values)

    def _flag(self, raw: Raw) -> Node:
        """``is:…`` by name or label, or a test that nothing passes."""
        for flag, label in fields.FLAGS.items():
            if plain(raw.text) in map(plain, (flag, *label.all())):
                return Is(flag)
        return self._never("is", raw, did_you_mean(raw.text, fields.FLAGS))

    def _recorded(self, raw: Raw, verb: str, wanted: Value) -> Node:
        """``has:…`` and ``no:…``; with several meanings of the name, the first."""
        targets = [meaning.target for meaning in fields.find(raw.text) if meaning.target]
        if not targets:
            return self._never(verb, raw, did_you_mean(raw.text, (name for name, _ in fields.names())))
        return field_test(targets[0], (wanted,))

    def _never(self, verb: str, raw: Raw, nearest: str | None) -> Node:
        typed = raw.op + raw.text
        self._note("query.unknown_value", field=verb, value=typed, nearest=nearest)
        return field_test(Target("special", verb), (Unknown(typed),))

    def _sort(self, raws: tuple[Raw, ...]) -> None:
        """Sort keys; a later ``sort:`` adds its keys after the earlier ones, and a name counts once."""
        for raw in raws:
            key = fields.sort_key(raw.text)
            if key is None:
                nearest = did_you_mean(raw.text, fields.sort_names())
                self._note("query.unknown_sort", value=raw.text, nearest=nearest)
            elif all(key.name != earlier.name for earlier in self.sort):
                self.sort.append(key)

    def _note(self, code: str, **params: object) -> None:
        self.notes.append(Note(code, params))
