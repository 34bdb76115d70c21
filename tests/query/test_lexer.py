"""Tokens of a query: operators in three languages, quotes, fields with values, and no errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.query.lexer import Raw, tokens

FIELDS = {"status", "residents", "дата_подписания", "date of signature", "topic"}


def lexed(text: str):
    return tokens(text, FIELDS.__contains__)


def types(text: str) -> list[str]:
    return [token.type for token in lexed(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a AND b И c VA d ВА e", ["word", "and"] * 4 + ["word"]),
        ("a OR b ИЛИ c YOKI d ЁКИ e | f", ["word", "or"] * 5 + ["word"]),
        ("NOT a НЕ b EMAS c ЭМАС d -e", ["not", "word"] * 5),
        ("and or и или not", ["word"] * 5),
        ("(a)", ["open", "word", "close"]),
        ("f(x)", ["word", "open", "word", "close"]),
        ("a-b c - d -", ["word"] * 5),
        ("--a", ["not", "not", "word"]),
        ('-"a b" -(c)', ["not", "phrase", "not", "open", "word", "close"]),
        ("-status:a", ["not", "field"]),
    ],
)
def test_operators_are_in_capitals_and_a_minus_touches_its_item(text, expected) -> None:
    assert types(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a b"', ["a b"]),
        ("«a b»", ["a b"]),
        ("“a b”", ["a b"]),
        ("„a b“", ["a b"]),
        ('"a ""b"" c"', ['a "b" c']),
        ('"not closed', ["not closed"]),
        ('«inner "quote"»', ['inner "quote"']),
        ('"  white \t space "', ["white space"]),
        ("O‘zbekiston d'Ivoire", ["O‘zbekiston", "d'Ivoire"]),
    ],
)
def test_phrases_use_any_double_quotes_and_may_stay_open(text, expected) -> None:
    assert [token.text for token in lexed(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status:signed", (Raw("signed"),)),
        ("status=signed", (Raw("signed", op="="),)),
        ("status:=signed", (Raw("signed", op="="),)),
        ("status:a,b,,c,", (Raw("a"), Raw("b"), Raw("c"))),
        ('status:"in force",b', (Raw("in force", quoted=True), Raw("b"))),
        ("status:«in force»", (Raw("in force", quoted=True),)),
        ("residents>=10", (Raw("10", op=">="),)),
        ("residents:<10", (Raw("10", op="<"),)),
        ('residents:>"10 ha"', (Raw("10 ha", quoted=True, op=">"),)),
        ("topic:chem*", (Raw("chem", prefix=True),)),
        ('topic:"a b"*', (Raw("a b", quoted=True, prefix=True),)),
        ("topic:*", (Raw("*"),)),
        ('topic:""', (Raw("", quoted=True),)),
        ("topic:", ()),
        ('"date of signature":2024', (Raw("2024"),)),
        ("дата_подписания:2024", (Raw("2024"),)),
        ("status:a)", (Raw("a"),)),
        ("status:a|b", (Raw("a"),)),
    ],
)
def test_a_known_name_and_a_sign_make_a_field_with_values(text, expected) -> None:
    first = lexed(text)[0]
    assert first.type == "field"
    assert first.values == expected


@pytest.mark.parametrize(
    ("text", "unknown"),
    [("foo:bar", "foo"), ("a=b", "a"), ("x>1", "x"), ("foo:", "foo"), ("http://a.uz/b", ""), ("12:30", ""), (":a", "")],
)
def test_an_unknown_name_is_a_plain_word(text, unknown) -> None:
    assert [(token.type, token.text, token.unknown) for token in lexed(text)] == [("word", text, unknown)]


def test_a_star_after_a_word_makes_it_a_prefix() -> None:
    token = lexed("текст**")[0]
    assert (token.text, token.prefix) == ("текст", True)


@given(st.text(alphabet=' "«»“”„()|-*:=<>,.aя1\n', max_size=40))
def test_tokens_cover_everything_but_white_space_in_order(text) -> None:
    at = 0
    for token in lexed(text):
        assert not text[at : token.start].strip()
        assert token.end > token.start
        at = token.end
    assert not text[at:].strip()
