"""Nodes → text: the canonical form used by saved searches, facets, links and exports.

``parse(show(query)) == query`` for every query in normal form, on the same day if it contains relative dates.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile

from catalogue.query import days, fields, figures, lexer, value_extent
from catalogue.query.nodes import (
    Absent,
    All,
    Any,
    Code,
    FieldTest,
    Figure,
    FigureRange,
    Mark,
    Node,
    Not,
    Nothing,
    Phrase,
    Place,
    Query,
    Range,
    Recurring,
    SortKey,
    Star,
    Text,
    Unknown,
    Value,
    Word,
    Words,
)

# Values that need no quotes: not empty, without space, bracket, bar, comma, quote, star or comparison sign.
_BARE = re.compile(r"[^\s()|,\"«»“”„*<>=]+")
_COMPARED = re.compile(r"(>=|<=|>|<)(.+)", re.DOTALL)


def show(query: Query) -> str:
    """A query in canonical text; "" for the empty one."""
    parts = [node(query.root)]
    if query.sort:
        parts.append("sort:" + ",".join(map(_sort_key, query.sort)))
    return " ".join(part for part in parts if part)


def node(item: Node) -> str:
    """One condition in canonical text."""
    match item:
        case Nothing():
            return ""
        case Words(words):
            return " ".join(map(_word, words))
        case Phrase(text):
            return _quoted(text)
        case FieldTest():
            return _test(item)
        case Not(inner):
            return "-" + _bound(inner)
        case All(items):
            return " ".join(map(_before, items, (*items[1:], Nothing())))
        case Any(items):
            return _listed(items) or " | ".join(map(node, items))


def _before(item: Node, following: Node) -> str:
    """One of several conditions, written so that the words after it are not read as part of its value."""
    text = _bound(item) if isinstance(item, Any) else node(item)
    test = item.item if isinstance(item, Not) else item
    if not isinstance(test, FieldTest) or not isinstance(following, Words) or text.endswith(('"', "*")):
        return text
    name, values = text.removeprefix("-").split(":", 1)
    words = [word.text for word in takewhile(lambda word: not word.prefix, following.words[: value_extent.LONGEST])]
    meanings = [meaning for meaning in fields.find(name)[:1] if meaning.verb == "test"]
    *_, last = lexer.tokens(text, fields.is_field)
    if not meanings or not value_extent.test(meanings, last.values, words, _ANY_DAY).word_count:
        return text
    *others, typed = values.split(",")
    signed = _COMPARED.fullmatch(typed)
    typed = signed[1] + _quoted(signed[2]) if signed else _quoted(typed)
    return text.removesuffix(values) + ",".join((*others, typed))


_ANY_DAY = date(2000, 1, 1)  # whether a value can be read does not depend on the day


def value(item: Value) -> str:
    """One value as written after ``field:``, in quotes if necessary."""
    match item:
        case Star():
            return "*"
        case Absent():
            return '""'
        case Code(text) | Place(text):
            return _shielded(text)
        case Unknown(text):
            return _compared(text)
        case Text(text, prefix, whole):
            excluded = text.startswith("-") and not whole  # without quotes as if the minus excluded it
            return ("=" if whole else "") + (_quoted(text) if excluded else _shielded(text)) + ("*" if prefix else "")
        case Range() | Recurring() | Figure() | FigureRange() | Mark():
            text = days.show(item) if isinstance(item, Range | Recurring) else figures.show(item)
            return _quoted(text) if " " in text else text


def _test(item: FieldTest) -> str:
    if item.values == (Absent(),):
        return f"no:{item.target.name}"
    if item.target.type == "claim" and item.values == (Star(),):
        return f"has:{item.target.name}"
    field = fields.field_of(item.target)
    if field is not None and field.type in fields.EXACT:
        return f"{item.target.name}:" + ",".join(map(_exact, item.values))
    return f"{item.target.name}:" + ",".join(map(value, item.values))


def _exact(item: Value) -> str:
    """A value of a date or figure; one that must match the recorded text exactly is in quotes."""
    return "=" + _quoted(item.text) if isinstance(item, Text) else value(item)


def _listed(items: tuple[Node, ...]) -> str:
    """Alternatives that have a short notation: ``has:a,b``, ``no:a,b``; else ""."""
    tests = [item for item in items if isinstance(item, FieldTest)]
    for verb, only in (("has", Star()), ("no", Absent())):
        if len(tests) == len(items) and all(test.values == (only,) for test in tests):
            return f"{verb}:" + ",".join(test.target.name for test in tests)
    return ""


def _bound(item: Node) -> str:
    """An item as one term: in brackets unless it is one token."""
    text = node(item)
    single = isinstance(item, (FieldTest, Phrase)) or (isinstance(item, Words) and len(item.words) == 1)
    return text if single or (isinstance(item, Any) and _listed(item.items)) else f"({text})"


def _word(word: Word) -> str:
    return word.text + ("*" if word.prefix else "")


def _sort_key(key: SortKey) -> str:
    return ("-" if key.descending else "") + key.name


def _shielded(text: str) -> str:
    return text if _BARE.fullmatch(text) else _quoted(text)


def _compared(text: str) -> str:
    """A value that may begin with a comparison sign, which goes before the quotes."""
    signed = _COMPARED.fullmatch(text)
    return signed[1] + _shielded(signed[2]) if signed else _shielded(text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
