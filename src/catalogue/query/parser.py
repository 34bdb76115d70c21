"""Text → query. Nothing is a syntax error.

    query  = all { OR all }
    all    = { [AND] item }
    item   = [NOT] ( "(" query ")" | field | phrase | word )

Brackets without a partner are closed or dropped, operators without operands are nothing, a field without a value is
nothing and gets a note. ``sort:`` is accepted anywhere. ``Note`` codes and their parameters:

    query.unknown_field  name, nearest           a word is written like a test of a field that does not exist
    query.no_field       value                   a comparison without a field: ``>10``
    query.inner_star     word                    a star elsewhere than at the end of a word
    query.several_places value, places           a name of several places: the codes of all, which are searched
    query.unknown_value  field, value, nearest   a value that a closed field does not know; nearest may be None
    query.unknown_flag   value, nearest, known   ``is:`` with something else than a flag
    query.unknown_recorded  field, value, nearest    ``has:`` or ``no:`` with something else than a field
    query.no_words       typed                   only signs and operators: every record meets it
    query.undecodable                            characters that cannot be stored were dropped
    query.bad_date       field, value            query.bad_figure  field, value
    query.no_value       field                   query.unknown_sort  value, nearest
    query.too_deep       limit                   brackets nested deeper were dropped
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice, takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from catalogue import config
from catalogue.model.answers import Note
from catalogue.query import fields, value_extent
from catalogue.query.lexer import Raw, Token, tokens
from catalogue.query.nodes import (
    Absent,
    Code,
    FieldTest,
    Node,
    Nothing,
    Phrase,
    Place,
    Query,
    SortKey,
    Star,
    Target,
    Unknown,
    Value,
    Word,
    Words,
    conjunction,
    disjunction,
    field_test,
    negate,
)
from catalogue.text.closest import closest, plain
from catalogue.text.normalise import clean
from catalogue.text.scripts import script
from catalogue.text.translit import key

DEEPEST = 40
_OR = frozenset(("or", "или", "yoki", "ёки"))
_DIRECTIONS = {"desc": "-", "descending": "-", "asc": "", "ascending": ""}
_COMPARISON = re.compile(r"[<>]=?\d")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def parse(text: str, today: date | None = None) -> Query:
    """Read a query; ``today`` is the day from which relative dates count (by default ``config.today()``)."""
    reader = _Reader(today or config.today())
    found = _balanced(tokens(_UNSTORABLE.sub(" ", text), fields.is_field), reader.notes)
    root = reader.alternatives(list(reversed(found)))
    if _UNSTORABLE.search(text):
        reader.notes.append(Note("query.undecodable", {}))
    elif text.strip() and root == Nothing() and not reader.sort and not reader.notes:
        reader.notes.append(Note("query.no_words", {"typed": text.strip()}))
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


class _Reader(Struct):
    """Reads tokens from the end of a reversed list."""

    today: date
    notes: list[Note] = field(default_factory=list)
    sort: list[SortKey] = field(default_factory=list)

    def alternatives(self, left: list[Token]) -> Node:
        """``all { OR all }`` up to and including a closing bracket."""
        found = [self._all(left)]
        while left:
            if left.pop().type == "close":
                break
            found.append(self._all(left))
        return disjunction(found)

    def _all(self, left: list[Token]) -> Node:
        found = []
        while left and left[-1].type not in ("or", "close"):
            negative = False
            while left and left[-1].type in ("not", "and"):
                negative ^= left.pop().type == "not"
            if not left or left[-1].type in ("or", "close"):
                break
            negative ^= left[-1].negated
            item = self._item(left)
            found.append(negate(item) if negative else item)
        return conjunction(found)

    def _item(self, left: list[Token]) -> Node:
        token = left.pop()
        if token.type == "open":
            return self.alternatives(left)
        if token.type == "field":
            return self._field(token, left)
        if not any(char.isalnum() for char in token.text):
            if token.text.startswith(("<", ">")):
                self._note("query.no_field", value=token.text)
            return Nothing()
        if token.type == "phrase":
            return Phrase(token.text)
        if token.unknown:
            self._note("query.unknown_field", name=token.unknown, nearest=_nearest_name(token.unknown))
        elif _COMPARISON.match(token.text):
            self._note("query.no_field", value=token.text)
        elif "*" in token.text:
            self._note("query.inner_star", word=token.text)
        return Words((Word(token.text, token.prefix),))

    def _field(self, token: Token, left: list[Token]) -> Node:
        meanings = fields.find(token.text)
        first = meanings[0]
        raws = token.values or _values_in_brackets(left)
        if not raws:
            self._note("query.no_value", field=token.text)
            return Nothing()
        if first.verb == "sort":
            self._sort(_with_direction(raws, left))
            return Nothing()
        if first.verb == "is":
            return field_test(fields.IS, map(self._flag, _with_next_word(raws, left)))
        if first.verb != "test":
            wanted: Value = Star() if first.verb == "has" else Absent()
            return disjunction(self._recorded(raw, first.verb, wanted) for raw in raws)
        return self._test(token, meanings, raws, left)

    def _test(
        self, token: Token, meanings: tuple[fields.Meaning, ...], raws: tuple[Raw, ...], left: list[Token]
    ) -> Node:
        first = meanings[0]
        # A canonical name, as the printer writes it, has only one meaning.
        canonical = first.target is not None and token.text == first.target.name
        found = self._read(meanings[:1] if canonical else meanings, raws, left)
        self.notes += found.notes
        self._note_several(raws, found.test)
        more = self._alternatives_in_words(meanings, found.test, left)
        test = field_test(found.test.target, (*found.test.values, *more))
        return _in_every_role(test, () if canonical else meanings)

    def _read(self, meanings: Sequence[fields.Meaning], raws: tuple[Raw, ...], left: list[Token]) -> value_extent.Read:
        """The test, with as many of the words that follow as belong to its last value."""
        follow = [each.text for each in takewhile(_is_plain, islice(reversed(left), value_extent.LONGEST))]
        found = value_extent.test(meanings, raws, follow, self.today)
        if found.word_count:
            del left[-found.word_count :]
        return found

    def _alternatives_in_words(
        self, meanings: Sequence[fields.Meaning], test: FieldTest, left: list[Token]
    ) -> list[Value]:
        """Further values of a closed field after a word for "or": подписано или одобрено."""
        same = [meaning for meaning in meanings if meaning.target == test.target]
        found: list[Value] = []
        while fields.choices(test.target) and len(left) > 1 and left[-1].text in _OR and _is_plain(left[-2]):
            rest = left[:-2]
            other = self._read(same, (Raw(left[-2].text),), rest)
            if other.notes:
                break
            left[:] = rest
            found += other.test.values
        return found

    def _note_several(self, raws: tuple[Raw, ...], test: FieldTest) -> None:
        """Note which places one name stands for."""
        several = [value.code for value in test.values if isinstance(value, Place)]
        if len(raws) == 1 and len(several) > 1:
            self._note("query.several_places", value=raws[0].text, places=several)

    def _flag(self, raw: Raw) -> Value:
        """The value of ``is:…`` by name or label; a note if it is not known."""
        for flag, label in fields.FLAGS.items():
            if _same_name(raw.text, (flag, *label.all())):
                return Code(flag)
        names = [name for flag, label in fields.FLAGS.items() for name in (flag, *label.all())]
        self._note("query.unknown_flag", value=raw.text, nearest=closest(raw.text, names), known=(*fields.FLAGS,))
        return Unknown(raw.op + raw.text)

    def _recorded(self, raw: Raw, verb: str, wanted: Value) -> Node:
        """``has:…`` and ``no:…``; if the name has several meanings, the first."""
        targets = [meaning.target for meaning in fields.find(raw.text) if meaning.verb == "test" and meaning.target]
        if not targets:
            self._note("query.unknown_recorded", field=verb, value=raw.text, nearest=_nearest_name(raw.text))
            return self._never(verb, raw)
        return field_test(targets[0], (wanted,))

    def _never(self, verb: str, raw: Raw) -> Node:
        return field_test(Target("special", verb), (Unknown(raw.op + raw.text),))

    def _sort(self, raws: tuple[Raw, ...]) -> None:
        """Sort keys; a later ``sort:`` adds its keys after the earlier ones, and each name counts once."""
        for raw in raws:
            wanted = fields.sort_key(raw.text)
            if wanted is None:
                nearest = closest(raw.text, fields.sort_names())
                self._note("query.unknown_sort", value=raw.text, nearest=nearest)
            elif all(wanted.name != earlier.name for earlier in self.sort):
                self.sort.append(wanted)

    def _note(self, code: str, **params: object) -> None:
        self.notes.append(Note(code, params))


def _values_in_brackets(left: list[Token]) -> tuple[Raw, ...]:
    """The values of ``status:(signed OR agreed)``, which are taken from ``left``; () if the brackets hold more."""
    inside = list(takewhile(lambda token: token.type != "close", islice(reversed(left), 1, None)))
    if not left or left[-1].type != "open" or not all(each.type in ("word", "phrase", "or") for each in inside):
        return ()
    values: list[list[Token]] = [[]]
    for token in inside:
        if token.type == "or":
            values.append([])
        else:
            values[-1].append(token)
    del left[-len(inside) - 2 :]
    return tuple(
        Raw(" ".join(token.text for token in each), quoted=each[0].type == "phrase", prefix=each[-1].prefix)
        for each in values
        if each
    )


def _same_name(typed: str, names: Iterable[str]) -> bool:
    """Whether one of the names was typed, an Uzbek one also in Cyrillic: санасиз is sanasiz."""
    spelt = key(clean(typed)) if script(typed) == "cyrillic" else None
    return any(plain(typed) == plain(name) or spelt == key(clean(name)) for name in names)


def _with_direction(raws: tuple[Raw, ...], left: list[Token]) -> tuple[Raw, ...]:
    """The sort keys, the last one reversed if the word after it says so: ``sort:date desc``."""
    word = left[-1].text.lower() if left and left[-1].type == "word" else ""
    if word not in _DIRECTIONS:
        return raws
    left.pop()
    return (*raws[:-1], replace(raws[-1], text=_DIRECTIONS[word] + raws[-1].text.removeprefix("-")))


def _with_next_word(raws: tuple[Raw, ...], left: list[Token]) -> tuple[Raw, ...]:
    """The flags, the last one of two words if these are one: ``это:без даты``."""
    longer = f"{raws[-1].text} {left[-1].text}" if left and _is_plain(left[-1]) else ""
    known = [name for label in fields.FLAGS.values() for name in label.all()]
    if raws[-1].quoted or not longer or not _same_name(longer, known):
        return raws
    left.pop()
    return (*raws[:-1], replace(raws[-1], text=longer))


def _in_every_role(test: FieldTest, meanings: Sequence[fields.Meaning]) -> Node:
    """The test in every role that the name stands for: участник of a cluster, of a forum, of an agreement."""
    roles = [meaning.target for meaning in meanings if meaning.target and meaning.target.type == "role"]
    if test.target.type != "role" or len(roles) < 2:
        return test
    return disjunction(field_test(role, test.values) for role in roles)


def _is_plain(token: Token) -> bool:
    """Whether a token is a word that may continue a value before it."""
    return token.type == "word" and not token.prefix and not token.unknown and any(map(str.isalnum, token.text))


def _nearest_name(typed: str) -> str | None:
    """The name of a field, or its label in any language, most similar to what was typed."""
    return closest(typed, (each for name, label in fields.names() for each in (name, *label.all())))
