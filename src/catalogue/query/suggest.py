"""Completions at the cursor: names of fields, values of closed fields, sort keys, flags, operators.

Names of records are not known here; ``spot`` says what is being typed, and the caller adds completions from the
catalogue (``catalogue.api.suggest``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from catalogue.model import codes
from catalogue.model.labels import TAGS, Label
from catalogue.query import fields, printer
from catalogue.query.lexer import QUOTES, Token, tokens
from catalogue.query.nodes import Code, Target
from catalogue.text import translit
from catalogue.text.closest import closest, plain
from catalogue.text.normalise import clean
from catalogue.text.scripts import script

__all__ = ["Suggestion", "closest", "suggest"]

LIMIT = 12
_LEAST = 2  # letters
SuggestionType = Literal["field", "value", "operator", "word", "record"]
Candidate = tuple[str, Label]

_OPERATORS = (
    Label("AND", "И", "VA"),
    Label("OR", "ИЛИ", "YOKI"),
    Label("NOT", "НЕ", "EMAS"),
)
_DAYS = (
    ("today", Label("today", "сегодня", "bugun")),
    ("+30d", Label("the next 30 days", "ближайшие 30 дней", "yaqin 30 kun")),
    ("+90d", Label("the next 90 days", "ближайшие 90 дней", "yaqin 90 kun")),
    ("-30d", Label("the last 30 days", "последние 30 дней", "so‘nggi 30 kun")),
    ("-1y", Label("the last year", "последний год", "so‘nggi yil")),
    ("this month", Label("this month", "этот месяц", "bu oy")),
    ("this year", Label("this year", "этот год", "bu yil")),
    ("last year", Label("last year", "прошлый год", "o‘tgan yil")),
    ("next year", Label("next year", "следующий год", "keyingi yil")),
)
_YES_NO = (("yes", Label("yes", "да", "ha")), ("no", Label("no", "нет", "yo‘q")))


class Suggestion(Struct, frozen=True):
    """``text`` replaces ``start`` to ``end``; ``label`` says what it is, in the reader's language."""

    text: str
    label: Label
    type: SuggestionType
    start: int
    end: int


class Spot(Struct, frozen=True):
    """What is before the cursor: ``typed``, from ``start`` to ``end``, as a value of ``target`` or as a word."""

    typed: str
    start: int
    end: int
    target: Target | None = None


def spot(text: str, cursor: int) -> Spot | None:
    """The word or value before the cursor; None after a space, in a phrase, and where the value cannot come from
    records."""
    last = _last(text, cursor)
    if last is None or last.type not in ("word", "field"):
        return None
    if last.type == "word":
        return Spot(last.text, last.start, last.end)
    start = _last_value(text, last)
    typed = text[start : last.end].lstrip("".join(QUOTES) + "=")
    meaning = _meant(last.text, typed)
    return Spot(typed, start, last.end, meaning.target) if meaning.verb == "test" else None


def _meant(name: str, typed: str) -> fields.Meaning:
    """The meaning of a field's name: a role rather than a figure once letters follow (участник:озо)."""
    first, *others = fields.find(name)
    field = fields.field_of(first.target) if first.target else None
    if field is None or field.type not in ("quantity", "integer") or not typed[:1].isalpha():
        return first
    return next((each for each in others if each.target and each.target.type == "role"), first)


def suggest(text: str, cursor: int) -> tuple[Suggestion, ...]:
    """Completions of the word or value before the cursor, likeliest first, at most ``LIMIT``; () after a space.

    Candidates whose code begins with the typed text come first, then those whose label in any language does, then those
    with a later word that does. The part of a word after the cursor is unchanged.
    """
    last = _last(text, cursor)
    if last is None:
        return ()
    if last.type == "field":
        return _values(text, last)
    return tuple(_words(last)) if text[last.start : last.end] and last.type != "phrase" else ()


def _last(text: str, cursor: int) -> Token | None:
    """The token that ends at the cursor."""
    found = tokens(text[:cursor], fields.is_field)
    return found[-1] if found and found[-1].end == cursor and 0 < cursor <= len(text) else None


def _words(token: Token) -> Iterator[Suggestion]:
    """Operators that begin with a word in capitals, and fields that the word may name."""
    typed = token.text
    for label in _OPERATORS:
        if typed and any(word.startswith(typed) and word != typed for word in label.all()):
            word = next(word for word in label.all() if word.startswith(typed))
            yield Suggestion(word, label, "operator", token.start, token.end)
    for name, label in _best(typed, fields.names()):
        yield Suggestion(f"{name}:", label, "field", token.start, token.end)


def _values(text: str, token: Token) -> tuple[Suggestion, ...]:
    """Values of the field that is being typed, to replace its last value."""
    start = _last_value(text, token)
    typed = text[start : token.end].lstrip("".join(QUOTES) + "=")
    meaning = fields.find(token.text)[0]
    sign = "-" if meaning.verb == "sort" and typed.startswith("-") else ""
    best = _best(typed, _candidates(meaning))
    return tuple(Suggestion(sign + printer.value(Code(code)), label, "value", start, token.end) for code, label in best)


def _last_value(text: str, token: Token) -> int:
    """Where the last value of a field token begins: after its sign or its last comma outside quotes."""
    start, closing = token.values_at, ""
    for place in range(start, token.end):
        if closing:
            closing = "" if text[place] in closing else closing
        elif text[place] in QUOTES:
            closing = QUOTES[text[place]]
        elif text[place] == ",":
            start = place + 1
    return start


def _candidates(meaning: fields.Meaning) -> Sequence[Candidate]:
    """The possible values of a field, if its set of values is closed."""
    if meaning.verb == "sort":
        labels = dict(fields.names()) | fields.SORT_KEYS
        return tuple((name, labels[name]) for name in fields.sort_names())
    if meaning.verb in ("has", "no"):
        return tuple(each for each in fields.names() if fields.find(each[0])[0].verb == "test")
    assert meaning.target is not None
    return _closed(meaning.target)


def _closed(target: Target) -> Sequence[Candidate]:
    if choices := fields.choices(target):
        return tuple({choice.code: (choice.code, choice.label) for choice in choices}.values())
    field = fields.field_of(target)
    if field is not None and field.type == "flag":
        return _YES_NO
    if field is not None and field.type == "sector":
        return _coded(codes.sectors())
    if field is not None and field.type == "date":
        return _DAYS
    if target == fields.LANG:
        return tuple(TAGS.items())
    if target == fields.COUNTRY:
        return _coded(codes.countries())
    if target == fields.REGION:
        return _coded(codes.regions())
    return (*_coded(codes.regions()), *_coded(codes.countries())) if target == fields.PLACE else ()


def _coded(entries: Mapping[str, codes.Named]) -> Sequence[Candidate]:
    return tuple((code, Label(*(entry.name(lang) for lang in ("en", "ru", "uz")))) for code, entry in entries.items())


def _best(typed: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that begin with ``typed``, by degree of similarity, then in their given order."""
    wanted = plain(typed)
    ranked = [(_likeness(wanted, each), at, each) for at, each in enumerate(candidates)]
    best = [each for likeness, _, each in sorted(ranked, key=lambda entry: entry[:2]) if likeness < 3][:LIMIT]
    return best or (_in_uzbek(clean(typed), candidates) if script(typed) == "cyrillic" else [])


def _in_uzbek(typed: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates whose Uzbek label, which is in Latin, begins with a word in Cyrillic: имз of imzolangan."""
    wanted = translit.key(typed) if len(typed) >= _LEAST else ""
    return [each for each in candidates if wanted and _key(each[1].uz).startswith(wanted)][:LIMIT]


@cache
def _key(label: str) -> str:
    return translit.key(clean(label))


def _likeness(wanted: str, candidate: Candidate) -> int:
    """0: the code begins with ``wanted``; 1: a label does; 2: a later word of a label does; 3: none."""
    code, label = candidate
    if plain(code).startswith(wanted):
        return 0
    names = label.all()
    if any(plain(name).startswith(wanted) for name in names):
        return 1
    return 2 if any(plain(word).startswith(wanted) for name in names for word in name.split()[1:]) else 3
