"""Text → tokens. Nothing is an error: an unclosed quote or bracket ends with the text, anything without a special
meaning is a word.

A token is a bracket, ``|`` (also OR, ИЛИ, YOKI), AND (И, VA), NOT (НЕ, EMAS, or ``-`` before an item), a phrase in
quotes, a word, or a field with its values. Word operators must be in capitals; in lower case they are plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

TokenType = Literal["open", "close", "or", "and", "not", "phrase", "word", "field"]

_OPERATORS: dict[str, TokenType] = {
    **dict.fromkeys(("AND", "И", "VA", "ВА"), "and"),
    **dict.fromkeys(("OR", "ИЛИ", "YOKI", "ЁКИ"), "or"),
    **dict.fromkeys(("NOT", "НЕ", "EMAS", "ЭМАС"), "not"),
}
_SIGNS: dict[str, TokenType] = {"(": "open", ")": "close", "|": "or"}
# Opening quotes and what closes them. Single quotes are letters here: they are used for the Uzbek apostrophe.
QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“”"}
_STOPS = r"\s()|" + "".join(QUOTES)
_WORD = re.compile(rf"[^{_STOPS}]+")
_VALUE = re.compile(rf"[^{_STOPS},]+")
_NAME = re.compile(
    r"(?P<name>[^\W\d_](?:[\w'’‘ʻʼ`´.-]*\w)?)(?P<op>:|!=|>=|<=|>|<|=|[ \t]+(?:[:<>=]|[!<>]=)(?=\s))(?!//)"
)
_SPACES = re.compile(r"[ \t]*")
_COMPARED = re.compile(r">=|<=|>|<|=")
_OPERATOR = re.compile(r":|>=|<=|>|<|=")


class Raw(Struct, frozen=True):
    """One value as typed, without quotes and star; ``op`` is the last comparison sign before it: ``>`` in ``a:>5``,
    ``a>5``."""

    text: str
    quoted: bool = False
    prefix: bool = False
    op: str = ""


class Token(Struct, frozen=True):
    """One token, from ``start`` up to ``end`` in the text.

    ``text`` is a word (without its ``*``, which sets ``prefix``), the inside of a phrase, or a field's name as typed.
    ``values_at`` is where a field's values begin; ``negated`` whether its sign was ``!=`` or ``:!=``; ``unknown`` the
    name in a word that looks like a field test but whose name is not a field.
    """

    type: TokenType
    start: int
    end: int
    text: str = ""
    prefix: bool = False
    values: tuple[Raw, ...] = ()
    values_at: int = 0
    negated: bool = False
    unknown: str = ""


def tokens(text: str, is_field: Callable[[str], bool]) -> tuple[Token, ...]:
    """All tokens of a text, in order; ``is_field`` tells which names are fields."""
    found = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _next(text, at, is_field)
        at = token.end
        found.append(token)
    return tuple(found)


def _next(text: str, at: int, is_field: Callable[[str], bool]) -> Token:
    sign = text[at]
    if sign in _SIGNS:
        return Token(_SIGNS[sign], at, at + 1)
    if sign in QUOTES:
        return _quoted(text, at, is_field)
    if sign == "-":
        return Token("not", at, at + 1) if _binds(text, at) else Token("word", at, at + 1)
    name = _NAME.match(text, at)
    if name and is_field(name["name"]):
        return _field(text, at, name["name"], name["op"].strip(), name.end())
    return _word(text, at, name["name"] if name and not name["op"][0].isspace() else "")


def _word(text: str, at: int, unknown: str) -> Token:
    word = _WORD.match(text, at)
    assert word is not None  # every character that ends a word was handled before
    if word[0] in _OPERATORS:
        return Token(_OPERATORS[word[0]], at, word.end())
    bare = word[0].rstrip("*")
    return Token("word", at, word.end(), bare, prefix=bare != word[0], unknown=unknown)


def _binds(text: str, at: int) -> bool:
    """Whether the ``-`` at this place comes directly before an item."""
    return at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] not in ")|"


def _quoted(text: str, at: int, is_field: Callable[[str], bool]) -> Token:
    """A phrase or, if an operator directly follows the quote, a field whose name was quoted."""
    inside, end = _inside(text, at)
    operator = _OPERATOR.match(text, end)
    if operator and is_field(inside):
        return _field(text, at, inside, operator[0], operator.end())
    return Token("phrase", at, end, " ".join(inside.split()))


def _inside(text: str, at: int) -> tuple[str, int]:
    """The text between the quote at ``at`` and the closing quote, and the position after it. ``""`` in "…" is one
    quote."""
    opening = text[at]
    parts = []
    at += 1
    while at < len(text):
        if text[at] in QUOTES[opening]:
            if opening == '"' and text.startswith('""', at):
                parts.append('"')
                at += 2
                continue
            return "".join(parts), at + 1
        parts.append(text[at])
        at += 1
    return "".join(parts), at


def _field(text: str, start: int, name: str, op: str, at: int) -> Token:
    """A field with its values, which may follow after spaces."""
    negated = op == "!=" or text.startswith("!=", at)
    at += 2 if negated and op != "!=" else 0
    values_at = _after_spaces(text, at)
    values, end = _values(text, values_at, "" if op in (":", "!=") else op)
    if not values:
        values_at, end = at, at if values_at > at else end
    return Token("field", start, end, name, values=values, values_at=values_at, negated=negated)


def _after_spaces(text: str, at: int) -> int:
    """Where the value after spaces begins; ``at`` if what follows them is no value."""
    begin = at + len(_SPACES.match(text, at)[0])  # type: ignore[index]  # matches everywhere
    word = _WORD.match(text, begin)
    if begin == at or (word is None and text[begin : begin + 1] not in QUOTES):
        return at
    follows = word is not None and (word[0] in _OPERATORS or word[0][0] == "-" or _NAME.match(text, begin))
    return at if follows else begin


def _values(text: str, at: int, op: str) -> tuple[tuple[Raw, ...], int]:
    """The values from ``at`` on, separated by commas; empty ones are skipped."""
    found = []
    while True:
        value, at = _value(text, at, op)
        if value is not None:
            found.append(value)
        if not text.startswith(",", at):
            return tuple(found), at
        at += 1


def _value(text: str, at: int, op: str) -> tuple[Raw | None, int]:
    if sign := _COMPARED.match(text, at):
        op, at = sign[0], sign.end()
    if at < len(text) and text[at] in QUOTES:
        inside, at = _inside(text, at)
        star = text.startswith("*", at)
        return Raw(inside, quoted=True, prefix=star, op=op), at + star
    bare = _VALUE.match(text, at)
    if bare is None:
        return None, at
    stem = bare[0].rstrip("*")
    return Raw(stem or "*", prefix=bool(stem) and stem != bare[0], op=op), bare.end()
