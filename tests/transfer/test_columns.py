"""Headers in English, Russian and Uzbek, by name, label and alias."""

from __future__ import annotations

import pytest

from catalogue.model.kinds import AGREEMENT, CLUSTER, KINDS, TECHNOPARK
from catalogue.transfer.rows import columns


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("id", "id"),
        ("ID ", "id"),
        ("signed", "signed"),
        ("Date of signature", "signed"),
        ("Дата подписания", "signed"),
        ("imzolangan", "signed"),
        ("Статус", "status"),
        ("Стороны", "party"),
        ("tomonlar", "party"),
        ("Отрасль", "sector"),
        ("registration_no", "registration_no"),
        ("Registration No.", "registration_no"),
        ("Название (рус.)", "name_ru"),
        ("Name EN", "name_en"),
        ("name_uz_cyrl", "name_uz_cyrl"),
        ("name_uz_Latn", "name_uz"),
        ("Наименование", "name"),
        ("Title", "name"),
        ("name_tt", "name_tt"),
        ("Вид", "form"),
        ("kind", "kind"),
    ],
)
def test_a_header_stands_for_its_column(header, name):
    column = columns.find(header, AGREEMENT)
    assert column is not None
    assert column.name == name


@pytest.mark.parametrize("header", ["Remarks of the clerk", "opened", "", "№"])
def test_a_header_unknown_for_the_kind_is_not_guessed(header):
    assert columns.find(header, AGREEMENT) is None


def test_a_misspelt_header_has_a_suggestion():
    assert columns.nearest("sttus", AGREEMENT) == "status"
    assert columns.nearest("Дата подписанния", AGREEMENT) == "signed"


@pytest.mark.parametrize("kind", [None, *KINDS.values()])
def test_each_column_is_found_by_its_own_name(kind):
    for column in columns.of_kind(kind):
        assert columns.find(column.name, kind) == column


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_has_each_field_once_and_in_order(kind):
    names = [column.name for column in columns.of_kind(kind)]
    assert len(set(names)) == len(names)
    assert [name for name in names if kind.field(name)][: len(kind.fields)] == [field.name for field in kind.fields]


def test_a_field_wins_over_a_role_with_the_same_label():
    found = columns.find("резиденты", TECHNOPARK)
    assert found is not None
    assert (found.part, found.name) == ("field", "residents")
    assert columns.find("участники", CLUSTER) == columns.find("members", CLUSTER)


@pytest.mark.parametrize(
    ("given", "tag"),
    [("en", "en"), ("UZ-latn", "uz-Latn"), ("uz_Cyrl", "uz-Cyrl"), ("pt-br", "pt-BR"), ("english", None), ("", None)],
)
def test_language_tags_are_normalised(given, tag):
    assert columns.language(given) == tag


@pytest.mark.parametrize("heading", ["Name of park", "name_of_park", "Name by law", "name of the site"])
def test_words_after_name_are_not_a_language(heading):
    assert columns.find(heading) is None


@pytest.mark.parametrize(("heading", "tag"), [("name_tt", "tt"), ("name-kk-Cyrl", "kk-Cyrl"), ("NAME_ID", "id")])
def test_any_language_tag_may_follow_name(heading, tag):
    found = columns.find(heading)
    assert found is not None
    assert (found.part, found.key) == ("name", tag)
