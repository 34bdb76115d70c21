"""A condition is read as intended however it is written, or a note says why not."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue.query.parser import parse
from catalogue.query.printer import show
from catalogue.text import terms

TODAY = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        # a name of several roles means all of them
        ("участник:АКИТ", "member:АКИТ | participant:АКИТ | party:АКИТ"),
        ("-участники:АКИТ kind:agreement", "-(member:АКИТ | participant:АКИТ | party:АКИТ) kind:agreement"),
        # places by other forms of their names, and all of the places of one name
        ("область:джизакская", "region:UZ-JI"),
        ("страна:узбекистана,казахстана", "country:UZ,KZ"),
        ("region:Ташкент", "region:UZ-TK,UZ-TO"),
        ("region:Алтай", "region:RU-AL,RU-ALT"),
        # spaces around the sign, and the sign for exclusions
        ("kind: agreement", "kind:agreement"),
        ("статус : подписано", "status:signed"),
        ("residents > 10", "residents:>10"),
        ("residents: >10 planned", 'residents:">10 planned"'),
        ('name: "IT Park"', 'name:"IT Park"'),
        ("status!=signed", "-status:signed"),
        ("-status != signed", "status:signed"),
        # not a value
        ("kind: -agreement", "-agreement"),
        ("kind: | cluster", "cluster"),
        ("kind: status:signed", "status:signed"),
        # languages by their names; an Uzbek name with its suffix
        ("lang:русский", "lang:ru"),
        ("turi:texnopark", "kind:technopark"),
        # a scale at the end of a range
        ("investment:30..60 млн", "investment:30000000..60000000"),
        ("investment:..60m", "investment:..60000000"),
        # days relative to today
        ("date:прошлый год", 'date:"last year"'),
        ("due:>bu oy", 'due:">this month"'),
        ("signed:вчера..next week", 'signed:"yesterday..next week"'),
        # comparisons in words
        ("date:after 2023", "date:2024.."),
        ("дата:раньше 2023", "date:..2022"),
        ("sana:2022 yildan keyin", "date:2023.."),
        ("сана:2024 йилдан олдин", "date:..2023"),
        ("дата:между 2022 и 2024", "date:2022..2024"),
        ("date:around 2023", "date:2023"),
        ("residents:between 5 and 50", "residents:5..50"),
        ("sarmoya:50 mln dan 100 mln gacha", "investment:50000000..100000000"),
        ("investment:30..60 mln usd", 'investment:"30000000..60000000 USD"'),
        # short Uzbek names in Cyrillic
        ("жой:UZ-FA йил:2023", "place:UZ-FA date:2023"),
        ("йўқ:сана бу:санасиз", "no:date is:undated"),
        # several values in brackets, or with a word between them
        ("status:(signed OR agreed)", "status:signed,agreed"),
        ('статус:(подписано ИЛИ "в силе"', "status:signed,in_force"),
        ("holat:imzolangan yoki kelishilgan", "status:signed,agreed"),
        ("статус:подписано или Татарстан", "status:signed или Татарстан"),
        ("form:!=memorandum", "-form:memorandum"),
        ("это:без даты", "is:undated"),
        # a region by the word for its kind
        ("республика:Татарстан", "region:RU-TA"),
        # the order in words
        ("sort:date desc", "sort:-date"),
        ("sort:newest", "sort:-date"),
        # a term of its own, not a form of the word for clothing
        ("soha:kimyo", "sector:C20"),
    ],
)
def test_alternative_spellings_of_a_condition_are_read(text, canonical) -> None:
    query = parse(text, TODAY)
    assert show(query) == canonical
    assert parse(canonical, TODAY).root == query.root


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("region:Ташкент", "query.several_places"),
        ("Фер*на", "query.inner_star"),
        ("*град", "query.inner_star"),
        ("status:-signed", "query.unknown_value"),
        ("party:-Ozon", "query.unknown_value"),
        ("статус:не подписано", "query.unknown_value"),
        ("status:not signed", "query.unknown_value"),
    ],
)
def test_a_condition_that_may_be_misread_gets_a_note(text, code) -> None:
    assert [note.code for note in parse(text, TODAY).notes] == [code]


def test_a_minus_before_a_value_is_not_part_of_the_value() -> None:
    assert parse("status:-signed", TODAY).notes[0].params["nearest"] == "-status:signed"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("this year", ("{0}-01-01", "{0}-12-31")),
        ("last month", ("{1}-01", "{1}")),
    ],
)
def test_a_span_relative_to_today_has_its_days(text, days) -> None:
    value = parse(f"date:{text}", date(2024, 3, 15)).root.values[0]
    assert value.low.startswith(days[0].format(2024, "2024-02"))
    assert value.high.startswith(days[1].format(2024, "2024-02"))
    week = parse("date:next week", date(2024, 3, 15)).root.values[0]
    assert (week.low, week.high) == ("2024-03-18", "2024-03-24")


def test_values_are_read_by_the_terms_in_use() -> None:
    assert show(parse("kind:pactum")) == "kind:pactum"
    terms.use("agreement,en,pactum")
    try:
        assert show(parse("kind:pactum")) == "kind:agreement"
    finally:
        terms.use(None)
    assert show(parse("kind:pactum")) == "kind:pactum"
