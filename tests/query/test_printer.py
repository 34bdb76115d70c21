"""Nodes → text: the canonical form, and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.query import fields
from catalogue.query.nodes import (
    Absent,
    Code,
    Figure,
    FigureRange,
    Mark,
    Node,
    Phrase,
    Place,
    Query,
    Range,
    Recurring,
    SortKey,
    Star,
    Target,
    Text,
    Unknown,
    Word,
    Words,
    conjunction,
    disjunction,
    field_test,
    negate,
)
from catalogue.query.parser import parse
from catalogue.query.printer import show

TODAY = date(2025, 11, 22)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("  чирчик   kind:технопарк ", "чирчик kind:technopark"),
        ("a OR b  AND c", "a | b c"),
        ("(a OR b) c", "(a | b) c"),
        ("NOT (a b) НЕ c", "-(a b) -c"),
        ("«a b»", '"a b"'),
        ("статус=подписано", "status:signed"),
        ("год:2024", "date:2024"),
        ("signed>=15.05.2024", "signed:2024-05-15.."),
        ("has:resident no:due", "resident:* no:due"),
        ("no:due|no:signed", "no:due,signed"),
        ("a (no:due|no:signed)", "a no:due,signed"),
        ("is:Undated,выведено", "is:undated,inferred"),
        ("has:declared", "has:declared"),
        ("-no:due", "-no:due"),
        ('status:"",signed', 'status:"",signed'),
        ("investment>='1'", "investment:>='1'"),
        ('investment:">= 1 mln usd"', 'investment:">=1000000 USD"'),
        ('topic="a ""b"" c"', 'topic:="a ""b"" c"'),
        ("topic:chem*", "topic:chem*"),
        ('topic:"light ind"*', 'topic:"light ind"*'),
        ('topic:"chem"', "topic:chem"),
        ("status:zzz", "status:zzz"),
        ("signed:>soon", "signed:>soon"),
        ("sort:-дата a", "a sort:-date"),
        ("foo:bar", "foo:bar"),
        ("(a", "a"),
        ("AND", ""),
    ],
)
def test_queries_are_printed_in_canonical_form(typed, canonical) -> None:
    assert show(parse(typed, TODAY)) == canonical
    assert show(parse(canonical, TODAY)) == canonical


# ---------------------------------------------------------------- every tree can be read back

DAYS = st.dates().map(date.isoformat)
RANGES = st.one_of(
    st.lists(DAYS, min_size=2, max_size=2).map(lambda days: Range(*sorted(days))),
    DAYS.map(lambda day: Range(day, None)),
    DAYS.map(lambda day: Range(None, day)),
    st.sampled_from([Range("2025-11-22", "2026-02-20", "<90d"), Range("2022-01-01", "2025-11-22", "2022..today")]),
    st.builds(Recurring, st.integers(1, 12), st.one_of(st.none(), st.integers(1, 28))),
)
NUMBERS = st.one_of(st.integers(-(10**12), 10**12).map(float), st.sampled_from([0.5, 2.25, 1e-6]))
FIGURES = st.one_of(
    st.builds(Figure, st.sampled_from(["=", ">", ">=", "<", "<="]), NUMBERS, st.sampled_from(["", "USD", "planned"])),
    st.lists(NUMBERS, min_size=2, max_size=2).map(lambda ends: FigureRange(*sorted(ends))),
    st.lists(NUMBERS, min_size=2, max_size=2).map(lambda ends: FigureRange(*sorted(ends), "USD")),
    st.builds(FigureRange, NUMBERS, st.none()),
    st.builds(Mark, st.sampled_from(["USD", "planned", "ha"])),
)
PROSE = st.text(min_size=1, max_size=12).filter(lambda text: any(map(str.isalnum, text)) and "\x00" not in text)
TEXTS = st.one_of(st.builds(Text, PROSE, st.booleans()), st.builds(Text, PROSE, whole=st.just(True)))
NAMES = st.sampled_from(["org-akit", "himgrad", "chirchiq", "АКИТ ва", 'ООО "Б"']).map(Text)
PLACES = st.sampled_from(["UZ", "RU", "UZ-TO", "RU-TA"]).map(Place)


def values_of(target: Target):
    """Values that the parser can produce for a target, by type."""
    field = fields.field_of(target)
    if target.type == "claim":
        return st.nothing()
    if choices := fields.choices(target):
        return st.sampled_from([Code(choice.code) for choice in choices])
    if target.type == "role" or target in (fields.LINK, fields.PLACE):
        return st.one_of(PLACES, NAMES)
    if target in (fields.COUNTRY, fields.REGION):
        return st.sampled_from([Place({"country": "UZ", "region": "UZ-FA"}[target.name])])
    if target == fields.LANG:
        return st.sampled_from([Code("uz"), Code("uz-Latn")])
    types = {
        "date": RANGES,
        "quantity": FIGURES,
        "integer": st.builds(Figure, st.just(">"), NUMBERS),
        "degrees": st.builds(FigureRange, NUMBERS, st.none()),
        "flag": st.sampled_from([Code("yes"), Code("no")]),
        "sector": st.sampled_from([Code("C"), Code("C20")]),
    }
    return types.get(field.type if field else "", TEXTS)


def unknown(target: Target):
    texts = st.sampled_from(["qqqzzz", "что-то не то ||", ">qqq", "(", '"', ">", "<= a"])
    free = values_of(target) is TEXTS or target.type == "role" or target in (fields.LINK, fields.PLACE)
    return st.nothing() if free else texts.map(Unknown)


MEANINGS = {meaning for name, _ in fields.names() for meaning in fields.find(name)}
TARGETS = sorted({meaning.target for meaning in MEANINGS if meaning.target and meaning.verb == "test"}, key=str)
TESTS = st.sampled_from(TARGETS).flatmap(
    lambda target: st.lists(
        st.one_of(values_of(target), unknown(target), st.sampled_from([Star(), Absent()])), min_size=1, max_size=3
    ).map(lambda values: field_test(target, values))
)
PLAIN = st.from_regex(r"[a-zа-яё0-9‘'+./&]*[a-zа-яё0-9][a-zа-яё0-9‘'+./&-]*", fullmatch=True)
WORDS = st.lists(st.builds(Word, PLAIN, st.booleans()), min_size=1, max_size=3, unique=True).map(
    lambda found: Words(tuple(found))
)
PHRASES = PROSE.map(lambda text: Phrase(" ".join(text.split())))
FLAGGED = st.lists(
    st.sampled_from([Code(flag) for flag in fields.FLAGS]) | unknown(fields.IS), min_size=1, max_size=3
).map(lambda values: field_test(fields.IS, values))
LEAVES: st.SearchStrategy[Node] = st.one_of(WORDS, PHRASES, TESTS, FLAGGED)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(conjunction),
        st.lists(inner, min_size=2, max_size=3).map(disjunction),
        inner.map(negate),
    ),
    max_leaves=8,
)
SORTS = st.lists(
    st.builds(SortKey, st.sampled_from(fields.sort_names()), st.booleans()), max_size=3, unique_by=lambda key: key.name
).map(tuple)


@given(st.builds(Query, TREES, SORTS))
def test_every_query_survives_printing(query) -> None:
    assert parse(show(query), TODAY) == query


@given(st.text(max_size=60))
def test_the_printed_form_of_any_text_is_stable(text) -> None:
    shown = show(parse(text, TODAY))
    assert show(parse(shown, TODAY)) == shown
