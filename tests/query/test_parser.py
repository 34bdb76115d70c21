"""Text → query: precedence, empty queries, notes, and never an error."""

from __future__ import annotations

import random
from datetime import date

import pytest

from catalogue.query import fields
from catalogue.query.nodes import (
    Absent,
    All,
    Any,
    Code,
    FieldTest,
    Not,
    Nothing,
    Phrase,
    Place,
    Query,
    Range,
    SortKey,
    Star,
    Target,
    Text,
    Unknown,
    Word,
    Words,
    field_test,
)
from catalogue.query.parser import DEEPEST, parse
from catalogue.query.printer import show

TODAY = date(2025, 11, 22)


def words(*texts: str) -> Words:
    return Words(tuple(Word(text.rstrip("*"), text.endswith("*")) for text in texts))


def asked(name: str, *values, of: str = "field") -> FieldTest:
    return FieldTest(Target(of, name), values)


def special(name: str, *values) -> FieldTest:
    return asked(name, *values, of="special")


def noted(text: str) -> list[tuple[str, dict[str, object]]]:
    return [(note.code, dict(note.params)) for note in parse(text, TODAY).notes]


SIGNED = asked("status", Code("signed"))
MET = asked("status", Code("met"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Nothing()),
        ("чирчик", words("чирчик")),
        ("a b*", words("a", "b*")),
        ("a status:signed b", All((words("a", "b"), SIGNED))),
        ("a | b", Any((words("a"), words("b")))),
        ("a b | c", Any((words("a", "b"), words("c")))),
        ("a OR b ИЛИ c YOKI d", Any((words("a"), words("b"), words("c"), words("d")))),
        ("a (b | c)", All((words("a"), Any((words("b"), words("c")))))),
        ("(a (b (c)))", words("a", "b", "c")),
        ("-a b", All((Not(words("a")), words("b")))),
        ("-(a b)", Not(words("a", "b"))),
        ("NOT NOT a", words("a")),
        ("НЕ status:met", Not(MET)),
        ('"a b" «c»', All((Phrase("a b"), Phrase("c")))),
        ("a AND b И c VA d", words("a", "b", "c", "d")),
        ("and or и", words("and", "or", "и")),
    ],
)
def test_not_binds_tighter_than_and_which_binds_tighter_than_or(text, expected) -> None:
    assert parse(text, TODAY).root == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('AND OR NOT - | ( ) * : "" , ..', Nothing()),
        ("a |", words("a")),
        ("| a", words("a")),
        ("a OR OR b", Any((words("a"), words("b")))),
        ("a NOT", words("a")),
        ("NOT | a", words("a")),
        ("a AND", words("a")),
        ("(a | (b c", Any((words("a"), words("b", "c")))),
        ("a) b)", words("a", "b")),
        ("() a (())", words("a")),
        ('a "b c', All((words("a"), Phrase("b c")))),
        ("a — b !!!", words("a", "b")),
    ],
)
def test_operators_alone_mean_nothing_and_open_brackets_are_closed(text, expected) -> None:
    assert parse(text, TODAY) == Query(expected)
    assert [code for code, _ in noted(text)] == (["query.no_words"] if expected == Nothing() else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind:technopark", special("kind", Code("technopark"))),
        ("kind:технопарк,Кластеры", special("kind", Code("technopark"), Code("cluster"))),
        ("kind:texnopark", special("kind", Code("technopark"))),
        ("status:подписано", SIGNED),
        ("status:imzolangan", SIGNED),
        ("Статус:SIGNED", SIGNED),
        ("status:sign*", SIGNED),
        ('form:"дорожная карта"', asked("form", Code("roadmap"))),
        ("form:yo'l_xaritasi", asked("form", Code("roadmap"))),
        ("status:действует", asked("status", Code("in_force"), Code("operating"), Code("active"))),
        ("rail:да", asked("rail", Code("yes"))),
        ("sector:20.14", asked("sector", Code("C20"))),
        ("lang:UZ-latn", special("lang", Code("uz-Latn"))),
        ("place:fergana", special("place", Place("UZ-FA"))),
        ("place:UZ-TO", special("place", Place("UZ-TO"))),
        ("place:Узбекистан", special("place", Place("UZ"))),
        ("place:chirchiq", special("place", Text("chirchiq"))),
        ("country:Rossiya", special("country", Place("RU"))),
        ("party:RU", asked("party", Place("RU"), of="role")),
        ("party:org-akit", asked("party", Text("org-akit"), of="role")),
        ("developed_with:himgrad", asked("developed_with", Text("himgrad"), of="role")),
        ("source:src-ria-eltech", asked("source", Text("src-ria-eltech"), of="role")),
        ("link:agr-x", special("link", Text("agr-x"))),
        ("link:RU", special("link", Place("RU"))),
        ("id:agr-*", special("id", Text("agr-", prefix=True))),
        ("tag:export", special("tag", Text("export"))),
        ("batch:07", special("batch", Text("7"))),
        ('topic="light industry"', asked("topic", Text("light industry", whole=True))),
        ("year:2024", special("date", Range("2024-01-01", "2024-12-31"))),
        ("before:2024", special("date", Range(None, "2023-12-31"))),
        ("after:2024", special("date", Range("2025-01-01", None))),
        ("since:2024", special("date", Range("2024-01-01", None))),
        ("until:2024", special("date", Range(None, "2024-12-31"))),
        ("due:<90d", asked("due", Range("2025-11-22", "2026-02-20", "<90d"))),
        ("resident:*", asked("resident", Star(), of="role")),
        ("has:website", asked("website", Star())),
        ("has:declared", asked("declared", Star(), of="claim")),
        ("no:due", asked("due", Absent())),
        ('status:signed,""', asked("status", Code("signed"), Absent())),
        ("signed:..", asked("signed", Star())),
        ("is:inferred", field_test(fields.IS, (Code("inferred"),))),
        ("is:выведено,undated", field_test(fields.IS, (Code("inferred"), Code("undated")))),
        ("has:due,signed", Any((asked("due", Star()), asked("signed", Star())))),
    ],
)
def test_fields_and_values_are_read_in_three_languages(text, expected) -> None:
    assert parse(text, TODAY).root == expected
    assert noted(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("участники:>10", "members"),
        ("participant:АКИТ", "participant"),
        ("резиденты:5", "residents"),
        ("резиденты:org-x", "resident"),
        ("residents:org-x", "residents"),
    ],
)
def test_an_ambiguous_name_means_the_first_field_that_can_read_the_values(text, name) -> None:
    assert parse(text, TODAY).root.target.name == name


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("sort:-opened", (SortKey("opened", descending=True),)),
        ("a sort:name b", (SortKey("name"),)),
        ("sort:-date,name", (SortKey("date", descending=True), SortKey("name"))),
        ("sort:name sort:-name sort:id", (SortKey("name"), SortKey("id"))),
        ("(a | sort:дата)", (SortKey("date"),)),
        ("sort:foo", ()),
    ],
)
def test_sort_is_recognised_anywhere(text, sort) -> None:
    assert parse(text, TODAY).sort == sort


@pytest.mark.parametrize(
    ("text", "root", "notes"),
    [
        ("statsu:a", words("statsu:a"), [("query.unknown_field", {"name": "statsu", "nearest": "status"})]),
        ("foo:a", words("foo:a"), [("query.unknown_field", {"name": "foo", "nearest": None})]),
        (
            "status:sgned",
            asked("status", Unknown("sgned")),
            [("query.unknown_value", {"field": "status", "value": "sgned", "nearest": "signed"})],
        ),
        (
            "status:signed,ышптув",
            asked("status", Code("signed"), Unknown("ышптув")),
            [("query.unknown_value", {"field": "status", "value": "ышптув", "nearest": "signed"})],
        ),
        (
            "country:Узбекистн",
            special("country", Unknown("Узбекистн")),
            [("query.unknown_value", {"field": "country", "value": "Узбекистн", "nearest": "Узбекистан"})],
        ),
        ("signed:soon", asked("signed", Unknown("soon")), [("query.bad_date", {"field": "signed", "value": "soon"})]),
        ("since:soon", special("date", Unknown(">=soon")), [("query.bad_date", {"field": "date", "value": ">=soon"})]),
        ("jobs:many", asked("jobs", Unknown("many")), [("query.bad_figure", {"field": "jobs", "value": "many"})]),
        (
            "is:infered",
            special("is", Unknown("infered")),
            [("query.unknown_flag", {"value": "infered", "nearest": "inferred", "known": tuple(fields.FLAGS)})],
        ),
        (
            "no:statsu",
            special("no", Unknown("statsu")),
            [("query.unknown_recorded", {"field": "no", "value": "statsu", "nearest": "status"})],
        ),
        ("status:", Nothing(), [("query.no_value", {"field": "status"})]),
        ("sort:opend", Nothing(), [("query.unknown_sort", {"value": "opend", "nearest": "opened"})]),
        (
            "topic:>a",
            asked("topic", Unknown(">a")),
            [("query.unknown_value", {"field": "topic", "value": ">a", "nearest": None})],
        ),
    ],
)
def test_an_impossible_condition_gets_a_note_and_finds_nothing(text, root, notes) -> None:
    """A filter that was silently ignored would show wrong records; only an unknown field is taken as text."""
    assert parse(text, TODAY).root == root
    assert noted(text) == notes


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("status:подписоно", "подписано"),
        ("kind:технопар", "технопарк"),
        ("sector:хими", "хими"),
        ("is:foo", None),
        ("kind:меморандум", "form:меморандум"),
        ("kind:пингвин", None),
    ],
)
def test_the_nearest_value_is_suggested_in_the_language_of_the_query(text, known) -> None:
    nearest = noted(text)[0][1]["nearest"]
    assert nearest is None if known is None else known in str(nearest)


@pytest.mark.parametrize("text", ["!!!", "-- -", "AND", "«»", "*"])
def test_punctuation_alone_gets_a_note(text) -> None:
    """An empty query finds every record; after typing something that would be a surprise."""
    assert noted(text) == [("query.no_words", {"typed": text})]


@pytest.mark.parametrize("text", [">10 млн", "> 10", "<=5"])
def test_a_comparison_without_a_field_gets_a_note(text) -> None:
    assert noted(text) == [("query.no_field", {"value": text.split()[0]})]


def test_text_that_resembles_a_field_gets_no_note() -> None:
    assert noted("http://a.uz 12:30 C++ art.4 d'Ivoire 5>3") == []


def test_brackets_nested_too_deep_are_dropped_with_one_note() -> None:
    deep = "-(a | " * (DEEPEST + 300) + "b"
    query = parse(deep, TODAY)
    assert [note.code for note in query.notes] == ["query.too_deep"]
    assert parse(show(query), TODAY) == query


def test_unstorable_characters_count_as_white_space() -> None:
    assert parse("a\x00b \ud800", TODAY).root == words("a", "b")
    assert noted("\ud800") == [("query.undecodable", {})]


def test_a_very_long_query_is_accepted() -> None:
    text = " ".join(["NOT"] * 5001 + ["слово"] + [f"x{n}" for n in range(20_000)])
    root = parse(text, TODAY).root
    assert root == All((Not(words("слово")), words(*(f"x{n}" for n in range(20_000)))))


ATOMS = [
    *(
        "AND",
        "OR",
        "NOT",
        "И",
        "ИЛИ",
        "НЕ",
        "VA",
        "-",
        "|",
        "(",
        ")",
        '"',
        "«",
        "»",
        "“",
        "”",
        "„",
        '""',
        "*",
        ",",
        "..",
    ),
    *(
        ":",
        "=",
        ">",
        ">=",
        "<",
        "<=",
        "\x00",
        "\ud800",
        "\u202e",
        "🙂",
        "中文",
        "0",
        "²",
        "½",
        "İ",
        "ß",
        "C++",
        "art.4",
    ),
    *("a", "чирчик", "farg‘ona", "foo", "http://x.y/z", "org-akit", "UZ", "UZ-TO", "inferred", "10", "10..50", ">30"),
    *(
        "status",
        "статус",
        "kind",
        "date",
        "signed",
        "residents",
        "investment",
        "place",
        "link",
        "party",
        "source",
        "is",
    ),
    *(
        "has",
        "no",
        "sort",
        "tag",
        "batch",
        "before",
        "since",
        "lang",
        "id",
        "topic",
        "due",
        "declared",
        "year",
        "sector",
        "rail",
    ),
    *("country", "region", "text", "name", "signed:", "kind:technopark", "status:signed", "2024", "2024-05", "1e9"),
    *("15.05.2024", "XXXX-06", "<90d", "+1y", "-90d", "today"),
]


def test_random_strings_raise_nothing_and_survive_printing() -> None:
    random_ = random.Random(20_000)
    for _ in range(20_000):
        glued = (random_.choice(ATOMS) + random_.choice(("", "", " ", ":")) for _ in range(random_.randint(1, 12)))
        text = "".join(glued)
        query = parse(text, TODAY)
        shown = show(query)
        again = parse(shown, TODAY)
        assert again == query, text
        assert show(again) == shown, text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("investment:>50m : OR", "investment:>50000000"), ("investment:>50m млн", 'investment:>"50000000" млн')],
)
def test_a_figure_has_no_sign_and_only_one_scale(text, shown) -> None:
    """The m was read as metres of money, and then printed as a million."""
    assert show(parse(text, TODAY)) == shown == show(parse(shown, TODAY))


@pytest.mark.parametrize("text", ["x", "7*", "-7", "7..9", "99999999999999999999"])
def test_a_batch_is_a_whole_number(text) -> None:
    assert noted(f"batch:{text}")[0][0] == "query.unknown_value"


def test_a_word_typed_twice_counts_once() -> None:
    assert parse("фарг фарг") == parse("фарг")
    assert parse("фарг kind:place фарг") == parse("фарг kind:place")
