"""Typed field names: three languages, any spelling, the other keyboard layout."""

from __future__ import annotations

import pytest

from catalogue.model.fields import TERM_FIELDS
from catalogue.model.kinds import KINDS, every_field
from catalogue.model.roles import ROLES
from catalogue.query import fields
from catalogue.query.nodes import SortKey, Target
from catalogue.query.parser import parse


def first(name: str):
    return fields.find(name)[0]


def targets() -> list[Target]:
    """Everything a test can refer to."""
    stored = ["form", "status", *(field.name for field in (*every_field(), *TERM_FIELDS))]
    own = [meaning.target for name, _ in fields.names() for meaning in fields.find(name) if meaning.target]
    every = [
        *(Target("field", name) for name in stored if name not in ("country", "region", "date")),
        *(Target("role", name) for name in ROLES),
        *own,
    ]
    return list(dict.fromkeys(every))


@pytest.mark.parametrize("target", targets(), ids=lambda target: f"{target.type}-{target.name}")
def test_a_canonical_name_means_its_own_target_first(target) -> None:
    """Otherwise the printed form of a query would be read as a different query."""
    assert first(target.name).target == target


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("status", "status"),
        ("Статус", "status"),
        ("holati", "status"),
        ("дата подписания", "signed"),
        ("дата_подписания", "signed"),
        ("Date-of-Signature", "signed"),
        ("imzolangan", "signed"),
        ("площадь", "area_ha"),
        ("area", "area_ha"),
        ("ro'yxat raqami", "registration_no"),
        ("roʻyxat raqami", "registration_no"),
        ("стороны", "party"),
        ("tomonlar", "party"),
        ("страна", "country"),
        ("davlat", "country"),
        ("viloyat", "region"),
        ("год", "date"),
        ("тег", "tag"),
        ("пакет", "batch"),
        ("manba", "source"),
        ("ыефегы", "status"),
        ("cnfnec", "status"),
        # other forms of a name, and common names
        ("сторона", "party"),
        ("организатором", "organiser"),
        ("holat", "status"),
        ("shakl", "form"),
        ("muddat", "due"),
        ("investitsiya", "investment"),
        ("форма", "form"),
        ("город", "place"),
        ("soha", "sector"),
        ("responsible", "accountable"),
        ("лштв", "kind"),
    ],
)
def test_names_are_read_in_any_language_spelling_and_layout(name, expected) -> None:
    target = first(name).target
    assert target is not None
    assert target.name == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("country", fields.COUNTRY),
        ("date", fields.DATE),
        ("kind", fields.KIND),
        ("declared", fields.DECLARED),
        ("source", fields.SOURCE),
    ],
)
def test_some_names_stand_for_more_than_a_column(name, expected) -> None:
    assert first(name).target == expected


@pytest.mark.parametrize(
    ("name", "sign"), [("before", "<"), ("after", ">"), ("since", ">="), ("until", "<="), ("до", "<=")]
)
def test_some_names_compare_the_main_date(name, sign) -> None:
    assert first(name) == fields.Meaning("test", fields.DATE, sign)


@pytest.mark.parametrize(
    ("name", "verb"), [("has", "has"), ("нет", "no"), ("is", "is"), ("yo'q", "no"), ("сортировка", "sort")]
)
def test_verbs_are_read(name, verb) -> None:
    assert first(name).verb == verb


def test_an_ambiguous_label_means_the_field_before_the_role() -> None:
    found = [meaning.target for meaning in fields.find("участники")]
    assert found[0] == Target("field", "members")
    assert Target("role", "member") in found


@pytest.mark.parametrize("name", ["", "-", "foo", "http", "соглашение"])
def test_other_words_have_no_meaning(name) -> None:
    assert fields.find(name) == ()


def test_form_and_status_have_the_values_of_all_kinds() -> None:
    codes = {choice.code for choice in fields.choices(Target("field", "status"))}
    assert {"signed", "operating", "met", "pipeline"} <= codes
    assert {choice.code for choice in fields.choices(fields.KIND)} == set(KINDS)
    assert fields.choices(Target("field", "summary")) == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("opened", SortKey("opened")),
        ("-opened", SortKey("opened", descending=True)),
        ("-дата", SortKey("date", descending=True)),
        ("название", SortKey("name")),
        ("relevance", SortKey("rank")),
        ("статус", SortKey("status")),
        ("страна", SortKey("country")),
        ("topic", None),
        ("party", None),
        ("foo", None),
        ("", None),
    ],
)
def test_sort_keys_are_single_valued(typed, expected) -> None:
    assert fields.sort_key(typed) == expected


def test_every_sort_name_is_a_sort_key() -> None:
    assert [fields.sort_key(name) for name in fields.sort_names()] == [SortKey(name) for name in fields.sort_names()]


@pytest.mark.parametrize(("text", "meant"), [("вид:кластер", "kind:cluster"), ("type:memorandum", "form:memorandum")])
def test_the_name_of_a_kind_or_form_means_records_with_that_value(text, meant) -> None:
    assert parse(text).root == parse(meant).root
