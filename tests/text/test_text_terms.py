"""The tables of terms and places are well-formed and unambiguous."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.text import termrows, terms, termtable
from catalogue.text.keys import analyser, is_stop
from catalogue.text.normalise import clean, words

TABLE = terms.load()
ENTRIES = termrows.entries()
LANGUAGES = {"en", "ru", "uz", "kk", "tt"}


def test_the_packaged_tables_have_no_invalid_row() -> None:
    assert terms.load(termtable.read("terms.csv")).problems == ()


def test_the_compiled_table_matches_its_rows() -> None:
    made = termtable.written(termrows.compiled())
    assert termtable.read(termtable.COMPILED) == made, "run python -m catalogue.text.termrows"
    assert terms.load() == termrows.compiled()


def test_terms_use_only_the_supported_languages() -> None:
    assert {entry.lang for entry in ENTRIES} == LANGUAGES | {termrows.PLACE}


def test_a_term_belongs_to_one_concept_unless_marked_as_shared() -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for entry in ENTRIES:
        if not entry.shared:
            meanings[clean(entry.text)].add(entry.token)
    assert {text: tokens for text, tokens in meanings.items() if len(tokens) > 1} == {}


def test_a_shared_acronym_is_marked_in_every_row() -> None:
    shared = {entry.text for entry in ENTRIES if entry.shared}
    assert all(entry.shared for entry in ENTRIES if entry.text in shared)
    assert shared == {"СЭЗ", "2", "3", "4", "5"}


def test_no_key_has_two_meanings() -> None:
    assert {key: set(tokens) for key, tokens in TABLE.single.items() if len(tokens) > 1} == {}


def test_an_acronym_is_not_the_key_of_another_concept() -> None:
    shared = {clean(entry.text) for entry in ENTRIES if entry.shared}
    clashes = {
        acronym for acronym, tokens in TABLE.acronyms.items() if set(TABLE.single.get(acronym, tokens)) - set(tokens)
    }
    assert clashes - shared == set()


def test_no_single_word_term_is_a_stop_word() -> None:
    single = [entry.text for entry in ENTRIES if not entry.acronym and len(list(words(entry.text))) == 1]
    assert [text for text in single if is_stop(text.lower())] == []


def test_every_concept_except_places_is_named_in_several_languages_and_in_russian() -> None:
    named: dict[str, set[str]] = defaultdict(set)
    for entry in ENTRIES:
        if entry.lang != termrows.PLACE:
            named[entry.token].add(entry.lang)
    assert {token for token, langs in named.items() if len(langs) < 2} == set()
    assert {token for token, langs in named.items() if "ru" not in langs} == set()


def test_every_place_adds_to_the_spelling_rules() -> None:
    """A row whose names all have one key would only enlarge the index."""
    from catalogue.text.forms import forms

    names: dict[str, list[str]] = defaultdict(list)
    for entry in ENTRIES:
        if entry.lang == termrows.PLACE:
            names[entry.token].append(entry.text)
    idle = set()
    for token, found in names.items():
        wholes = {" ".join(forms(word.text).whole for word in words(name)) for name in found}
        if len(wholes) == 1:
            idle.add(token)
    assert idle == set()


@pytest.mark.parametrize(
    "names",
    [
        ("agreement", "соглашение", "kelishuv", "келишув", "келісім"),
        ("roadmap", "дорожной картой", "yo‘l xaritasi", "йўл харитаси", "жол картасы", "road map"),
        ("special economic zone", "особая экономическая зона", "ОЭЗ", "SEZ", "арнайы экономикалық аймағы", "АЭА"),
        ("free economic zone", "свободных экономических зонах", "erkin iqtisodiy zonasi", "FEZ"),
        ("chamber of commerce and industry", "торгово-промышленной палатой", "ТПП", "savdo-sanoat palatasi"),
        ("международный центр торгово-экономического сотрудничества", "МЦТЭС"),
        ("machine building", "машиностроения", "mashinasozlik", "машинасозлик", "машина жасау"),
        ("Fergana", "Ферганской", "Farg‘ona", "Фарғона", "Fargona"),
        ("Uzbekistan", "Узбекистаном", "O‘zbekistonning", "Ўзбекистон", "Өзбекстанмен", "узбекского", "узбекско"),
        ("Kokand", "Коканде", "Qo‘qonda", "Қўқон"),
        ("Karaganda", "Қарағанды", "карагандинской"),
        ("Saint Petersburg", "Санкт-Петербурге", "Sankt-Peterburg"),
    ],
)
def test_the_names_of_a_concept_share_its_key_in_all_languages_and_forms(names: tuple[str, ...]) -> None:
    found = [{key for key in analyser().analyse(name).extras if key[0] in "§¶"} for name in names]
    assert set.intersection(*found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SEZ", "FEZ"),
        ("ОЭЗ", "EIZ"),
        ("карась", "Карасу"),
        ("China", "чин"),
        ("туман", "район"),
        ("казак", "Казахстан"),
        ("улита", "Улытау"),
        ("Pharm", "ферма"),
        ("семья", "Семей"),
        ("метр", "metro"),
        ("карши", "против"),
    ],
)
def test_false_friends_share_no_concept(one: str, other: str) -> None:
    first, second = ({key for key in analyser().analyse(name).extras if key[0] in "§¶"} for name in (one, other))
    assert not first & second


def test_an_overlay_adds_terms_and_concepts_and_reports_its_invalid_rows() -> None:
    overlay = """# our own words
agreement,en,deal
drone,en,drone; unmanned aircraft,UAV
drone,ru,беспилотник,БПЛА
memorandum,en,agreement
Drone,en,quadcopter
drone
drone,kk,
"""
    table = terms.load(overlay)
    assert [(problem.line, problem.code) for problem in table.problems] == [
        (6, "bad_concept"), (7, "bad_columns"), (8, "no_terms"), (5, "ambiguous"),
    ]  # fmt: skip
    own = analyser(overlay)
    assert "§agreement" in own.analyse("a good deal").extras
    assert "§drone" in own.analyse("закупка беспилотников").extras
    assert "§drone" in own.query_words(["БПЛА"])[0].words[0].concepts
    assert "§agreement" not in analyser().analyse("a good deal").extras
    assert own.fingerprint != analyser().fingerprint


@settings(max_examples=25)
@given(st.text(st.characters(codec=None)))
def test_any_text_is_accepted_as_an_overlay(text: str) -> None:
    assert len(terms.load(text).single) >= len(TABLE.single)


def test_a_row_too_long_to_be_read_is_reported() -> None:
    limit = csv.field_size_limit(1_000)  # of the process; an import raises it
    try:
        table = terms.load("deal,en,good deal\nlong,en," + '"' + "x;" * 1_000 + '"')
    finally:
        csv.field_size_limit(limit)
    assert [(problem.line, problem.code) for problem in table.problems] == [(2, "bad_columns")]
