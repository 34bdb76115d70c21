"""Ids are slugs, and the same name always makes the same id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.transfer.rows.ids import is_id, made, numbered, slug


@pytest.mark.parametrize("text", ["a", "agr-1", "0", "a-" * 40])
def test_slugs_are_ids(text):
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "-a", "A", "a b", "a_b", "а", "a" * 81, "a\n"])
def test_other_text_is_not_an_id(text):
    assert not is_id(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Технопарк «Чирчик»", "tekhnopark-chirchik"),
        ("Farg‘ona viloyati", "fargona-viloyati"),
        ("Фарғона вилояти", "fargona-viloyati"),
        ("Société générale", "societe-generale"),
        ("İzmir", "izmir"),
        ("№ 5 (2023)", "no-5-2023"),
        ("中文", ""),
    ],
)
def test_names_are_romanised(name, expected):
    assert slug(name) == expected


@given(st.text(min_size=1))
def test_any_name_makes_an_id_with_room_for_a_number(name):
    for number in (1, 2, 99_999):
        assert is_id(numbered(made("park", name), number))
    assert made("park", name) == made("park", name)


def test_names_in_unsupported_scripts_have_different_ids():
    assert made("park", "中文") != made("park", "日本")
