"""Rows of the index and the expressions that search it: FTS5 finds what the rules say."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.text import phrases, zones

ROW = zones.index_row(
    ["Соглашение о сотрудничестве Самаркандской области", "Samarkand agreement"],
    ["Самаркандская область", "2022-03"],
    ["Туризм и машиностроение в особой экономической зоне «Лотос»."],
)


def table(*rows: tuple[str, ...]) -> sqlite3.Connection:
    """An index with the keys of these rows, as in the store."""
    connection = sqlite3.connect(":memory:")
    options = f"tokenize='{zones.TOKENIZE}', prefix='{zones.PREFIX}', content='', columnsize=0, detail=none"
    connection.execute(f"CREATE VIRTUAL TABLE s USING fts5(keys, {options})")
    for number, (name, place, prose, *stems) in enumerate(rows, start=1):
        named = " ".join(zones.named_tokens(name.split()))
        texts = [part.split() for cell in stems for part in cell.split("¦")]
        pairs = " ".join(token for text in texts for token in phrases.pairs([phrases.stem_hash(stem) for stem in text]))
        result = f"{zones.ANY} {name} {named} {place} {prose} {pairs}"
        connection.execute("INSERT INTO s (rowid, keys) VALUES (?, ?)", (number, result))
    return connection


def found(connection: sqlite3.Connection, expression: str) -> set[int]:
    if not expression:
        return set()
    return {row for (row,) in connection.execute("SELECT rowid FROM s WHERE s MATCH ?", (expression,))}


def finds(connection: sqlite3.Connection, expression: str) -> bool:
    return bool(found(connection, expression))


def typed(text: str) -> list[tuple[str, bool]]:
    return [(word, False) for word in text.split()]


def test_a_row_has_a_cell_for_every_column() -> None:
    assert len(ROW) == len(zones.COLUMNS)
    assert all(ROW)


@pytest.mark.parametrize(
    "question",
    [
        "соглашения", "agreement самарканд", "Samarqand viloyati", "март 2022", "2022-03", "SEZ лотос", "туриз",
        "машиностроительный", "Samarkandskaya",
    ],
)  # fmt: skip
def test_a_record_is_found_across_zones_scripts_forms_and_concepts(question: str) -> None:
    assert finds(table(ROW), zones.match(typed(question)))
    assert zones.row_matches(ROW, typed(question))


@pytest.mark.parametrize("question", ["Самара", "Бухара", "соглашение Бухара", "мастерская", "апрель 2022", "турист*x"])
def test_an_unrelated_record_is_not_found(question: str) -> None:
    assert not finds(table(ROW), zones.match(typed(question)))
    assert not zones.row_matches(ROW, typed(question))


def test_a_prefix_counts_for_the_last_word_or_a_starred_one_and_never_in_a_complete_query() -> None:
    assert zones.row_matches(ROW, typed("тури"))
    assert not zones.row_matches(ROW, typed("тури"), complete=True)
    assert not zones.row_matches(ROW, typed("тури соглашение"))
    assert zones.row_matches(ROW, [("тури", True), ("соглашение", False)], complete=True)


def test_one_zone_can_be_searched_alone() -> None:
    for zone, question in (("name", "соглашение"), ("text", "туризм"), ("place", "2022")):
        others = {"name", "place", "text"} - {zone}
        assert zones.row_matches(ROW, typed(question), zone=zone)
        assert not any(zones.row_matches(ROW, typed(question), zone=other) for other in others)
        assert finds(table(ROW), zones.match(typed(question), named=True)) == (zone == "name")


def test_a_closed_value_is_one_token_whatever_its_case() -> None:
    connection = table(("", f"{zones.value('site_type', 'action_plan')} {zones.value('place', 'UZ-FA')}", ""))
    assert finds(connection, zones.any_of([zones.value("site_type", "action_plan")]))
    assert finds(connection, zones.any_of([zones.value("place", "uz-fa")]))
    assert not finds(connection, zones.any_of([zones.value("site_type", "action")]))
    assert not finds(connection, zones.any_of([zones.value("site_type", "plan")]))


def test_a_phrase_matches_by_stems_in_order_and_not_across_names() -> None:
    for phrase in ("соглашения о сотрудничестве", "Самаркандская область", "soglasheniye o sotrudnichestve"):
        assert finds(table(ROW), phrases.expression(phrase))
        assert phrases.in_row(ROW, phrase)
    for phrase in ("сотрудничестве о соглашении", "области Samarkand", "..."):
        assert not phrases.in_row(ROW, phrase)
    assert phrases.in_text("О соглашениях в сотрудничестве", "соглашения в сотрудничестве")
    assert not phrases.in_text("О сотрудничестве в соглашениях", "соглашения в сотрудничестве")


def test_whole_names_rank_first_then_words_in_names_then_words_anywhere() -> None:
    rows = [
        zones.index_row(["Другое"], [], ["Соглашение"]),
        zones.index_row(["Другое"], [], ["Лотосами"]),
        zones.index_row(["Порт Лотос в Астрахани"], [], []),
        zones.index_row(["ОЭЗ «Лотос»"], [], []),
    ]
    connection = table(*rows)
    met = [found(connection, expression) for expression in zones.tiers(typed("Lotos"))]
    ranks = {row: next((at for at, tier in enumerate(met) if row in tier), 9) for row in range(1, 5)}
    assert sorted(ranks, key=ranks.__getitem__) == [4, 3, 2, 1]


def test_an_empty_query_gives_no_expression() -> None:
    assert zones.match([]) == zones.match(typed("— «» !")) == phrases.expression("") == ""
    assert zones.tiers([]) == ()
    assert not zones.row_matches(ROW, [])


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("Ферганская область", "Farg‘ona"),
        ("Ферганская область", "Фергана"),
        ("Ферганская область", "Fergana Region"),
        ("ООО «ПК «Промтрактор»", "Промтрактор"),
        ("Технопарк Eltech Industrial", "eltech industrial"),
        ("Особая экономическая зона «Алабуга»", "Alabuga"),
    ],
)
def test_a_name_counts_as_whole_without_the_word_for_its_kind(name: str, question: str) -> None:
    assert finds(table(zones.index_row([name], [], [])), zones.tiers(typed(question))[0])


KNOWN = "соглашение Samarkand туриз особая экономическая зона 2022 март о и AND NEAR( x"
WORDS = st.sampled_from([*KNOWN.split(), '"']) | st.text(st.characters(codec="utf-8"), max_size=8)


@settings(max_examples=200)
@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=4), st.booleans())
def test_fts5_and_python_agree_on_any_words(words: list[tuple[str, bool]], complete: bool) -> None:
    expression = zones.match(words, complete=complete)
    assert finds(table(ROW), expression) == zones.row_matches(ROW, words, complete=complete)


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=4).map(" ".join))
def test_rows_with_a_phrase_are_a_subset_of_what_fts5_is_asked_for(text: str) -> None:
    assert finds(table(ROW), phrases.expression(text)) or not phrases.in_row(ROW, text)


def test_the_word_for_a_kind_finds_its_records_after_those_that_contain_it() -> None:
    """соглашения с Башкортостаном also finds an action plan; in names only the word itself counts."""
    plan = zones.index_row(["План Башкортостана"], [zones.value("kind", "agreement")], [])
    asked = typed("соглашения Башкортостан")
    assert zones.row_matches(plan, asked)
    assert not zones.row_matches(plan, asked, zone="name")
    rows = table(zones.index_row(["Башкортостан"], [], []), zones.index_row(["Соглашение Башкортостана"], [], []))
    rows.execute("INSERT INTO s (rowid, keys) VALUES (3, ?)", (f"{zones.value('kind', 'agreement')} bashkortostan",))
    assert found(rows, zones.match(typed("соглашение"))) == {2, 3}
    assert found(rows, zones.match(typed("соглашение"), named=True)) == {2}
    assert 3 not in found(rows, zones.tiers(typed("соглашение"))[2])


def test_a_vague_date_ranks_after_the_exact_day() -> None:
    asked = typed("24 июня 2021")
    rows = table(zones.index_row([], ["2021-06-25"], []), zones.index_row([], ["2021-06-24"], []))
    rows.execute("INSERT INTO s (rowid, keys) VALUES (3, '°x0624')")
    assert found(rows, zones.match(asked)) == {2, 3}
    assert found(rows, zones.tiers(asked)[3]) == {2}


def test_the_first_letters_of_stop_words_begin_no_name() -> None:
    cells = zones.index_row(["Government of the Region"], [], [])
    assert zones.row_matches(cells, [("r", True)], zone="name")
    assert not zones.row_matches(cells, [("t", True)], zone="name")
