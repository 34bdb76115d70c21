"""Where a value ends, and what is read as a closed value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.query.parser import parse
from catalogue.query.printer import show

TODAY = date(2025, 11, 22)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("signed:2 февраля 2024", "signed:2024-02-02"),
        ("announced:24 iyun", "announced:XXXX-06-24"),
        ("signed:24.06", "signed:XXXX-06-24"),
        ("signed:June", "signed:XXXX-06"),
        ("signed:февраль 2024 чирчик", "signed:2024-02 чирчик"),
        ("signed:2 февраля 2024..5 марта 2024", "signed:2024-02-02..2024-03-05"),
        ("date:I полугодие 2024", "date:2024..2024-06"),
        ("date:2 квартал 2024", "date:2024-04..2024-06"),
        ("signed:2023,2 мая 2024", "signed:2023,2024-05-02"),
        ("-signed:до 2025 года", "-signed:..2025"),
        ("investment:>10 млн", "investment:>10000000"),
        ("investment:>50m", "investment:>50000000"),
        ("investment:>=1.5 млн долларов", 'investment:">=1500000 USD"'),
        ("residents:>30 planned", 'residents:">30 planned"'),
        ("residents:10 000", "residents:10000"),
        ("status:в силе", "status:in_force"),
        ("status:действует", "status:in_force,operating,active"),
        ("form:СЭЗ", "form:sez"),
        ("form:особых экономических зон", "form:sez"),
        ("kind:технопарками", "kind:technopark"),
        # a sector by words that only its name has, or only the names of its divisions
        ("sector:химия", "sector:C20"),
        ("sector:textile Namangan", "sector:C13 Namangan"),
        ("sector:сельское хозяйство", "sector:A"),
        ("country:Южная Корея технопарк", "country:KR технопарк"),
        ("status:signed план", "status:signed план"),
        ("topic:light industry", "topic:light industry"),
        ('signed:"2" февраля', 'signed:"2" февраля'),
    ],
)
def test_a_value_extends_as_far_as_its_words_form_one(text, canonical) -> None:
    query = parse(text, TODAY)
    assert show(query) == canonical
    assert parse(canonical, TODAY).root == query.root


WORDS = st.sampled_from(
    [
        "2",
        "24",
        "2024",
        "февраля",
        "июня",
        "I",
        "полугодие",
        "млн",
        "млрд",
        "10",
        "000",
        "USD",
        "planned",
        "в",
        "силе",
        "в",
        "действует",
        "и",
    ]
)
VALUES = st.sampled_from(["2", "24", "2024", "I", "10", ">10", "февраль", "в", "до", "planned", '"2"', "1,2"])
NAMES = st.sampled_from(["signed", "date", "investment", "residents", "status", "country", "-signed", "topic"])


@given(NAMES, VALUES, st.lists(WORDS, max_size=4))
def test_a_multi_word_value_survives_printing(name, value, words) -> None:
    query = parse(f"{name}:{value} {' '.join(words)}", TODAY)
    assert parse(show(query), TODAY) == query


@pytest.mark.parametrize("text", ["sector:производство", "sector:qqq"])
def test_a_sector_that_several_names_may_mean_is_not_guessed(text) -> None:
    assert [note.code for note in parse(text, TODAY).notes] == ["query.unknown_value"]
